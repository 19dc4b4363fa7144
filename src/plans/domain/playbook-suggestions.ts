import { buildPlan } from './build-plan.js';
import type { PlanKnowledge } from './plan-knowledge.js';
import { known } from './ranking-facts.js';
import type { Cause } from './ranking-words.js';

/** A step of the catalogue as a playbook may take it up. */
export interface SuggestedStep {
  id: string;
  /** In the ranking for the first cause, or of getting ready; null: it stands in neither, so ranks do not compare. */
  rank: number | null;
  kind: 'incident' | 'prepare' | 'other-facts';
}

/**
 * Every step of the catalogue in the order of its ranking for a typical incident: of the industry, with the data that
 * it usually holds, by one of the causes. Then what gets one ready, then what other facts would call for.
 */
export function suggestSteps(
  { industry, causes }: { industry: string | null; causes: readonly string[] },
  knowledge: PlanKnowledge,
): SuggestedStep[] {
  const dataClasses = knowledge.industries.get(industry ?? '')?.typicalDataClasses.toSorted();
  const typical = { industry: industry ?? undefined, dataClasses };
  const wanted = causes.length === 0 ? [undefined] : (causes as readonly Cause[]);
  const incident = wanted.map((cause) => known({ ...typical, mode: 'incident', cause }));
  const prepare = known({ ...typical, mode: 'prepare', cause: undefined });
  const ranked = new Map<string, SuggestedStep>();
  for (const facts of [...incident, prepare]) {
    const kind = facts.mode === 'prepare' ? 'prepare' : 'incident';
    const compared = facts === prepare || facts === incident[0];
    for (const { id, rank } of buildPlan(facts, knowledge, { bands: false }).steps)
      if (!ranked.has(id)) ranked.set(id, { id, rank: compared ? rank : null, kind });
  }
  const others = [...knowledge.steps.keys()].filter((id) => !ranked.has(id));
  const list = [...ranked.values()];
  return [
    ...list.filter(({ kind }) => kind === 'incident'),
    ...list.filter(({ kind }) => kind === 'prepare'),
    ...others.map((id): SuggestedStep => ({ id, rank: null, kind: 'other-facts' })),
  ];
}
