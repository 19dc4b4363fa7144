import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { liesIn } from '../../incidents/domain/jurisdictions.js';
import type { Duty, DutyStatus } from '../../obligations/domain/duty.js';
import { asInstant, type InstantLike } from '../views.time.js';
import type { DutyGroup } from './obligations.query.js';

/** One duty of the register; rules that describe the same duty are one entry. */
export interface RegisterEntry {
  duty: Duty;
  /** Other rules of the same duty. */
  also: Duty[];
  group: DutyGroup;
  /** When the notice was sent, by the facts. */
  metAt: string | null;
  /** The last moment; a target of guidance is none. */
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

const CAN_BE_MET: ReadonlySet<DutyStatus> = new Set(['due', 'asap', 'clock-not-started']);

/**
 * Every duty once, those with a time by time; those that wait for facts by nearness of the law, then with the
 * fewest missing first.
 *
 * @param facts say which notices were sent
 */
export function registerOf(duties: readonly Duty[], facts: IncidentFacts, now: InstantLike): RegisterEntry[] {
  const places = knownPlaces(facts);
  const byRule = new Map(duties.map((duty) => [duty.ruleId, duty]));
  const mergedInto = (duty: Duty): Duty | undefined => {
    const same = byRule.get(duty.sameDutyAs ?? '');
    return same?.status === duty.status ? same : undefined;
  };
  return duties
    .filter((duty) => !mergedInto(duty))
    .map((duty) => {
      const also = duties.filter((other) => mergedInto(other) === duty);
      return entryOf({ duty, also }, facts, places, now);
    })
    .sort(byUrgency);
}

function entryOf(
  { duty, also }: Pick<RegisterEntry, 'duty' | 'also'>,
  facts: IncidentFacts,
  places: readonly string[],
  now: InstantLike,
): RegisterEntry {
  const sent = [duty, ...also].map(({ ruleId }) => facts.notices?.[ruleId]?.sentAt).find((one) => one);
  const metAt = sent !== undefined && CAN_BE_MET.has(duty.status) ? sent : null;
  const at = duty.dueAt;
  const until = metAt ?? now;
  return {
    duty,
    also,
    group: metAt === null ? GROUPS[duty.status] : 'met',
    metAt,
    at,
    passed: at !== null && asInstant(at).epochMilliseconds < asInstant(until).epochMilliseconds,
    near: places.some((place) => place === duty.jurisdiction || liesIn(place, duty.jurisdiction)),
    binding: duty.ruleStatus !== 'voluntary' && duty.ruleStatus !== 'internal-clock',
  };
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
