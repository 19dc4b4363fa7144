import type { Band } from '../../plans/domain/bands.js';
import type { PlacedStep } from './plan.context.js';

/** Steps that the evidence treats alike, and what it says of them. */
export interface BandGroup {
  title: string;
  /** What the band means, in shares of the draws. */
  meaning: string;
  steps: PlacedStep[];
}

type Side = 'in' | 'out';

/** Most surely among the first five first; this is also the order of the share of draws that puts them there. */
const GROUPS: readonly { holds: (side: Side, band: Band) => boolean; title: string; meaning: string }[] = [
  {
    holds: (side, band) => side === 'in' && band === 'firm',
    title: 'Among the first five: firm',
    meaning: 'In nine of ten draws of the weights or more they stay among the first five.',
  },
  {
    holds: (side, band) => side === 'in' && band === 'likely',
    title: 'Among the first five: likely',
    meaning: 'In seven to nine of ten draws they stay among the first five.',
  },
  {
    holds: (_, band) => band === 'open',
    title: 'Among the first five or after them: the evidence does not settle this',
    meaning: 'In fewer than seven of ten draws they stay on their side.',
  },
  {
    holds: (side, band) => side === 'out' && band === 'likely',
    title: 'After the first five: likely',
    meaning: 'In seven to nine of ten draws they stay after the first five.',
  },
  {
    holds: (side, band) => side === 'out' && band === 'firm',
    title: 'After the first five: firm',
    meaning: 'In nine of ten draws or more they stay after the first five.',
  },
];

/** Where no draws were made there is one group without a band. */
export function bandGroups(steps: readonly PlacedStep[]): BandGroup[] {
  const groups = GROUPS.map(({ holds, title, meaning }) => ({
    title,
    meaning,
    steps: steps.filter(
      ({ planned: { rank, band } }) => band !== null && holds(rank <= 5 ? 'in' : 'out', band),
    ),
  }));
  const bare = steps.filter(({ planned }) => planned.band === null);
  return [...groups, { title: 'Best step for each wish', meaning: '', steps: bare }].filter(
    (group) => group.steps.length > 0,
  );
}

/** Ranks that nine of ten draws give; the one shown rank where no draws were made. */
export function rankRange({ planned: { rank, spread } }: PlacedStep): string {
  if (spread === null) return String(rank);
  const { lowRank, highRank } = spread;
  return lowRank === highRank ? String(lowRank) : `${lowRank} to ${highRank}`;
}
