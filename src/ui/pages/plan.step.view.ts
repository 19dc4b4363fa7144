import { bandWords } from '../../plans/domain/bands.js';
import { STEP_TRANSITIONS } from '../../plans/domain/step-state.js';
import type { ScoreBar } from '../charts/bars.js';
import { isWant, wants, type Want } from '../charts/wants.js';
import type { ChipView, DueView } from '../views.types.js';
import { rankRange } from './plan.bands.view.js';
import type { PlacedStep, PlanContext } from './plan.context.js';
import { decisionForm, type DecisionFormView } from './plan.decision.view.js';
import { planHref, withQuery } from './plan.query.js';
import { stepDetailView, type StepDetailView } from './plan.detail.view.js';
import { EFFORT_WORDS, hoursWords, ownerWords, stateChip } from './plan.words.js';

/** One row of the plan. */
export interface StepRowView {
  id: string;
  /** Opens the row, or closes it when it is open. */
  href: string;
  /** Large on the left: rank or place; empty where the best steps stand alone. */
  number: string;
  /** What the number is, for screen readers. */
  numberWords: string;
  /** Coloured square in place of a number. */
  want: Want | null;
  name: string;
  /** The catalogue's title where people gave another; empty otherwise. */
  catalogueTitle: string;
  facts: string[];
  sources: number;
  score: ScoreBar;
  done: boolean;
  undecided: boolean;
  chip: ChipView | null;
  /** It was said to be done, and what proves it is missing. */
  unproven: ChipView | null;
  remark: string;
  /** `byPeople`: they set it; else it is the common clock of the law. */
  due: (DueView & { byPeople: boolean }) | null;
  accept: DecisionFormView | null;
  skipHref: string;
  /** Right after a decision that can be taken back. */
  undo: DecisionFormView | null;
  open: StepDetailView | null;
}

/** How the number of a row is meant. */
export type RowNumber = 'rank' | 'place' | 'want';

const LONGEST_REMARK = 90;
const UNPROVEN: ChipView = { text: 'No longer proven', tone: 'warn', icon: 'triangle-alert' };

export function stepRowView(placed: PlacedStep, numbered: RowNumber, context: PlanContext): StepRowView {
  const { planned, standing, step } = placed;
  const isOpen = context.query.step === step.id;
  const undecided = standing.state === 'proposed';
  const mayAccept = undecided && context.mayDecideOn(placed);
  return {
    id: step.id,
    href: isOpen
      ? planHref(context.reference, withQuery(context.query, { step: '' }), '', step.id)
      : context.hrefOf(step.id),
    ...numberOf(placed, numbered),
    name: placed.title,
    catalogueTitle: placed.catalogueTitle,
    facts: rowFacts(placed, numbered, context),
    sources: planned.evidence.filter(({ from }) => from === 'step').length,
    score: { score: planned.score, parts: partsOf(planned.contributions) },
    done: standing.state === 'done',
    undecided,
    chip: undecided ? null : stateChip(standing.state),
    unproven: standing.state === 'done' && !context.made.proof.isProven(step.id) ? UNPROVEN : null,
    remark: remarkOf(placed, context),
    due: dueOf(placed),
    accept: mayAccept ? decisionForm(placed, 'accept', context) : null,
    skipHref: mayAccept ? `${context.hrefOf(step.id).split('#')[0]}#f-reason` : '',
    undo: mayUndo(placed, context) ? decisionForm(placed, 'reopen', context) : null,
    open: isOpen ? stepDetailView(placed, context) : null,
  };
}

function mayUndo(placed: PlacedStep, context: PlanContext): boolean {
  const { step, standing } = placed;
  const { decided, said } = context.query;
  const justDecided = decided === step.id && said === '';
  return justDecided && context.mayDecideOn(placed) && 'reopen' in STEP_TRANSITIONS[standing.state];
}

/** Points of the wishes alone, without the discounts. */
export function partsOf(contributions: Readonly<Record<string, number>>): ScoreBar['parts'] {
  return Object.entries(contributions).flatMap(([id, points]) => (isWant(id) ? [{ want: id, points }] : []));
}

function numberOf(
  { planned, place }: PlacedStep,
  numbered: RowNumber,
): Pick<StepRowView, 'number' | 'numberWords' | 'want'> {
  if (numbered === 'rank') return { number: String(planned.rank), numberWords: 'Rank', want: null };
  if (numbered === 'place') return { number: String(place), numberWords: 'Place in time', want: null };
  return { number: '', numberWords: wants[planned.mainPriority], want: planned.mainPriority };
}

function rowFacts(placed: PlacedStep, numbered: RowNumber, context: PlanContext): string[] {
  const { planned, scheduled, place, step } = placed;
  const count = context.plan.steps.length;
  const waits = scheduled.waitsFor.length;
  const rank = `consumer rank ${rankRange(placed)} of ${count}`;
  const inTime = `in time: place ${place} of ${count}`;
  const band = planned.band === null ? [] : [`${sideOfCut(planned.rank)}: ${bandWords[planned.band]}`];
  const usual = [
    ...(placed.own ? ['added by your organisation, no study stands behind it'] : []),
    ownerWords(step.owner),
    `customers feel it in ${hoursWords(step.leadHours)}`,
    `effort ${EFFORT_WORDS[step.effort]}`,
  ];
  if (numbered === 'want')
    return [`Best step for: ${wants[planned.mainPriority].toLowerCase()}`, ...usual, rank, inTime];
  if (numbered === 'rank') return [...usual, ...band, ...spreadWords(placed), inTime];
  return [
    ...usual,
    rank,
    ...(waits === 0 ? [] : [`waits for ${waits} ${waits === 1 ? 'step' : 'steps'}`]),
    ...(scheduled.placed === null ? [] : [scheduled.placed]),
  ];
}

/** Beside an exact rank: between which ranks the evidence leaves it. */
function spreadWords(placed: PlacedStep): string[] {
  return placed.planned.spread === null ? [] : [`rank ${rankRange(placed)} in nine of ten draws`];
}

function sideOfCut(rank: number): string {
  return rank <= 5 ? 'among the first five' : 'after the first five';
}

function remarkOf({ standing }: PlacedStep, context: PlanContext): string {
  const { state, reason, assigneeId, decidedBy } = standing;
  if (state === 'skipped' || state === 'not_applicable')
    return `“${shortened(reason)}”, ${context.nameOf(decidedBy)}`;
  if (assigneeId !== null) return context.nameOf(assigneeId);
  return state === 'proposed' ? '' : 'nobody assigned';
}

function shortened(text: string): string {
  return text.length <= LONGEST_REMARK ? text : `${text.slice(0, LONGEST_REMARK).replace(/\s+\S*$/, '')}…`;
}

/** When people mean to have it done, else the one clock a step itself knows; what has ended waits for nothing. */
export function dueOf({ scheduled, standing }: PlacedStep): StepRowView['due'] {
  const ended = !['proposed', 'accepted', 'in_progress'].includes(standing.state);
  const at = standing.dueAt ?? scheduled.dueAt;
  return at === null || ended ? null : { at, byPeople: standing.dueAt !== null };
}
