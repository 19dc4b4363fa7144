import { priorities, remedies, type ByPriority, type Priority } from '../../catalogue/domain/priorities.js';
import type { Modulator, Weights } from '../../catalogue/domain/weights.js';
import { meets } from './conditions.js';
import type { RankingFacts } from './ranking-facts.js';

/** After modulation an apology weighs at most this share of the lightest remedy. */
const apologyShareOfLightestRemedy = 0.999;

const apologyIndex = priorities.indexOf('apology');
const remedyIndices = remedies.map((remedy) => priorities.indexOf(remedy));

/** How the facts of one incident changed the weights; numbers are shares of 1. */
export interface Weighing {
  /** The modulators whose condition holds, in file order. */
  modulators: Modulator[];
  /** Product of their factors per priority, held within the bounds; in the order of `priorities`. */
  factors: number[];
  /** Weights after the facts and after the rule on apologies; they sum to 1. */
  weights: number[];
  byPriority: ByPriority<PriorityWeighing>;
}

export interface PriorityWeighing {
  /** Weight before the facts, with its 5th and 95th percentile. */
  before: number;
  low: number;
  high: number;
  modulators: { id: string; factor: number; basis: Modulator['basis']; evidence: string[] }[];
  /** Product of the factors, held within the bounds. */
  factor: number;
  /** Present on the apology where the product rule held its weight down: the weight it would have had. */
  heldFrom?: number;
  after: number;
}

/** Weights of an industry under the facts; without an industry, or with one not yet studied, those of all industries. */
export function weigh(facts: RankingFacts, knowledge: Weights): Weighing {
  const result = knowledge.results[facts.industry ?? 'all'] ?? knowledge.results['all'];
  if (result === undefined) throw new RangeError('weights.yaml has no results for `all`.');
  const modulators = knowledge.modulators.filter(({ when }) => meets(when, facts));
  const factors = factorsOf(modulators, knowledge.modulatorBounds);
  const before = priorities.map((priority) => result.weights[priority].point);
  const free = modulate(before, factors);
  const weights = holdApology(free);
  const byPriority = {} as ByPriority<PriorityWeighing>;
  priorities.forEach((priority, index) => {
    const { point, low, high } = result.weights[priority];
    const held = index === apologyIndex && weights[index]! < free[index]!;
    byPriority[priority] = {
      before: point,
      low,
      high,
      modulators: modulators.filter(({ factors }) => factors[priority] !== undefined).map(effectOn(priority)),
      factor: factors[index]!,
      ...(held && { heldFrom: free[index]! }),
      after: weights[index]!,
    };
  });
  return { modulators, factors, weights, byPriority };
}

/** Base weights times factors, scaled to sum to 1, with the apology held below every remedy and scaled again. */
export function weightsUnder(base: ArrayLike<number>, factors: readonly number[]): number[] {
  return holdApology(modulate(base, factors));
}

/**
 * Product of the factors per priority, held within the bounds; in the order of `priorities`.
 *
 * @param exponentOf power to which the factors of a modulator are raised: 1 as coded, 0 off
 */
export function factorsOf(
  modulators: readonly Modulator[],
  [lowest, highest]: Weights['modulatorBounds'],
  exponentOf: (modulator: Modulator) => number = () => 1,
): number[] {
  return priorities.map((priority) => {
    const product = modulators.reduce(
      (product, modulator) => product * (modulator.factors[priority] ?? 1) ** exponentOf(modulator),
      1,
    );
    return Math.min(Math.max(product, lowest), highest);
  });
}

function modulate(base: ArrayLike<number>, factors: readonly number[]): number[] {
  return scaled(factors.map((factor, index) => base[index]! * factor));
}

function holdApology(weights: number[]): number[] {
  const lightest = Math.min(...remedyIndices.map((index) => weights[index]!));
  const limit = apologyShareOfLightestRemedy * lightest;
  if (weights[apologyIndex]! <= limit) return weights;
  return scaled(weights.map((weight, index) => (index === apologyIndex ? limit : weight)));
}

function scaled(weights: number[]): number[] {
  const sum = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / sum);
}

function effectOn(priority: Priority) {
  return ({ id, factors, basis, evidence }: Modulator) => ({
    id,
    factor: factors[priority]!,
    basis,
    evidence,
  });
}
