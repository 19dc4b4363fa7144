import { priorityWords } from '../../catalogue/domain/priorities.js';
import type { Priority } from '../../catalogue/domain/priorities.js';

/** What customers want: the priorities of the ranking, for charts and lists. */
export const wants = priorityWords;

export type Want = Priority;

export function isWant(id: string): id is Want {
  return Object.hasOwn(wants, id);
}

/** Class of its colour; the same in bars, keys and diamonds. */
export function wantClass(want: Want): string {
  return `p-${want}`;
}
