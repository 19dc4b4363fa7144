import {
  rankingFactNames,
  type FactTest,
  type RankingFactName,
  type Step,
  type StepCondition,
} from '../../catalogue/domain/step.js';
import { meets } from './conditions.js';
import type { FeasibilityOverrule } from './plan.js';
import type { PlanKnowledge } from './plan-knowledge.js';
import type { RankingFacts } from './ranking-facts.js';
import { compareIds } from './score.js';

/** Everything a ranking rests on. */
export interface PlanGiven {
  facts: RankingFacts;
  knowledge: PlanKnowledge;
  /** Steps that people added to the incident. */
  ownSteps?: readonly Step[];
  /** The firm's own feasibility of single steps, by step id. */
  overrules?: Readonly<Record<string, FeasibilityOverrule>>;
}

/** What a change changed: a ranking fact, the knowledge as a whole, one own step, or one overruled feasibility. */
export type ChangeKind = 'fact' | 'knowledge' | 'own-step' | 'overrule';

type ChangeValue = string | number | boolean | string[] | null;

export interface PlanChange {
  /** `fact/lossesIncurred`, `knowledge`, `own-step/own-3`, `overrule/remedy-goodwill`. */
  id: string;
  kind: ChangeKind;
  /** The fact, or the step; of the knowledge: `version`. */
  name: string;
  /** Null: absent. Of an own step its title, of an overrule its factor, of the knowledge its version. */
  before: ChangeValue;
  after: ChangeValue;
}

/**
 * What differs between two states, in a fixed order. Time passes always: it is a change only when a condition of a
 * step or of a modulator now reads it differently.
 */
export function changesBetween(before: PlanGiven, after: PlanGiven): PlanChange[] {
  return [
    ...changedFacts(before, after),
    ...changedKnowledge(before, after),
    ...changedOwnSteps(before, after),
    ...changedOverrules(before, after),
  ];
}

/** The state with this one change taken from another state, and all else as it was. */
export function withChangeFrom(state: PlanGiven, other: PlanGiven, { kind, name }: PlanChange): PlanGiven {
  switch (kind) {
    case 'fact':
      return { ...state, facts: withValue(state.facts, name, other.facts[name as RankingFactName]) };
    case 'knowledge':
      return { ...state, knowledge: other.knowledge };
    case 'own-step':
      return { ...state, ownSteps: withOwnStep(state, other, name) };
    case 'overrule':
      return { ...state, overrules: withValue(state.overrules ?? {}, name, other.overrules?.[name]) };
  }
}

/** Every test of a condition, however nested. */
export function testsOf(condition: StepCondition): FactTest[] {
  if ('fact' in condition) return [condition];
  return [...(condition.all ?? []), ...(condition.any ?? [])].flatMap(testsOf);
}

function changedFacts(before: PlanGiven, after: PlanGiven): PlanChange[] {
  return rankingFactNames.flatMap((name) => {
    const [was, is] = [before.facts[name] ?? null, after.facts[name] ?? null];
    if (sameValue(was, is)) return [];
    if (name === 'hoursSinceDiscovery' && !isReadDifferently(name, before, after)) return [];
    return [{ id: `fact/${name}`, kind: 'fact' as const, name, before: was, after: is }];
  });
}

function isReadDifferently(fact: RankingFactName, before: PlanGiven, after: PlanGiven): boolean {
  const conditions = [before, after].flatMap(({ knowledge: { steps, weights } }) => [
    ...[...steps.values()].map(({ appliesWhen }) => appliesWhen),
    ...weights.modulators.map(({ when }) => when),
  ]);
  return conditions
    .flatMap(testsOf)
    .some((test) => test.fact === fact && meets(test, before.facts) !== meets(test, after.facts));
}

function changedKnowledge(before: PlanGiven, after: PlanGiven): PlanChange[] {
  const [was, is] = [before.knowledge.version, after.knowledge.version];
  return was === is ? [] : [{ id: 'knowledge', kind: 'knowledge', name: 'version', before: was, after: is }];
}

function changedOwnSteps(before: PlanGiven, after: PlanGiven): PlanChange[] {
  const [was, is] = [ownStepsById(before), ownStepsById(after)];
  return namesOf(was, is).flatMap((name) => {
    const [earlier, later] = [was.get(name), is.get(name)];
    if (sameValue(earlier, later)) return [];
    const titles = { before: earlier?.title ?? null, after: later?.title ?? null };
    return [{ id: `own-step/${name}`, kind: 'own-step' as const, name, ...titles }];
  });
}

function changedOverrules(before: PlanGiven, after: PlanGiven): PlanChange[] {
  const [was, is] = [before, after].map(({ overrules = {} }) => new Map(Object.entries(overrules))) as [
    Map<string, FeasibilityOverrule>,
    Map<string, FeasibilityOverrule>,
  ];
  return namesOf(was, is).flatMap((name) => {
    const [earlier, later] = [was.get(name)?.factor ?? null, is.get(name)?.factor ?? null];
    if (earlier === later) return [];
    return [{ id: `overrule/${name}`, kind: 'overrule' as const, name, before: earlier, after: later }];
  });
}

function ownStepsById({ ownSteps = [] }: PlanGiven): Map<string, Step> {
  return new Map(ownSteps.map((step) => [step.id, step]));
}

function namesOf(was: ReadonlyMap<string, unknown>, is: ReadonlyMap<string, unknown>): string[] {
  return [...new Set([...was.keys(), ...is.keys()])].sort(compareIds);
}

function withOwnStep(state: PlanGiven, other: PlanGiven, id: string): Step[] {
  const rest = [...ownStepsById(state).values()].filter((step) => step.id !== id);
  const taken = ownStepsById(other).get(id);
  return taken ? [...rest, taken] : rest;
}

function withValue<T extends object>(values: T, name: string, value: unknown): T {
  const rest = Object.entries(values).filter(([key]) => key !== name);
  return Object.fromEntries(value === undefined ? rest : [...rest, [name, value]]) as T;
}

function sameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));
}

/** Lists of words are sets; keys have no order. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical).sort();
  if (typeof value !== 'object' || value === null) return value ?? null;
  const entries = Object.entries(value).sort(([a], [b]) => compareIds(a, b));
  return Object.fromEntries(entries.map(([key, inner]) => [key, canonical(inner)]));
}
