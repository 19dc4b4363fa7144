import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';

/** What a playbook said when it was saved; the database refuses to change it. */
@Entity('playbook_version')
export class PlaybookVersion {
  @PrimaryColumn('varchar', { name: 'playbook_id', length: 26 })
  playbookId: string;

  /** From 1, without gaps. */
  @PrimaryColumn('integer')
  number: number;

  /** Canonical JSON of the content: the bytes that were hashed. */
  @Column('text')
  content: string;

  /** SHA-256 of `content`. */
  @Column('varchar', { name: 'content_hash', length: 64 })
  contentHash: string;

  /** What changed and why, in a sentence. */
  @Column('text')
  note: string;

  @IdColumn({ name: 'saved_by' })
  savedBy: string;

  @InstantColumn({ name: 'saved_at' })
  savedAt: Temporal.Instant;
}
