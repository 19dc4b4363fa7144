import type { ReportFieldPath } from '../../catalogue/domain/report-forms.js';
import { affectedTotal } from '../../incidents/domain/affected-total.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { liesIn } from '../../incidents/domain/jurisdictions.js';
import { placeName } from '../../incidents/domain/place-name.js';
import { listed, peopleWords } from './report-ground.js';
import type { Reading, ReportGround } from './report-ground.js';
import { meaningOf, momentWords, numberWords } from './report-words.js';

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

type FactField = Extract<ReportFieldPath, `facts.${string}`>;

/** The facts of an incident, in words. */
export const FACT_READINGS: Readonly<Record<FactField, Reading>> = {
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
