import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn } from '../platform/database/columns.js';
import type { StepState } from './domain/step-state.js';

/** What people decided about one step of an incident's plan; a step without a row is still proposed. */
@Entity('plan_step')
@Check(
  'ck_plan_step_state',
  `state IN ('proposed','accepted','in_progress','done','skipped','not_applicable')`,
)
export class PlanStep {
  @PrimaryColumn('varchar', { name: 'incident_id', length: 26 })
  incidentId: string;

  /** Id of the catalogue. */
  @PrimaryColumn('varchar', { name: 'step_id', length: 80 })
  stepId: string;

  @Column('varchar', { length: 16 })
  state: StepState;

  /** Why it was skipped or does not apply; empty otherwise. */
  @Column('text')
  reason: string;

  @IdColumn({ name: 'assignee_id', nullable: true })
  assigneeId: string | null;

  @IdColumn({ name: 'decided_by' })
  decidedBy: string;

  @InstantColumn({ name: 'decided_at' })
  decidedAt: Temporal.Instant;

  /** Rises with each decision; a stale form gets 409. */
  @Column('integer')
  revision: number;
}
