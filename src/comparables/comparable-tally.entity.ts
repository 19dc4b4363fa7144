import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { InstantColumn } from '../platform/database/columns.js';

/** The one row, made by the migration, that says what the cells count and who is counting anew. */
@Entity('comparable_tally')
export class ComparableTally {
  /** Always 1. */
  @PrimaryColumn('integer')
  id: number;

  /** Number of the count that wrote the cells; 0: none yet. */
  @Column('integer')
  tally: number;

  /** Number of the latest count that was begun; only it may write. */
  @Column('integer')
  claimed: number;

  /** When the latest count last gave a sign of life. */
  @InstantColumn({ name: 'claimed_at' })
  claimedAt: Temporal.Instant;

  /** Entries of the audit log that were sealed when the count began: as long as none came after, nothing changed. */
  @Column('integer', { name: 'audit_size' })
  auditSize: number;

  /** Version of the knowledge it was counted by. */
  @Column('varchar', { length: 40 })
  knowledge: string;

  /** Own incidents that are counted. */
  @Column('integer')
  incidents: number;

  /** As of when. */
  @InstantColumn({ name: 'counted_at', nullable: true })
  countedAt: Temporal.Instant | null;
}
