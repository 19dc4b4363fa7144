import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';

/** One saved record of the proof of fix. Never changed. */
@Entity('proof_revision')
export class ProofRevision {
  @PrimaryColumn('varchar', { name: 'incident_id', length: 26 })
  incidentId: string;

  /** 1, 2, 3 … */
  @PrimaryColumn('integer')
  revision: number;

  /** The parts as JSON, sealed under the incident's key: until it is told, a weakness is nobody else's to read. */
  @Column('text')
  sealed: string;

  @IdColumn({ name: 'saved_by' })
  savedBy: string;

  @InstantColumn({ name: 'saved_at' })
  savedAt: Temporal.Instant;
}
