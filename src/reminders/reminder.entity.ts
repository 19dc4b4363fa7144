import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';

/**
 * `sending`: handed over at this moment, or by a process that was killed. `unconfirmed`: no answer came, twice.
 * `dropped`: no longer true when its turn came.
 */
export const REMINDER_STATES = ['queued', 'sending', 'sent', 'unconfirmed', 'failed', 'dropped'] as const;
export type ReminderState = (typeof REMINDER_STATES)[number];

/** One person told, or to be told, of one rung of one duty for one last moment. Holds no personal data. */
@Entity('reminder')
@Index('uq_reminder_once', ['obligationId', 'dueAt', 'rung', 'userId'], { unique: true })
@Index('ix_reminder_state', ['state', 'nextAt'])
@Index('ix_reminder_incident', ['incidentId'])
@Index('ix_reminder_user', ['userId'])
@Check('ck_reminder_state', `state IN ('queued','sending','sent','unconfirmed','failed','dropped')`)
export class Reminder {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  @IdColumn({ name: 'incident_id' })
  incidentId: string;

  @IdColumn({ name: 'obligation_id' })
  obligationId: string;

  /** As the setting names it: `24h`. */
  @Column('varchar', { length: 12 })
  rung: string;

  /** The last moment it is about. */
  @InstantColumn({ name: 'due_at' })
  dueAt: Temporal.Instant;

  /** Empty: there was nobody to tell. */
  @IdColumn({ name: 'user_id' })
  userId: string;

  @Column('varchar', { length: 12 })
  state: ReminderState;

  /** Reminders that go out in one message; empty before the first attempt. */
  @Column('varchar', { length: 26 })
  letter: string;

  @Column('integer')
  attempt: number;

  /** It may have arrived already: no answer came to an attempt, and it was sent once more. */
  @Column('boolean', { name: 'maybe_twice' })
  maybeTwice: boolean;

  /** `250 2.0.0`, or a code of ours; never the words of a reply. */
  @Column('varchar', { length: 32, nullable: true })
  code: string | null;

  /** While queued: not before. */
  @InstantColumn({ name: 'next_at' })
  nextAt: Temporal.Instant;

  @InstantColumn({ name: 'made_at' })
  madeAt: Temporal.Instant;

  /** Of the state. */
  @InstantColumn()
  at: Temporal.Instant;
}
