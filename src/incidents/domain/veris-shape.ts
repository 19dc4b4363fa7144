import { COUNTRY_CODES } from './jurisdictions.js';
import { VERIS_WORDS } from './veris-words.js';

/** 1.2 is 102.00, 1.3.3 is 103.03: as numbers, to be compared. */
export type VerisVersion = number;

/** What may stand at one place of a VERIS record. `open` objects may hold anything else besides. */
export type VerisShape =
  | { kind: 'object'; keys: ReadonlyMap<string, VerisShape>; open?: true }
  /** `oneBefore`: versions before that one had a single word here. */
  | { kind: 'list'; of: VerisShape; oneBefore?: VerisVersion }
  /** `formBefore`: versions before that one had `early` here. */
  | { kind: 'changed'; formBefore: VerisVersion; early: VerisShape; now: VerisShape }
  | { kind: 'word'; words: ReadonlySet<string> }
  | { kind: 'text' | 'flag' | 'date-part' }
  /** A whole number, 0 or more. */
  | { kind: 'amount' }
  /** A number, 0 or more: money, or a length of time. */
  | { kind: 'quantity' };

const V1_3: VerisVersion = 103;
const V1_3_3: VerisVersion = 103.03;
const V1_4: VerisVersion = 104;

const text: VerisShape = { kind: 'text' };
const flag: VerisShape = { kind: 'flag' };
const amount: VerisShape = { kind: 'amount' };
const quantity: VerisShape = { kind: 'quantity' };
const datePart: VerisShape = { kind: 'date-part' };
const notes = { notes: text };

const word = (words: ReadonlySet<string>): VerisShape => ({ kind: 'word', words });
const object = (keys: Record<string, VerisShape>): VerisShape => ({
  kind: 'object',
  keys: new Map(Object.entries(keys)),
});
const open = (keys: Record<string, VerisShape>): VerisShape => ({
  kind: 'object',
  keys: new Map(Object.entries(keys)),
  open: true,
});
const listOf = (of: VerisShape, oneBefore?: VerisVersion): VerisShape => ({ kind: 'list', of, oneBefore });
const words = (list: ReadonlySet<string>, oneBefore?: VerisVersion): VerisShape =>
  listOf(word(list), oneBefore);

const country = words(new Set([...COUNTRY_CODES, 'Other', 'Unknown']), V1_3);
const place = { country, region: listOf(text) };
const interval = object({ unit: word(VERIS_WORDS.timeUnit), value: quantity });
const motive = words(VERIS_WORDS.motive);
const result = words(VERIS_WORDS.actionResult);
const varietyOf = (list: ReadonlySet<string>) => object({ variety: words(list), ...notes });
const actionOf = (
  variety: ReadonlySet<string>,
  vector: ReadonlySet<string>,
  more: Record<string, VerisShape> = {},
) => object({ variety: words(variety), vector: words(vector), result, ...notes, ...more });

const victim = object({
  victim_id: text,
  employee_count: word(VERIS_WORDS.employeeCount),
  industry: text,
  government: words(VERIS_WORDS.government),
  locations_affected: amount,
  state: text,
  secondary: object({ amount, victim_id: listOf(text), ...notes }),
  revenue: object({ amount, iso_currency_code: word(VERIS_WORDS.currency) }),
  ...place,
  ...notes,
});

const action = object({
  hacking: actionOf(VERIS_WORDS.hackingVariety, VERIS_WORDS.hackingVector, { cve: text }),
  malware: actionOf(VERIS_WORDS.malwareVariety, VERIS_WORDS.malwareVector, {
    cve: text,
    name: text,
  }),
  social: actionOf(VERIS_WORDS.socialVariety, VERIS_WORDS.socialVector, {
    target: words(VERIS_WORDS.socialTarget),
  }),
  misuse: actionOf(VERIS_WORDS.misuseVariety, VERIS_WORDS.misuseVector),
  physical: actionOf(VERIS_WORDS.physicalVariety, VERIS_WORDS.physicalVector, {
    location: words(VERIS_WORDS.physicalVector),
  }),
  error: object({
    variety: words(VERIS_WORDS.errorVariety),
    vector: words(VERIS_WORDS.errorVector),
    ...notes,
  }),
  environmental: varietyOf(VERIS_WORDS.environmentalVariety),
  unknown: open({ result, ...notes }),
});

const actor = object({
  external: object({
    variety: words(VERIS_WORDS.externalActor),
    motive,
    name: listOf(text),
    ...place,
    ...notes,
  }),
  internal: object({
    variety: words(VERIS_WORDS.internalActor),
    motive,
    job_change: words(VERIS_WORDS.jobChange),
    ...notes,
  }),
  partner: object({ motive, industry: text, name: listOf(text), ...place, ...notes }),
  unknown: open(notes),
});

const asset = object({
  assets: listOf(object({ variety: word(VERIS_WORDS.assetVariety), amount })),
  total_amount: amount,
  ownership: words(VERIS_WORDS.assetOwnership, V1_3),
  cloud: words(VERIS_WORDS.assetCloud, V1_4),
  hosting: words(VERIS_WORDS.assetHosting, V1_3),
  management: words(VERIS_WORDS.assetManagement, V1_3),
  role: words(VERIS_WORDS.assetRole),
  governance: words(VERIS_WORDS.governance, V1_3),
  accessibility: words(VERIS_WORDS.accessibility, V1_3),
  country,
  ...notes,
});

const attribute = object({
  confidentiality: object({
    data_disclosure: word(VERIS_WORDS.dataDisclosure),
    data_total: amount,
    data_volume: amount,
    data: listOf(object({ variety: word(VERIS_WORDS.dataVariety), amount })),
    data_victim: words(VERIS_WORDS.dataVictim),
    state: words(VERIS_WORDS.dataState),
    ...notes,
  }),
  integrity: varietyOf(VERIS_WORDS.integrityVariety),
  availability: open({ variety: words(VERIS_WORDS.availabilityVariety), duration: interval, ...notes }),
  unknown: open({ result: listOf(text), ...notes }),
});

const impact = object({
  overall_rating: word(VERIS_WORDS.impactRating),
  overall_amount: quantity,
  overall_min_amount: quantity,
  overall_max_amount: quantity,
  iso_currency_code: word(VERIS_WORDS.currency),
  loss: listOf(
    object({
      variety: word(VERIS_WORDS.lossVariety),
      rating: word(VERIS_WORDS.lossRating),
      amount: quantity,
      min_amount: quantity,
      max_amount: quantity,
    }),
  ),
  ...notes,
});

/** One VERIS record, versions 1.2 to 1.4.1 taken together. Nothing is required here. */
export const VERIS_RECORD: VerisShape = object({
  incident_id: text,
  schema_version: text,
  schema_name: text,
  source_id: text,
  campaign_id: text,
  related_incidents: text,
  security_incident: word(VERIS_WORDS.securityIncident),
  confidence: word(VERIS_WORDS.confidence),
  targeted: word(VERIS_WORDS.targeted),
  summary: text,
  reference: text,
  control_failure: text,
  corrective_action: text,
  cost_corrective_action: word(VERIS_WORDS.correctiveActionCost),
  discovery_notes: text,
  ...notes,
  victim: { kind: 'changed', formBefore: V1_3, early: listOf(victim, V1_3), now: victim },
  actor,
  action,
  asset,
  attribute,
  impact,
  timeline: object({
    incident: object({ year: datePart, month: datePart, day: datePart, time: text }),
    compromise: interval,
    exfiltration: interval,
    discovery: interval,
    containment: interval,
  }),
  discovery_method: {
    kind: 'changed',
    formBefore: V1_3_3,
    early: word(VERIS_WORDS.discoveryBefore1_3_3),
    now: object({
      external: varietyOf(VERIS_WORDS.externalDiscovery),
      internal: varietyOf(VERIS_WORDS.internalDiscovery),
      partner: varietyOf(VERIS_WORDS.partnerDiscovery),
      other: flag,
      unknown: flag,
    }),
  },
  value_chain: object({
    development: varietyOf(VERIS_WORDS.developmentVariety),
    'non-distribution services': varietyOf(VERIS_WORDS.servicesVariety),
    targeting: varietyOf(VERIS_WORDS.targetingVariety),
    distribution: varietyOf(VERIS_WORDS.distributionVariety),
    'cash-out': varietyOf(VERIS_WORDS.cashOutVariety),
    'money laundering': varietyOf(VERIS_WORDS.launderingVariety),
    NA: flag,
  }),
  ioc: listOf(object({ indicator: text, comment: text })),
  extra: object({}),
  subsets: open({}),
  plus: open({}),
});
