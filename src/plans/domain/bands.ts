import { priorities } from '../../catalogue/domain/priorities.js';
import type { ScoringConstants } from '../../catalogue/domain/weights.js';
import type { PosteriorDraws } from './posterior-draws.js';
import { compareIds, mainPosition, type StepScore, type StepTerms } from './score.js';
import { weightsUnder } from './weighing.js';

/** How well the evidence settles on which side of the cut a step stands. */
export type Band = 'firm' | 'likely' | 'open';

export const bandWords: Record<Band, string> = {
  firm: 'firm',
  likely: 'likely',
  open: 'the evidence does not settle this',
};

/** Where a step stands over all draws; shares are of 1. Percentiles are the smallest rank that reaches them. */
export interface Spread {
  band: Band;
  medianRank: number;
  /** 5th and 95th percentile of the ranks. */
  lowRank: number;
  highRank: number;
  inFirstFive: number;
  inFirstTen: number;
  /** Share of draws in which the next step of the shown order stands above this one; null for the last. */
  swapsWithNext: number | null;
}

const cut = 5;
const firmFrom = 0.9;
const likelyFrom = 0.7;
const size = priorities.length;

/**
 * Ranks the steps again under every draw, with the factors of the incident, the hold and the cap on apologies.
 *
 * @param ranked the shown order
 * @returns one spread per step, in the shown order; empty when no draw was kept
 */
export function spreadsOf(
  ranked: readonly StepScore[],
  factors: readonly number[],
  draws: PosteriorDraws,
  scoring: ScoringConstants,
): Spread[] {
  if (draws.kept === 0) return [];
  const steps = ranked.map(({ terms }) => terms);
  const ranker = new DrawRanker(steps, scoring);
  const count = steps.length;
  const ranks = new Uint32Array(count * count);
  const swaps = new Uint32Array(count);
  for (let draw = 0; draw < draws.kept; draw += 1) {
    const base = draws.weights.subarray(draw * size, (draw + 1) * size);
    const rankOf = ranker.rank(weightsUnder(base, factors));
    for (let step = 0; step < count; step += 1) {
      ranks[step * count + rankOf[step]!]! += 1;
      if (step + 1 < count && rankOf[step + 1]! < rankOf[step]!) swaps[step]! += 1;
    }
  }
  return steps.map((_, step) => {
    const histogram = ranks.subarray(step * count, (step + 1) * count);
    const swapped = step + 1 < count ? swaps[step]! / draws.kept : null;
    return spreadOf(histogram, step, draws.kept, swapped);
  });
}

/** Ranks the same steps under one set of weights after the other without making new objects. */
class DrawRanker {
  private readonly idOrder: Uint16Array;
  private readonly apologies: readonly number[];
  private readonly covered: readonly number[];
  private readonly scores: Float64Array;
  private readonly order: Uint16Array;
  private readonly rankOf: Uint16Array;

  constructor(
    private readonly steps: readonly StepTerms[],
    private readonly scoring: ScoringConstants,
  ) {
    const ids = steps.map(({ step }) => step.id);
    const byId = ids.map((_, index) => index).sort((a, b) => compareIds(ids[a]!, ids[b]!));
    this.idOrder = new Uint16Array(steps.length);
    byId.forEach((index, place) => (this.idOrder[index] = place));
    this.scores = new Float64Array(steps.length);
    this.order = new Uint16Array(steps.length);
    this.rankOf = new Uint16Array(steps.length);
    const indices = steps.map((_, index) => index);
    this.apologies = indices.filter((index) => steps[index]!.step.serves.apology !== undefined);
    this.covered = indices.filter((index) => steps[index]!.delivers);
  }

  /** Rank of each step, from 0; the array is used again by the next call. */
  rank(weights: readonly number[]): Uint16Array {
    this.score(weights);
    this.sort();
    for (let place = 0; place < this.order.length; place += 1) this.rankOf[this.order[place]!] = place;
    return this.rankOf;
  }

  private score(weights: readonly number[]): void {
    const { breadthFactor, capMargin } = this.scoring;
    for (let index = 0; index < this.steps.length; index += 1) {
      const terms = this.steps[index]!;
      const main = terms.serves[mainPosition(terms, weights)]!;
      let base = 0;
      for (const part of terms.serves) {
        base += weights[part.index]! * part.share * (part === main ? 1 : breadthFactor);
      }
      this.scores[index] = 100 * base * terms.timeliness * terms.feasibility;
    }
    this.cap(weights, capMargin);
  }

  private cap(weights: readonly number[], margin: number): void {
    const isApology = (index: number) => {
      const terms = this.steps[index]!;
      return terms.serves[mainPosition(terms, weights)]!.priority === 'apology';
    };
    const apologies = this.apologies.filter(isApology);
    let limit = Infinity;
    for (const index of this.covered) {
      if (!apologies.includes(index)) limit = Math.min(limit, this.scores[index]! - margin);
    }
    for (const index of apologies) this.scores[index] = Math.min(this.scores[index]!, limit);
  }

  /** By insertion from the shown order, which a draw leaves half in place. */
  private sort(): void {
    const { order, scores, idOrder } = this;
    for (let place = 0; place < order.length; place += 1) {
      let at = place;
      while (at > 0 && isBefore(place, order[at - 1]!, scores, idOrder)) {
        order[at] = order[at - 1]!;
        at -= 1;
      }
      order[at] = place;
    }
  }
}

function isBefore(a: number, b: number, scores: Float64Array, idOrder: Uint16Array): boolean {
  return scores[a]! > scores[b]! || (scores[a] === scores[b] && idOrder[a]! < idOrder[b]!);
}

function spreadOf(histogram: Uint32Array, shown: number, kept: number, swapsWithNext: number | null): Spread {
  const inFirst = (ranks: number) => sum(histogram.subarray(0, ranks));
  const inFirstFive = inFirst(cut);
  return {
    band: bandOf((shown < cut ? inFirstFive : kept - inFirstFive) / kept),
    medianRank: percentileRank(histogram, kept * 0.5),
    lowRank: percentileRank(histogram, kept * 0.05),
    highRank: percentileRank(histogram, kept * 0.95),
    inFirstFive: inFirstFive / kept,
    inFirstTen: inFirst(10) / kept,
    swapsWithNext,
  };
}

/** @param staysOnItsSide share of draws in which the step stays among the first five, or outside them */
export function bandOf(staysOnItsSide: number): Band {
  if (staysOnItsSide >= firmFrom) return 'firm';
  return staysOnItsSide >= likelyFrom ? 'likely' : 'open';
}

function percentileRank(histogram: Uint32Array, reach: number): number {
  let count = 0;
  for (let rank = 0; rank < histogram.length; rank += 1) {
    count += histogram[rank]!;
    if (count >= reach) return rank + 1;
  }
  return histogram.length;
}

function sum(numbers: Uint32Array): number {
  return numbers.reduce((total, number) => total + number, 0);
}
