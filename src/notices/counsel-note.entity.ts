import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';

/** Privileged advice about a notice, apart from everything else that is kept about it. */
@Entity('counsel_note')
@Index('ix_counsel_note_notice', ['noticeId', 'id'])
export class CounselNoteRow {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  @IdColumn({ name: 'notice_id' })
  noticeId: string;

  @IdColumn({ name: 'incident_id' })
  incidentId: string;

  /** Sealed. */
  @Column('text')
  body: string;

  @IdColumn({ name: 'written_by' })
  writtenBy: string;

  @InstantColumn({ name: 'written_at' })
  writtenAt: Temporal.Instant;
}
