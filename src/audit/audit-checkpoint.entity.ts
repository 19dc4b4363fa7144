import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { InstantColumn } from '../platform/database/columns.js';

/** A signed tree head; the same note is also written outside the database. */
@Entity('audit_checkpoint')
export class AuditCheckpoint {
  /** Entries covered. */
  @PrimaryColumn('integer')
  size: number;

  @Column('varchar', { length: 64 })
  root: string;

  /** C2SP signed note. */
  @Column('text')
  note: string;

  @InstantColumn({ name: 'signed_at' })
  signedAt: Temporal.Instant;
}
