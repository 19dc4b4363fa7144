import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';

/** One signed-in browser or program. Its secret changes at each proof; the row, its id and its form token stay. */
@Entity('session')
@Index('uq_session_token_hash', ['tokenHash'], { unique: true })
@Index('ix_session_user', ['userId'])
export class Session {
  /** Names the session in the audit trail and in lists; opens nothing. */
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  /** SHA-256 of the 256-bit secret in the cookie, hexadecimal. */
  @Column('varchar', { name: 'token_hash', length: 64 })
  tokenHash: string;

  @IdColumn({ name: 'user_id' })
  userId: string;

  @InstantColumn({ name: 'created_at' })
  createdAt: Temporal.Instant;

  /** Of the last request, to the minute. */
  @InstantColumn({ name: 'last_seen_at' })
  lastSeenAt: Temporal.Instant;

  /** Last time the person gave their password. */
  @InstantColumn({ name: 'proved_at' })
  provedAt: Temporal.Instant;

  /** Wrong passwords at step-up since the last right one. */
  @Column('integer', { name: 'failed_proofs' })
  failedProofs: number;

  @InstantColumn({ name: 'ended_at', nullable: true })
  endedAt: Temporal.Instant | null;
}
