import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { canonicalJson } from '../audit/domain/canonical-json.js';
import { CompactRange, leafHash } from '../audit/domain/merkle-log.js';
import { ApprovedTexts } from '../notices/approved-texts.js';
import { SYSTEM } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Delivery } from './delivery.entity.js';
import { DELIVERY_STATES } from './domain/delivery-state.js';
import type { DeliveryState } from './domain/delivery-state.js';
import { moveMailing } from './mailing-moves.js';
import { MailingRecord } from './mailing-record.js';
import type { Mailing } from './mailing.entity.js';

export type DeliveryCounts = Record<DeliveryState, number>;

const PAGE = 2_000;

/** Closes a mailing of which no copy is waiting. */
@Injectable()
export class MailingEnd {
  constructor(
    private readonly notices: ApprovedTexts,
    private readonly record: MailingRecord,
    private readonly clock: Clock,
  ) {}

  /** Copies by state; every state is named. */
  async counts(manager: EntityManager, mailingId: string): Promise<DeliveryCounts> {
    const rows: { state: DeliveryState; n: string | number }[] = await manager
      .createQueryBuilder(Delivery, 'd')
      .select('d.state', 'state')
      .addSelect('COUNT(*)', 'n')
      .where('d.mailing_id = :mailingId', { mailingId })
      .groupBy('d.state')
      .getRawMany();
    const none = Object.fromEntries(DELIVERY_STATES.map((state) => [state, 0])) as DeliveryCounts;
    for (const { state, n } of rows) none[state] = Number(n);
    return none;
  }

  /** The notice counts as sent once a copy was, or may have been, taken. */
  async finish(manager: EntityManager, mailing: Mailing): Promise<void> {
    const counts = await this.counts(manager, mailing.id);
    const root = await outcomesRoot(manager, mailing.id);
    await moveMailing(manager, mailing, 'finished', { reason: null, finishedAt: this.clock.now() });
    await this.record.append(manager, 'finished', mailing, SYSTEM, { counts, outcomesRoot: root });
    if (counts.accepted + counts.bounced + counts.unconfirmed > 0)
      await this.notices.markSent(manager, mailing.noticeId, SYSTEM);
  }
}

/**
 * Merkle root (RFC 9162) over the outcomes in the order of the recipients' ids: each one can be proved from the audit
 * entry without the others.
 */
export async function outcomesRoot(manager: EntityManager, mailingId: string): Promise<string> {
  const range = new CompactRange();
  for (let after = ''; ;) {
    const rows = await manager.find(Delivery, {
      where: { mailingId, recipientId: MoreThan(after) },
      order: { recipientId: 'ASC' },
      take: PAGE,
    });
    for (const row of rows) range.append(leafHash(outcomeLeaf(row)));
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return range.root().toString('hex');
    after = last.recipientId;
  }
}

/** Text of one leaf. */
export function outcomeLeaf({ id, recipientId, state, attempt, code, maybeTwice }: Delivery): string {
  return canonicalJson({ deliveryId: id, recipientId, state, attempt, code, maybeTwice });
}
