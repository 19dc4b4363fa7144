import { Temporal } from 'temporal-polyfill';
import type { IncidentFacts } from '../../../../incidents/domain/incident-facts.js';
import type { NoticeValue, NoticeValues } from '../../notice-values.js';
import type { CheckedNotice } from '../checked-notice.js';
import type { CheckGround } from '../check-rule.js';
import type { FactWords } from '../../../../catalogue/domain/fact-words.js';
import { readFigures } from './read-figures.js';
import type { Figures, FoundSum, WrittenDay } from './figures.js';
import { daysOf, phoneOf, sumsOf, textsIn, timesOf } from './value-figures.js';
import { factWordsOf } from './words-of-language.js';

/** A day on the calendar, and which facts or records name it. */
type Day = Temporal.PlainDate;

/** What is known about an incident beside its text, in figures: facts, values of fields, commitments, records. */
export interface ToldRecord {
  occurred: readonly Day[];
  /** Found, and sure of it. */
  found: readonly Day[];
  contained: readonly Day[];
  /** All of the above, and every other day that a fact, a value or a commitment names. */
  days: readonly Day[];
  /** Minutes from midnight of every instant that is known. */
  times: ReadonlySet<number>;
  /** Numbers of people by the facts. */
  people: ReadonlySet<number>;
  /** Every number that is known, whatever it counts. */
  numbers: ReadonlySet<number>;
  sums: readonly Pick<FoundSum, 'amount' | 'currency'>[];
  phones: readonly string[];
  durations: readonly { amount: number; unit: string }[];
  /** More than the facts is known: values that people gave, commitments. Without it, nothing can be said of them. */
  hasRecords: boolean;
}

const made = new WeakMap<CheckedNotice, ToldRecord>();

/** Gathered once for each notice. */
export function toldRecord(notice: CheckedNotice, ground: Pick<CheckGround, 'factWords'>): ToldRecord {
  const known = made.get(notice);
  if (known) return known;
  const record = gather(notice, ground);
  made.set(notice, record);
  return record;
}

/** The day as written is one of these; a part that is left out fits any. */
export function isAmong(written: WrittenDay, days: readonly Day[]): boolean {
  return days.some(
    ({ year, month, day }) =>
      month === written.month &&
      (written.day === null || day === written.day) &&
      (written.year === null || year === written.year),
  );
}

function gather(notice: CheckedNotice, ground: Pick<CheckGround, 'factWords'>): ToldRecord {
  const { facts, values, commitments } = notice;
  const given = givenValues(values);
  const texts = [...commitments.map(({ text }) => text), ...given.flatMap(textsIn)];
  const languages = languagesOf(notice, ground);
  const read: Figures[] = texts.flatMap((text) => languages.map((words) => readFigures(text, words)));
  const people = peopleByFacts(facts);
  const every = Object.values(values);
  return {
    ...courseDays(notice),
    days: [
      ...namedDays(notice),
      ...read.flatMap(({ days }) => days.flatMap((day) => plainDate(day, notice.noticeDate))),
    ],
    times: new Set([...instantsOf(facts).flatMap(instantTimes), ...every.flatMap(timesOf)]),
    people,
    numbers: new Set([
      ...people,
      ...every.filter((value): value is number => typeof value === 'number'),
      ...read.flatMap((figures) => figures.people.map((one) => one.people)),
      ...texts.flatMap(bareNumbers),
    ]),
    sums: [...every.flatMap(sumsOf), ...read.flatMap(({ sums }) => sums)],
    phones: [
      ...['organisation.phone', 'records.phone'].flatMap((name) => phoneOf(values[name])),
      ...read.flatMap(({ phones }) => phones.map(({ value }) => value)),
    ],
    durations: [...read.flatMap(({ durations }) => durations), ...agreedTerms(values)],
    hasRecords: given.length > 0 || commitments.length > 0,
  };
}

/** Words of people may stand in the language of the notice or in English. */
function languagesOf({ locale }: CheckedNotice, ground: Pick<CheckGround, 'factWords'>): FactWords[] {
  const known = new Set([factWordsOf(locale, ground), factWordsOf('en', ground)]);
  return [...known].filter((words): words is FactWords => words !== null);
}

/** What people gave beside facts and profile. */
function givenValues(values: NoticeValues): NoticeValue[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined || isFact(name) ? [] : [value],
  );
}

/** Days of the course of the incident, by the facts and by the fields that repeat them. */
function courseDays({ facts, values }: CheckedNotice): Pick<ToldRecord, 'occurred' | 'found' | 'contained'> {
  const of = (...names: string[]) => names.flatMap((name) => daysOf(values[name]));
  return {
    occurred: [...instantDays(facts.occurredAt), ...of('incident.occurredAt')],
    found: [
      ...instantDays(facts.discoveredAt),
      ...instantDays(facts.awareAt),
      ...instantDays(facts.determinedAt),
      ...of('incident.discoveredAt', 'incident.awareAt'),
    ],
    contained: [
      ...instantDays(facts.containedAt),
      ...of('incident.containedAt', 'incident.occurredUntil', 'fix.closedAt'),
    ],
  };
}

/** Every day that facts, values, commitments and the day of sending are or name; those of the course are among them. */
function namedDays({ facts, values, commitments, noticeDate }: CheckedNotice): Day[] {
  return [
    ...instantsOf(facts).flatMap(instantDays),
    ...Object.values(values).flatMap(daysOf),
    ...commitments.flatMap(({ due }) => isoDay(due)),
    ...isoDay(noticeDate),
  ];
}

/** Lengths of time that a field holds as a number. */
function agreedTerms(values: NoticeValues): { amount: number; unit: string }[] {
  const months = values['help.months'];
  return [
    ...dayCounts.flatMap((name) => {
      const amount = values[name];
      return typeof amount === 'number' ? [{ amount, unit: 'day' }] : [];
    }),
    ...(typeof months === 'number' ? monthsOf(months) : []),
  ];
}

const dayCounts = ['payback.answerDays', 'payback.payDays', 'control.eraseDays', 'records.claimAnswerDays'];

function monthsOf(months: number) {
  const inYears = months % 12 === 0 ? [{ amount: months / 12, unit: 'year' }] : [];
  return [{ amount: months, unit: 'month' }, ...inYears];
}

/** Names of fields that repeat facts and profile: they do not tell that records are known. */
function isFact(name: string): boolean {
  return /^(?:incident\.(?:reference|occurred|discovered|aware|contained|people|relations|cause)|organisation\.|recipient\.|notice\.|authority\.)/u.test(
    name,
  );
}

function peopleByFacts({ affected }: IncidentFacts): Set<number> {
  const counts = Object.values(affected?.byJurisdiction ?? {}).filter(
    (count): count is number => count !== null,
  );
  const all = [...counts, ...(affected?.total === undefined ? [] : [affected.total])];
  const sum = counts.reduce((total, count) => total + count, 0);
  return new Set(counts.length > 0 && affected?.total === undefined ? [...all, sum] : all);
}

function instantsOf(facts: IncidentFacts): string[] {
  return Object.entries(facts).flatMap(([name, value]) =>
    name.endsWith('At') && typeof value === 'string' ? [value] : [],
  );
}

/** The day by the clock that the fact was written by, and by UTC. */
function instantDays(instant: string | undefined): Day[] {
  if (instant === undefined) return [];
  return clocks(instant).map((at) => at.toPlainDate());
}

function instantTimes(instant: string): number[] {
  return clocks(instant).map(({ hour, minute }) => hour * 60 + minute);
}

function clocks(instant: string): Temporal.PlainDateTime[] {
  try {
    const local = Temporal.PlainDateTime.from(instant.replace(/(?:Z|[+-]\d\d:\d\d)$/u, ''));
    return [local, Temporal.Instant.from(instant).toZonedDateTimeISO('UTC').toPlainDateTime()];
  } catch {
    return [];
  }
}

function bareNumbers(text: string): number[] {
  return [...text.matchAll(/(?<![\d.,-])\d{1,9}(?![\d.,-]\d)/gu)].map(({ 0: number }) => Number(number));
}

function isoDay(text: string | null): Day[] {
  if (text === null) return [];
  try {
    return [Temporal.PlainDate.from(text)];
  } catch {
    return [];
  }
}

/** Without a year: the one nearest to the day of sending. */
function plainDate({ year, month, day }: WrittenDay, sent: string | null): Day[] {
  if (day === null) return [];
  const [at] = isoDay(sent);
  const years = year !== null ? [year] : at ? [at.year - 1, at.year, at.year + 1] : [];
  const days = years.flatMap((one) => dayIn(one, month, day));
  const away = (one: Day) => (at ? Math.abs(at.until(one).days) : 0);
  return days.sort((one, other) => away(one) - away(other)).slice(0, 1);
}

function dayIn(year: number, month: number, day: number): Day[] {
  try {
    return [Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })];
  } catch {
    return [];
  }
}
