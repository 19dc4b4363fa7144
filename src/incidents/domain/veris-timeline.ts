import { Temporal } from 'temporal-polyfill';
import type { Fault } from '../../platform/errors.js';
import { isRecord, memberOf, valueAt } from './json-pointer.js';
import { impossibleDate, partialDate, type PartialDate } from './partial-date.js';

/** Dates as the record reports them, with the precision it has; what is less than a day sets no fact. */
export interface ReportedDates {
  occurred?: PartialDate;
  /** When the people or the public were told, by `plus.timeline.notification`. */
  notified?: PartialDate;
  /** From the first action to the compromise, and so on, as written. */
  intervals: Partial<Record<IntervalName, { unit: string; value?: number }>>;
  /** When the record itself was made and last changed, by `plus.created` and `plus.modified`. */
  recordCreatedAt?: string;
  recordModifiedAt?: string;
}

export type IntervalName = 'compromise' | 'exfiltration' | 'discovery' | 'containment';

/** An instant taken over as a fact, and how it was come by. */
export interface DatedFact {
  fact: 'occurredAt' | 'discoveredAt' | 'containedAt';
  at: string;
  from: string;
  note: string;
}

const INTERVALS: readonly IntervalName[] = ['compromise', 'exfiltration', 'discovery', 'containment'];
const HUNDRED_YEARS = 100 * 366 * 86_400;

const SECONDS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    Seconds: 1,
    Minutes: 60,
    Hours: 3_600,
    Days: 86_400,
    Weeks: 604_800,
    Months: 2_629_746,
    Years: 31_556_952,
  }),
);

/** Units whose values tell the day; weeks, months and years do not, and set no instant. */
const TO_THE_DAY = new Set(['Seconds', 'Minutes', 'Hours', 'Days']);

/** Dates and times that cannot be: `errors`. What is only odd or outside VERIS (`plus`): `warnings`. */
export function timelineFaults(record: unknown): { errors: Fault[]; warnings: Fault[] } {
  const incident = '/timeline/incident';
  const notified = '/plus/timeline/notification';
  const told = valueAt(record, notified);
  return {
    errors: [
      ...impossibleDate(valueAt(record, incident), incident),
      ...impossibleTime(valueAt(record, `${incident}/time`)),
      ...INTERVALS.filter((name) => secondsOf(intervalAt(record, name)) > HUNDRED_YEARS).map((name) => ({
        path: `/timeline/${name}/value`,
        message: 'Is more than a hundred years, which cannot be.',
      })),
    ],
    warnings: [
      ...unreadTime(valueAt(record, `${incident}/time`)),
      ...dayWithoutMonth(valueAt(record, incident), incident),
      ...[...impossibleDate(told, notified), ...dayWithoutMonth(told, notified)].map(({ path, message }) => ({
        path,
        message: `${message} It is kept as it came and not read.`,
      })),
    ],
  };
}

export function reportedDates(record: unknown): ReportedDates {
  const told = valueAt(record, '/plus/timeline/notification');
  const toldIsADate = impossibleDate(told, '').length === 0;
  const intervals = INTERVALS.flatMap((name) => {
    const interval = intervalAt(record, name);
    return interval ? [[name, interval] as const] : [];
  });
  return withoutAbsent({
    occurred: partialDate(valueAt(record, '/timeline/incident')),
    notified: toldIsADate ? partialDate(told) : undefined,
    intervals: Object.fromEntries(intervals),
    recordCreatedAt: instantText(valueAt(record, '/plus/created')),
    recordModifiedAt: instantText(valueAt(record, '/plus/modified')),
  });
}

/**
 * Occurred, discovered, contained, so far as the record tells the very day. VERIS counts discovery from the
 * compromise and containment from the discovery, both from day to day. Without a time of day: local noon.
 *
 * @param zone IANA zone of the victim, in which dates and times are read
 */
export function datedFacts(record: unknown, zone: string): DatedFact[] {
  const date = partialDate(valueAt(record, '/timeline/incident'));
  if (date?.precision !== 'day') return [];
  const time = timeOfDay(valueAt(record, '/timeline/incident/time'));
  const { year, month = 1, day = 1 } = date;
  const occurred = Temporal.ZonedDateTime.from({ year, month, day, hour: 12, ...time, timeZone: zone });
  const precision = time ? `local time in ${zone} assumed` : `only the day is known: noon in ${zone}`;
  const compromised = compromiseAfter(occurred, intervalAt(record, 'compromise'));
  const discovered = compromised && after(compromised, intervalAt(record, 'discovery'));
  const contained = discovered && after(discovered, intervalAt(record, 'containment'));
  return [
    dated('occurredAt', occurred, '/timeline/incident', precision),
    ...(discovered
      ? [dated('discoveredAt', discovered, '/timeline/discovery', 'counted on from there')]
      : []),
    ...(contained ? [dated('containedAt', contained, '/timeline/containment', 'counted on from there')] : []),
  ];
}

interface Interval {
  unit: string;
  value?: number;
}

function intervalAt(record: unknown, name: IntervalName): Interval | undefined {
  const interval = valueAt(record, `/timeline/${name}`);
  const unit = memberOf(interval, 'unit');
  const value = memberOf(interval, 'value');
  if (!isRecord(interval) || typeof unit !== 'string') return undefined;
  return typeof value === 'number' ? { unit, value } : { unit };
}

/** About; 0 where the length is not told. */
function secondsOf(interval: Interval | undefined): number {
  return (interval?.value ?? 0) * (SECONDS.get(interval?.unit ?? '') ?? 0);
}

/** Where nothing is said of the compromise, or it took less than a day, the incident's own date stands for it. */
function compromiseAfter(
  occurred: Temporal.ZonedDateTime,
  interval: Interval | undefined,
): Temporal.ZonedDateTime | undefined {
  const unit = interval?.unit ?? 'Unknown';
  if (interval?.value !== undefined && SECONDS.has(unit)) return after(occurred, interval);
  return unit === 'Days' || (SECONDS.has(unit) && !TO_THE_DAY.has(unit)) ? undefined : occurred;
}

function after(
  start: Temporal.ZonedDateTime,
  interval: Interval | undefined,
): Temporal.ZonedDateTime | undefined {
  if (interval?.value === undefined || !TO_THE_DAY.has(interval.unit)) return undefined;
  if (interval.unit === 'Days' && Number.isInteger(interval.value))
    return start.add({ days: interval.value });
  return start.add({ seconds: Math.round(secondsOf(interval)) });
}

function dated(fact: DatedFact['fact'], at: Temporal.ZonedDateTime, from: string, note: string): DatedFact {
  return { fact, at: at.toString({ timeZoneName: 'never', smallestUnit: 'second' }), from, note };
}

type Time = { hour: number; minute: number; second: number };

/** `05:45:00 PM`, `03:00 AM`, `17:45`: the first is VERIS's own form, the others occur. */
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AP]M)?$/i;

function timeOfDay(written: unknown): Time | undefined {
  const [all, hours, minutes, seconds = '0', half] = timeParts(written);
  if (all === undefined) return undefined;
  const hour = half ? (Number(hours) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0) : Number(hours);
  return { hour, minute: Number(minutes), second: Number(seconds) };
}

function timeParts(written: unknown): (string | undefined)[] {
  return (typeof written === 'string' && TIME.exec(written)) || [];
}

function impossibleTime(written: unknown): Fault[] {
  const time = timeOfDay(written);
  if (!time) return [];
  const [, hours, , , half] = timeParts(written);
  const onTheClock = !half || (Number(hours) >= 1 && Number(hours) <= 12);
  return onTheClock && time.hour <= 23 && time.minute <= 59 && time.second <= 59
    ? []
    : [{ path: '/timeline/incident/time', message: 'There is no such time; write it as 05:45:00 PM.' }];
}

function unreadTime(written: unknown): Fault[] {
  return typeof written === 'string' && !timeOfDay(written)
    ? [
        {
          path: '/timeline/incident/time',
          message: 'Is not written as 05:45:00 PM; it is kept as it came and not read.',
        },
      ]
    : [];
}

function dayWithoutMonth(parts: unknown, path: string): Fault[] {
  return memberOf(parts, 'day') !== undefined && memberOf(parts, 'month') === undefined
    ? [{ path: `${path}/day`, message: 'A day without its month tells no date.' }]
    : [];
}

function instantText(written: unknown): string | undefined {
  try {
    return typeof written === 'string' ? Temporal.Instant.from(written).toString() : undefined;
  } catch {
    return undefined;
  }
}

function withoutAbsent<T extends object>(members: T): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}
