import { Temporal } from 'temporal-polyfill';
import type { DutyRecipient } from '../../catalogue/domain/obligation-rule.js';
import type { DutyDecision } from '../../obligations/domain/register-row.js';
import type { BreachDuty, BreachEntry, ProofStanding } from './breach-entry.js';
import type { Measure } from './small-incident.js';

/** What was done about a small incident, as people say it. */
export const MEASURE_WORDS: Readonly<Record<Measure, string>> = {
  recalled: 'Message recalled before it was read',
  returned: 'Returned unopened or unused',
  'deletion-confirmed': 'Recipient confirmed in writing that it is deleted or destroyed',
  'deletion-asked': 'Recipient asked to delete it, no answer yet',
  'access-removed': 'Access or link taken away',
  'nothing-yet': 'Nothing yet',
};

export const PROOF_WORDS: Readonly<Record<ProofStanding, string>> = {
  none: 'No proof of fix begun',
  begun: 'Proof of fix begun, not confirmed',
  confirmed: 'Proof of fix confirmed by a second person',
  'changed-since': 'Proof of fix changed since it was confirmed',
};

export const STATUS_NAMES: Readonly<Record<string, string>> = {
  open: 'Open',
  contained: 'Contained',
  notifying: 'Notifying',
  monitoring: 'Monitoring',
  closed: 'Closed',
};

const HARM_NAMES = {
  none: 'None',
  unlikely: 'Unlikely',
  possible: 'Possible',
  likely: 'Likely',
  serious: 'Serious',
} as const;

const DECISION_NAMES: Readonly<Record<DutyDecision, string>> = {
  notify: 'To be notified',
  not_notifiable: 'Not notifiable',
  extended: 'Extended',
  delayed: 'Delayed for law enforcement',
  waived: 'Waived',
};

const TOLD: Readonly<Record<DutyRecipient, string>> = {
  regulator: 'Authority',
  individuals: 'People affected',
  'consumer-reporting-agencies': 'Credit bureaus',
  media: 'Press or public',
  partners: 'Partner',
};

/** `None`, `Serious`, `Not assessed`. */
export function harmName(entry: Pick<BreachEntry, 'harm'>): string {
  return entry.harm === null ? 'Not assessed' : HARM_NAMES[entry.harm];
}

/** `3`, `at least 3`, `not known`. */
export function peopleWords({ people }: Pick<BreachEntry, 'people'>): string {
  if (people === null) return 'not known';
  return `${people.exact ? '' : 'at least '}${people.count.toLocaleString('en')}`;
}

/** What was done, in sentences without a full stop; empty: nothing is on record. */
export function remedyLines(entry: BreachEntry): string[] {
  return [
    ...entry.measures.map((measure) => MEASURE_WORDS[measure]),
    ...(entry.measuresNote === '' ? [] : [entry.measuresNote]),
    ...(entry.containedAt === null ? [] : [`Contained ${minute(entry.containedAt)}`]),
    ...(entry.steps.length === 0 ? [] : [`Steps done: ${entry.steps.join('; ')}`]),
    ...(entry.proof === 'none' ? [] : [PROOF_WORDS[entry.proof]]),
  ];
}

/** One duty: whom, by which law, and what became of it. */
export function dutyLine(duty: BreachDuty): string {
  const who = `${TOLD[duty.recipient]} (${duty.law})`;
  const late = duty.lateReason === '' ? '' : `; late because: ${duty.lateReason}`;
  if (duty.filedAt !== null) {
    const isLate = duty.state === 'late' ? ', late' : '';
    return `${who}: told ${minute(duty.filedAt)}${isLate}${late}${decisionTail(duty)}`;
  }
  if (duty.decision !== null)
    return `${who}: ${DECISION_NAMES[duty.decision].toLowerCase()}${decisionTail(duty)}`;
  const due = duty.dueAt === null ? '' : `, due ${minute(duty.dueAt)}`;
  return `${who}: ${duty.awaited ? `awaited${due}` : 'not owed any more'}${duty.state === 'late' ? ', late' : ''}`;
}

function decisionTail({ reason, decidedBy, decidedAt, filedAt }: BreachDuty): string {
  if (reason === '') return '';
  const by = decidedBy === '' ? '' : ` (${decidedBy}${decidedAt === null ? '' : `, ${minute(decidedAt)}`})`;
  return `${filedAt === null ? '' : '; decided'}: ${reason}${by}`;
}

/** `2026-11-20 10:00 UTC`. */
export function minute(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

/** That it is no legal advice, and how old the rules are. @param now of the making */
export function legalWords(knowledgeVersion: string, now: Temporal.Instant): string {
  const [day = ''] = knowledgeVersion.split('+');
  const today = now.toZonedDateTimeISO('UTC').toPlainDate();
  const { days } = Temporal.PlainDate.from(day).until(today);
  const age = days <= 0 ? 'of today' : days === 1 ? '1 day old' : `${days} days old`;
  return `Not legal advice: have a lawyer confirm what you rely on. Rule pack ${day}, ${age}.`;
}
