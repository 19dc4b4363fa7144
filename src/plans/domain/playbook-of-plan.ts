import { Temporal } from 'temporal-polyfill';
import { playbookBounds } from '../../catalogue/domain/playbook-bounds.js';
import type { OwnStep } from '../../catalogue/domain/own-step.js';
import type { PlaybookContent, PlaybookStep } from '../../catalogue/domain/playbook.js';
import type { FeasibilityOverrule } from './plan.js';
import type { StepState } from './step-state.js';

/** What people made of one step of a plan. */
export interface FinishedStep {
  id: string;
  /** Null: a step of the catalogue. */
  own: OwnStep | null;
  state: StepState;
  reason: string;
  title: string | null;
  dueAt: Temporal.Instant | null;
  feasibility: FeasibilityOverrule | null;
}

const KEPT: ReadonlySet<StepState> = new Set(['accepted', 'in_progress', 'done']);
const DROPPED: ReadonlySet<StepState> = new Set(['skipped', 'not_applicable']);

/**
 * The steps of a plan as a playbook would hold them: accepted ones in their order, with what people adapted; skipped
 * ones and those that do not apply as left out, with the reasons as they were written, which somebody has to read.
 *
 * @param steps    in the order of time
 * @param openedAt when the incident was opened: due times become hours from there
 */
export function stepsOfPlan(
  steps: readonly FinishedStep[],
  openedAt: Temporal.Instant,
): Pick<PlaybookContent, 'steps' | 'leftOut'> {
  const kept = steps.filter(({ state }) => KEPT.has(state));
  const keptOwn = new Set(kept.filter(({ own }) => own !== null).map(({ id }) => id));
  return {
    steps: kept.map((step) => playbookStep(step, keptOwn, openedAt)),
    leftOut: steps
      .filter(({ own, state }) => own === null && DROPPED.has(state))
      .map(({ id, reason }) => ({ step: id, reason })),
  };
}

function playbookStep(
  { id, own, title, dueAt, feasibility }: FinishedStep,
  keptOwn: ReadonlySet<string>,
  openedAt: Temporal.Instant,
): PlaybookStep {
  const adapted = {
    ...(title === null ? {} : { title }),
    ...(dueAt === null ? {} : { dueHours: hoursBetween(openedAt, dueAt) }),
    ...(feasibility === null ? {} : { feasibility }),
  };
  if (own === null) return { step: id, ...adapted };
  const requires = own.requires.filter((other) => !other.startsWith('own-') || keptOwn.has(other));
  return { id, own: { ...own, requires }, ...adapted };
}

/** Whole hours, rounded up, within what a playbook may hold. */
function hoursBetween(from: Temporal.Instant, to: Temporal.Instant): number {
  const [least, most] = playbookBounds.dueHours;
  return Math.min(most, Math.max(least, Math.ceil(to.since(from).total('hours'))));
}
