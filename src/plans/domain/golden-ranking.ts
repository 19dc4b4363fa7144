import type { Priority } from '../../catalogue/domain/priorities.js';
import type { GoldenRanking } from '../../catalogue/domain/worked-examples.js';
import type { Plan } from './plan.js';

/** Scores and caps are held to this; rounding of the last digit is left to the machine. */
const SCORE_MARGIN = 0.01 + 1e-9;
/** Weights are written with four digits. */
const WEIGHT_MARGIN = 0.00005 + 1e-12;

/** Where a plan does not come out as worked, a sentence each; empty = it does. */
export function deviationsFromRanking(worked: GoldenRanking, plan: Plan): string[] {
  return [
    ...inOrder('modulators', plan.modulators, worked.modulators),
    ...weightsOf(worked, plan),
    ...same('applicable steps', plan.steps.length, worked.applicableSteps),
    ...ranksOf(worked, plan),
    ...Object.entries(worked.leadStep).flatMap(([priority, step]) =>
      same(`lead step of ${priority}`, plan.leadStep[priority as Priority], step),
    ),
    ...apologyOf(worked, plan),
    ...inOrder(
      'first in time',
      plan.schedule.slice(0, worked.firstInTime.length).map(({ id }) => id),
      worked.firstInTime,
    ),
  ];
}

function weightsOf({ weights }: GoldenRanking, plan: Plan): string[] {
  return Object.entries(weights)
    .filter(([priority, weight]) => !isNear(plan.weights[priority as Priority], weight, WEIGHT_MARGIN))
    .flatMap(([priority, weight]) =>
      same(`weight of ${priority}`, plan.weights[priority as Priority].toFixed(4), weight.toFixed(4)),
    );
}

function ranksOf({ top }: GoldenRanking, { steps }: Plan): string[] {
  return top.flatMap(({ step, score }, index) => {
    const found = steps[index];
    if (found?.id !== step) return same(`rank ${index + 1}`, found?.id, step);
    return isNear(found.score, score, SCORE_MARGIN) ? [] : same(`score of ${step}`, found.score, score);
  });
}

function apologyOf({ apology }: GoldenRanking, { steps }: Plan): string[] {
  return apology.flatMap(({ step, rank, cap }) => {
    const found = steps.find(({ id }) => id === step);
    if (!found) return same(`apology ${step}`, undefined, `rank ${rank}`);
    const taken = found.contributions.cap ?? 0;
    return [
      ...same(`rank of the apology ${step}`, found.rank, rank),
      ...(isNear(taken, cap, SCORE_MARGIN) ? [] : same(`cap of the apology ${step}`, taken, cap)),
    ];
  });
}

function inOrder(noun: string, found: readonly string[], worked: readonly string[]): string[] {
  return same(noun, found.join(', ') || 'none', worked.join(', ') || 'none');
}

function same<T extends string | number>(noun: string, found: T | undefined, worked: T): string[] {
  return found === worked ? [] : [`${noun} is ${found ?? 'none'}, worked as ${worked}`];
}

function isNear(found: number, worked: number, margin: number): boolean {
  return Math.abs(found - worked) <= margin;
}
