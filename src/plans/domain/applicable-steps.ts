import { findCycles } from '../../catalogue/domain/cycles.js';
import type { Step } from '../../catalogue/domain/step.js';
import type { ScoringConstants } from '../../catalogue/domain/weights.js';
import { applies } from './conditions.js';
import type { FeasibilityOverrule } from './plan.js';
import type { RankingFacts } from './ranking-facts.js';
import { termsOf, type StepTerms } from './score.js';

/**
 * The steps of the catalogue that apply to the facts, then the firm's own steps, which always apply, each with the
 * firm's own feasibility where it gave one.
 *
 * @throws RangeError for an overrule outside 0.5 to 1 or without a reason; for own steps with an id that is taken,
 *   that serve no priority, or that wait for each other in a circle
 */
export function applicableSteps(
  catalogue: readonly StepTerms[],
  facts: RankingFacts,
  ownSteps: readonly Step[],
  overrules: Readonly<Record<string, FeasibilityOverrule>>,
  scoring: ScoringConstants,
): StepTerms[] {
  refuseUnfit(ownSteps, catalogue);
  const steps = [
    ...catalogue.filter(({ step }) => applies(step, facts)),
    ...ownSteps.map((step) => termsOf(step, scoring)),
  ];
  if (ownSteps.length > 0) refuseCircles(steps.map(({ step }) => step));
  return overruled(steps, overrules);
}

function refuseUnfit(ownSteps: readonly Step[], catalogue: readonly StepTerms[]): void {
  const taken = new Set(ownSteps.length > 0 ? catalogue.map(({ step }) => step.id) : []);
  for (const { id, serves } of ownSteps) {
    if (taken.has(id)) throw new RangeError(`Two steps of one plan have the id ${id}.`);
    if (Object.keys(serves).length === 0) throw new RangeError(`The own step ${id} serves no priority.`);
    taken.add(id);
  }
}

/** A prerequisite that is not in the plan counts as met, so it closes no circle. */
function refuseCircles(steps: readonly Step[]): void {
  const needs = new Map(
    steps.map(({ id, requires, requiresIfApplicable }) => [id, [...requires, ...requiresIfApplicable]]),
  );
  const [circle] = findCycles(needs);
  if (circle) throw new RangeError(`Steps wait for each other in a circle: ${circle.join(', ')}.`);
}

function overruled(
  steps: StepTerms[],
  overrules: Readonly<Record<string, FeasibilityOverrule>>,
): StepTerms[] {
  for (const { factor, reason } of Object.values(overrules)) {
    const fair = factor >= 0.5 && factor <= 1 && reason.trim() !== '';
    if (!fair) throw new RangeError('A feasibility is overruled by a factor from 0.5 to 1 with a reason.');
  }
  return steps.map((terms) => {
    const overrule = Object.hasOwn(overrules, terms.step.id) ? overrules[terms.step.id] : undefined;
    return overrule ? { ...terms, feasibility: overrule.factor } : terms;
  });
}
