import type { DutyRecipient, DutyStage } from '../../catalogue/domain/obligation-rule.js';
import type { Duty, DutyStatus } from '../../obligations/domain/duty.js';
import type { DutyDecision } from '../../obligations/domain/register-row.js';
import type { ChipView } from '../views.types.js';
import type { DutyGroup } from './obligations.query.js';
import type { RegisterEntry } from './obligations.register.js';

/** Words of the register for the codes of duties. */
export const GROUP_WORDS: Readonly<Record<DutyGroup, string>> = {
  due: 'Late or due',
  asap: 'Without undue delay',
  'not-started': 'Clock not started',
  'needs-facts': 'Needs facts',
  'on-hold': 'On hold',
  met: 'Met',
  waived: 'Decided not to notify',
  inactive: 'Starts no clock',
  'not-owed': 'Not owed',
};

/** What people decide, as a chip and a sentence name it. */
export const DECISION_WORDS: Readonly<Record<DutyDecision, string>> = {
  notify: 'To be notified',
  not_notifiable: 'Not notifiable',
  extended: 'Extended',
  delayed: 'Delayed for law enforcement',
  waived: 'Waived',
};

/** The answers of the evaluation, as a change compares them. */
export const STATUS_TERMS: Readonly<Record<DutyStatus, string>> = {
  due: 'Due',
  asap: 'Without undue delay',
  'clock-not-started': 'Owed, clock not started',
  'needs-facts': 'Needs facts',
  'on-hold': 'On hold',
  inactive: 'Starts no clock',
  'not-owed': 'Not owed',
};

const DUTY_NAMES: Readonly<Record<DutyRecipient, string>> = {
  regulator: 'Report the breach',
  individuals: 'Tell the people affected',
  'consumer-reporting-agencies': 'Tell the credit bureaus',
  media: 'Tell the press or the public',
  partners: 'Tell the partner',
};

const STAGE_NAMES: Readonly<Record<DutyStage, string>> = {
  single: '',
  'early-warning': 'First report',
  intermediate: 'Intermediate report',
  final: 'Final report',
};

/** `Report the breach`, `First report`, `Tell the people affected, final report`. */
export function dutyName({ recipient, stage }: Pick<Duty, 'recipient' | 'stage'>): string {
  const ofStage = STAGE_NAMES[stage];
  if (ofStage === '') return DUTY_NAMES[recipient];
  return recipient === 'regulator' ? ofStage : `${DUTY_NAMES[recipient]}, ${ofStage.toLowerCase()}`;
}

const GROUP_CHIPS: Readonly<Record<DutyGroup, ChipView>> = {
  due: { text: 'Due', tone: 'warn', icon: 'clock' },
  asap: { text: 'Without delay', tone: 'warn', icon: 'send' },
  'not-started': { text: 'Not started', icon: 'circle-dashed' },
  'needs-facts': { text: 'Needs facts', tone: 'info', icon: 'circle-question-mark' },
  'on-hold': { text: 'On hold', icon: 'pause' },
  met: { text: 'Met', tone: 'ok', icon: 'check' },
  waived: { text: 'Waived', tone: 'line', icon: 'minus' },
  inactive: { text: 'Starts no clock', tone: 'line', icon: 'minus' },
  'not-owed': { text: 'Not owed', tone: 'line', icon: 'minus' },
};

/** How one duty stands; a limit of law that has passed is late, a target that has passed is not. */
export function dutyChip({
  group,
  passed,
  binding,
  record,
}: Pick<RegisterEntry, 'group' | 'passed' | 'binding' | 'record'>): ChipView {
  if (group === 'waived' && record?.decision?.decision === 'not_notifiable')
    return { text: 'Not notifiable', tone: 'line', icon: 'minus' };
  if (group === 'met' && passed) return { text: 'Met late', tone: 'danger', icon: 'check' };
  if (group === 'due' && !binding)
    return { text: passed ? 'Own target passed' : 'Own target', tone: 'warn', icon: 'clock' };
  if (group === 'due' && passed) return { text: 'Late', tone: 'danger', icon: 'triangle-alert' };
  return GROUP_CHIPS[group];
}

const languages = new Intl.DisplayNames('en', { type: 'language' });

/** A language code in words; a demand such as `plain language` as it is written. */
export function languageWords(language: string): string {
  return language.replace(/^([a-z]{2})\b(?! )/, (code) => languages.of(code) ?? code);
}

/** The place a zone is named after: `Brussels` of `Europe/Brussels`. */
export function zonePlace(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
