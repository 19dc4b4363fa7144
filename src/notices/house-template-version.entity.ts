import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';

/** House texts as they were saved; the database refuses to change them. */
@Entity('house_template_version')
export class HouseTemplateVersion {
  @PrimaryColumn('varchar', { name: 'template_id', length: 26 })
  templateId: string;

  /** From 1, without gaps. */
  @PrimaryColumn('integer')
  number: number;

  /** Canonical JSON of the parts: the bytes that were hashed. */
  @Column('text')
  parts: string;

  /** SHA-256 of `parts`. */
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
