import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';

/** That a notice or report went out: who told whom, when, how, and the very text or file. */
@Entity('filing')
@Index('ix_filing_incident', ['incidentId', 'obligationId'])
export class Filing {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  @IdColumn({ name: 'incident_id' })
  incidentId: string;

  @IdColumn({ name: 'obligation_id' })
  obligationId: string;

  /** When it went out. */
  @InstantColumn({ name: 'filed_at' })
  filedAt: Temporal.Instant;

  /** A code of the vocabulary's `channels`. */
  @Column('varchar', { length: 40 })
  channel: string;

  /** The authority's own reference; sealed. */
  @Column('text', { nullable: true })
  reference: string | null;

  /** The text word for word; sealed. */
  @Column('text', { nullable: true })
  body: string | null;

  @Column('varchar', { name: 'body_sha256', length: 64, nullable: true })
  bodySha256: string | null;

  /** Evidence file of the incident that holds what was sent. */
  @IdColumn({ name: 'file_id', nullable: true })
  fileId: string | null;

  @Column('varchar', { name: 'file_sha256', length: 64, nullable: true })
  fileSha256: string | null;

  /** Why it went out after the last moment; asked, not demanded. */
  @Column('text', { name: 'late_reason' })
  lateReason: string;

  @IdColumn({ name: 'recorded_by' })
  recordedBy: string;

  @InstantColumn({ name: 'recorded_at' })
  recordedAt: Temporal.Instant;

  @InstantColumn({ name: 'withdrawn_at', nullable: true })
  withdrawnAt: Temporal.Instant | null;

  @IdColumn({ name: 'withdrawn_by', nullable: true })
  withdrawnBy: string | null;

  @Column('text', { name: 'withdrawn_reason' })
  withdrawnReason: string;
}
