import { Temporal } from 'temporal-polyfill';
import type { ObligationRule } from '../../catalogue/domain/obligation-rule.js';
import type { Vocabulary } from '../../catalogue/domain/vocabulary.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { isRecord, valueAt } from '../../incidents/domain/json-pointer.js';
import type { PartialDate } from '../../incidents/domain/partial-date.js';
import { reportedDates } from '../../incidents/domain/veris-timeline.js';
import { causeOf } from '../../plans/domain/cause.js';
import type { Cause } from '../../plans/domain/ranking-words.js';
import type { StepState } from '../../plans/domain/step-state.js';

/** What was written down about one question; null: nothing. */
export type Outcome = 'yes' | 'no' | 'unknown' | null;

/** What one incident of the organisation adds to the counts. */
export interface OwnRecord {
  cause: Cause;
  /** Ranking classes of the data, sorted, each once. */
  dataClasses: string[];
  /** As an imported record codes it; what the plan decided is laid over it by {@link monitoringWith}. */
  monitoring: Outcome;
  abuse: Outcome;
  /** Whole days from the incident to the first notification of people; null: not known to the day. */
  days: number | null;
}

export interface OwnRecordKnowledge {
  vocabulary: Pick<Vocabulary, 'dataClasses'>;
  rules: ReadonlyMap<string, Pick<ObligationRule, 'recipient'>>;
}

const CODED = '/plus/attribute/confidentiality';

/**
 * Reads an incident as the public counts were made: breaches of confidentiality only.
 *
 * @returns null when the facts tell of no such breach, or of one that has not happened
 */
export function readOwnRecord(facts: IncidentFacts, knowledge: OwnRecordKnowledge): OwnRecord | null {
  if (facts.mode === 'prepare' || !disclosedData(facts)) return null;
  return {
    cause: causeOf(facts),
    dataClasses: rankingClasses(facts, knowledge.vocabulary),
    monitoring: codedAt(facts, `${CODED}/credit_monitoring`),
    abuse: abuseIn(facts),
    days: reportedDays(facts) ?? recordedDays(facts, knowledge.rules),
  };
}

/** Any sign that monitoring was offered counts; a step decided against says "no" where the record is silent. */
export function monitoringWith(coded: Outcome, step: StepState | undefined): Outcome {
  const offered = step === 'accepted' || step === 'in_progress' || step === 'done';
  if (coded === 'yes' || offered) return 'yes';
  return step === 'skipped' || step === 'not_applicable' ? 'no' : coded;
}

/** An imported record is taken as the public counts take theirs: by its part on confidentiality, whatever became of it. */
function disclosedData({ incident, data, veris }: IncidentFacts): boolean {
  if (isRecord(valueAt(veris, '/attribute/confidentiality'))) return true;
  if (incident?.effects) return incident.effects.includes('confidentiality');
  return (data?.classes?.length ?? 0) > 0;
}

function rankingClasses(facts: IncidentFacts, { dataClasses }: OwnRecordKnowledge['vocabulary']): string[] {
  const named = (facts.data?.classes ?? []).flatMap(
    (entry) => dataClasses.find(({ code }) => code === entry.class)?.rankingClass ?? [],
  );
  return [...new Set(named)].sort();
}

/** A word outside the coding tells nothing for sure. */
function codedAt(facts: IncidentFacts, pointer: string): Outcome {
  const written = valueAt(facts.veris, pointer);
  if (typeof written !== 'string' || written.trim() === '') return null;
  const word = written.trim().toLowerCase();
  if (word === 'y' || word === 'yes') return 'yes';
  return word === 'n' || word === 'no' ? 'no' : 'unknown';
}

/** Losses that people report count as abuse seen; `none-known` as none seen. */
function abuseIn(facts: IncidentFacts): Outcome {
  const coded = codedAt(facts, `${CODED}/data_abuse`);
  const { lossesIncurred: losses } = facts;
  if (coded === 'yes' || losses === 'reported' || losses === 'confirmed') return 'yes';
  return losses === 'none-known' ? 'no' : coded;
}

/** By the dates of an imported record. */
function reportedDays({ veris }: IncidentFacts): number | null {
  if (!veris) return null;
  const { occurred, notified } = reportedDates(veris);
  const [from, to] = [dayOf(occurred), dayOf(notified)];
  return from && to ? daysBetween(from, to) : null;
}

function dayOf(date: PartialDate | undefined): Temporal.PlainDate | null {
  if (date?.precision !== 'day') return null;
  const { year, month = 1, day = 1 } = date;
  return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
}

/** By the facts: to the first notice to the people affected that was sent. */
function recordedDays(
  { occurredAt, notices }: IncidentFacts,
  rules: OwnRecordKnowledge['rules'],
): number | null {
  if (occurredAt === undefined) return null;
  const told = Object.entries(notices ?? {}).flatMap(([ruleId, { sentAt }]) =>
    sentAt !== undefined && rules.get(ruleId)?.recipient === 'individuals' ? dateOf(sentAt) : [],
  );
  const [first] = told.sort((a, b) => Temporal.PlainDate.compare(a, b));
  return first ? daysBetween(dateOf(occurredAt), first) : null;
}

function dateOf(instant: string): Temporal.PlainDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO('UTC').toPlainDate();
}

/** Told before it happened: the dates cannot both be right. */
function daysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number | null {
  const days = from.until(to, { largestUnit: 'day' }).days;
  return days < 0 ? null : days;
}
