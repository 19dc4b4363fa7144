import { priorities, type Priority } from '../../catalogue/domain/priorities.js';
import type { Posterior, Weights } from '../../catalogue/domain/weights.js';
import { LinearModel, type NormalPosterior, type Term } from './fit-linear-model.js';
import { compareIds } from './score.js';

/** The part of the weights that the fit reads; the rest of them follows from it. */
export type FitInputs = Pick<Weights, 'model' | 'observations' | 'directions' | 'tilts'>;

const size = priorities.length;

/**
 * Log weights after all findings: of `all` industries pooled, of each industry with findings of its own, and of
 * `pooled only`, an industry without: the pooled means with the wider spread of an industry nobody asked.
 *
 * log share = intercept of the question + theta(priority) + delta(industry, priority) + noise of variance
 * ((1 - share) / (n share) + questionNoiseSd^2) / quality. A finding on all industries knows no delta. A direction is
 * a difference of two priorities, a tilt a delta; both enter with the sd they are coded with.
 *
 * @throws RangeError for a share outside 0 to 1 or an sd that is not positive; the schema refuses such files
 */
export function fitWeights(inputs: FitInputs): Record<string, Posterior> {
  const unknowns = new Unknowns(inputs);
  const model = new LinearModel(unknowns.priorSds);
  const noise = inputs.model.questionNoiseSd ** 2;
  inputs.observations.forEach(({ quality, items }, block) => {
    for (const { priority, share, n, industry } of items) {
      const sum = [unknowns.intercept(block), ...unknowns.weight(priority, industry, 1)];
      model.observe(sum, Math.log(share), ((1 - share) / (n * share) + noise) / quality);
    }
  });
  for (const { higher, lower, industry, delta, sd } of inputs.directions) {
    const sum = [...unknowns.weight(higher, industry, 1), ...unknowns.weight(lower, industry, -1)];
    model.observe(sum, delta, sd ** 2);
  }
  for (const { industry, priority, delta, sd } of inputs.tilts) {
    model.observe([unknowns.departure(industry, priority, 1)], delta, sd ** 2);
  }
  return posteriorsOf(model.solve(), unknowns, inputs.model.industrySdTau ** 2);
}

/** Industries that a finding of the fit names, sorted. */
export function industriesWithFindings({ observations, directions, tilts }: FitInputs): string[] {
  const named = [...observations.flatMap(({ items }) => items), ...directions, ...tilts];
  const industries = named.flatMap(({ industry }) => (industry === null ? [] : [industry]));
  return [...new Set(industries)].sort(compareIds);
}

/** Where each unknown stands: theta per priority, delta per industry with findings and priority, then intercepts. */
class Unknowns {
  readonly industries: string[];
  readonly priorSds: number[];

  constructor(inputs: FitInputs) {
    const { priorSdTheta, industrySdTau, blockInterceptSd } = inputs.model;
    this.industries = industriesWithFindings(inputs);
    this.priorSds = [
      ...priorities.map(() => priorSdTheta),
      ...this.industries.flatMap(() => priorities.map(() => industrySdTau)),
      ...inputs.observations.map(() => blockInterceptSd),
    ];
  }

  intercept(block: number): Term {
    return { unknown: size * (1 + this.industries.length) + block, coefficient: 1 };
  }

  departure(industry: string, priority: Priority, coefficient: number): Term {
    const rows = 1 + this.industries.indexOf(industry);
    return { unknown: size * rows + priorities.indexOf(priority), coefficient };
  }

  weight(priority: Priority, industry: string | null, coefficient: number): Term[] {
    const pooled = { unknown: priorities.indexOf(priority), coefficient };
    return industry === null ? [pooled] : [pooled, this.departure(industry, priority, coefficient)];
  }
}

function posteriorsOf(
  { mean, covariance }: NormalPosterior,
  unknowns: Unknowns,
  departureVariance: number,
): Record<string, Posterior> {
  const all = {
    mean: priorities.map((_, k) => mean[k]!),
    covariance: priorities.map((_, k) => [...covariance[k]!.subarray(0, size)]),
  };
  const pooledOnly = {
    mean: all.mean,
    covariance: all.covariance.map((row, k) =>
      row.map((value, other) => value + (k === other ? departureVariance : 0)),
    ),
  };
  const own = unknowns.industries.map((industry, index) => {
    const start = size * (1 + index);
    const between = (row: number, column: number) =>
      covariance[row]![column]! +
      covariance[row]![start + column]! +
      covariance[start + row]![column]! +
      covariance[start + row]![start + column]!;
    const posterior = {
      mean: priorities.map((_, k) => mean[k]! + mean[start + k]!),
      covariance: priorities.map((_, k) => priorities.map((_, other) => between(k, other))),
    };
    return [industry, posterior] as const;
  });
  return { all, ...Object.fromEntries(own), 'pooled only': pooledOnly };
}
