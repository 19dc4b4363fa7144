import { Injectable, Logger } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { Incident } from '../incidents/incident.entity.js';
import { eachDutyOnce } from '../obligations/domain/duty-names.js';
import { Obligation } from '../obligations/obligation.entity.js';
import { SYSTEM } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { instantText } from '../platform/database/columns.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { grouped } from './domain/grouped.js';
import { LAPSES_AFTER, nextMoment, rungDue } from './domain/ladder.js';
import type { RemindedDuty, Rung } from './domain/ladder.js';
import { ReminderAudience } from './reminder-audience.js';
import { ReminderLadder } from './reminder-ladder.js';
import { Reminder } from './reminder.entity.js';

/** What is known of a duty without its row: when it has to be looked at again, while its last moment stays. */
interface NextLook {
  dueAt: string;
  at: Temporal.Instant | null;
}

/** A duty whose clock started anew without another last moment is noticed at the latest after this. */
const FORGET_AFTER = { minutes: 15 };
const AT_ONCE = 200;

/** Finds the duties whose next rung has come, and writes down who is to be told of them. */
@Injectable()
export class ReminderCalls {
  readonly #logger = new Logger(ReminderCalls.name);
  #looks = new Map<string, NextLook>();
  #forgetAt: Temporal.Instant | null = null;

  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly audience: ReminderAudience,
    private readonly ladder: ReminderLadder,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** An incident that cannot be read is named in the log and tried again at the next round. */
  async make(): Promise<void> {
    const now = this.clock.now();
    const due = await this.#toLookAt(now);
    for (let from = 0; from < due.length; from += AT_ONCE) {
      const rows = await this.reader.manager.findBy(Obligation, { id: In(due.slice(from, from + AT_ONCE)) });
      for (const [incidentId, ofIncident] of grouped(rows, (row) => row.incidentId)) {
        try {
          await this.unitOfWork.run((manager) => this.#makeFor(manager, incidentId, now));
          for (const row of ofIncident) this.#remember(row, now);
        } catch (error) {
          const name = error instanceof Error ? error.name : typeof error;
          this.#logger.error(`Reminders of incident ${incidentId} cannot be made: ${name}`);
        }
      }
    }
  }

  /** Open duties of open incidents, by the index of last moments; those known to have time are left out. */
  async #toLookAt(now: Temporal.Instant): Promise<string[]> {
    if (this.#forgetAt === null || Temporal.Instant.compare(now, this.#forgetAt) >= 0) {
      this.#looks = new Map();
      this.#forgetAt = now.add(FORGET_AFTER);
    }
    const rows = await this.reader
      .query(Obligation, 'o')
      .innerJoin(Incident, 'i', 'i.id = o.incidentId')
      .select(['o.id AS id', 'o.dueAt AS due'])
      .where('o.settled = :settled AND o.dueAt >= :from', {
        settled: false,
        from: instantText(now.subtract(LAPSES_AFTER)),
      })
      .andWhere(`i.status <> 'closed'`)
      .getRawMany<{ id: string; due: string }>();
    return rows
      .filter(({ id, due }) => {
        const known = this.#looks.get(id);
        if (known?.dueAt !== due) return true;
        return known.at !== null && Temporal.Instant.compare(known.at, now) <= 0;
      })
      .map(({ id }) => id);
  }

  #remember(row: Obligation, now: Temporal.Instant): void {
    if (row.dueAt === null) return;
    const at = nextMoment(this.ladder.rungs, remindedOf(row), now);
    this.#looks.set(row.id, { dueAt: instantText(row.dueAt), at });
  }

  async #makeFor(manager: EntityManager, incidentId: string, now: Temporal.Instant): Promise<void> {
    const incident = await manager.findOneBy(Incident, { id: incidentId });
    if (!incident || incident.status === 'closed') return;
    const rows = eachDutyOnce(await manager.findBy(Obligation, { incidentId }));
    const taken = grouped(
      await manager.findBy(Reminder, { obligationId: In(rows.map(({ id }) => id)) }),
      ({ obligationId }) => obligationId,
    );
    const calls = rows.flatMap((row) => {
      const before = (taken.get(row.id) ?? [])
        .filter(({ userId }) => userId !== '')
        .map(({ rung, dueAt, madeAt }) => ({ rung, dueAt, at: madeAt }));
      const rung = rungDue(this.ladder.rungs, remindedOf(row), before, now);
      return rung === null || row.dueAt === null ? [] : [{ row, rung, dueAt: row.dueAt }];
    });
    if (calls.length === 0) return;
    const keepers = calls.map(({ row }) => row.keeperId);
    const audience = await this.audience.read(manager, incident, keepers);
    for (const { row, rung, dueAt } of calls) {
      const people = audience.of(row.keeperId);
      if (people.length === 0) await this.#tellNobody(manager, row, rung, dueAt);
      for (const { id } of people) await this.#insert(manager, this.#new(row, rung, dueAt, id));
    }
  }

  /** Stays on record once and shows on the page; whoever joins the incident is told the newest rung after all. */
  async #tellNobody(
    manager: EntityManager,
    row: Obligation,
    rung: Rung,
    dueAt: Temporal.Instant,
  ): Promise<void> {
    const reminder = { ...this.#new(row, rung, dueAt, ''), state: 'failed' as const, code: 'nobody' };
    const { obligationId, userId } = reminder;
    if (await manager.existsBy(Reminder, { obligationId, dueAt, rung: rung.code, userId })) return;
    await this.#insert(manager, reminder);
    await this.audit.append(manager, {
      action: 'reminder.failed',
      subject: reminder.id,
      incidentId: row.incidentId,
      actor: SYSTEM,
      facts: {
        code: 'nobody',
        duties: [{ obligation: row.id, rule: row.ruleId, rung: rung.code, dueAt: instantText(dueAt) }],
      },
    });
  }

  #new(row: Obligation, rung: Rung, dueAt: Temporal.Instant, userId: string): Reminder {
    const now = this.clock.now();
    return {
      id: this.ids.next(),
      incidentId: row.incidentId,
      obligationId: row.id,
      rung: rung.code,
      dueAt,
      userId,
      state: 'queued',
      letter: '',
      attempt: 0,
      maybeTwice: false,
      code: null,
      nextAt: now,
      madeAt: now,
      at: now,
    };
  }

  /** Another machine may have written the very same: then its row stands. */
  async #insert(manager: EntityManager, reminder: Reminder): Promise<void> {
    await manager.createQueryBuilder().insert().into(Reminder).values(reminder).orIgnore().execute();
  }
}

function remindedOf({ terms, dueAt, settled }: Obligation): RemindedDuty {
  return { clockAt: terms.clockAt === null ? null : Temporal.Instant.from(terms.clockAt), dueAt, settled };
}
