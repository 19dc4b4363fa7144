import type { Temporal } from 'temporal-polyfill';
import type { OwnStep } from '../catalogue/domain/own-step.js';
import type { FeasibilityOverrule } from './domain/plan.js';
import type { StepState } from './domain/step-state.js';

/** What people decided about a step as it stands; a step nobody decided about is {@link UNDECIDED}. */
export interface StepStanding {
  state: StepState;
  /** Why it was skipped or does not apply; empty otherwise. */
  reason: string;
  assigneeId: string | null;
  decidedBy: string | null;
  decidedAt: Temporal.Instant | null;
  /** Rises with each change; 0: nothing was decided. */
  revision: number;
  /** In place of the catalogue's title. */
  title: string | null;
  /** By when people mean to have it done; no clock of the law. */
  dueAt: Temporal.Instant | null;
  feasibility: FeasibilityOverrule | null;
  /** Consumer rank at which the state was decided; null: not in the plan then, or never decided. */
  decidedRank: number | null;
  decidedFactsRevision: number | null;
  decidedKnowledge: string | null;
}

export const UNDECIDED: StepStanding = Object.freeze({
  state: 'proposed',
  reason: '',
  assigneeId: null,
  decidedBy: null,
  decidedAt: null,
  revision: 0,
  title: null,
  dueAt: null,
  feasibility: null,
  decidedRank: null,
  decidedFactsRevision: null,
  decidedKnowledge: null,
});

/** An own step of an incident as it stands. */
export interface OwnStepStanding {
  id: string;
  own: OwnStep;
  /** Rises with each change; a stale form gets 409. */
  revision: number;
  addedBy: string;
  addedAt: Temporal.Instant;
  changedBy: string;
  changedAt: Temporal.Instant;
  /** Null: it is in the plan. */
  withdrawn: { reason: string; by: string; at: Temporal.Instant } | null;
}
