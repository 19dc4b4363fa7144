import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';
import type { NoticeState } from './domain/notice-state.js';

/** One text in one language for one audience of one incident. */
@Entity('notice')
@Index('uq_notice_text', ['incidentId', 'kind', 'locale'], { unique: true })
@Check('ck_notice_state', `state IN ('draft','in_review','changes_requested','approved','sent','withdrawn')`)
export class Notice {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  @IdColumn({ name: 'incident_id' })
  incidentId: string;

  /** Folder of `templates/notices`. */
  @Column('varchar', { length: 40 })
  kind: string;

  @Column('varchar', { length: 20 })
  locale: string;

  @Column('varchar', { length: 20 })
  state: NoticeState;

  /** Rises with each saved text, not with a change of state; a stale editor gets 409. */
  @Column('integer')
  revision: number;

  /** SHA-256 over everything that will be sent, of the current revision. */
  @Column('varchar', { name: 'content_hash', length: 64 })
  contentHash: string;

  /** The notice whose text this one translates; null: it is no translation. */
  @IdColumn({ name: 'source_notice_id', nullable: true })
  sourceNoticeId: string | null;

  /** The revision of the source that this text follows. */
  @Column('integer', { name: 'source_revision', nullable: true })
  sourceRevision: number | null;

  @InstantColumn({ name: 'created_at' })
  createdAt: Temporal.Instant;

  @IdColumn({ name: 'approved_by', nullable: true })
  approvedBy: string | null;

  @InstantColumn({ name: 'approved_at', nullable: true })
  approvedAt: Temporal.Instant | null;
}
