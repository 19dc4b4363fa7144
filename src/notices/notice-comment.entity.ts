import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';

/** A remark about a notice, or a reply to one. */
@Entity('notice_comment')
@Index('ix_notice_comment_notice', ['noticeId', 'id'])
export class NoticeCommentRow {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  @IdColumn({ name: 'notice_id' })
  noticeId: string;

  @IdColumn({ name: 'incident_id' })
  incidentId: string;

  /** The comment that this one answers; null for one that starts a thread. */
  @IdColumn({ name: 'parent_id', nullable: true })
  parentId: string | null;

  /** Id of a section, `subject`, `preheader`; null: the notice as a whole. */
  @Column('varchar', { length: 80, nullable: true })
  section: string | null;

  /** Sealed: the words of the text that it is about. */
  @Column('text', { nullable: true })
  quote: string | null;

  /** Sealed. */
  @Column('text')
  body: string;

  /** The revision that was read. */
  @Column('integer')
  revision: number;

  @IdColumn({ name: 'written_by' })
  writtenBy: string;

  @InstantColumn({ name: 'written_at' })
  writtenAt: Temporal.Instant;

  /** Of a thread: who said that it is settled; null while it is open. */
  @IdColumn({ name: 'resolved_by', nullable: true })
  resolvedBy: string | null;

  @InstantColumn({ name: 'resolved_at', nullable: true })
  resolvedAt: Temporal.Instant | null;
}
