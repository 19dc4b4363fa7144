/** Enough of a sorted list to tell its percentiles, also without any one of its values. */
export interface AroundPercentiles {
  n: number;
  /** Per percentile of {@link PERCENTILES}: the value there between its two neighbours in the sorted list. */
  around: [number, number, number][];
}

export const PERCENTILES = [25, 50, 75, 90] as const;

/** Nearest rank: the smallest value that at least so many percent of the values do not exceed. */
export function aroundPercentiles(values: readonly number[]): AroundPercentiles {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) return { n: 0, around: [] };
  const at = (index: number) => sorted[Math.min(Math.max(index, 0), sorted.length - 1)] ?? 0;
  return {
    n: sorted.length,
    around: PERCENTILES.map((percent) => {
      const index = rankOf(percent, sorted.length) - 1;
      return [at(index - 1), at(index), at(index + 1)];
    }),
  };
}

/**
 * The four percentiles.
 *
 * @param without one value of the list that is to count as if it were not there
 * @returns null when nothing is left
 */
export function percentilesOf(
  { n, around }: AroundPercentiles,
  without?: number,
): { n: number; values: number[] } | null {
  const left = without === undefined ? n : n - 1;
  if (left < 1) return null;
  const values = PERCENTILES.map((percent, place) => {
    const [before, here, after] = around[place] ?? [0, 0, 0];
    if (without === undefined) return here;
    // In the shorter list the rank is the same, or one lower.
    const lower = rankOf(percent, left) < rankOf(percent, n);
    const [low, high] = lower ? [before, here] : [here, after];
    return low < without ? low : high;
  });
  return { n: left, values };
}

function rankOf(percent: number, n: number): number {
  return Math.max(1, Math.ceil((percent * n) / 100));
}
