import type { Temporal } from 'temporal-polyfill';
import { REASON_NEEDED, STEP_TRANSITIONS } from '../../plans/domain/step-state.js';
import type { StepDecision } from '../../plans/domain/step-state.js';
import type { ChipView, OptionView } from '../views.types.js';
import type { PlacedStep, PlanContext } from './plan.context.js';
import { planHref, withQuery } from './plan.query.js';
import { DECISION_WORDS, stateChip } from './plan.words.js';

/** Where a decision is posted, and on what state of the step it rests. */
export interface DecisionFormView {
  action: string;
  fields: Record<string, string>;
}

/** How a step stands and what may be decided about it from there. */
export interface DecisionsView {
  chip: ChipView;
  decidedBy: string;
  decidedAt: Temporal.Instant | null;
  reason: string;
  assignee: string;
  /** Null: this reader decides nothing. */
  forms: {
    /** One button each, nothing to fill in; to accept is in the row itself. */
    direct: (DecisionFormView & { label: string })[];
    withReason: (DecisionFormView & { reason: string; buttons: OptionView[] }) | null;
    assign: DecisionFormView & { options: readonly OptionView[]; value: string };
  } | null;
}

export function decisionsView(placed: PlacedStep, context: PlanContext): DecisionsView {
  const { state, reason, assigneeId, decidedBy, decidedAt } = placed.standing;
  return {
    chip: stateChip(state),
    decidedBy: state === 'proposed' ? '' : context.nameOf(decidedBy),
    decidedAt,
    reason,
    assignee: context.nameOf(assigneeId),
    forms: context.mayDecideOn(placed) ? formsOf(placed, context) : null,
  };
}

/** The form of one decision; its address brings the page back as it was. */
export function decisionForm(
  placed: PlacedStep,
  decision: StepDecision,
  context: PlanContext,
): DecisionFormView {
  const { action, fields } = formAt('decision', placed, context);
  return { action, fields: { ...fields, decision } };
}

function formsOf(placed: PlacedStep, context: PlanContext): DecisionsView['forms'] {
  const possible = Object.keys(STEP_TRANSITIONS[placed.standing.state]) as StepDecision[];
  const withReason = possible.filter((decision) => REASON_NEEDED.has(decision));
  const direct = possible.filter((decision) => !REASON_NEEDED.has(decision) && decision !== 'accept');
  const assign = formAt('assignment', placed, context);
  return {
    direct: direct.map((decision) => ({
      ...decisionForm(placed, decision, context),
      label: DECISION_WORDS[decision],
    })),
    withReason:
      withReason.length === 0
        ? null
        : {
            ...formAt('decision', placed, context),
            reason: context.typedReason,
            buttons: withReason.map((value) => ({ value, label: DECISION_WORDS[value] })),
          },
    assign: { ...assign, options: context.people, value: placed.standing.assigneeId ?? '' },
  };
}

function formAt(
  noun: 'decision' | 'assignment',
  { step, standing }: PlacedStep,
  context: PlanContext,
): DecisionFormView {
  const query = withQuery(context.query, {});
  return {
    action: planHref(context.reference, query, `/steps/${step.id}/${noun}`),
    fields: { revision: String(standing.revision) },
  };
}
