import { diffFacts } from '../../incidents/domain/facts-diff.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { valueAt } from '../../incidents/domain/json-pointer.js';
import { factWords } from '../fact-words.js';
import { telling, valueWords } from './facts.history.js';
import { setFact } from './facts.reading.js';

/** One fact that someone changed, in its three states. */
export interface ConflictRow {
  fact: string;
  base: string;
  mine: string;
  theirs: string;
  /** Both changed it, to different values. */
  contested: boolean;
}

export interface FactsSides {
  /** What both started from. */
  base: IncidentFacts;
  mine: IncidentFacts;
  theirs: IncidentFacts;
}

/** Every fact that one or the other changed; those changed by both to different values first. */
export function conflictRows({ base, mine, theirs }: FactsSides, zone: string): ConflictRow[] {
  const my = new Set(telling(diffFacts(base, mine)).map(({ path }) => path));
  const their = new Set(telling(diffFacts(base, theirs)).map(({ path }) => path));
  const differ = new Set(diffFacts(mine, theirs).map(({ path }) => path));
  const words = (facts: IncidentFacts, path: string): string => {
    const value = valueAt(facts, path);
    return valueWords(value !== undefined, value, zone);
  };
  return [...new Set([...my, ...their])]
    .sort()
    .map((path) => ({
      fact: factWords(path),
      base: words(base, path),
      mine: words(mine, path),
      theirs: words(theirs, path),
      contested: my.has(path) && their.has(path) && differ.has(path),
    }))
    .sort((a, b) => Number(b.contested) - Number(a.contested));
}

/** Their facts with my changes laid over them: what only they changed stays. */
export function mineOverTheirs({ base, mine, theirs }: FactsSides): Record<string, unknown> {
  const facts = structuredClone(theirs) as Record<string, unknown>;
  for (const change of diffFacts(base, mine)) {
    const names = change.path
      .slice(1)
      .split('/')
      .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
    setFact(facts, names, 'after' in change ? change.after : undefined);
  }
  return facts;
}
