import { priorities, remedies } from '../../catalogue/domain/priorities.js';
import type { Posterior, Weights } from '../../catalogue/domain/weights.js';
import { Xoshiro128, seedOf } from './random.js';

/** Weights drawn from what the evidence leaves open; those that break the ordering rule are dropped. */
export interface PosteriorDraws {
  /** The entry of `posterior` that was drawn from. */
  posterior: string;
  seed: number;
  drawn: number;
  /** Draws in which every remedy weighs more than an apology. */
  kept: number;
  /** Share of all draws in which each remedy, in the order of `remedies`, weighs more than an apology. */
  remediesAbove: number[];
  /** `kept` rows of one weight per priority, each row summing to 1. */
  weights: Float64Array;
}

const { exp, sqrt } = Math;
const size = priorities.length;
const apologyIndex = priorities.indexOf('apology');
const remedyIndices = remedies.map((remedy) => priorities.indexOf(remedy));

/**
 * The draws of an industry: of its own posterior, else of the pooled one with the wider interval; without an
 * industry, of all. The seed follows from the version of the weights and the posterior's name alone, so every
 * incident of an industry is judged by the same draws.
 */
export function drawWeights(industry: string | undefined, knowledge: Weights, drawn: number): PosteriorDraws {
  const name = posteriorOf(industry, knowledge);
  const posterior = knowledge.posterior[name];
  if (posterior === undefined) throw new RangeError(`weights.yaml has no posterior \`${name}\`.`);
  return drawFrom(name, posterior, seedOf(`${knowledge.version}/${name}`), drawn);
}

/**
 * @param name how the result names the posterior
 * @throws RangeError when the covariance is not positive definite
 */
export function drawFrom(name: string, posterior: Posterior, seed: number, drawn: number): PosteriorDraws {
  const factor = choleskyFactor(posterior.covariance);
  const random = Xoshiro128.seeded(seed);
  const noise = new Float64Array(size);
  const weights = new Float64Array(drawn * size);
  const above = remedyIndices.map(() => 0);
  let kept = 0;
  for (let draw = 0; draw < drawn; draw += 1) {
    const row = weights.subarray(kept * size, (kept + 1) * size);
    fillRow(row, posterior, factor, random, noise);
    if (countRemediesAbove(row, above) === remedyIndices.length) kept += 1;
  }
  const remediesAbove = above.map((count) => count / drawn);
  return { posterior: name, seed, drawn, kept, remediesAbove, weights: weights.slice(0, kept * size) };
}

/** How many remedies weigh more than an apology; adds one to the place of each that does. */
function countRemediesAbove(row: Float64Array, above: number[]): number {
  let count = 0;
  for (let place = 0; place < remedyIndices.length; place += 1) {
    if (row[remedyIndices[place]!]! <= row[apologyIndex]!) continue;
    above[place]! += 1;
    count += 1;
  }
  return count;
}

export function posteriorOf(industry: string | undefined, knowledge: Weights): string {
  if (industry === undefined) return 'all';
  return Object.hasOwn(knowledge.posterior, industry) ? industry : 'pooled only';
}

/**
 * Lower triangle L with L L' = the matrix, row by row.
 *
 * @throws RangeError when the matrix is not positive definite
 */
export function choleskyFactor(matrix: readonly (readonly number[])[]): Float64Array {
  const order = matrix.length;
  const factor = new Float64Array(order * order);
  for (let row = 0; row < order; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let rest = matrix[row]![column]!;
      for (let k = 0; k < column; k += 1) rest -= factor[row * order + k]! * factor[column * order + k]!;
      if (row === column && !(rest > 0)) throw new RangeError('The covariance is not positive definite.');
      factor[row * order + column] = row === column ? sqrt(rest) : rest / factor[column * order + column]!;
    }
  }
  return factor;
}

/** One row: mean plus correlated noise are log weights; take exp and scale to 1. */
function fillRow(
  row: Float64Array,
  { mean }: Posterior,
  factor: Float64Array,
  random: Xoshiro128,
  noise: Float64Array,
): void {
  for (let k = 0; k < size; k += 2) {
    const [one, other] = random.normalPair();
    noise[k] = one;
    noise[k + 1] = other;
  }
  let sum = 0;
  for (let k = 0; k < size; k += 1) {
    let log = mean[k]!;
    for (let column = 0; column <= k; column += 1) log += factor[k * size + column]! * noise[column]!;
    row[k] = exp(log);
    sum += row[k]!;
  }
  for (let k = 0; k < size; k += 1) row[k] = row[k]! / sum;
}
