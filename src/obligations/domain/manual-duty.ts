import type { ObligationRule, PeriodUnit } from '../../catalogue/domain/obligation-rule.js';
import type { Term, Vocabulary } from '../../catalogue/domain/vocabulary.js';
import type { ClockFact } from '../../incidents/domain/incident-facts.js';
import type { DutyTerms } from './duty-terms.js';

/** In place of a period: the contract names no number. */
export const WITHOUT_UNDUE_DELAY = 'without-undue-delay';
export type ManualUnit = PeriodUnit | typeof WITHOUT_UNDUE_DELAY;
export const MANUAL_UNITS: readonly ManualUnit[] = [
  'hours',
  'days',
  'business-days',
  'months',
  WITHOUT_UNDUE_DELAY,
];

/** The ids of duties that people added begin so. */
export const MANUAL_PREFIX = 'manual-';

/** What a contract asks for, as people enter it. No personal data: it is kept in plain text. */
export interface ManualDuty {
  /** Who is to be told: a customer, an insurer, a processor, a card scheme. */
  counterparty: string;
  /** The contract and the clause in it. */
  contract: string;
  /** One line, beginning with what to do. */
  title: string;
  clock: ClockFact;
  /** 1 to 10,000 of the unit; null without a number. */
  amount: number | null;
  unit: ManualUnit;
  /** IANA zone in which days are counted. */
  zone: string;
  /** Code of the calendars; business days need one, nothing else takes one. */
  calendar: string | null;
  /** Local time HH:MM on the last day, in place of 23:59:59; not for hours. */
  cutoff: string | null;
  /** Codes of the channels, each once. */
  channels: string[];
  /** What must be told, in words; may be empty. */
  content: string;
  note: string;
}

/** Its members, in the order in which people are asked for them. */
export const MANUAL_FIELDS: readonly (keyof ManualDuty)[] = [
  'counterparty',
  'contract',
  'title',
  'clock',
  'amount',
  'unit',
  'zone',
  'calendar',
  'cutoff',
  'channels',
  'content',
  'note',
];

/** The closed lists a manual duty draws on. */
export interface ManualDutyCodes {
  clocks: readonly string[];
  calendars: readonly string[];
  channels: readonly string[];
}

/**
 * Clocks are facts of the incident; one that another notice starts is a rule's own. What is kept inside is no channel:
 * a contract wants to be told.
 *
 * @param calendars that list days off; the vocabulary names more
 */
export function manualDutyCodes(
  vocabulary: Pick<Vocabulary, 'clocks' | 'calendars' | 'channels'>,
  calendars: Pick<ReadonlySet<string>, 'has'>,
): ManualDutyCodes {
  const codes = (terms: readonly Term[]) => terms.map(({ code }) => code);
  return {
    clocks: codes(vocabulary.clocks).filter((code) => code !== 'notice'),
    calendars: codes(vocabulary.calendars).filter((code) => calendars.has(code)),
    channels: codes(vocabulary.channels).filter((code) => code !== 'internal'),
  };
}

/**
 * The rule that the evaluator counts. It is in force from the moment it is entered, asks nothing but its clock, and
 * is no law: `verified` is false, its source the contract.
 *
 * @param id   begins with {@link MANUAL_PREFIX}
 * @param asOf month in which it was entered, YYYY-MM
 */
export function manualRule(id: string, duty: ManualDuty, asOf: string): ObligationRule {
  const { amount, unit, zone, calendar, cutoff } = duty;
  const period = amount === null || unit === WITHOUT_UNDUE_DELAY ? {} : { amount, unit };
  return {
    id,
    jurisdiction: 'ZZ',
    status: 'in-force',
    effective: null,
    recipient: 'partners',
    authority: duty.counterparty,
    law: `${duty.contract}: ${duty.title}`,
    stage: 'single',
    appliesTo: { nexus: 'none' },
    trigger: {},
    deadline: {
      kind: amount === null ? 'asap' : 'fixed',
      clock: duty.clock,
      ...period,
      tz: zone,
      ...(calendar === null ? {} : { calendar }),
      ...(cutoff === null ? {} : { cutoff }),
    },
    content: [],
    channels: duty.channels,
    asOf,
    source: [duty.contract],
    verified: false,
    notes: [duty.content, duty.note].filter((words) => words !== '').join('\n\n'),
  };
}

export function isManual(ruleId: string): boolean {
  return ruleId.startsWith(MANUAL_PREFIX);
}

/** What decides that a manual duty is owed no more. */
export const WITHDRAWN = 'rule.withdrawn';

/** Terms of a duty that people took back: nothing is owed, and no fact brings it back. */
export function withdrawnTerms(
  terms: DutyTerms,
  at: { factsRevision: number; evaluatedAt: string },
): DutyTerms {
  return {
    ...terms,
    ...at,
    status: 'not-owed',
    dueAt: null,
    safeDueAt: null,
    softDueAt: null,
    notBefore: null,
    projected: false,
    clockAt: null,
    arithmetic: ['Withdrawn: it was entered by people, and they took it back.'],
    missingFacts: [],
    decidedBy: [WITHDRAWN],
    calendarError: null,
  };
}

export function isWithdrawn({ decidedBy }: Pick<DutyTerms, 'decidedBy'>): boolean {
  return decidedBy.includes(WITHDRAWN);
}

/**
 * What makes two entries the same duty: other party, contract and title, however spaced and capitalised. The text is
 * to be hashed where it is kept.
 */
export function manualIdentity({ counterparty, contract, title }: ManualDuty): string {
  return [counterparty, contract, title]
    .map((part) => part.normalize('NFKC').toLowerCase().replace(/\s+/g, ' '))
    .join('\n');
}

/** True when nothing a reader or a clock would see differs. */
export function sameManualDuty(one: ManualDuty, other: ManualDuty): boolean {
  return MANUAL_FIELDS.every((name) => JSON.stringify(one[name]) === JSON.stringify(other[name]));
}
