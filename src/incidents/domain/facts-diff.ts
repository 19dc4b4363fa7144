import { canonicalText } from './canonical-text.js';
import { factValues } from './fact-values.js';
import type { IncidentFacts } from './incident-facts.js';

/** One fact that differs; absent on the side where it was unknown, while null is a value. */
export interface FactChange {
  /** JSON pointer; a list changes as a whole. */
  path: string;
  before?: unknown;
  after?: unknown;
}

/**
 * What changed from one revision of facts to the next, by single facts, sorted by pointer. Lists are compared as
 * they stand: another order is a change.
 */
export function diffFacts(before: IncidentFacts, after: IncidentFacts): FactChange[] {
  const was = factValues(before);
  const is = factValues(after);
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((path) => !same(was, is, path))
    .sort()
    .map((path) => ({
      path,
      ...(was.has(path) ? { before: was.get(path) } : {}),
      ...(is.has(path) ? { after: is.get(path) } : {}),
    }));
}

function same(was: ReadonlyMap<string, unknown>, is: ReadonlyMap<string, unknown>, path: string): boolean {
  return was.has(path) && is.has(path) && canonicalText(was.get(path)) === canonicalText(is.get(path));
}
