import { priorities, type ByPriority } from '../../catalogue/domain/priorities.js';
import type { WeightResult } from '../../catalogue/domain/weights.js';
import type { PosteriorDraws } from './posterior-draws.js';
import { rounded } from './rounding.js';

/** Weights and shares of draws as `weights.yaml` stores them. */
const decimals = 3;
const size = priorities.length;

/**
 * What is shown of the draws that meet the ordering rule: point = their median, scaled to sum to 1, interval =
 * their 5th and 95th percentile. The support is that of all draws.
 *
 * @throws RangeError when no draw meets the ordering rule
 */
export function resultOf(draws: PosteriorDraws): Pick<WeightResult, 'support' | 'weights'> {
  if (draws.kept === 0) throw new RangeError('No draw of the weights meets the ordering rule.');
  const columns = sortedColumns(draws);
  const medians = columns.map((column) => percentile(column, 0.5));
  const sum = medians.reduce((total, median) => total + median, 0);
  const intervals = priorities.map((priority, k) => {
    const low = rounded(percentile(columns[k]!, 0.05), decimals);
    const high = rounded(percentile(columns[k]!, 0.95), decimals);
    return [priority, { point: rounded(medians[k]! / sum, decimals), low, high }];
  });
  const weights = Object.fromEntries(intervals) as WeightResult['weights'];
  const [proofOfFix, compensation, identityHelp] = draws.remediesAbove.map((share) =>
    rounded(share, decimals),
  ) as [number, number, number];
  const allThreeAboveApology = rounded(draws.kept / draws.drawn, decimals);
  return { support: { allThreeAboveApology, proofOfFix, compensation, identityHelp }, weights };
}

export function pointsOf({ weights }: Pick<WeightResult, 'weights'>): ByPriority<number> {
  return Object.fromEntries(
    priorities.map((priority) => [priority, weights[priority].point]),
  ) as ByPriority<number>;
}

function sortedColumns({ kept, weights }: PosteriorDraws): Float64Array[] {
  return priorities.map((_, k) =>
    Float64Array.from({ length: kept }, (_, row) => weights[row * size + k]!).sort(),
  );
}

/** Linear between neighbours. */
function percentile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}
