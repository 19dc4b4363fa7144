import type { CheckedNotice } from '../checked-notice.js';

const people: ReadonlySet<string> = new Set(['individuals', 'public', 'employees', 'media']);

/** The reader is a person without training; offices and boards are written to in other words. */
export function isForPeople({ audience }: CheckedNotice): boolean {
  return people.has(audience);
}

const parts: ReadonlySet<string> = new Set([
  'first-alert',
  'sms',
  'call-script',
  'follow-up-proof',
  'closing-note',
  'social-post',
]);

/** A notice that tells those affected, or the public for them, the whole of it. */
export function tellsAll({ kind, audience }: CheckedNotice): boolean {
  return (audience === 'individuals' || audience === 'public') && !parts.has(kind);
}

/** Tells people of the breach for the first time, in whole or in short. */
export function tellsOfBreach(notice: CheckedNotice): boolean {
  return tellsAll(notice) || notice.kind === 'first-alert' || notice.kind === 'sms';
}

/** Nobody doubts that this reader is affected. */
export function isCertain({ reader }: CheckedNotice): boolean {
  return reader?.affected === 'certain';
}

/** It is still being found out who is affected, or by what. */
export function isOpen({ reader, facts }: CheckedNotice): boolean {
  return reader?.affected === 'not-yet-known' || facts.data?.complete !== true;
}
