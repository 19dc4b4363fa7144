import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { ApprovedTexts } from '../notices/approved-texts.js';
import type { ApprovedText } from '../notices/approved-texts.js';
import type { Actor } from '../platform/access/actor.js';
import { Recipients } from '../recipients/recipients.service.js';
import { Delivery } from './delivery.entity.js';
import type { DeliveryState } from './domain/delivery-state.js';
import { Mailers } from './mailers.js';
import { Mailing } from './mailing.entity.js';

/** Everything a mailing is bound to, as it is at this moment. */
export interface Basis {
  /** Null when the stored text is not the approved one. */
  notice: ApprovedText | null;
  listHash: string;
  listed: number;
  /** People whom an earlier mailing of the notice reached, or may have reached. */
  told: ReadonlyMap<string, 'already_told' | 'maybe_told'>;
  sender: string;
}

const CERTAIN: readonly DeliveryState[] = ['accepted', 'bounced'];
const POSSIBLE: readonly DeliveryState[] = ['unconfirmed', 'sending'];

/** Looks up what a mailing is bound to: text, list, sender. */
@Injectable()
export class MailingBasis {
  constructor(
    private readonly notices: ApprovedTexts,
    private readonly recipients: Recipients,
    private readonly mailers: Mailers,
  ) {}

  /** @throws NotFound when the actor may not see the notice */
  async now(manager: EntityManager, incidentId: string, noticeId: string, actor: Actor): Promise<Basis> {
    const notice = await this.notices.approved(manager, noticeId, actor);
    const { count, hash } = await this.recipients.listHash(manager, incidentId);
    return {
      notice,
      listHash: hash,
      listed: count,
      told: await this.#told(manager, noticeId),
      sender: this.mailers.sender,
    };
  }

  async #told(manager: EntityManager, noticeId: string): Promise<Basis['told']> {
    const mailings = await manager.find(Mailing, { select: { id: true }, where: { noticeId } });
    const told = new Map<string, 'already_told' | 'maybe_told'>();
    if (mailings.length === 0) return told;
    const rows = await manager.find(Delivery, {
      select: { recipientId: true, state: true },
      where: { mailingId: In(mailings.map(({ id }) => id)), state: In([...CERTAIN, ...POSSIBLE]) },
    });
    for (const { recipientId, state } of rows) {
      if (CERTAIN.includes(state)) told.set(recipientId, 'already_told');
      else if (!told.has(recipientId)) told.set(recipientId, 'maybe_told');
    }
    return told;
  }
}

/** True while text, revision and approval are those the mailing was asked for. */
export function hasSameText(mailing: Mailing, notice: ApprovedText | null): notice is ApprovedText {
  return (
    notice !== null && notice.contentHash === mailing.contentHash && notice.revision === mailing.revision
  );
}

/** True while the people and the sender are those the mailing was asked for. */
export function hasSameList(mailing: Mailing, basis: Basis): boolean {
  return (
    basis.listHash === mailing.listHash &&
    basis.told.size === mailing.toldCount &&
    basis.listed - basis.told.size === mailing.recipientCount &&
    basis.sender === mailing.sender
  );
}
