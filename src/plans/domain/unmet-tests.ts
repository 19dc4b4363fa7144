import type { FactTest, Step, StepCondition } from '../../catalogue/domain/step.js';
import { meets } from './conditions.js';
import type { RankingFacts } from './ranking-facts.js';

/** A test that the facts do not meet. */
export interface UnmetTest {
  test: FactTest;
  /** False: the fact is not recorded, so it may yet be met; true: what is recorded speaks against it. */
  recorded: boolean;
}

/**
 * Why a step does not apply: each inner list would have to be met by any one of its tests. Empty: it applies.
 */
export function unmetTests(step: Pick<Step, 'phase' | 'appliesWhen'>, facts: RankingFacts): UnmetTest[][] {
  const mode: FactTest = { fact: 'mode', equals: step.phase === 'prepare' ? 'prepare' : 'incident' };
  return [...unmetOf(mode, facts), ...unmetOf(step.appliesWhen, facts)];
}

function unmetOf(condition: StepCondition, facts: RankingFacts): UnmetTest[][] {
  if (meets(condition, facts)) return [];
  if ('fact' in condition) return [[{ test: condition, recorded: facts[condition.fact] !== undefined }]];
  const all = (condition.all ?? []).flatMap((part) => unmetOf(part, facts));
  const { any } = condition;
  if (any === undefined || any.some((part) => meets(part, facts))) return all;
  return [...all, any.flatMap((part) => unmetOf(part, facts).flat())];
}
