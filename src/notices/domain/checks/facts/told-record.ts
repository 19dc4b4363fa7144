import { Temporal } from 'temporal-polyfill';
import type { IncidentFacts } from '../../../../incidents/domain/incident-facts.js';
import type { NoticeValue } from '../../notice-values.js';
import type { CheckedNotice } from '../checked-notice.js';
import type { CheckGround } from '../check-rule.js';
import type { FactWords } from '../../../../catalogue/domain/fact-words.js';
import { readFigures } from './read-figures.js';
import type { Figures, FoundSum, WrittenDay } from './figures.js';
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
  const languages = [...new Set([factWordsOf(notice.locale, ground), factWordsOf('en', ground)])].filter(
    (words): words is FactWords => words !== null,
  );
  const figuresOf = (text: string) => languages.map((words) => readFigures(text, words));
  const given = Object.entries(values).filter(
    (entry): entry is [string, NoticeValue] => entry[1] !== undefined && !isFact(entry[0]),
  );
  const texts = [...commitments.map(({ text }) => text), ...given.flatMap(([, value]) => textsIn(value))];
  const read: Figures[] = texts.flatMap(figuresOf);
  const of = (...names: string[]) => names.flatMap((name) => daysOf(values[name]));
  const told = {
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
  const written = read.flatMap(({ days }) => days.flatMap((day) => plainDate(day, notice.noticeDate)));
  const people = peopleByFacts(facts);
  const numberValues = Object.values(values).filter((value): value is number => typeof value === 'number');
  return {
    ...told,
    days: [
      ...told.occurred,
      ...told.found,
      ...told.contained,
      ...instantsOf(facts).flatMap(instantDays),
      ...Object.values(values).flatMap(daysOf),
      ...commitments.flatMap(({ due }) => isoDay(due)),
      ...isoDay(notice.noticeDate),
      ...written,
    ],
    times: new Set([...instantsOf(facts).flatMap(instantTimes), ...Object.values(values).flatMap(timesOf)]),
    people,
    numbers: new Set([
      ...people,
      ...numberValues,
      ...read.flatMap((figures) => figures.people.map((one) => one.people)),
      ...texts.flatMap(bareNumbers),
    ]),
    sums: [...Object.values(values).flatMap(sumsOf), ...read.flatMap(({ sums }) => sums)],
    phones: [
      ...['organisation.phone', 'records.phone'].flatMap((name) => phoneOf(values[name])),
      ...read.flatMap(({ phones }) => phones.map(({ value }) => value)),
    ],
    durations: [
      ...read.flatMap(({ durations }) => durations),
      ...dayCounts.flatMap((name) =>
        typeof values[name] === 'number' ? [{ amount: values[name], unit: 'day' }] : [],
      ),
      ...(typeof values['help.months'] === 'number' ? monthsOf(values['help.months']) : []),
    ],
    hasRecords: given.length > 0 || commitments.length > 0,
  };
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

function daysOf(value: NoticeValue | undefined): Day[] {
  if (value instanceof Temporal.PlainDate) return [value];
  if (value instanceof Temporal.PlainDateTime) return [value.toPlainDate()];
  if (!Array.isArray(value)) return [];
  return (value as readonly unknown[]).flatMap((one) =>
    typeof one === 'object' && one !== null && 'by' in one && one.by instanceof Temporal.PlainDate
      ? [one.by]
      : [],
  );
}

function timesOf(value: NoticeValue | undefined): number[] {
  return value instanceof Temporal.PlainDateTime ? [value.hour * 60 + value.minute] : [];
}

function sumsOf(value: NoticeValue | undefined): Pick<FoundSum, 'amount' | 'currency'>[] {
  if (typeof value !== 'object' || !('amount' in value)) return [];
  const { amount, currency } = value as { amount: string; currency: string };
  const [whole = '0', cents = ''] = amount.split('.');
  const decimals = cents.replace(/0+$/u, '');
  return [{ amount: decimals === '' ? whole : `${whole}.${decimals}`, currency }];
}

function textsIn(value: NoticeValue): string[] {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return [];
  return (value as readonly unknown[]).flatMap((one) => {
    if (typeof one === 'string') return [one];
    return typeof one === 'object' && one !== null && 'text' in one && typeof one.text === 'string'
      ? [one.text]
      : [];
  });
}

function bareNumbers(text: string): number[] {
  return [...text.matchAll(/(?<![\d.,-])\d{1,9}(?![\d.,-]\d)/gu)].map(({ 0: number }) => Number(number));
}

function phoneOf(value: NoticeValue | undefined): string[] {
  if (typeof value !== 'string') return [];
  const digits = value.replace(/\D/gu, '');
  return digits.length < 5 ? [] : [`${value.trim().startsWith('+') ? '+' : ''}${digits}`];
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
