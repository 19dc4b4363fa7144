import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { liesIn } from '../../incidents/domain/jurisdictions.js';
import type { Duty, DutyStatus } from '../../obligations/domain/duty.js';
import type { DutyRecord, RegisteredDuty } from '../../obligations/registered-duties.js';
import { instantText } from '../../platform/database/columns.js';
import { asInstant, isoOf, type InstantLike } from '../views.time.js';
import type { DutyGroup } from './obligations.query.js';

/** One duty of the register; rules that describe the same duty, and stand alike, are one entry. */
export interface RegisterEntry {
  duty: Duty;
  /** Null: it waits for facts, or is not owed and never was. */
  record: DutyRecord | null;
  /** Other rules of the same duty. */
  also: RegisteredDuty[];
  /** Rule of the same duty that stands otherwise and has a row of its own; empty: none. */
  twin: string;
  group: DutyGroup;
  /** When the notice was sent. */
  metAt: string | null;
  /** The last moment that counts, decisions included; a target of guidance is none. */
  at: string | null;
  /** The moment passed: before now, or before the notice was sent. */
  passed: boolean;
  /** The law of a place where people are affected or the organisation is established. */
  near: boolean;
  /** False for recommendations and for inner limits of one's own. */
  binding: boolean;
}

const GROUPS: Readonly<Record<DutyStatus, DutyGroup>> = {
  due: 'due',
  asap: 'asap',
  'clock-not-started': 'not-started',
  'needs-facts': 'needs-facts',
  'on-hold': 'on-hold',
  inactive: 'inactive',
  'not-owed': 'not-owed',
};

/**
 * Every duty once, those with a time by time; those that wait for facts by nearness of the law, then with the
 * fewest missing first.
 *
 * @param facts say which places are near
 */
export function registerOf(
  register: readonly RegisteredDuty[],
  facts: IncidentFacts,
  now: InstantLike,
): RegisterEntry[] {
  const places = knownPlaces(facts);
  const byRule = new Map(register.map((one) => [one.duty.ruleId, one]));
  const twinOf = ({ duty }: RegisteredDuty) => byRule.get(duty.sameDutyAs ?? '');
  const mergedInto = (one: RegisteredDuty) => {
    const twin = twinOf(one);
    return twin && standsAlike(one, twin) ? twin : undefined;
  };
  return register
    .filter((one) => !mergedInto(one))
    .map((one) => {
      const also = register.filter((other) => mergedInto(other) === one);
      const twin = twinOf(one)?.duty.ruleId ?? '';
      return { ...entryOf(one, places, now), also, twin };
    })
    .sort(byUrgency);
}

/** What was decided, filed or asked about one rule is shown where it belongs. */
function standsAlike(one: RegisteredDuty, other: RegisteredDuty): boolean {
  return (
    one.duty.status === other.duty.status && one.state === other.state && !isActedOn(one) && !isActedOn(other)
  );
}

function isActedOn({ record }: RegisteredDuty): boolean {
  return record !== null && (record.decision !== null || record.open !== null || record.filedAt !== null);
}

function entryOf(
  { duty, record, state }: RegisteredDuty,
  places: readonly string[],
  now: InstantLike,
): Omit<RegisterEntry, 'also' | 'twin'> {
  const metAt = record?.filedAt ? isoOf(record.filedAt) : null;
  const at = record === null ? duty.dueAt : record.dueAt && isoOf(record.dueAt);
  const until = metAt ?? now;
  return {
    duty,
    record,
    group: state === 'waived' ? 'waived' : metAt === null ? groupOf(duty, record) : 'met',
    metAt,
    at,
    passed: at !== null && secondOf(at) < secondOf(until),
    near: places.some((place) => place === duty.jurisdiction || liesIn(place, duty.jurisdiction)),
    binding: duty.ruleStatus !== 'voluntary' && duty.ruleStatus !== 'internal-clock',
  };
}

/** A person's new moment is a due time; a delay without an end is none. */
function groupOf({ status }: Duty, record: DutyRecord | null): DutyGroup {
  const decided = record?.decision?.decision;
  if (decided === 'delayed' && record?.dueAt === null) return 'on-hold';
  const moved = decided === 'extended' || decided === 'delayed';
  return moved && status !== 'not-owed' && status !== 'inactive' ? 'due' : GROUPS[status];
}

function secondOf(at: InstantLike): string {
  return instantText(asInstant(at)).slice(0, 19);
}

function knownPlaces({ affected, organisation }: IncidentFacts): string[] {
  const withPeople = Object.entries(affected?.byJurisdiction ?? {}).filter(([, people]) => people !== 0);
  return [...withPeople.map(([place]) => place), ...(organisation?.establishments ?? [])];
}

/** A register shows group by group; equal entries stay in the order of the rules. */
function byUrgency(a: RegisterEntry, b: RegisterEntry): number {
  return (
    momentOf(a) - momentOf(b) ||
    Number(b.near) - Number(a.near) ||
    a.duty.missingFacts.length - b.duty.missingFacts.length
  );
}

function momentOf({ at, duty }: RegisterEntry): number {
  const moment = at ?? duty.softDueAt;
  return moment === null ? Number.MAX_SAFE_INTEGER : asInstant(moment).epochMilliseconds;
}
