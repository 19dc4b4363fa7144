import { Temporal } from 'temporal-polyfill';
import type { StateTexts } from '../../catalogue/domain/state-texts.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import type { RankingFacts } from '../../plans/domain/ranking-facts.js';
import { PROOF_FIELDS } from '../../proofs/domain/proof-values.js';
import type { ProofValues } from '../../proofs/domain/proof-values.js';
import type { Fault } from '../../platform/errors.js';
import { annexOf } from './annex.js';
import type { BriefRecord } from './brief-record.js';
import type { ChosenStep, ConditionGround, NoticeDuty } from './notice-condition.js';
import { isPersonal, personalFields, type Audience, type NoticeKind } from './notice-kind.js';
import { noticeValues, readNoticeValue, type NoticeValue, type NoticeValues } from './notice-values.js';

/** How the organisation names itself and can be reached; the same fields as its profile. */
export interface OrganisationWords {
  name?: string;
  phone?: string;
  phoneHours?: string;
  phoneLanguages?: string[];
  email?: string;
  accessRoutes?: string[];
  dpo?: string;
  signer?: string;
}

/** Everything a notice is written from. */
export interface NoticeSources {
  facts: IncidentFacts;
  ranking: RankingFacts;
  /** Number of the incident, as people see it. */
  reference?: string;
  organisation?: OrganisationWords;
  /** What people decided; a promise stands only where its step is here. */
  steps: readonly ChosenStep[];
  /** All duties of the incident; those that are owed to the recipients whom the kind serves count. */
  duties: readonly NoticeDuty[];
  /** Addresses and texts that duties ask for. */
  stateTexts: StateTexts;
  /** What a brief to the board says of clocks and wants. Absent: nobody worked it out. */
  record?: BriefRecord;
  /** What the proof of fix says; the only way for its fields to have values. Absent: there is no record. */
  proof?: ProofValues;
  /**
   * What no fact and no record holds, by name of placeholder, in JSON: remedies, dates of the next message. Facts, the
   * proof of fix and personal fields cannot be given here.
   */
  details?: Readonly<Record<string, unknown>>;
  /** Day on which it is to be sent. */
  noticeDate?: Temporal.PlainDate;
  /** IANA zone in which days and times are told; absent: the clock that each fact was written by. */
  timeZone?: string;
  /** Jurisdictions of the readers; absent: everywhere that people are affected. */
  readersIn?: readonly string[];
}

/** What a draft and its values come from: every declared field, and what the conditions may ask. */
export interface NoticeContext extends ConditionGround {
  /** Shared by all readers; personal fields are absent here. */
  values: NoticeValues;
  /** Addresses and texts that the law of the readers asks for, as Markdown; empty: it asks for none. */
  annex: string;
  /** Prohibitions that hold for some readers only: they need a notice of their own. */
  notes: string[];
  /** Why it may not be sent now. */
  cannotSend: string[];
}

/** Details that cannot be taken, each with the name of its field. */
export class DetailsRefused extends Error {
  constructor(readonly faults: readonly Fault[]) {
    super(faults.map(({ path, message }) => `${path}: ${message}`).join('\n'));
    this.name = 'DetailsRefused';
  }
}

/**
 * Gathers the values of a kind from facts, profile and details, and what the law of the readers asks or forbids.
 *
 * @throws DetailsRefused with a fault for each detail that is not declared, not to be given, or of a wrong form
 */
export function noticeContext(kind: NoticeKind, sources: NoticeSources): NoticeContext {
  const { facts, ranking, steps } = sources;
  const fromFacts = factValues(sources);
  const fromProof = recordedValues(kind, sources.proof ?? {});
  const details = readDetails(kind, sources.details ?? {}, fromFacts, fromProof);
  const known = new Map([...profileValues(kind, sources), ...details, ...fromProof, ...fromFacts]);
  const duties = owedToReaders(kind, sources);
  const places = sources.readersIn ?? Object.keys(facts.affected?.byJurisdiction ?? {});
  const { forbidden, notes } = prohibitions(places, duties);
  return {
    facts,
    ranking,
    steps,
    duties,
    forbidden,
    places,
    annex: annexOf(duties, sources.stateTexts),
    values: noticeValues(kind.placeholders.keys(), known),
    notes,
    cannotSend:
      facts.lawEnforcementHold === true && toPeople.has(kind.audience)
        ? ['An authority asked in writing to wait with notices to people (fact lawEnforcementHold).']
        : [],
  };
}

/** An authority that asks to wait speaks of notices to these. */
const toPeople: ReadonlySet<Audience> = new Set(['individuals', 'public', 'media']);

/** What one person has; absent fields are unknown. */
export interface ReaderFields {
  name?: string | null;
  reference?: string | null;
  /** Codes of the vocabulary, of this person's group. */
  dataClasses?: readonly string[] | null;
  affected?: 'certain' | 'not-yet-known' | null;
  link?: string | null;
  code?: string | null;
  caseWorker?: string | null;
}

/** The personal fields of one reader, each from that person's own row. */
export function readerValues(kind: NoticeKind, reader: ReaderFields): NoticeValues {
  const values = Object.create(null) as Record<string, NoticeValue | undefined>;
  for (const { name, field } of personalFields(kind)) {
    const value = reader[field as keyof ReaderFields];
    values[name] = value === null || value?.length === 0 ? undefined : value;
  }
  return values;
}

/** The group of all affected people: what the facts say of everyone, for a preview without a person. */
export function everyReader({ data }: IncidentFacts): ReaderFields {
  const dataClasses = classesOf({ data });
  return dataClasses ? { dataClasses, affected: 'certain' } : {};
}

/** Each class of the facts once; undefined where there is none. */
function classesOf({ data }: Pick<IncidentFacts, 'data'>): string[] | undefined {
  const classes = [...new Set((data?.classes ?? []).map((entry) => entry.class))];
  return classes.length > 0 ? classes : undefined;
}

function factValues(sources: NoticeSources): Map<string, NoticeValue> {
  const { facts, reference, record, noticeDate, timeZone } = sources;
  const at = (instant: string | undefined) =>
    instant === undefined ? undefined : localTime(instant, timeZone);
  const day = (instant: string | undefined) => at(instant)?.toPlainDate();
  const [began, contained] = [day(facts.occurredAt), day(facts.containedAt)];
  const ordered = began && contained && Temporal.PlainDate.compare(began, contained) <= 0;
  return present({
    'incident.reference': reference,
    'incident.occurredAt': began,
    'incident.occurredUntil': ordered ? contained : undefined,
    'incident.discoveredAt': day(facts.discoveredAt),
    'incident.awareAt': at(facts.awareAt),
    'incident.containedAt': at(facts.containedAt),
    'incident.peopleAffected': peopleAffected(facts.affected),
    'incident.relations': facts.affected?.relations ?? [],
    'incident.dataClasses': classesOf(facts),
    'organisation.name': facts.organisation?.name,
    'notice.date': noticeDate,
    'brief.clocks': record?.clocks.length ? record.clocks : undefined,
    'brief.wants': record?.wants.length ? record.wants : undefined,
  });
}

/** A number that is exact; a lower bound would be told as the number. */
function peopleAffected(affected: IncidentFacts['affected']): number | undefined {
  if (affected?.total !== undefined) return affected.total;
  const counts = Object.values(affected?.byJurisdiction ?? {});
  const exact = affected?.complete === true && counts.length > 0 && counts.every((count) => count !== null);
  return exact ? counts.reduce((sum: number, count) => sum + (count ?? 0), 0) : undefined;
}

/** The profile's fields that this kind declares. A name in the facts is closer than the profile's. */
function profileValues(kind: NoticeKind, { organisation = {} }: NoticeSources): Map<string, NoticeValue> {
  const entries = Object.entries(organisation).map(
    ([field, value]) => [`organisation.${field}`, value] as const,
  );
  const declared = entries.filter(([name, value]) => kind.placeholders.has(name) && value?.length);
  return new Map(declared as [string, NoticeValue][]);
}

/** What the record says, as far as this kind has a field for it. */
function recordedValues(kind: NoticeKind, proof: ProofValues): Map<string, NoticeValue> {
  const values = new Map<string, NoticeValue>();
  for (const [name, input] of Object.entries(proof)) {
    const placeholder = kind.placeholders.get(name);
    const read = placeholder && readNoticeValue(placeholder.type, input);
    if (read && 'value' in read) values.set(name, read.value);
  }
  return values;
}

function readDetails(
  kind: NoticeKind,
  details: Readonly<Record<string, unknown>>,
  fromFacts: ReadonlyMap<string, NoticeValue>,
  fromProof: ReadonlyMap<string, NoticeValue>,
): Map<string, NoticeValue> {
  const values = new Map<string, NoticeValue>();
  const faults: Fault[] = [];
  for (const [name, input] of Object.entries(details)) {
    const placeholder = kind.placeholders.get(name);
    const path = `/details/${name}`;
    if (!placeholder) faults.push({ path, message: 'This kind of notice has no such field.' });
    else if (isPersonal(name))
      faults.push({ path, message: 'It differs from person to person; give it with the list of people.' });
    else if (fromFacts.has(name))
      faults.push({ path, message: 'It is a fact of the incident; change it there.' });
    else if (PROOF_FIELDS.has(name) || fromProof.has(name))
      faults.push({
        path,
        message: 'It is part of the proof of fix; record it there, and leave it out here.',
      });
    else {
      const read = readNoticeValue(placeholder.type, input);
      if ('fault' in read) faults.push({ path, message: read.fault });
      else values.set(name, read.value);
    }
  }
  if (faults.length > 0) throw new DetailsRefused(faults);
  return values;
}

const owedStates = new Set<NoticeDuty['status']>(['due', 'asap', 'clock-not-started', 'on-hold']);

/** What this kind fulfils. */
function owedToReaders({ serves }: NoticeKind, { duties, readersIn }: NoticeSources): NoticeDuty[] {
  return duties.filter(
    ({ status, recipient, jurisdiction }) =>
      owedStates.has(status) &&
      serves.includes(recipient) &&
      (readersIn === undefined || readersIn.some((reader) => liesIn(reader, jurisdiction))),
  );
}

/** A code is forbidden where every reader's law forbids it; where only some do, staff are told. */
function prohibitions(places: readonly string[], duties: readonly NoticeDuty[]) {
  const forbidden = new Set<string>();
  const notes: string[] = [];
  for (const { ruleId, jurisdiction, prohibitedContent } of duties) {
    for (const code of prohibitedContent) {
      const everywhere = places.every((place) =>
        duties.some((duty) => liesIn(place, duty.jurisdiction) && duty.prohibitedContent.includes(code)),
      );
      if (everywhere) forbidden.add(code);
      else
        notes.push(
          `${ruleId} forbids ${code} in a notice to people in ${jurisdiction}: write them a notice of their own.`,
        );
    }
  }
  return { forbidden, notes };
}

function liesIn(place: string, jurisdiction: string): boolean {
  return place === jurisdiction || place.startsWith(`${jurisdiction}-`);
}

/** Day and time as told to people: in the zone of the notice, else as the instant was written. */
function localTime(instant: string, timeZone: string | undefined): Temporal.PlainDateTime {
  if (timeZone !== undefined)
    return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return Temporal.PlainDateTime.from(instant.replace(/(Z|[+-]\d\d:\d\d)$/, ''));
}

function present(values: Record<string, NoticeValue | undefined>): Map<string, NoticeValue> {
  return new Map(
    Object.entries(values).filter((entry): entry is [string, NoticeValue] => entry[1] !== undefined),
  );
}
