import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';
import type { CommitmentState } from './domain/commitment-state.js';

/** What a notice tells people they will get, with who keeps it and by when. */
@Entity('commitment')
@Index('ix_commitment_incident', ['incidentId', 'state', 'dueOn'])
@Index('ix_commitment_notice', ['noticeId', 'state'])
@Check('ck_commitment_state', `state IN ('written','left_out','standing','superseded','removed')`)
export class Commitment {
  @PrimaryColumn('varchar', { length: 26 })
  id: string;

  @IdColumn({ name: 'incident_id' })
  incidentId: string;

  @IdColumn({ name: 'notice_id' })
  noticeId: string;

  /** Of the text that was approved; of one that is not yet approved, the revision that was read. */
  @Column('integer')
  revision: number;

  /** Id of the kind's rule that proposes it; null: somebody wrote it. */
  @Column('varchar', { length: 80, nullable: true })
  rule: string | null;

  /** Section of the text in which the promise stands. */
  @Column('varchar', { length: 80 })
  section: string;

  /** Step of the plan that it rests on; null: none. */
  @Column('varchar', { length: 80, nullable: true })
  step: string | null;

  /** Role or team that keeps it. */
  @Column('varchar', { length: 80 })
  keeper: string;

  /** Person who keeps it; null: nobody was named. */
  @IdColumn({ name: 'keeper_id', nullable: true })
  keeperId: string | null;

  /** YYYY-MM-DD; null: it holds from case to case. */
  @Column('varchar', { name: 'due_on', length: 10, nullable: true })
  dueOn: string | null;

  /** Sealed: what is promised; of one that is left out, why. */
  @Column('text')
  words: string;

  @Column('varchar', { length: 12 })
  state: CommitmentState;

  @IdColumn({ name: 'created_by' })
  createdBy: string;

  @InstantColumn({ name: 'created_at' })
  createdAt: Temporal.Instant;
}
