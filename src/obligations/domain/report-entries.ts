import type { ReportFieldPath } from '../../catalogue/domain/report-forms.js';
import { isEarlier, wholeSecond } from './local-time.js';
import { bare, listed, peopleWords } from './report-ground.js';
import type { Reading, ReportGround } from './report-ground.js';
import type { ReportRecord, ReportedStep } from './report-record.js';
import { momentWords, numberWords } from './report-words.js';

const STEP_IDS = {
  identity: ['support-restoration', 'support-monitoring', 'support-freeze', 'support-child-identity'],
  police: ['notify-police'],
  recovered: ['contain-recall-misdirected', 'remedy-recall-shared', 'verify-deletion'],
} as const;

type RecordField = Exclude<ReportFieldPath, `facts.${string}`>;

/** Profile, plan, proof, notices and filings of an incident, in words. */
export const RECORD_READINGS: Readonly<Record<RecordField, Reading>> = {
  'organisation.address': ({ record }) => record.organisation?.address?.replace(/\s*\n\s*/g, ', '),
  'organisation.phone': ({ record }) => {
    const { phone, phoneHours } = record.organisation ?? {};
    return phone !== undefined && phoneHours !== undefined ? `${phone} (${phoneHours})` : phone;
  },
  'organisation.email': ({ record }) => record.organisation?.email,
  'organisation.page': ({ record }) => record.organisation?.page,
  'organisation.dpo': ({ record }) => record.organisation?.dpo,
  'incident.reference': ({ record }) => record.incident?.reference,
  'plan.done': ({ record }) => steps(record.plan, ({ standing }) => standing === 'done'),
  'plan.unproven': ({ record }) => steps(record.plan, ({ standing }) => standing === 'unproven'),
  'plan.decided': ({ record }) => steps(record.plan, ({ standing }) => standing === 'decided'),
  'plan.help': ({ record }) =>
    steps(record.plan, ({ phase }) => phase === 'support' || phase === 'remedy', true),
  'plan.identityHelp': ({ record }) => stepsOf(record.plan, STEP_IDS.identity),
  'plan.police': ({ record }) => stepsOf(record.plan, STEP_IDS.police),
  'plan.recovered': ({ record }) => stepsOf(record.plan, STEP_IDS.recovered),
  'proof.state': ({ record }) =>
    record.proof === null || record.proof.state === 'none'
      ? undefined
      : record.proof.state === 'complete'
        ? 'complete, tested by someone outside and confirmed'
        : 'not complete yet',
  'proof.weakness': ({ record }) => record.proof?.weakness,
  'proof.repair': repair,
  'proof.check': check,
  'proof.openPoints': ({ record }) =>
    listed(record.proof?.openPoints, ({ text, by }) => `${bare(text)} (by ${by})`),
  'notices.state': ({ record }) =>
    listed(
      record.notices ?? undefined,
      ({ title, language, state }) => `${title} (${language}): ${state.replaceAll('_', ' ')}`,
    ),
  'notices.sent': (ground) => noticeMoments(ground, 'sentAt'),
  'notices.count': ({ record }) =>
    record.recipients === null || record.recipients === 0
      ? undefined
      : `The list for the notice holds ${peopleWords(record.recipients)}`,
  'notices.planned': (ground) => noticeMoments(ground, 'plannedAt'),
  'filings.others': otherAuthorities,
  'filings.earlier': earlierFiling,
  'evidence.files': ({ record }) =>
    record.evidenceFiles === null || record.evidenceFiles === 0
      ? undefined
      : `${numberWords(record.evidenceFiles)} ${record.evidenceFiles === 1 ? 'file' : 'files'} of evidence kept, each with its SHA-256`,
  'duty.inTime': inTime,
};

function steps(
  plan: ReportRecord['plan'],
  wanted: (step: ReportedStep) => boolean,
  withStanding = false,
): string | undefined {
  return listed(plan?.filter(wanted), (step) => stepWords(step, withStanding));
}

function stepsOf(plan: ReportRecord['plan'], ids: readonly string[]): string | undefined {
  return steps(plan, ({ id }) => ids.includes(id), true);
}

function stepWords({ title, standing, at, dueAt }: ReportedStep, withStanding: boolean): string {
  const day = (instant: string) => instant.slice(0, 10);
  const said = { done: 'done', unproven: 'recorded as done, evidence missing', decided: 'decided' }[standing];
  const when = [
    ...(withStanding ? [said] : []),
    ...(standing === 'decided' || at === null ? [] : [day(at)]),
    ...(standing === 'decided' && dueAt !== null ? [`by ${day(dueAt)}`] : []),
  ].join(', ');
  return when === '' ? bare(title) : `${bare(title)} (${when})`;
}

/** That something is closed is told only where it is proved. */
function repair({ record, rule }: ReportGround): string | undefined {
  const { proof } = record;
  if (proof?.state !== 'complete' || proof.what.trim() === '' || proof.closedAt === null) return undefined;
  return `${bare(proof.what)}, on ${momentWords(proof.closedAt, rule.deadline.tz)}.`;
}

function check({ record }: ReportGround): string | undefined {
  const { proof } = record;
  if (proof?.state !== 'complete' || proof.testedOn === null) return undefined;
  return `${bare(proof.tester)} tested it until ${proof.testedOn}: ${bare(proof.finding)}.`;
}

/** Of notices to individuals; those of the report's own jurisdiction where there are any. */
function noticeMoments(
  { record, rule, knowledge }: ReportGround,
  fact: 'sentAt' | 'plannedAt',
): string | undefined {
  const told = Object.entries(record.facts.notices ?? {}).flatMap(([ruleId, notice]) => {
    const other = knowledge.rules.get(ruleId);
    const at = notice[fact];
    if (at === undefined || other?.recipient !== 'individuals') return [];
    return fact === 'plannedAt' && notice.sentAt !== undefined ? [] : [{ other, at }];
  });
  const here = told.filter(({ other }) => other.jurisdiction === rule.jurisdiction);
  const moments = (here.length > 0 ? here : told).map(({ at }) => momentWords(at, rule.deadline.tz));
  return listed([...new Set(moments)], (words) => words);
}

function otherAuthorities({ record, rule, knowledge }: ReportGround): string | undefined {
  const references = new Map(record.filings.map(({ ruleId, reference }) => [ruleId, reference]));
  const told = Object.entries(record.facts.notices ?? {}).flatMap(([ruleId, { sentAt }]) => {
    const other = knowledge.rules.get(ruleId);
    if (sentAt === undefined || other?.recipient !== 'regulator' || ruleId === rule.id) return [];
    const reference = references.get(ruleId) ?? '';
    const words = `${other.authority}, on ${momentWords(sentAt, rule.deadline.tz)}`;
    return [reference === '' ? words : `${words}, reference ${reference}`];
  });
  return listed(told, (words) => words);
}

/** Of this very duty, or of the stage before. */
function earlierFiling({ record, rule }: ReportGround): string | undefined {
  const before = new Set([rule.id, ...(rule.deadline.of ?? [])]);
  const filed = record.filings.filter(({ ruleId, reference }) => before.has(ruleId) && reference !== '');
  return listed(
    filed,
    ({ reference, filedAt }) => `${reference} (filed ${momentWords(filedAt, rule.deadline.tz)})`,
  );
}

/** Known as long as the report is in time; why it is late only a person can say. */
function inTime({ duty, record, rule, at }: ReportGround): string | undefined {
  if (duty.dueAt === null) return undefined;
  const sent = record.facts.notices?.[rule.id]?.sentAt ?? at;
  if (isEarlier(wholeSecond(duty.dueAt), wholeSecond(sent))) return undefined;
  return `Not late: the last moment is ${momentWords(duty.dueAt, rule.deadline.tz)}.`;
}
