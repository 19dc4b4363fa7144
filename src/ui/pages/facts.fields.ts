import {
  EFFECT_WORDS,
  HARM_WORDS,
  INCIDENT_TYPE_WORDS,
  INTENT_WORDS,
  LOSSES_WORDS,
  OPT_IN_WORDS,
  RELATION_WORDS,
  ROLE_WORDS,
} from '../code-words.js';

/**
 * How a fact is asked. `text`, `count`, `instant`: one field. `one`: a choice. `some`: several of a list.
 * `three`: yes, no or not known. `flag`: a box that says nothing is left out. `places`: codes in one line.
 */
export type FactKind =
  'text' | 'long-text' | 'count' | 'instant' | 'one' | 'some' | 'three' | 'flag' | 'places';

export interface FactField {
  /** Path in the facts, and name of the field. */
  name: string;
  kind: FactKind;
  /** In place of the words of the fact. */
  label?: string;
  /** Words of each code, in the order shown; of `industry` and `organisation.sectors` the catalogue knows them. */
  words?: Readonly<Record<string, string>>;
  hint?: string;
}

const instant = (name: string, hint?: string): FactField => ({ name, kind: 'instant', hint });
const three = (name: string, hint?: string): FactField => ({ name, kind: 'three', hint });

/** Every fact with a field of its own. Data classes, places and decisions are asked in rows. */
const ALL: readonly FactField[] = [
  {
    name: 'summary',
    kind: 'long-text',
    hint: 'Plain words, as an outsider would say it. No names of people.',
  },
  { name: 'industry', kind: 'one', hint: 'Decides the weights of what customers want.' },
  { name: 'incident.types', kind: 'some', words: INCIDENT_TYPE_WORDS, hint: 'As far as you know.' },
  { name: 'incident.effects', kind: 'some', words: EFFECT_WORDS },
  { name: 'incident.intent', kind: 'one', words: INTENT_WORDS },
  three('ongoing', 'Yes while someone still has access, or data are still reachable.'),
  three('repeat'),
  three('published', 'Offered, leaked or reported in public.'),
  three('serviceDisrupted'),
  three('safetyRisk'),
  three('unpatchable', 'A device or product in people’s hands that no update reaches.'),
  instant('occurredAt'),
  instant(
    'discoveredAt',
    'First day it was known, or should have been, or you were told. Starts clocks in the United States.',
  ),
  instant(
    'awareAt',
    'Reasonable certainty that personal data are affected. Starts the 72 hours of the GDPR.',
  ),
  instant('containedAt', 'Access closed, or data out of reach.'),
  instant('determinedAt', 'You concluded that it must be notified or reported.'),
  instant('noHarmDeterminedAt', 'You recorded the decision not to notify for lack of harm.'),
  instant('classifiedAt', 'DORA: starts the four hours of the first report.'),
  instant('materialityDeterminedAt', 'SEC: starts Form 8-K.'),
  instant('secMissingInformationAt', 'SEC: starts Form 8-K/A.'),
  instant('ransomPaidAt', 'Or learned of, when another paid.'),
  instant('circiaNewInformationAt', 'CIRCIA, proposed.'),
  instant('authorityRequestAt', 'A report was asked for, or a notice ordered.'),
  instant('correctiveMeasureAvailableAt', 'Cyber Resilience Act: starts the final report.'),
  instant('incidentResolvedAt', 'FCA: starts the final report.'),
  instant('handlingConcludedAt', 'China: starts the summary report.'),
  instant('previousAnnualReportAt', 'UN R155.'),
  { name: 'data.complete', kind: 'flag', hint: 'Until then, a duty that asks for other data stays open.' },
  { name: 'affected.total', kind: 'count', hint: 'Leave empty while it is not known.' },
  { name: 'affected.relations', kind: 'some', words: RELATION_WORDS },
  {
    name: 'affected.complete',
    kind: 'flag',
    hint: 'Until then, a duty that asks for people elsewhere stays open.',
  },
  three('vulnerableGroups', 'Known to be ill, in debt, very young or old, at risk from another person.'),
  three('contactDetailsPoor', 'Many addresses are missing, old or bounce.'),
  { name: 'lossesIncurred', kind: 'one', words: LOSSES_WORDS },
  {
    name: 'harm.level',
    kind: 'one',
    words: HARM_WORDS,
    hint: 'Your assessment of harm to people; empty while not assessed.',
  },
  three('lawEnforcementHold', 'Holds notices to people where the law allows it.'),
  { name: 'optIn', kind: 'some', words: OPT_IN_WORDS },
  { name: 'organisation.name', kind: 'text' },
  {
    name: 'organisation.naics',
    kind: 'text',
    hint: '2 to 6 digits; gives the industry when none is chosen.',
  },
  { name: 'organisation.sectors', kind: 'some' },
  {
    name: 'organisation.roles',
    kind: 'some',
    words: ROLE_WORDS,
    hint: 'Most duties depend on it: who decides on the data must notify, who holds it for another tells them.',
  },
  {
    name: 'organisation.establishments',
    kind: 'places',
    hint: 'Where the affected data were processed: codes with commas between, such as IE, DE, US-CA.',
  },
  { name: 'organisation.insuranceLicences', kind: 'places', hint: 'Only for insurers: US-SC, US-NY.' },
  {
    name: 'organisation.attributesComplete',
    kind: 'flag',
    hint: 'Counts every line left at “not known” as no.',
  },
  { name: 'incident.findingsComplete', kind: 'flag', hint: 'Counts every line left at “not known” as no.' },
];

const byName = new Map(ALL.map((field) => [field.name, field]));

/** Fields of a form, in its order. */
export function factFields(...names: string[]): FactField[] {
  return names.map((name) => {
    const field = byName.get(name);
    if (!field) throw new Error(`There is no field for the fact ${name}`);
    return field;
  });
}

/** The short form: what one knows in the first hour. */
export const DECLARED = {
  what: factFields('summary', 'industry', 'incident.types', 'incident.effects', 'ongoing'),
  when: factFields('discoveredAt', 'awareAt', 'occurredAt'),
  whom: factFields('affected.total', 'lossesIncurred', 'vulnerableGroups'),
  us: factFields('organisation.roles'),
};

/** The full sheet, group by group. */
export const SHEET = {
  what: factFields(
    'summary',
    'industry',
    'incident.types',
    'incident.effects',
    'incident.intent',
    'ongoing',
    'published',
  ),
  when: factFields('occurredAt', 'discoveredAt', 'awareAt', 'containedAt'),
  moments: factFields(
    'determinedAt',
    'noHarmDeterminedAt',
    'classifiedAt',
    'materialityDeterminedAt',
    'secMissingInformationAt',
    'ransomPaidAt',
    'circiaNewInformationAt',
    'authorityRequestAt',
    'correctiveMeasureAvailableAt',
    'incidentResolvedAt',
    'handlingConcludedAt',
    'previousAnnualReportAt',
  ),
  data: factFields('data.complete'),
  people: factFields(
    'affected.total',
    'affected.complete',
    'affected.relations',
    'vulnerableGroups',
    'lossesIncurred',
    'contactDetailsPoor',
  ),
  harm: factFields('harm.level'),
  circumstances: factFields(
    'repeat',
    'serviceDisrupted',
    'safetyRisk',
    'unpatchable',
    'lawEnforcementHold',
    'optIn',
  ),
  organisation: factFields(
    'organisation.name',
    'organisation.naics',
    'organisation.sectors',
    'organisation.roles',
    'organisation.establishments',
    'organisation.insuranceLicences',
  ),
  attributes: factFields('organisation.attributesComplete'),
  findings: factFields('incident.findingsComplete'),
};

/** When the notices of duties were sent, or are planned: two fields per rule. */
export function noticeFields(rules: readonly { ruleId: string; name: string; law: string }[]): FactField[] {
  return rules.flatMap(({ ruleId, name, law }) => [
    { name: `notices.${ruleId}.sentAt`, kind: 'instant' as const, label: `Sent: ${name}`, hint: law },
    { name: `notices.${ruleId}.plannedAt`, kind: 'instant' as const, label: `Planned: ${name}`, hint: law },
  ]);
}
