import type { Temporal } from 'temporal-polyfill';
import type { Missing } from '../../plans/domain/step-proof.js';
import { rolesThatDecide } from '../../plans/domain/step-owners.js';
import { REASON_NEEDED, STEP_TRANSITIONS } from '../../plans/domain/step-state.js';
import type { StepDecision } from '../../plans/domain/step-state.js';
import type { Role } from '../../platform/access/permissions.js';
import { instantText } from '../../platform/database/columns.js';
import { localText } from '../local-times.js';
import { holdersWords } from '../role-words.js';
import type { ChipView, OptionView } from '../views.types.js';
import type { PlacedStep, PlanContext } from './plan.context.js';
import { planHref, withQuery } from './plan.query.js';
import { DECISION_WORDS, STATE_WORDS, stateChip } from './plan.words.js';

/** The place on the page where it stands what keeps a step from being done. */
export const MISSING_FIELD = 'missing';

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
  /** `Accepted at rank 4, now 11.` Empty: nothing is decided, or the rank was not kept. */
  ranks: string;
  reason: string;
  assignee: string;
  /** The catalogue's own title where people gave another; empty otherwise. */
  catalogueTitle: string;
  dueAt: Temporal.Instant | null;
  feasibility: string;
  proof: StepProofView;
  /** Where an own step is changed or withdrawn; empty: it is none, or the reader may not. */
  ownHref: string;
  /** Who decides about it, for those who may not; empty for the others. */
  others: string;
  /** Null: this reader decides nothing about it. */
  forms: DecisionFormsView | null;
}

/** The evidence of a step, and what is missing before it is done. */
export interface StepProofView {
  /** `2 evidence files`; empty: it asks for none and has none. */
  files: string;
  /** Empty: the reader may not open evidence. */
  href: string;
  /** `Before it can be done`, or that it no longer stands as proven; empty: nothing is missing. */
  title: string;
  tone: 'info' | 'warn';
  missing: { href: string; name: string; lacks: string }[];
}

export interface DecisionFormsView {
  /** One button each, nothing to fill in; to accept is in the row itself. */
  direct: (DecisionFormView & { label: string })[];
  withReason: (DecisionFormView & { reason: string; buttons: OptionView[] }) | null;
  assign: DecisionFormView & { options: readonly OptionView[]; value: string };
  /** Null: an own step carries its title in itself. */
  title: (DecisionFormView & { value: string; hint: string }) | null;
  due: DecisionFormView & { value: string; hint: string };
  feasibility: DecisionFormView & { factor: string; why: string };
  /** The forms that adapt the step are unfolded. */
  adapting: boolean;
}

export function decisionsView(placed: PlacedStep, context: PlanContext): DecisionsView {
  const { standing, own, step } = placed;
  const { state, reason, assigneeId, decidedBy, decidedAt, dueAt, feasibility } = standing;
  const decides = context.mayDecideOn(placed);
  return {
    chip: stateChip(state),
    decidedBy: state === 'proposed' ? '' : context.nameOf(decidedBy),
    decidedAt,
    ranks: ranksWords(placed),
    reason,
    assignee: context.nameOf(assigneeId),
    catalogueTitle: placed.catalogueTitle,
    dueAt,
    feasibility: feasibility === null ? '' : `Feasibility ${feasibility.factor}: “${feasibility.reason}”`,
    proof: proofView(placed, context),
    ownHref: own && decides ? `/incidents/${context.reference}/plan/own-steps/${own.id}` : '',
    others: context.mayDecide && !decides ? othersWords(step.owner) : '',
    forms: decides ? formsOf(placed, context) : null,
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

/** At which rank and on which facts it was decided, beside the rank of today. */
function ranksWords({ standing, planned }: PlacedStep): string {
  const { state, decidedRank, decidedFactsRevision } = standing;
  if (state === 'proposed' || decidedRank === null) return '';
  const at = `${STATE_WORDS[state]} at rank ${decidedRank}`;
  const rested = decidedFactsRevision === null ? '' : `, on revision ${decidedFactsRevision} of the facts`;
  return decidedRank === planned.rank ? `${at}, and still there.` : `${at}, now ${planned.rank}${rested}.`;
}

function othersWords(owner: string): string {
  const roles = holdersWords(rolesThatDecide(owner) as Role[]);
  return `${roles} may decide about this step, or the person it is given to.`;
}

function proofView({ step, standing }: PlacedStep, context: PlanContext): StepProofView {
  const { proof, filesByStep } = context.made;
  const count = filesByStep.get(step.id) ?? 0;
  const ended = standing.state === 'skipped' || standing.state === 'not_applicable';
  const missing = ended ? [] : proof.missingFor(step.id);
  const done = standing.state === 'done';
  const title = done ? 'Done, and no longer proven. Missing:' : 'Before it can be done:';
  const asked = step.asksEvidence === true ? 'Asks for evidence: none yet' : '';
  return {
    files: count === 0 ? asked : `${count} evidence ${count === 1 ? 'file' : 'files'}`,
    href: context.evidenceHref(step.id),
    title: missing.length === 0 ? '' : title,
    tone: done ? 'warn' : 'info',
    missing: missing.map((one) => missingView(one, step.id, context)),
  };
}

function missingView({ stepId, lacks }: Missing, ownId: string, context: PlanContext) {
  if (lacks === 'completion')
    return { href: context.hrefOf(stepId), name: context.titleOf(stepId), lacks: 'comes first and is open' };
  const href = context.evidenceHref(stepId) || context.hrefOf(stepId);
  return stepId === ownId
    ? { href, name: 'A file that shows it', lacks: 'link one as evidence' }
    : { href, name: context.titleOf(stepId), lacks: 'is done, and no file shows it' };
}

function formsOf(placed: PlacedStep, context: PlanContext): DecisionFormsView {
  const possible = Object.keys(STEP_TRANSITIONS[placed.standing.state]) as StepDecision[];
  const withReason = possible.filter((decision) => REASON_NEEDED.has(decision));
  const direct = possible.filter((decision) => !REASON_NEEDED.has(decision) && decision !== 'accept');
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
            reason: context.typed('reason'),
            buttons: withReason.map((value) => ({ value, label: DECISION_WORDS[value] })),
          },
    assign: {
      ...assignForm(placed, context),
      options: context.people,
      value: placed.standing.assigneeId ?? '',
    },
    ...adaptForms(placed, context),
  };
}

/** Title, due date and feasibility: an empty field takes back what was set. */
function adaptForms(
  placed: PlacedStep,
  context: PlanContext,
): Pick<DecisionFormsView, 'title' | 'due' | 'feasibility' | 'adapting'> {
  const { standing, own, step } = placed;
  const { title, dueAt, feasibility } = standing;
  const due = dueAt === null ? '' : localText(dueAt, context.zone);
  return {
    title:
      own === null
        ? {
            ...formAt('title', placed, context),
            value: context.typed('title', title ?? ''),
            hint: `Empty: as in the catalogue, “${step.title}”.`,
          }
        : null,
    due: {
      ...dueForm(placed, context),
      value: context.typed('dueAt', due),
      hint: `In ${context.zone}. Empty: no date of your own. The clocks of the law stay with the duties.`,
    },
    feasibility: {
      ...formAt('feasibility', placed, context),
      factor: context.typed('factor', feasibility === null ? '' : String(feasibility.factor)),
      why: context.typed('why', feasibility?.reason ?? ''),
    },
    adapting: ['title', 'dueAt', 'factor'].some((field) => context.typed(field, '') !== ''),
  };
}

/** Both carry what stands, so that the way back is offered once. */
function assignForm(placed: PlacedStep, context: PlanContext): DecisionFormView {
  const { action, fields } = formAt('assignment', placed, context);
  return { action, fields: { ...fields, was: placed.standing.assigneeId ?? 'none' } };
}

function dueForm(placed: PlacedStep, context: PlanContext): DecisionFormView {
  const { action, fields } = formAt('due', placed, context);
  const { dueAt } = placed.standing;
  return { action, fields: { ...fields, was: dueAt === null ? 'none' : instantText(dueAt) } };
}

/** Puts back who had the step, or when it was due, right after that was changed; null: there is no way back. */
export function undoForm(placed: PlacedStep, context: PlanContext): DecisionFormView | null {
  const { said, was } = context.query;
  if (was === '' || !context.mayDecideOn(placed)) return null;
  const before = was === 'none' ? '' : was;
  if (said === 'assignment') {
    const { action, fields } = assignForm(placed, context);
    return { action, fields: { ...fields, assigneeId: before } };
  }
  if (said !== 'due') return null;
  const { action, fields } = dueForm(placed, context);
  return { action, fields: { ...fields, dueAt: before === '' ? '' : localText(before, context.zone) } };
}

function formAt(
  noun: 'decision' | 'assignment' | 'title' | 'due' | 'feasibility',
  { step, standing }: PlacedStep,
  context: PlanContext,
): DecisionFormView {
  const query = withQuery(context.query, {});
  return {
    action: planHref(context.reference, query, `/steps/${step.id}/${noun}`),
    fields: { revision: String(standing.revision) },
  };
}
