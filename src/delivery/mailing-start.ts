import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ApprovedTexts } from '../notices/approved-texts.js';
import { SYSTEM } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { instantText } from '../platform/database/columns.js';
import { insertRows } from '../platform/database/insert-rows.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { Recipients } from '../recipients/recipients.service.js';
import type { HoldReason } from './domain/mailing-state.js';
import { MailingBasis, hasSameList, hasSameText } from './mailing-basis.js';
import type { Basis } from './mailing-basis.js';
import { MailingLeases } from './mailing-leases.js';
import type { Lease } from './mailing-leases.js';
import { moveMailing } from './mailing-moves.js';
import { MailingRecord, boundTo } from './mailing-record.js';
import { Mailing } from './mailing.entity.js';

const DELIVERY_COLUMNS = {
  id: 'text',
  mailing_id: 'text',
  recipient_id: 'text',
  state: 'text',
  attempt: 'integer',
  code: 'text',
  maybe_twice: 'boolean',
  at: 'text',
} as const;

/** Starts a confirmed mailing whose wait is over. */
@Injectable()
export class MailingStart {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly basis: MailingBasis,
    private readonly recipients: Recipients,
    private readonly notices: ApprovedTexts,
    private readonly leases: MailingLeases,
    private readonly record: MailingRecord,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /**
   * Writes one ledger row for everyone of the list, in one transaction with the start; a mailing whose text or list
   * is no longer the confirmed one, or whose text was overtaken since its approval, pauses itself instead.
   *
   * @returns false when there is nothing to send: paused, stopped meanwhile, or another worker has it
   */
  begin(lease: Lease): Promise<boolean> {
    return this.unitOfWork.run(async (manager) => {
      const mailing = await manager.findOneBy(Mailing, { id: lease.mailingId, fence: lease.fence });
      if (!mailing) return false;
      if (mailing.state === 'sending') return true;
      if (mailing.state !== 'confirmed') {
        await this.leases.release(manager, lease);
        return false;
      }
      const basis = await this.basis.now(manager, mailing.incidentId, mailing.noticeId, SYSTEM);
      const moved = movedSince(mailing, basis) ?? (await this.#overtaken(manager, mailing));
      if (moved) await this.#pause(manager, lease, mailing, moved);
      else await this.#open(manager, mailing, basis);
      return moved === null;
    });
  }

  async #overtaken(manager: EntityManager, { noticeId }: Mailing): Promise<HoldReason | null> {
    return (await this.notices.overtaken(manager, noticeId, SYSTEM))?.by ?? null;
  }

  async #pause(manager: EntityManager, lease: Lease, mailing: Mailing, reason: HoldReason): Promise<void> {
    await moveMailing(manager, mailing, 'paused', { reason });
    await this.leases.release(manager, lease);
    await this.record.append(manager, 'paused', mailing, SYSTEM, { reason, from: mailing.state });
  }

  async #open(manager: EntityManager, mailing: Mailing, basis: Basis): Promise<void> {
    const queued = await this.#openLedger(manager, mailing, basis.told);
    if (queued !== mailing.recipientCount) throw new Error('The ledger of a mailing does not add up.');
    await moveMailing(manager, mailing, 'sending', { startedAt: this.clock.now(), reason: null });
    await this.record.append(manager, 'started', mailing, SYSTEM, boundTo(mailing));
  }

  /** @returns how many copies are queued */
  async #openLedger(manager: EntityManager, mailing: Mailing, told: Basis['told']): Promise<number> {
    const at = instantText(this.clock.now());
    let queued = 0;
    for await (const people of this.recipients.pages(manager, mailing.incidentId)) {
      const rows = people.map(({ id }) => {
        const before = told.get(id) ?? null;
        if (before === null) queued++;
        return {
          id: this.ids.next(),
          mailing_id: mailing.id,
          recipient_id: id,
          state: before === null ? 'queued' : 'suppressed',
          attempt: 0,
          code: before,
          maybe_twice: false,
          at,
        };
      });
      await insertRows(manager, 'delivery', DELIVERY_COLUMNS, rows);
    }
    return queued;
  }
}

function movedSince(mailing: Mailing, basis: Basis): HoldReason | null {
  if (!hasSameText(mailing, basis.notice)) return 'text_changed';
  return hasSameList(mailing, basis) ? null : 'list_changed';
}
