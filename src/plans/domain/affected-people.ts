import { affectedTotal } from '../../incidents/domain/affected-total.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { liesIn } from '../../incidents/domain/jurisdictions.js';
import type { Region, Scale } from './ranking-words.js';

type Affected = IncidentFacts['affected'];

const regionByCountry: Record<string, Region> = {
  EU: 'eu',
  IS: 'eu',
  LI: 'eu',
  NO: 'eu',
  GB: 'uk',
  US: 'us',
  AU: 'au',
  BR: 'br',
  CA: 'ca',
  JP: 'jp',
  KR: 'kr',
  SG: 'sg',
};

/** Absent where the number is unknown; a lower bound decides only from a million on. */
export function scaleOf(affected: Affected): Scale | undefined {
  const count = affectedTotal({ affected });
  if (count === undefined) return undefined;
  if (count.people >= 1_000_000) return 'over-1m';
  if (!count.exact) return undefined;
  if (count.people >= 10_000) return '10k-1m';
  return count.people >= 500 ? '500-10k' : 'under-500';
}

/** Where affected people live, sorted; a number unknown counts, a zero does not. */
export function regionsOf(affected: Affected): Region[] | undefined {
  if (affected?.byJurisdiction === undefined) return affected?.complete ? [] : undefined;
  const withPeople = Object.entries(affected.byJurisdiction).filter(([, number]) => number !== 0);
  return [...new Set(withPeople.map(([code]) => regionOf(code)))].sort();
}

function regionOf(code: string): Region {
  if (liesIn(code, 'EU')) return 'eu';
  return regionByCountry[code.slice(0, 2)] ?? 'other';
}
