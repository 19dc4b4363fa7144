import { diffFacts } from '../../incidents/domain/facts-diff.js';
import type { FactChange } from '../../incidents/domain/facts-diff.js';
import { factWords } from '../fact-words.js';
import { formatNumber } from '../views.helpers.js';
import { formatInstant, type InstantLike } from '../views.time.js';
import type { SavedFacts } from './fact-origins.js';

/** One revision as the history shows it. */
export interface RevisionView {
  revision: number;
  savedBy: string;
  savedAt: InstantLike;
  reason: string;
  changes: readonly ChangeWords[];
  /** `3 facts`. */
  count: number;
}

export interface ChangeWords {
  fact: string;
  before: string;
  after: string;
}

const SHOWN = 30;
/** Who said so changes with the fact; the record of an import is not read here. */
const HIDDEN = /^\/(provenance|veris)(\/|$)/;

/** The newest revisions with what changed in each; the first one changed nothing. */
export function factsHistory(
  revisions: readonly SavedFacts[],
  names: ReadonlyMap<string, string>,
  zone: string,
): { shown: RevisionView[]; older: number } {
  const shown = revisions.slice(0, SHOWN).map(({ revision, facts, savedBy, savedAt, reason }, index) => {
    const before = revisions[index + 1];
    const changes = before
      ? telling(diffFacts(before.facts, facts)).map((one) => changeWords(one, zone))
      : [];
    return {
      revision,
      savedBy: names.get(savedBy) ?? 'a person who left',
      savedAt,
      reason,
      changes,
      count: changes.length,
    };
  });
  return { shown, older: Math.max(0, revisions.length - SHOWN) };
}

/** The changes a person would name. */
export function telling(changes: readonly FactChange[]): FactChange[] {
  return changes.filter(({ path }) => !HIDDEN.test(path));
}

export function changeWords(change: FactChange, zone: string): ChangeWords {
  return {
    fact: factWords(change.path),
    before: valueWords('before' in change, change.before, zone),
    after: valueWords('after' in change, change.after, zone),
  };
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/;
const LONGEST = 300;

/** A fact's value in words; absent is not the same as null, which is a number nobody knows. */
export function valueWords(known: boolean, value: unknown, zone: string): string {
  if (!known) return 'Not known';
  if (value === null) return 'Some, number not known';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'string' && INSTANT.test(value)) return formatInstant(value, zone);
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return value.join(', ') || 'None';
  return shortened(typeof value === 'string' ? value : JSON.stringify(value));
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
