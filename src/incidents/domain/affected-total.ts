import type { IncidentFacts } from './incident-facts.js';
import { liesIn } from './jurisdictions.js';

/** A number of people; not exact: at least so many. */
export interface Headcount {
  people: number;
  exact: boolean;
}

/**
 * People affected in all, counted as `total` in the README of the obligations, section 2: `affected.total`, exact;
 * else the sum of the entries that lie in no other entry, exact only if the list is complete and every number
 * known. Some people, number unknown, count one. Nothing where nothing is known.
 */
export function affectedTotal({ affected }: IncidentFacts): Headcount | undefined {
  if (affected?.total !== undefined) return { people: affected.total, exact: true };
  const complete = affected?.complete === true;
  if (affected?.byJurisdiction === undefined && !complete) return undefined;
  const entries = Object.entries(affected?.byJurisdiction ?? {});
  const outermost = entries.filter(([place]) => !entries.some(([other]) => liesIn(place, other)));
  return {
    people: outermost.reduce((sum, [, people]) => sum + (people ?? 1), 0),
    exact: complete && outermost.every(([, people]) => people !== null),
  };
}
