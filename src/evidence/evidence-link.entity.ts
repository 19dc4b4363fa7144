import { Check, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';
import type { SubjectKind } from './domain/evidence-subject.js';

/** That a file proves something. Taken away again the row is gone; the audit trail keeps both acts. */
@Entity('evidence_link')
@Index('ix_evidence_link_subject', ['incidentId', 'subjectKind', 'subjectId'])
@Check('ck_evidence_link_kind', `subject_kind IN ('fact','step','proof_of_fix','filing')`)
export class EvidenceLink {
  @PrimaryColumn('varchar', { name: 'file_id', length: 26 })
  fileId: string;

  @PrimaryColumn('varchar', { name: 'subject_kind', length: 16 })
  subjectKind: SubjectKind;

  @PrimaryColumn('varchar', { name: 'subject_id', length: 80 })
  subjectId: string;

  @IdColumn({ name: 'incident_id' })
  incidentId: string;

  @InstantColumn({ name: 'linked_at' })
  linkedAt: Temporal.Instant;

  @IdColumn({ name: 'linked_by' })
  linkedBy: string;
}
