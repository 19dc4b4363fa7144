import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';
import type { ReviewAspect, ReviewOutcome } from './domain/notice-state.js';

/** Someone was asked to read one revision, and what they said. A saved text takes an unanswered one along with it. */
@Entity('notice_review')
@Index('uq_notice_review_ask', ['noticeId', 'revision', 'reviewer', 'aspect'], { unique: true })
@Index('ix_notice_review_reviewer', ['reviewer'])
@Check('ck_notice_review_aspect', `aspect IN ('content','law','facts')`)
@Check('ck_notice_review_outcome', `outcome IN ('agreed','changes')`)
export class NoticeReviewRow {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  @IdColumn({ name: 'notice_id' })
  noticeId: string;

  @IdColumn({ name: 'incident_id' })
  incidentId: string;

  @Column('integer')
  revision: number;

  @IdColumn()
  reviewer: string;

  /** What the reviewer looks at. */
  @Column('varchar', { length: 10 })
  aspect: ReviewAspect;

  @IdColumn({ name: 'asked_by' })
  askedBy: string;

  @InstantColumn({ name: 'asked_at' })
  askedAt: Temporal.Instant;

  /** Null until it is answered. */
  @Column('varchar', { length: 10, nullable: true })
  outcome: ReviewOutcome | null;

  /** Sealed: the reviewer's words. */
  @Column('text', { nullable: true })
  note: string | null;

  /** SHA-256 over everything that would have been sent when it was answered. */
  @Column('varchar', { name: 'content_hash', length: 64, nullable: true })
  contentHash: string | null;

  @InstantColumn({ name: 'answered_at', nullable: true })
  answeredAt: Temporal.Instant | null;
}
