import type { OwnStep } from '../catalogue/domain/own-step.js';
import { instantText } from '../platform/database/columns.js';
import type { FeasibilityOverrule, PlanStep } from './domain/plan.js';
import type { Missing } from './domain/step-proof.js';
import type { StepState } from './domain/step-state.js';
import type { IncidentPlan } from './plans.service.js';
import type { OwnStepStanding, StepStanding } from './step-standing.js';

/** What people decided about a step, for programs. */
export interface StepStandingView {
  state: StepState;
  reason: string;
  assigneeId: string | null;
  decidedBy: string | null;
  decidedAt: string | null;
  revision: number;
  title: string | null;
  dueAt: string | null;
  feasibility: FeasibilityOverrule | null;
  decidedRank: number | null;
  decidedFactsRevision: number | null;
  decidedKnowledge: string | null;
}

export function toStandingView(standing: StepStanding): StepStandingView {
  return {
    state: standing.state,
    reason: standing.reason,
    assigneeId: standing.assigneeId,
    decidedBy: standing.decidedBy,
    decidedAt: standing.decidedAt === null ? null : instantText(standing.decidedAt),
    revision: standing.revision,
    title: standing.title,
    dueAt: standing.dueAt === null ? null : instantText(standing.dueAt),
    feasibility: standing.feasibility,
    decidedRank: standing.decidedRank,
    decidedFactsRevision: standing.decidedFactsRevision,
    decidedKnowledge: standing.decidedKnowledge,
  };
}

/** Whether a step of the plan is shown to be done, and what its commitment waits for. */
export interface StepProofView {
  asksEvidence: boolean;
  files: number;
  /** Done, with all the evidence that is asked for. */
  proven: boolean;
  /** What keeps the step from being done; of a done step, why it no longer stands as proven. */
  missing: Missing[];
  /** Null: it makes no commitment. `openFor` empty: people may be told that it is kept. */
  commitment: { claimable: boolean; openFor: Missing[] } | null;
}

export function toProofView(
  { id, commitment }: PlanStep,
  { proof, steps, filesByStep }: IncidentPlan,
): StepProofView {
  const openFor = commitment && proof.openFor(commitment);
  return {
    asksEvidence: steps.get(id)?.asksEvidence === true,
    files: filesByStep.get(id) ?? 0,
    proven: proof.isProven(id),
    missing: proof.missingFor(id),
    commitment: openFor && { claimable: openFor.length === 0, openFor },
  };
}

/** A step that people added; no study stands behind it. */
export interface OwnStepView {
  id: string;
  step: OwnStep;
  revision: number;
  addedBy: string;
  addedAt: string;
  changedBy: string;
  changedAt: string;
  withdrawn: { reason: string; by: string; at: string } | null;
}

export function toOwnStepView(standing: OwnStepStanding): OwnStepView {
  const { withdrawn } = standing;
  return {
    id: standing.id,
    step: standing.own,
    revision: standing.revision,
    addedBy: standing.addedBy,
    addedAt: instantText(standing.addedAt),
    changedBy: standing.changedBy,
    changedAt: instantText(standing.changedAt),
    withdrawn: withdrawn && { reason: withdrawn.reason, by: withdrawn.by, at: instantText(withdrawn.at) },
  };
}
