import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { InstantColumn, JsonColumn } from '../platform/database/columns.js';
import type { NoticeEdit } from './domain/edited-text.js';

/** What one person typed and did not save yet: theirs alone, no state of the notice. */
@Entity('notice_working_copy')
export class WorkingCopyRow {
  @PrimaryColumn('varchar', { name: 'notice_id', length: 26 })
  noticeId: string;

  @PrimaryColumn('varchar', { name: 'user_id', length: 26 })
  userId: string;

  /** The revision that the person started from. */
  @Column('integer', { name: 'base_revision' })
  baseRevision: number;

  /** Not checked: it may hold half a merge field. */
  @JsonColumn()
  text: NoticeEdit;

  @JsonColumn()
  details: Record<string, unknown>;

  @InstantColumn({ name: 'saved_at' })
  savedAt: Temporal.Instant;
}
