import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock.js';
import { instantText } from '../platform/database/columns.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { Delivery } from './delivery.entity.js';
import { Mailing } from './mailing.entity.js';

/** The right to send one mailing; void as soon as the mailing carries another fence. */
export interface Lease {
  mailingId: string;
  fence: number;
}

/** Longer than a batch takes, so that a living owner keeps its lease; after a crash nobody sends for that long. */
const LEASE = { seconds: 30 };

/** Sees to it that one worker at a time sends a mailing, and finds those that a crash left behind. */
@Injectable()
export class MailingLeases {
  readonly #owner: string;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    ids: Ids,
  ) {
    this.#owner = ids.next();
  }

  /** SQLite has one process: whoever held a lease when it starts is dead. */
  async voidAtStart(): Promise<void> {
    if (this.reader.dialect === 'postgres') return;
    await this.unitOfWork.run((manager) =>
      manager
        .createQueryBuilder()
        .update(Mailing)
        .set({ leaseUntil: null })
        .where('lease_owner IS NOT NULL')
        .execute(),
    );
  }

  /** Ids of mailings to send now or to tidy up after a crash, oldest first; and when the next one is due. */
  async due(): Promise<{ mailingIds: string[]; nextStart: Temporal.Instant | null }> {
    const now = this.clock.now();
    const rows = await this.reader
      .query(Mailing, 'm')
      .where(`m.state IN ('confirmed', 'sending') OR m.leaseOwner IS NOT NULL`)
      .orderBy('m.id')
      .getMany();
    const waiting = (row: Mailing) =>
      row.state === 'confirmed' && row.startsAt !== null && Temporal.Instant.compare(row.startsAt, now) > 0;
    const starts = rows.filter(waiting).map((row) => row.startsAt ?? now);
    return {
      mailingIds: rows.filter((row) => !waiting(row)).map(({ id }) => id),
      nextStart: starts.sort((a, b) => Temporal.Instant.compare(a, b))[0] ?? null,
    };
  }

  /**
   * Takes the mailing unless a living worker has it. Copies found as `sending` were handed over by someone who is
   * gone, or not: they become `unconfirmed`, and nobody sends them again by itself.
   *
   * @returns null when another worker has it, or nothing is left to do with it
   */
  take(mailingId: string): Promise<Lease | null> {
    return this.unitOfWork.run(async (manager) => {
      const now = await this.#now(manager);
      const mailing = await manager.findOneBy(Mailing, { id: mailingId });
      if (!mailing) return null;
      if (mailing.leaseUntil && Temporal.Instant.compare(mailing.leaseUntil, now) > 0) return null;
      const sends = mailing.state === 'confirmed' || mailing.state === 'sending';
      if (!sends && mailing.leaseOwner === null) return null;
      await manager.update(
        Delivery,
        { mailingId, state: 'sending' },
        { state: 'unconfirmed', code: 'owner_lost', at: this.clock.now() },
      );
      const fence = mailing.fence + 1;
      const { affected } = await manager.update(
        Mailing,
        { id: mailingId, fence: mailing.fence },
        { fence, ...(sends ? this.#held(now) : FREE) },
      );
      return sends && affected === 1 ? { mailingId, fence } : null;
    });
  }

  /** Keeps the lease for another while. @returns false when it is another's by now */
  async extend(manager: EntityManager, lease: Lease): Promise<boolean> {
    const held = this.#held(await this.#now(manager));
    const { affected } = await manager.update(Mailing, { id: lease.mailingId, fence: lease.fence }, held);
    return affected === 1;
  }

  /** Gives the mailing back; does nothing when it is another's by now. */
  async release(manager: EntityManager, lease: Lease): Promise<void> {
    await manager.update(Mailing, { id: lease.mailingId, fence: lease.fence }, FREE);
  }

  #held(now: Temporal.Instant): Pick<Mailing, 'leaseOwner' | 'leaseUntil'> {
    return { leaseOwner: this.#owner, leaseUntil: now.add(LEASE) };
  }

  /** Several machines have several clocks: on PostgreSQL the database's own counts. */
  async #now(manager: EntityManager): Promise<Temporal.Instant> {
    if (this.reader.dialect !== 'postgres') return this.clock.now();
    const sql = `SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS now`;
    const rows: { now: string }[] = await manager.query(sql);
    return Temporal.Instant.from(rows[0]?.now ?? instantText(this.clock.now()));
  }
}

const FREE = { leaseOwner: null, leaseUntil: null };
