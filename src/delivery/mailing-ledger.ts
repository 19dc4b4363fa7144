import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import type { Actor } from '../platform/access/actor.js';
import { holds } from '../platform/access/permissions.js';
import { Reader } from '../platform/database/reader.js';
import { Recipients } from '../recipients/recipients.service.js';
import { Delivery } from './delivery.entity.js';
import type { DeliveryState } from './domain/delivery-state.js';
import { MailingEnd } from './mailing-end.js';
import { toDeliveryView, toMailingView } from './mailings.views.js';
import type { DeliveryView, MailingWithCounts } from './mailings.views.js';
import { Mailings } from './mailings.service.js';

export interface LedgerPage {
  state?: DeliveryState;
  /** Cursor: people after the one of this id. */
  after?: string;
  limit: number;
}

/** How many copies stand in a state with one code. */
export interface ReplyCount {
  state: DeliveryState;
  code: string | null;
  count: number;
}

/** Reads what became of each copy. */
@Injectable()
export class MailingLedger {
  constructor(
    private readonly reader: Reader,
    private readonly mailings: Mailings,
    private readonly recipients: Recipients,
    private readonly end: MailingEnd,
  ) {}

  /** @throws MailingNotFound */
  async one(mailingId: string, actor: Actor): Promise<MailingWithCounts> {
    const { manager } = this.reader;
    const mailing = await this.mailings.one(manager, mailingId, actor);
    return { mailing: toMailingView(mailing), counts: await this.end.counts(manager, mailingId) };
  }

  /** Newest first. @throws IncidentNotFound */
  async ofIncident(incidentId: string, actor: Actor): Promise<MailingWithCounts[]> {
    const { manager } = this.reader;
    const found: MailingWithCounts[] = [];
    for (const mailing of await this.mailings.ofIncident(manager, incidentId, actor))
      found.push({ mailing: toMailingView(mailing), counts: await this.end.counts(manager, mailing.id) });
    return found;
  }

  /** What mail servers answered to copies that did not go through, most frequent first. @throws MailingNotFound */
  async replies(mailingId: string, actor: Actor): Promise<ReplyCount[]> {
    const { manager } = this.reader;
    await this.mailings.one(manager, mailingId, actor);
    const rows: (Omit<ReplyCount, 'count'> & { n: string | number })[] = await manager
      .createQueryBuilder(Delivery, 'd')
      .select('d.state', 'state')
      .addSelect('d.code', 'code')
      .addSelect('COUNT(*)', 'n')
      .where('d.mailing_id = :mailingId', { mailingId })
      .andWhere('d.state IN (:...states)', { states: ['failed', 'deferred', 'bounced', 'unconfirmed'] })
      .groupBy('d.state')
      .addGroupBy('d.code')
      .getRawMany();
    return rows
      .map(({ state, code, n }) => ({ state, code, count: Number(n) }))
      .sort((a, b) => b.count - a.count);
  }

  /** One page of copies in the order of the list; people masked, if the actor may see people at all. @throws MailingNotFound */
  async deliveries(
    mailingId: string,
    page: LedgerPage,
    actor: Actor,
  ): Promise<{ deliveries: DeliveryView[]; next: string | null }> {
    const { manager } = this.reader;
    const mailing = await this.mailings.one(manager, mailingId, actor);
    const rows = await manager.find(Delivery, {
      where: {
        mailingId,
        recipientId: MoreThan(page.after ?? ''),
        ...(page.state === undefined ? {} : { state: page.state }),
      },
      order: { recipientId: 'ASC' },
      take: page.limit + 1,
    });
    const shown = rows.slice(0, page.limit);
    const ids = holds(actor.role, 'recipients:read') ? shown.map(({ recipientId }) => recipientId) : [];
    const people = await this.recipients.masked(manager, mailing.incidentId, ids);
    return {
      deliveries: shown.map((row) => toDeliveryView(row, people.get(row.recipientId))),
      next: rows.length > page.limit ? (shown.at(-1)?.recipientId ?? null) : null,
    };
  }
}
