import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import type { AuditValue } from '../audit/audit-trail.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Forbidden, FourEyes } from '../platform/errors.js';

const MINUTE = 60_000;
const MOST_A_MINUTE = 60;

/** Records what signed-in people tried and may not do: at most 60 a minute each, then only a count. */
@Injectable()
export class RefusedActs {
  readonly #minutes = new Map<string, { since: number; count: number }>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Runs an act; that it was forbidden, or one pair of eyes too few, goes on record before the refusal goes on. */
  async watch<T>(actor: Actor, facts: Record<string, AuditValue>, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      const isRecorded = error instanceof Forbidden || error instanceof FourEyes;
      if (isRecorded) await this.record(actor, { ...facts, reason: error.code });
      throw error;
    }
  }

  async record(actor: Actor, facts: Record<string, AuditValue>): Promise<void> {
    const now = this.clock.now().epochMilliseconds;
    const minute = this.#minutes.get(actor.id);
    const running = minute && now - minute.since < MINUTE ? minute : { since: now, count: 0 };
    running.count++;
    this.#minutes.set(actor.id, running);
    if (running.count > MOST_A_MINUTE) return;
    const unrecorded = minute && minute !== running ? Math.max(0, minute.count - MOST_A_MINUTE) : 0;
    await this.unitOfWork.run((manager) =>
      this.audit.append(manager, {
        action: 'access.refused',
        subject: actor.id,
        actor,
        facts: { ...facts, unrecordedBefore: unrecorded },
      }),
    );
  }
}
