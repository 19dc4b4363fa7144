import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';
import type { EvidenceState } from './domain/evidence-state.js';
import type { MediaType } from './domain/file-type.js';

/** One file that proves something about an incident. It never changes; what is done with it stands in the audit trail. */
@Entity('evidence_file')
@Index('uq_evidence_file_content', ['incidentId', 'sha256'], { unique: true })
@Check('ck_evidence_file_state', `state IN ('stored','quarantined')`)
export class EvidenceFile {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  @IdColumn({ name: 'incident_id' })
  incidentId: string;

  /** Of the plain bytes, hexadecimal; stays when the bytes are erased. */
  @Column('varchar', { length: 64 })
  sha256: string;

  /** Plain bytes. */
  @Column('integer')
  size: number;

  /** From our own table, never from the sender. */
  @Column('varchar', { name: 'media_type', length: 32 })
  mediaType: MediaType;

  @Column('integer', { name: 'chunk_count' })
  chunkCount: number;

  /** Original name, sealed: it may name people. */
  @Column('text')
  name: string;

  /** What the one who added it says about it, sealed. */
  @Column('text', { nullable: true })
  note: string | null;

  /** Quarantined: kept, not handed out, proves nothing. */
  @Column('varchar', { length: 12 })
  state: EvidenceState;

  @InstantColumn({ name: 'added_at' })
  addedAt: Temporal.Instant;

  @IdColumn({ name: 'added_by' })
  addedBy: string;
}
