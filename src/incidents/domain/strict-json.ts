import type { Fault } from '../../platform/errors.js';
import { duplicateKeys } from './duplicate-keys.js';
import { beyondLimits } from './json-limits.js';
import type { Limits } from './json-limits.js';

const WRITTEN_TWICE = 'Is written more than once in one object; write it once.';

/**
 * What in a JSON text that parses would be read differently elsewhere, or bind too much work: too deep, too wide, or
 * a key twice in one object, of which a parser keeps the last and drops the other without a word.
 *
 * @param value the text parsed
 */
export function strictJsonFaults(json: string, value: unknown, limits: Limits): Fault[] {
  const beyond = beyondLimits(value, limits);
  if (beyond) return [beyond];
  return writtenTwice(json);
}

/** The keys that an object of the text has more than once, as faults. */
export function writtenTwice(json: string): Fault[] {
  return duplicateKeys(json).map((fault) =>
    fault.path === '' ? fault : { ...fault, message: WRITTEN_TWICE },
  );
}
