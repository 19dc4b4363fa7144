import type { Fault } from '../../platform/errors.js';
import { pointerTo } from './json-pointer.js';

/** Levels of lists and objects, the outermost being the first. */
export const DEEPEST = 20;

/** Entries of one list or members of one object of facts. */
export const WIDEST = 2_000;

export interface Limits {
  deepest: number;
  widest?: number;
  except?: string;
}

/**
 * The first place that is nested deeper than `deepest` levels, or holds more than `widest` entries; looked for
 * before anything else walks the value. Members named in `except` (of the outermost object) are not looked into.
 */
export function beyondLimits(value: unknown, limits: Limits, depth = 1): Fault | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > limits.deepest) {
    return { path: '', message: `Nested deeper than ${limits.deepest} levels; flatten it.` };
  }
  const keys = Object.keys(value);
  if (limits.widest !== undefined && keys.length > limits.widest) {
    return { path: '', message: `Holds more than ${limits.widest} entries; leave out what is not needed.` };
  }
  for (const key of keys) {
    if (depth === 1 && key === limits.except) continue;
    const fault = beyondLimits((value as Record<string, unknown>)[key], limits, depth + 1);
    if (fault) return { path: `${pointerTo('', key)}${fault.path}`, message: fault.message };
  }
  return undefined;
}
