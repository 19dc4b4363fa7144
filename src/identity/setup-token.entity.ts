import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';

/** A one-time link: makes the first administrator, or lets an invited person set a password. */
@Entity('setup_token')
@Index('ix_setup_token_user', ['userId'])
export class SetupToken {
  /** First part of the link, so that a wrong second part is counted against this link. */
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  /** SHA-256 of the 256-bit second part, hexadecimal. */
  @Column('varchar', { name: 'token_hash', length: 64 })
  tokenHash: string;

  /** Whom it invites; null: it makes the first administrator. */
  @IdColumn({ name: 'user_id', nullable: true })
  userId: string | null;

  @InstantColumn({ name: 'created_at' })
  createdAt: Temporal.Instant;

  @InstantColumn({ name: 'expires_at' })
  expiresAt: Temporal.Instant;

  @InstantColumn({ name: 'used_at', nullable: true })
  usedAt: Temporal.Instant | null;

  @Column('integer', { name: 'failed_tries' })
  failedTries: number;
}
