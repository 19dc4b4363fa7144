import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';

/** Why a finding of the checks stays in a notice. Kept when it is taken back, or when the text it was about is gone. */
@Entity('notice_dismissal')
@Index('ix_notice_dismissal_finding', ['noticeId', 'fingerprint'])
export class NoticeDismissal {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  @IdColumn({ name: 'notice_id' })
  noticeId: string;

  @IdColumn({ name: 'incident_id' })
  incidentId: string;

  /** `C2`, `W3`, … */
  @Column('varchar', { length: 8 })
  rule: string;

  /** SHA-256 of rule, section and what was seen: 64 hexadecimal digits. */
  @Column('varchar', { length: 64 })
  fingerprint: string;

  /** Sealed. */
  @Column('text')
  reason: string;

  /** The revision that was read. */
  @Column('integer')
  revision: number;

  @IdColumn({ name: 'dismissed_by' })
  dismissedBy: string;

  @InstantColumn({ name: 'dismissed_at' })
  dismissedAt: Temporal.Instant;

  @IdColumn({ name: 'removed_by', nullable: true })
  removedBy: string | null;

  @InstantColumn({ name: 'removed_at', nullable: true })
  removedAt: Temporal.Instant | null;
}
