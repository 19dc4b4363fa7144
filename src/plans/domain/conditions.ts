import type { FactTest, RankingFactName, Step, StepCondition } from '../../catalogue/domain/step.js';
import type { RankingFacts } from './ranking-facts.js';

/** A fact that met a condition, with the part of it that did. */
export interface MatchedFact {
  fact: RankingFactName;
  value: string | number | boolean | string[];
}

/** Steps of phase `prepare` apply only in mode `prepare`, all others only in mode `incident`. */
export function applies(step: Step, facts: RankingFacts): boolean {
  const mode = step.phase === 'prepare' ? 'prepare' : 'incident';
  return facts.mode === mode && meets(step.appliesWhen, facts);
}

/** An absent fact meets no test; an empty group always holds. */
export function meets(condition: StepCondition, facts: RankingFacts): boolean {
  if ('fact' in condition) return passes(condition, facts);
  const { all, any } = condition;
  return (
    (all === undefined || all.every((part) => meets(part, facts))) &&
    (any === undefined || any.some((part) => meets(part, facts)))
  );
}

/** The facts by which a condition holds, in the order of the condition; nothing where it does not hold. */
export function matchedFacts(condition: StepCondition, facts: RankingFacts): MatchedFact[] {
  if (!meets(condition, facts)) return [];
  if ('fact' in condition) return [{ fact: condition.fact, value: matchedValue(condition, facts) }];
  const parts = [...(condition.all ?? []), ...(condition.any ?? [])];
  return parts.flatMap((part) => matchedFacts(part, facts));
}

function passes(test: FactTest, facts: RankingFacts): boolean {
  const value = facts[test.fact];
  if (value === undefined) return false;
  if ('equals' in test) return value === test.equals;
  if ('in' in test) return test.in.includes(value as string | boolean);
  if ('has' in test)
    return Array.isArray(value) && test.has.some((word) => (value as string[]).includes(word));
  return typeof value === 'number' && value >= test.atLeast;
}

function matchedValue(test: FactTest, facts: RankingFacts): MatchedFact['value'] {
  const value = facts[test.fact] as MatchedFact['value'];
  if (!('has' in test) || !Array.isArray(value)) return value;
  return [...new Set(value.filter((word) => test.has.includes(word)))].sort();
}
