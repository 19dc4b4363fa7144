import type { ReportFieldPath } from '../../catalogue/domain/report-forms.js';
import type { ObligationRule } from '../../catalogue/domain/obligation-rule.js';
import { affectedTotal } from '../../incidents/domain/affected-total.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { liesIn } from '../../incidents/domain/jurisdictions.js';
import { placeName } from '../../incidents/domain/place-name.js';
import type { Duty } from './duty.js';
import { wholeSecond, isEarlier } from './local-time.js';
import type { ReportRecord, ReportedStep } from './report-record.js';
import { meaningOf, momentWords, numberWords } from './report-words.js';
import type { ReportKnowledge } from './report-words.js';

/** What a value is worked out from. */
export interface ReportGround {
  record: ReportRecord;
  rule: ObligationRule;
  duty: Duty;
  knowledge: ReportKnowledge;
  /** RFC 3339: the moment of the report. */
  at: string;
}

type Reading = (ground: ReportGround) => string | undefined;

/** A field of the record in words; undefined where it is not known. */
export function reportValue(path: ReportFieldPath, ground: ReportGround): string | undefined {
  const value = READINGS[path](ground)?.trim();
  return value === '' ? undefined : value;
}

const STEP_IDS = {
  identity: ['support-restoration', 'support-monitoring', 'support-freeze', 'support-child-identity'],
  police: ['notify-police'],
  recovered: ['contain-recall-misdirected', 'remedy-recall-shared', 'verify-deletion'],
} as const;

const LOSSES: ReadonlyMap<string, string> = new Map([
  ['none-known', 'none known so far'],
  ['reported', 'reported by people'],
  ['confirmed', 'confirmed'],
]);

const RELATIONS: ReadonlyMap<string, string> = new Map([
  ['customer', 'customers'],
  ['employee', 'employees'],
  ['patient', 'patients'],
  ['student', 'students'],
  ['partner', 'people at partners'],
  ['other', 'other people'],
]);

const READINGS: Readonly<Record<ReportFieldPath, Reading>> = {
  'facts.summary': ({ record }) => record.facts.summary,
  'facts.occurredAt': moment('occurredAt'),
  'facts.containedAt': moment('containedAt'),
  'facts.discoveredAt': moment('discoveredAt'),
  'facts.awareAt': moment('awareAt'),
  'facts.determinedAt': moment('determinedAt'),
  'facts.noHarmDeterminedAt': moment('noHarmDeterminedAt'),
  'facts.classifiedAt': moment('classifiedAt'),
  'facts.materialityDeterminedAt': moment('materialityDeterminedAt'),
  'facts.incidentResolvedAt': moment('incidentResolvedAt'),
  'facts.correctiveMeasureAvailableAt': moment('correctiveMeasureAvailableAt'),
  'facts.ransomPaidAt': moment('ransomPaidAt'),
  'facts.lawEnforcementHold': yesOrNo(
    'lawEnforcementHold',
    'An authority asked in writing to wait with notices.',
    'No authority asked in writing to wait with notices.',
  ),
  'facts.ongoing': yesOrNo('ongoing', 'It still goes on.', 'It no longer goes on.'),
  'facts.published': yesOrNo(
    'published',
    'The data were published.',
    'No publication of the data is recorded.',
  ),
  'facts.serviceDisrupted': yesOrNo(
    'serviceDisrupted',
    'A service was disrupted.',
    'No service was disrupted.',
  ),
  'facts.safetyRisk': yesOrNo(
    'safetyRisk',
    'There is danger to life or safety.',
    'There is no danger to life or safety.',
  ),
  'facts.lossesIncurred': ({ record }) => LOSSES.get(record.facts.lossesIncurred ?? ''),
  'facts.types': ({ record, knowledge }) =>
    listed(record.facts.incident?.types, (code) => meaningOf(knowledge.vocabulary.incidentTypes, code)),
  'facts.intent': ({ record, knowledge }) => {
    const intent = record.facts.incident?.intent;
    return intent === undefined ? undefined : meaningOf(knowledge.vocabulary.intents, intent);
  },
  'facts.effects': ({ record, knowledge }) =>
    listed(record.facts.incident?.effects, (code) => meaningOf(knowledge.vocabulary.effects, code)),
  'facts.findings': findings,
  'facts.dataClasses': dataClasses,
  'facts.protection': protection,
  'facts.peopleHere': ({ record, rule }) => peopleHere(record.facts, rule.jurisdiction),
  'facts.peopleTotal': ({ record }) => headcount(affectedTotal(record.facts)),
  'facts.places': ({ record }) => places(record.facts),
  'facts.relations': ({ record }) =>
    listed(record.facts.affected?.relations, (code) => RELATIONS.get(code) ?? code),
  'facts.harm': harm,
  'facts.consequences': consequences,
  'facts.organisationName': ({ record }) => record.facts.organisation?.name ?? record.organisation?.name,
  'facts.establishments': ({ record }) => listed(record.facts.organisation?.establishments, placeName),
  'facts.affectedAssets': ({ record }) => assets(record.facts.veris),
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

type MomentFact = {
  [K in keyof IncidentFacts]-?: K extends `${string}At` ? K : never;
}[keyof IncidentFacts];

function moment(fact: MomentFact): Reading {
  return ({ record, rule }) => {
    const at = record.facts[fact];
    return at === undefined ? undefined : momentWords(at, rule.deadline.tz);
  };
}

function yesOrNo(
  fact: 'lawEnforcementHold' | 'ongoing' | 'published' | 'serviceDisrupted' | 'safetyRisk',
  yes: string,
  no: string,
): Reading {
  return ({ record }) => {
    const answer = record.facts[fact];
    return answer === undefined ? undefined : answer ? yes : no;
  };
}

function listed<T>(items: readonly T[] | undefined, words: (item: T) => string): string | undefined {
  return items === undefined || items.length === 0 ? undefined : items.map(words).join('; ');
}

/** Without the full stop that the sentence around it brings. */
function bare(text: string): string {
  return text.trim().replace(/\.$/, '');
}

function findings({ record, knowledge }: ReportGround): string | undefined {
  const { findings: given = {}, findingsComplete } = record.facts.incident ?? {};
  const met = Object.keys(given).filter((code) => given[code] === true);
  const words = listed(met, (code) => meaningOf(knowledge.vocabulary.findings, code));
  return words ?? (findingsComplete === true ? 'none of the criteria on record' : undefined);
}

function dataClasses({ record, knowledge }: ReportGround): string | undefined {
  const codes = new Set((record.facts.data?.classes ?? []).map((entry) => entry.class));
  const names = new Map(knowledge.dataClassWords.classes.map(({ code, en }) => [code, en.bare]));
  const words = listed([...codes], (code) => names.get(code) ?? code);
  if (words === undefined) return record.facts.data?.complete === true ? 'no personal data' : undefined;
  return record.facts.data?.complete === true ? words : `${words} (list not final)`;
}

const PROTECTIONS: Readonly<Record<string, string>> = {
  none: 'not protected',
  encrypted: 'encrypted',
  tokenised: 'tokenised',
  'hashed-strong': 'hashed strongly',
  'hashed-weak': 'hashed weakly',
  redacted: 'redacted',
};

/** Only classes whose protection is known; unknown ones are named as unknown. */
function protection({ record, knowledge }: ReportGround): string | undefined {
  const classes = record.facts.data?.classes ?? [];
  const isKnown = (entry: (typeof classes)[number]) =>
    entry.protection !== undefined && entry.protection !== null;
  if (!classes.some(isKnown)) return undefined;
  const names = new Map(knowledge.dataClassWords.classes.map(({ code, en }) => [code, en.bare]));
  const words = classes.map((entry) => {
    const key =
      entry.keyTaken === true ? ', key taken too' : entry.keyTaken === false ? ', key not taken' : '';
    const state = isKnown(entry) ? PROTECTIONS[entry.protection ?? ''] : 'protection not known yet';
    return `${names.get(entry.class) ?? entry.class} ${state}${key}`;
  });
  return `Protection: ${words.join('; ')}.`;
}

function peopleHere(facts: IncidentFacts, jurisdiction: string): string | undefined {
  if (jurisdiction === 'ZZ') return headcount(affectedTotal(facts));
  const { byJurisdiction = {}, complete } = facts.affected ?? {};
  const own = byJurisdiction[jurisdiction];
  if (own === null) return undefined;
  if (own !== undefined) return `${peopleWords(own)} in ${placeName(jurisdiction)}`;
  const parts = Object.entries(byJurisdiction).filter(([place]) => liesIn(place, jurisdiction));
  const counted = headcount(
    affectedTotal({
      affected: { byJurisdiction: Object.fromEntries(parts), ...(complete === true && { complete }) },
    }),
  );
  return counted === undefined ? undefined : `${counted} in ${placeName(jurisdiction)}`;
}

/** A bound that only says that there are some people is no number. */
function headcount(count: { people: number; exact: boolean } | undefined): string | undefined {
  if (count === undefined || (!count.exact && count.people <= 1)) return undefined;
  return count.exact ? peopleWords(count.people) : `at least ${peopleWords(count.people)}`;
}

function peopleWords(people: number): string {
  return `${numberWords(people)} ${people === 1 ? 'person' : 'people'}`;
}

function places({ affected }: IncidentFacts): string | undefined {
  const words = listed(Object.entries(affected?.byJurisdiction ?? {}), ([place, people]) =>
    people === null
      ? `${placeName(place)} (number not known)`
      : `${placeName(place)} (${numberWords(people)})`,
  );
  return words !== undefined && affected?.complete !== true ? `${words}; list not final` : words;
}

function harm({ record, rule, knowledge }: ReportGround): string | undefined {
  const { level, byJurisdiction = {} } = record.facts.harm ?? {};
  const country = rule.jurisdiction.split('-')[0] ?? '';
  const found = byJurisdiction[rule.jurisdiction] ?? byJurisdiction[country] ?? level;
  if (found === undefined) return undefined;
  return `${found} (${meaningOf(knowledge.vocabulary.harmScale, found)})`;
}

function consequences({ record, knowledge }: ReportGround): string | undefined {
  const classOf = new Map(
    knowledge.vocabulary.dataClasses.map(({ code, rankingClass }) => [code, rankingClass]),
  );
  const affected = new Set((record.facts.data?.classes ?? []).map((entry) => classOf.get(entry.class)));
  const sentences = knowledge.dataClassWords.consequences.filter(({ rankingClass }) =>
    affected.has(rankingClass),
  );
  return sentences.length === 0 ? undefined : sentences.map(({ en }) => en).join(' ');
}

/** Kinds of assets of an imported VERIS record: `S - Database`. */
function assets(veris: Record<string, unknown> | undefined): string | undefined {
  const asset = veris?.asset as { assets?: unknown } | undefined;
  const list = Array.isArray(asset?.assets) ? (asset.assets as unknown[]) : [];
  const varieties = list.flatMap((one) => {
    const variety = (one as { variety?: unknown } | null)?.variety;
    return typeof variety === 'string' && !/^(Unknown|Other)$/i.test(variety) ? [variety] : [];
  });
  return listed([...new Set(varieties)], (variety) => variety);
}

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
