import type { CheckGround } from '../check-rule.js';
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

/** Tells people of the breach for the first time, in whole or in short; a discreet text message only asks to call. */
export function tellsOfBreach(notice: CheckedNotice, ground: CheckGround): boolean {
  if (notice.kind === 'sms') return !asksToCall(notice) && !isDiscreet(notice, ground);
  return tellsAll(notice) || notice.kind === 'first-alert';
}

/** The discreet text stands in it: a house may send that one whatever leaked. */
function asksToCall({ parts }: CheckedNotice): boolean {
  return parts.some(({ id }) => id === 'text-discreet');
}

/** Data that hurt where others in the house learn of them. */
const privateClasses: ReadonlySet<string> = new Set([
  'health',
  'insurance-claim',
  'private-content',
  'location',
  'children',
  'biometric',
]);

function holdsPrivate({ facts }: CheckedNotice, { dataClasses }: CheckGround['vocabulary']): boolean {
  const leaked = new Set((facts.data?.classes ?? []).map((entry) => entry.class));
  return dataClasses.some(({ code, rankingClass }) => leaked.has(code) && privateClasses.has(rankingClass));
}

/** What others can see must not tell what it is about; unknown counts as yes. A draft goes by the same. */
export function isDiscreet(notice: CheckedNotice, { vocabulary }: CheckGround): boolean {
  return notice.facts.vulnerableGroups !== false || holdsPrivate(notice, vocabulary);
}

/** Nobody doubts that this reader is affected. */
export function isCertain({ reader }: CheckedNotice): boolean {
  return reader?.affected === 'certain';
}

/** It is still being found out who is affected, or by what. */
export function isOpen({ reader, facts }: CheckedNotice): boolean {
  return reader?.affected === 'not-yet-known' || facts.data?.complete !== true;
}
