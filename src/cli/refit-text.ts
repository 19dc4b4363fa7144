import type { ComparedWeight, FitComparison } from '../plans/domain/fit-comparison.js';

/** How the draws were made. */
export interface RefitRun {
  weightsVersion: string;
  draws: number;
  /** Null: it follows from the version of the weights. */
  seed: number | null;
}

type Interval = ComparedWeight['stored'];

/** Every weight in points, stored beside recomputed, for people. */
export function refitText(run: RefitRun, { ok, industries, findings }: FitComparison): string {
  const seed = run.seed === null ? 'seed from the version' : `seed ${run.seed}`;
  return [
    `Weights ${run.weightsVersion}, fitted anew with ${run.draws.toLocaleString('en')} draws, ${seed}; points of 100`,
    ...industries.flatMap(({ industry, basis, weights }) => [
      '',
      `${industry}${basis === null ? '' : ` (${basis})`}`,
      `  ${'priority'.padEnd(18)}${'stored'.padEnd(20)}${'recomputed'.padEnd(20)}difference`,
      ...weights.map(row),
    ]),
    '',
    ok
      ? 'The stored weights, their posterior and the table of sources follow from the findings.'
      : `${findings.length} numbers or names do not follow from the findings.`,
  ].join('\n');
}

function row({ priority, stored, recomputed, difference }: ComparedWeight): string {
  const { point, low, high } = difference;
  const apart = `${signed(point)} (${signed(low)} ${signed(high)})`;
  return `  ${priority.padEnd(18)}${interval(stored).padEnd(20)}${interval(recomputed).padEnd(20)}${apart}`;
}

function interval({ point, low, high }: Interval): string {
  const [p, l, h] = [point, low, high].map((share) => (share * 100).toFixed(1)) as [string, string, string];
  return `${p.padStart(4)} (${l} - ${h})`;
}

function signed(share: number): string {
  const points = (share * 100).toFixed(1);
  return share > 0 ? `+${points}` : points;
}
