import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn, JsonColumn } from '../platform/database/columns.js';
import type { RejectedRow } from './domain/recipient-row.js';

/** One file that was read, with what became of its rows: read = stored + rejected + duplicates. The file is not kept. */
@Entity('recipient_import')
@Index('ix_recipient_import_incident', ['incidentId'])
export class RecipientImport {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  @IdColumn({ name: 'incident_id' })
  incidentId: string;

  /** SHA-256 of the file. */
  @Column('varchar', { name: 'file_hash', length: 64 })
  fileHash: string;

  @Column('integer', { name: 'read_count' })
  readCount: number;

  @Column('integer', { name: 'stored_count' })
  storedCount: number;

  @Column('integer', { name: 'rejected_count' })
  rejectedCount: number;

  @Column('integer', { name: 'duplicate_count' })
  duplicateCount: number;

  /** Places and reasons of the first rows left out, never their values. */
  @JsonColumn()
  rejects: RejectedRow[];

  /** Columns that were not read, counted from 1. */
  @JsonColumn({ name: 'unread_columns' })
  unreadColumns: number[];

  @InstantColumn({ name: 'imported_at' })
  importedAt: Temporal.Instant;

  @IdColumn({ name: 'imported_by' })
  importedBy: string;
}
