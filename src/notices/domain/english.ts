import { Temporal } from 'temporal-polyfill';
import type { Hours, Money, OpenPoint } from './notice-values.js';

/**
 * English words for values. Nothing here shortens, rounds or judges. Readers who live in the United States
 * get its order of dates and its clock.
 */
export interface EnglishReader {
  /** ISO 3166 code of where the reader lives, also with a part: `US-CA`. */
  country?: string;
}

const monthNames =
  'January February March April May June July August September October November December'.split(' ');
const smallNumbers = 'no one two three four five six seven eight nine ten'.split(' ');

export function longDate(day: Temporal.PlainDate, reader: EnglishReader): string {
  return american(reader) ? `${month(day)} ${day.day}, ${day.year}` : `${day.day} ${month(day)} ${day.year}`;
}

/** `14 to 16 November 2026`: what both days share is said once; the same day is said alone. */
export function dateRange(from: Temporal.PlainDate, to: Temporal.PlainDate, reader: EnglishReader): string {
  return twoDays(from, 'to', to, reader);
}

/** `14 and 16 November 2026`, for a sentence that starts with "between". */
export function dateBounds(from: Temporal.PlainDate, to: Temporal.PlainDate, reader: EnglishReader): string {
  return twoDays(from, 'and', to, reader);
}

function twoDays(
  from: Temporal.PlainDate,
  joint: string,
  to: Temporal.PlainDate,
  reader: EnglishReader,
): string {
  if (from.equals(to)) return longDate(from, reader);
  if (from.year !== to.year) return `${longDate(from, reader)} ${joint} ${longDate(to, reader)}`;
  const sameMonth = from.month === to.month;
  if (american(reader) && sameMonth) return `${month(from)} ${from.day} ${joint} ${to.day}, ${to.year}`;
  if (american(reader)) return `${month(from)} ${from.day} ${joint} ${longDate(to, reader)}`;
  return `${from.day}${sameMonth ? '' : ` ${month(from)}`} ${joint} ${longDate(to, reader)}`;
}

export function dateTime(at: Temporal.PlainDateTime, reader: EnglishReader): string {
  return `${longDate(at.toPlainDate(), reader)} at ${timeOfDay(at, reader)}`;
}

export function timeOfDay(at: Temporal.PlainDateTime, reader: EnglishReader): string {
  return clock(at.toPlainTime(), reader);
}

export function number(amount: number): string {
  return group(String(amount));
}

export function people(count: number): string {
  return count === 1 ? '1 person' : `${number(count)} people`;
}

const relationNouns: Record<string, [one: string, many: string]> = {
  customer: ['customer', 'customers'],
  employee: ['employee', 'employees'],
  patient: ['patient', 'patients'],
  student: ['student', 'students'],
};

/** `48,213 customers` where all of them stand in one relation that has a word, `people` otherwise. */
export function peopleOf(count: number, relations: readonly string[]): string {
  const nouns = relations.length === 1 ? relationNouns[relations[0] ?? ''] : undefined;
  return nouns ? `${number(count)} ${count === 1 ? nouns[0] : nouns[1]}` : people(count);
}

const currencyNouns: Record<string, [one: string, many: string]> = {
  EUR: ['euro', 'euro'],
  GBP: ['pound', 'pounds'],
  USD: ['dollar', 'dollars'],
  AUD: ['Australian dollar', 'Australian dollars'],
  CAD: ['Canadian dollar', 'Canadian dollars'],
  SGD: ['Singapore dollar', 'Singapore dollars'],
  CHF: ['Swiss franc', 'Swiss francs'],
  JPY: ['yen', 'yen'],
  KRW: ['won', 'won'],
  ZAR: ['rand', 'rand'],
  BRL: ['real', 'reais'],
};

/** `61,480 euro`; cents are said only where there are any; a currency without a word keeps its code. */
export function money({ amount, currency }: Money): string {
  const [whole = '0', cents = ''] = amount.split('.');
  const hasCents = Number(cents) > 0;
  const figure = group(whole) + (hasCents ? `.${cents.padEnd(2, '0')}` : '');
  const nouns = currencyNouns[currency];
  if (!nouns) return `${currency} ${figure}`;
  return `${figure} ${whole === '1' && !hasCents ? nouns[0] : nouns[1]}`;
}

export function list(items: readonly string[], conjunction = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`;
}

const dayNames = { 'every-day': 'every day', 'monday-to-friday': 'Monday to Friday' };

export function hours(open: Hours, reader: EnglishReader): string {
  if (open === 'around-the-clock') return 'day and night';
  if (typeof open === 'string') return open;
  const [from, to] = [open.from, open.to].map((time) => clock(Temporal.PlainTime.from(time), reader));
  return `${dayNames[open.days]} from ${from} to ${to}`;
}

/** `two years`, `18 months`, `one month`. */
export function months(count: number): string {
  if (count > 0 && count % 12 === 0) return counted(count / 12, 'year');
  return counted(count, 'month');
}

export function days(count: number): string {
  return counted(count, 'day');
}

/** The name as the person wrote it: no title, no gender, no order is guessed. */
export function addressee(name: string): string {
  return `Dear ${name},`;
}

/** Languages in their English names, without the script. */
export function languageNames(codes: readonly string[]): string[] {
  const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });
  return codes.map((code) => names.of(code.split('-')[0] ?? code) ?? code);
}

export function openPoint({ text, by }: OpenPoint, reader: EnglishReader): string {
  return `${text.replace(/\.$/, '')}. We report by ${longDate(by, reader)}.`;
}

export function affected(state: string): string {
  return state === 'certain'
    ? 'Your data are among them.'
    : 'We do not know yet whether your data are among them.';
}

function american({ country }: EnglishReader): boolean {
  return country?.slice(0, 2) === 'US';
}

function clock(time: Temporal.PlainTime, reader: EnglishReader): string {
  const minute = String(time.minute).padStart(2, '0');
  if (!american(reader)) return `${time.hour}:${minute}`;
  return `${time.hour % 12 || 12}:${minute} ${time.hour < 12 ? 'a.m.' : 'p.m.'}`;
}

function month(day: Temporal.PlainDate): string {
  return monthNames[day.month - 1] ?? '';
}

function counted(count: number, noun: string): string {
  return `${smallNumbers[count] ?? number(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function group(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
