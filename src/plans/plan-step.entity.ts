import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { IdColumn, InstantColumn, JsonColumn } from '../platform/database/columns.js';
import type { FeasibilityOverrule } from './domain/plan.js';
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

  /** Id of the catalogue, or of an own step. */
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

  /** In place of the catalogue's title. */
  @Column('varchar', { length: 200, nullable: true })
  title: string | null;

  /** By when people mean to have it done. */
  @InstantColumn({ name: 'due_at', nullable: true })
  dueAt: Temporal.Instant | null;

  /** In place of the feasibility by effort. */
  @JsonColumn({ nullable: true })
  feasibility: FeasibilityOverrule | null;

  /** Consumer rank at which the state was decided; null: not in the plan then, or decided before ranks were kept. */
  @Column('integer', { name: 'decided_rank', nullable: true })
  decidedRank: number | null;

  /** The facts that the rank rested on. */
  @Column('integer', { name: 'decided_facts_revision', nullable: true })
  decidedFactsRevision: number | null;

  /** Version of the knowledge that the rank rested on. */
  @Column('varchar', { name: 'decided_knowledge', length: 80, nullable: true })
  decidedKnowledge: string | null;
}
