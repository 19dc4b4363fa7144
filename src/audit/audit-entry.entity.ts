import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';

/** One fact of the audit trail: a leaf of the Merkle log. Triggers refuse every change but the sealer's `seq`. */
@Entity('audit_entry')
@Index('uq_audit_entry_seq', ['seq'], { unique: true })
@Index('ix_audit_entry_incident', ['incidentId', 'seq'])
export class AuditEntry {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  /** Place in the log from 0; null until the sealer has numbered it. */
  @Column('integer', { nullable: true })
  seq: number | null;

  @InstantColumn()
  at: Temporal.Instant;

  @Column('varchar', { length: 64 })
  action: string;

  /** Id of the thing that changed. */
  @Column('varchar', { length: 64 })
  subject: string;

  @IdColumn({ name: 'incident_id', nullable: true })
  incidentId: string | null;

  @Column('varchar', { name: 'actor_id', length: 26 })
  actorId: string;

  /** Canonical JSON; its hash is the leaf. Ids, codes, counts and hashes only. */
  @Column('text')
  body: string;

  /** SHA-256 of 0x00 and the body, hexadecimal. */
  @Column('varchar', { name: 'leaf_hash', length: 64 })
  leafHash: string;
}
