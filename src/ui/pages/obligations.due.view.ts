import { formatInstant } from '../views.time.js';
import type { DutyFacts } from './obligations.facts.js';
import type { RegisterEntry } from './obligations.register.js';
import { zonePlace } from './obligations.words.js';

export interface DutyDueView {
  /** A moment with a countdown; with `metAt` how much time was left. */
  at: string | null;
  metAt: string | null;
  words: string;
  remarks: string[];
}

/** When a duty must be done, was done, or why no time can be given. */
export function dueView(entry: RegisterEntry, facts: DutyFacts, zone: string): DutyDueView {
  const { duty, at, metAt, group, record } = entry;
  const words = (paths: readonly string[]) => paths.map((path) => facts.link(path).words);
  switch (group) {
    case 'met':
      return { at, metAt, words: 'Met', remarks: [] };
    case 'needs-facts':
      return withoutTime('Not decided', firstOf(words(duty.missingFacts)));
    case 'inactive':
    case 'not-owed':
      return withoutTime('None', [`Decided by: ${firstOf(words(duty.decidedBy)).join(', ')}`]);
    case 'waived':
      return withoutTime('Nothing to send', [firstWords(record?.decision?.reason ?? '')]);
    case 'on-hold':
      if (record?.decision?.decision === 'delayed')
        return withoutTime('Delayed', ['at the request of law enforcement, without an end']);
      return withoutTime('On hold', ['An authority asked in writing to wait']);
    case 'not-started':
      return withoutTime(
        'Not started',
        words(duty.missingFacts).map((missing) => `waits for: ${missing}`),
      );
    case 'asap':
      return withoutTime('Without undue delay', asapRemarks(entry, zone));
    case 'due':
      if (at === null) return withoutTime('Cannot be counted', [duty.calendarError ?? '']);
      return { at, metAt: null, words: '', remarks: remarksOf(entry, zone) };
  }
}

function withoutTime(words: string, remarks: string[]): DutyDueView {
  return { at: null, metAt: null, words, remarks };
}

function firstOf(words: readonly string[]): string[] {
  return words.length <= 3 ? [...words] : [...words.slice(0, 2), `and ${words.length - 2} more`];
}

function remarksOf({ duty, at, binding, record }: RegisterEntry, zone: string): string[] {
  const decided = record?.decision?.decision;
  if (decided === 'extended' || decided === 'delayed')
    return [
      ...zoned(at, duty.tz, zone),
      decided === 'extended' ? 'extended by decision' : 'delayed at the request of law enforcement',
      ...(duty.dueAt === null ? [] : [`by the terms: ${formatInstant(duty.dueAt, zone, 'short')}`]),
    ];
  return [
    ...zoned(at, duty.tz, zone),
    ...(binding ? [] : ['own target']),
    ...(duty.ruleStatus === 'contractual' ? ['by contract'] : []),
    ...(duty.projected ? ['if the notice before it goes out as planned'] : []),
    ...(duty.safeDueAt === null
      ? []
      : [`moved past days off; ${formatInstant(duty.safeDueAt, duty.tz, 'short')} is safe in any reading`]),
    ...(duty.notBefore === null ? [] : [`not before ${formatInstant(duty.notBefore, duty.tz, 'short')}`]),
  ];
}

function asapRemarks({ duty, record }: RegisterEntry, zone: string): string[] {
  return [
    `the ${record?.origin === 'manual' ? 'contract' : 'law'} sets no number of hours`,
    ...(duty.softDueAt === null ? [] : [`target of guidance: ${formatInstant(duty.softDueAt, zone)}`]),
    ...(duty.notBefore === null ? [] : [`not before ${formatInstant(duty.notBefore, duty.tz)}`]),
  ];
}

/** The moment as the authority's clock shows it, where that differs from the reader's. */
function zoned(at: string | null, tz: string, zone: string): string[] {
  return at === null || sameWall(at, tz, zone)
    ? []
    : [`${formatInstant(at, tz, 'short')} in ${zonePlace(tz)}`];
}

const LONGEST_REASON = 120;

function firstWords(text: string): string {
  return text.length <= LONGEST_REASON ? text : `${text.slice(0, LONGEST_REASON).replace(/\s+\S*$/, '')}…`;
}

/** Both zones show the same clock at this moment, under the same name. */
function sameWall(at: string, one: string, other: string): boolean {
  return formatInstant(at, one) === formatInstant(at, other);
}
