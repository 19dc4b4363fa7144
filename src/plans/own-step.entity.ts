import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import type { OwnStep } from '../catalogue/domain/own-step.js';
import { IdColumn, InstantColumn, JsonColumn } from '../platform/database/columns.js';

/** A step that people added to one incident. Withdrawn it stays, with the reason. */
@Entity('own_step')
@Index('ix_own_step_incident', ['incidentId'])
export class OwnStepRow {
  /** `own-` and a lower-case ULID. */
  @PrimaryColumn('varchar', { length: 30 })
  id: string;

  @IdColumn({ name: 'incident_id' })
  incidentId: string;

  @JsonColumn()
  own: OwnStep;

  /** Rises with each change; a stale form gets 409. */
  @Column('integer')
  revision: number;

  @IdColumn({ name: 'added_by' })
  addedBy: string;

  @InstantColumn({ name: 'added_at' })
  addedAt: Temporal.Instant;

  @IdColumn({ name: 'changed_by' })
  changedBy: string;

  @InstantColumn({ name: 'changed_at' })
  changedAt: Temporal.Instant;

  /** Null: it is in the plan. */
  @InstantColumn({ name: 'withdrawn_at', nullable: true })
  withdrawnAt: Temporal.Instant | null;

  /** Why it was withdrawn; empty otherwise. */
  @Column('text', { name: 'withdrawn_reason' })
  withdrawnReason: string;
}
