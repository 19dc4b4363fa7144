import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { In, LessThan, LessThanOrEqual } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import type { SendOutcome } from '../delivery/domain/smtp-outcome.js';
import type { User } from '../identity/user.entity.js';
import { Incident } from '../incidents/incident.entity.js';
import { Obligation } from '../obligations/obligation.entity.js';
import { SYSTEM } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { instantText } from '../platform/database/columns.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { grouped } from './domain/grouped.js';
import { nextAttempt } from './domain/reminder-pace.js';
import { ReminderAudience } from './reminder-audience.js';
import { Reminder } from './reminder.entity.js';

/** Reminders of one incident to one person that go out in one message. */
export interface ClaimedLetter {
  id: string;
  incident: Incident;
  user: User;
  reminders: readonly { reminder: Reminder; obligation: Obligation }[];
}

/** Longer than any hand-over may last: whoever claimed it before this was killed. */
const LOST_AFTER = { minutes: 20 };

/**
 * Claims messages before they are handed over, and writes down how that went. Between the last byte and the answer
 * nobody knows whether a message was taken; then it is sent once more under the same Message-ID, and not again.
 */
@Injectable()
export class ReminderLetters {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audience: ReminderAudience,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Takes up what a killed process left behind. */
  async recover(): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const now = this.clock.now();
      const lost = await manager.findBy(Reminder, {
        state: 'sending',
        at: LessThan(now.subtract(LOST_AFTER)),
      });
      for (const reminders of grouped(lost, ({ letter }) => letter).values())
        await this.#noAnswer(manager, reminders, 'owner_lost', now);
    });
  }

  /** The next message whose time has come; null when there is none. What is no longer true is dropped on the way. */
  async claim(): Promise<ClaimedLetter | null> {
    for (;;) {
      const claimed = await this.unitOfWork.run((manager) => this.#claim(manager));
      if (claimed !== 'dropped') return claimed;
    }
  }

  async #claim(manager: EntityManager): Promise<ClaimedLetter | null | 'dropped'> {
    const now = this.clock.now();
    const ready = { state: 'queued' as const, nextAt: LessThanOrEqual(now) };
    const [first] = await manager.find(Reminder, {
      where: ready,
      order: { nextAt: 'ASC', id: 'ASC' },
      take: 1,
    });
    if (!first) return null;
    const { incidentId, userId, letter } = first;
    const mine = await manager.find(Reminder, {
      where: { ...ready, incidentId, userId, letter },
      order: { id: 'ASC' },
    });
    const { incident, user, standing } = await this.#standing(manager, mine);
    const kept = new Set(standing.map(({ reminder }) => reminder.id));
    const gone = mine.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
    if (gone.length > 0)
      await manager.update(Reminder, { id: In(gone) }, { state: 'dropped', code: null, at: now });
    if (!incident || !user || standing.length === 0) return 'dropped';
    const id = letter === '' ? this.ids.next() : letter;
    const attempt = first.attempt + 1;
    const claimed = { state: 'sending' as const, letter: id, attempt, at: now };
    await manager.update(Reminder, { id: In([...kept]) }, claimed);
    const reminders = standing.map((one) => ({ ...one, reminder: { ...one.reminder, ...claimed } }));
    return { id, incident, user, reminders };
  }

  /** What of it still holds: the duty waits for the same moment, nothing newer was made, the person may be told. */
  async #standing(manager: EntityManager, mine: readonly Reminder[]) {
    const [{ incidentId, userId } = { incidentId: '', userId: '' }] = mine;
    const incident = await manager.findOneBy(Incident, { id: incidentId });
    const ids = mine.map(({ obligationId }) => obligationId);
    const duties = await manager.findBy(Obligation, { id: In(ids), settled: false });
    const byId = new Map(duties.map((row) => [row.id, row]));
    const newest = new Map<string, string>();
    for (const { obligationId, id } of await manager.findBy(Reminder, { obligationId: In(ids), userId }))
      if (id > (newest.get(obligationId) ?? '')) newest.set(obligationId, id);
    const open = incident !== null && incident.status !== 'closed';
    const keepers = duties.map(({ keeperId }) => keeperId);
    const audience = open ? await this.audience.read(manager, incident, keepers) : { of: () => [] };
    let user: User | null = null;
    const standing = mine.flatMap((reminder) => {
      const obligation = byId.get(reminder.obligationId);
      const told = obligation && audience.of(obligation.keeperId).find(({ id }) => id === userId);
      if (!told || !obligation.dueAt?.equals(reminder.dueAt)) return [];
      if (newest.get(obligation.id) !== reminder.id) return [];
      user = told;
      return [{ reminder, obligation }];
    });
    return { incident, user: user as User | null, standing };
  }

  /** Writes down how the hand-over went. */
  async settle(letter: ClaimedLetter, outcome: SendOutcome): Promise<void> {
    const reminders = letter.reminders.map(({ reminder }) => reminder);
    await this.unitOfWork.run(async (manager) => {
      const now = this.clock.now();
      switch (outcome.state) {
        case 'accepted':
          return this.#end(manager, reminders, 'sent', outcome.code, now);
        case 'failed':
          return this.#end(manager, reminders, 'failed', outcome.code, now);
        case 'unconfirmed':
          return this.#noAnswer(manager, reminders, outcome.code ?? 'no_answer', now);
        default:
          return this.#later(manager, reminders, outcome.code ?? outcome.trouble ?? null, now);
      }
    });
  }

  async #later(
    manager: EntityManager,
    reminders: readonly Reminder[],
    code: string | null,
    now: Temporal.Instant,
  ): Promise<void> {
    const [first] = reminders;
    const nextAt = first ? nextAttempt(first.attempt, first.madeAt, now) : null;
    if (nextAt === null) return this.#end(manager, reminders, 'failed', 'gave_up', now);
    await manager.update(Reminder, { id: In(idsOf(reminders)) }, { state: 'queued', code, nextAt, at: now });
  }

  async #noAnswer(
    manager: EntityManager,
    reminders: readonly Reminder[],
    code: string,
    now: Temporal.Instant,
  ): Promise<void> {
    if (reminders.some(({ maybeTwice }) => maybeTwice))
      return this.#end(manager, reminders, 'unconfirmed', code, now);
    const again = { state: 'queued' as const, maybeTwice: true, code, nextAt: now, at: now };
    await manager.update(Reminder, { id: In(idsOf(reminders)) }, again);
  }

  async #end(
    manager: EntityManager,
    reminders: readonly Reminder[],
    state: 'sent' | 'failed' | 'unconfirmed',
    code: string | null,
    now: Temporal.Instant,
  ): Promise<void> {
    const [first] = reminders;
    if (!first) return;
    await manager.update(Reminder, { id: In(idsOf(reminders)) }, { state, code, at: now });
    const action = state === 'sent' ? 'reminder.sent' : 'reminder.failed';
    await this.audit.append(manager, {
      action,
      subject: first.letter,
      incidentId: first.incidentId,
      actor: SYSTEM,
      facts: {
        state,
        code,
        user: first.userId,
        maybeTwice: first.maybeTwice,
        duties: reminders.map(({ obligationId, rung, dueAt }) => ({
          obligation: obligationId,
          rung,
          dueAt: instantText(dueAt),
        })),
      },
    });
  }
}

function idsOf(reminders: readonly Reminder[]): string[] {
  return reminders.map(({ id }) => id);
}
