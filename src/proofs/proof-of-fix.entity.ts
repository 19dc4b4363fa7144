import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';

/** The proof of fix of one incident: which revision stands, and which content a second person confirmed. */
@Entity('proof_of_fix')
export class ProofOfFix {
  @PrimaryColumn('varchar', { name: 'incident_id', length: 26 })
  incidentId: string;

  /** Rises with each saved record; a stale form gets 409. */
  @Column('integer')
  revision: number;

  /** SHA-256 over the record and its files, as confirmed; another one now means that the confirmation is void. */
  @Column('varchar', { name: 'confirmed_hash', length: 64, nullable: true })
  confirmedHash: string | null;

  @IdColumn({ name: 'confirmed_by', nullable: true })
  confirmedBy: string | null;

  @InstantColumn({ name: 'confirmed_at', nullable: true })
  confirmedAt: Temporal.Instant | null;
}
