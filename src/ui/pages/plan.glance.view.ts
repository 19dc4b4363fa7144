import { Temporal } from 'temporal-polyfill';
import { priorities } from '../../catalogue/domain/priorities.js';
import type { StepState } from '../../plans/domain/step-state.js';
import { wants, type Want } from '../charts/wants.js';
import type { DueView } from '../views.types.js';
import type { PlacedStep, PlanContext } from './plan.context.js';
import type { DialsView } from './plan.dials.view.js';
import { missingRemedies } from './plan.gap.view.js';
import { dueOf } from './plan.step.view.js';
import { ownerWords, percentWords, STATE_WORDS } from './plan.words.js';

/** The four answers a lead looks for first. */
export interface GlanceView {
  /** The heaviest wish and the step that serves it best. */
  matters: { want: Want; words: string; step: GlanceStepView | null };
  sure: string;
  /** First in the order of time that has not ended; null: all have. */
  next: (GlanceStepView & { due: DueView | null }) | null;
  /** What nobody takes care of; empty: nothing. */
  neglected: string[];
}

export interface GlanceStepView {
  href: string;
  name: string;
  /** Where it stands and whose it is. */
  words: string;
}

const WAITING: ReadonlySet<StepState> = new Set(['proposed', 'accepted', 'in_progress']);
const TAKEN_ON: ReadonlySet<StepState> = new Set(['accepted', 'in_progress']);

export function glanceView(context: PlanContext, dials: DialsView): GlanceView {
  const { plan } = context;
  const heaviest = [...priorities].sort((a, b) => plan.weights[b] - plan.weights[a])[0]!;
  const best = context.byId.get(plan.leadStep[heaviest] ?? '');
  const next = context.inTime().find(({ standing }) => WAITING.has(standing.state));
  return {
    matters: {
      want: heaviest,
      words: `${wants[heaviest]}, ${percentWords(plan.weights[heaviest])} of the asking.`,
      step: best ? stepView(best, context) : null,
    },
    sure: dials.words[0] ?? 'Not known: no draws of the weights were made.',
    next: next ? { ...stepView(next, context), due: dueOf(next) } : null,
    neglected: neglectedWords(context),
  };
}

function stepView({ step, title, standing }: PlacedStep, context: PlanContext): GlanceStepView {
  const who = standing.assigneeId === null ? ownerWords(step.owner) : context.nameOf(standing.assigneeId);
  return {
    href: context.hrefOf(step.id),
    name: title,
    words: `${STATE_WORDS[standing.state]}, ${who}`,
  };
}

function neglectedWords(context: PlanContext): string[] {
  const missing = missingRemedies(context).map((remedy) => wants[remedy].toLowerCase());
  const late = context.inTime().filter((placed) => isLate(placed, context.made.at)).length;
  const unproven = context
    .inTime()
    .filter(
      ({ step, standing }) => standing.state === 'done' && !context.made.proof.isProven(step.id),
    ).length;
  return [
    ...(missing.length === 0 ? [] : [`No accepted step delivers ${either(missing)}.`]),
    ...(late === 0 ? [] : [`${late} accepted ${late === 1 ? 'step is' : 'steps are'} late.`]),
    ...(unproven === 0
      ? []
      : [`${unproven} done ${unproven === 1 ? 'step is' : 'steps are'} no longer proven.`]),
  ];
}

function isLate({ standing }: PlacedStep, at: Temporal.Instant): boolean {
  return (
    standing.dueAt !== null &&
    TAKEN_ON.has(standing.state) &&
    Temporal.Instant.compare(standing.dueAt, at) < 0
  );
}

function either(words: readonly string[]): string {
  return words.length === 1 ? words[0]! : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
