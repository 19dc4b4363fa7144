import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';
import type { HoldReason, MailingState } from './domain/mailing-state.js';

/** The decision to send one approved text to the people of an incident, and how far it has come. */
@Entity('mailing')
@Index('ix_mailing_incident', ['incidentId'])
@Index('ix_mailing_notice', ['noticeId'])
@Check('ck_mailing_state', `state IN ('requested','confirmed','sending','paused','stopped','finished')`)
export class Mailing {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  @IdColumn({ name: 'incident_id' })
  incidentId: string;

  @IdColumn({ name: 'notice_id' })
  noticeId: string;

  /** The approved revision; with {@link contentHash} it says which text goes out. */
  @Column('integer')
  revision: number;

  /** SHA-256 of the approved text; compared again before each batch. */
  @Column('varchar', { name: 'content_hash', length: 64 })
  contentHash: string;

  /** SHA-256 of the list of people, compared at confirmation and at the start. */
  @Column('varchar', { name: 'list_hash', length: 64 })
  listHash: string;

  /** People who get a copy; the confirmer types this number. */
  @Column('integer', { name: 'recipient_count' })
  recipientCount: number;

  /** People of the list who are left out because an earlier mailing of this notice reached or may have reached them. */
  @Column('integer', { name: 'told_count' })
  toldCount: number;

  /** Address of the sender. */
  @Column('varchar', { length: 254 })
  sender: string;

  @Column('varchar', { length: 16 })
  state: MailingState;

  /** Why it stands still, if it does. */
  @Column('varchar', { length: 32, nullable: true })
  reason: HoldReason | null;

  @IdColumn({ name: 'requested_by' })
  requestedBy: string;

  @InstantColumn({ name: 'requested_at' })
  requestedAt: Temporal.Instant;

  @IdColumn({ name: 'confirmed_by', nullable: true })
  confirmedBy: string | null;

  @InstantColumn({ name: 'confirmed_at', nullable: true })
  confirmedAt: Temporal.Instant | null;

  /** Above ten thousand people a second person confirms too. */
  @IdColumn({ name: 'second_confirmed_by', nullable: true })
  secondConfirmedBy: string | null;

  @InstantColumn({ name: 'second_confirmed_at', nullable: true })
  secondConfirmedAt: Temporal.Instant | null;

  /** End of the wait in which it can be stopped before the first message. */
  @InstantColumn({ name: 'starts_at', nullable: true })
  startsAt: Temporal.Instant | null;

  @InstantColumn({ name: 'started_at', nullable: true })
  startedAt: Temporal.Instant | null;

  @InstantColumn({ name: 'finished_at', nullable: true })
  finishedAt: Temporal.Instant | null;

  /** The worker that sends; null when none does. */
  @IdColumn({ name: 'lease_owner', nullable: true })
  leaseOwner: string | null;

  /** Until when the owner is believed to live. */
  @InstantColumn({ name: 'lease_until', nullable: true })
  leaseUntil: Temporal.Instant | null;

  /** Rises with each lease: marks of an earlier owner are refused. */
  @Column('integer')
  fence: number;
}
