import { Temporal } from 'temporal-polyfill';
import type { Hours, Money, OpenPoint } from '../notice-values.js';
import { figure, moneyFigure } from './figures.js';
import {
  listed,
  namesOfLanguages,
  spaceBetween,
  withoutStop,
  type DataAct,
  type LanguageForms,
  type ReaderPlace,
} from './language-forms.js';

/** English. Readers who live in the United States get its order of dates and its clock. */
export const english: LanguageForms = {
  longDate,
  dateRange: (from, to, place) => twoDays(from, 'to', to, place),
  dateBounds: (from, to, place) => twoDays(from, 'and', to, place),
  dateTime: (at, place) => `${longDate(at.toPlainDate(), place)} at ${clock(at.toPlainTime(), place)}`,
  timeOfDay: (at, place) => clock(at.toPlainTime(), place),
  number,
  people,
  peopleOf,
  relations: (codes) =>
    and([
      ...new Set(codes.length > 0 ? codes.map((code) => relationNouns[code]?.[1] ?? 'people') : ['people']),
    ]),
  money,
  months: (count) => (count > 0 && count % 12 === 0 ? counted(count / 12, 'year') : counted(count, 'month')),
  days: (count) => counted(count, 'day'),
  withinDays: (count) => `within ${counted(count, 'day')}`,
  hours,
  addressee: (name) => `Dear ${name},`,
  and,
  or: (items) => listed(items, ', ', ' or '),
  commas: (items) => items.join(', '),
  languageNames: (codes) => namesOfLanguages(codes, 'en'),
  affected: (state) =>
    state === 'certain'
      ? 'Your data are among them.'
      : 'We do not know yet whether your data are among them.',
  dataLead: (state, act) => (state === 'certain' ? dataLeads[act] : 'These are the data in question:'),
  openPoint: ({ text, by }: OpenPoint, place) => `${withoutStop(text)}. We report by ${longDate(by, place)}.`,
  joint: spaceBetween,
};

const dataLeads: Record<DataAct, string> = {
  affected: 'These data about you are affected:',
  copied: 'They copied these data about you:',
  shared: 'We passed on these data about you:',
};

const monthNames =
  'January February March April May June July August September October November December'.split(' ');
const smallNumbers = 'no one two three four five six seven eight nine ten'.split(' ');
const relationNouns: Record<string, [one: string, many: string]> = {
  customer: ['customer', 'customers'],
  employee: ['employee', 'employees'],
  patient: ['patient', 'patients'],
  student: ['student', 'students'],
};
const currencyNouns: Record<string, [one: string, many: string]> = {
  EUR: ['euro', 'euro'],
  GBP: ['pound', 'pounds'],
  USD: ['dollar', 'dollars'],
  AUD: ['Australian dollar', 'Australian dollars'],
  CAD: ['Canadian dollar', 'Canadian dollars'],
  SGD: ['Singapore dollar', 'Singapore dollars'],
  CHF: ['Swiss franc', 'Swiss francs'],
  JPY: ['yen', 'yen'],
  CNY: ['yuan', 'yuan'],
  INR: ['rupee', 'rupees'],
  KRW: ['won', 'won'],
  ZAR: ['rand', 'rand'],
  BRL: ['real', 'reais'],
};
const dayNames = { 'every-day': 'every day', 'monday-to-friday': 'Monday to Friday' };

function longDate(day: Temporal.PlainDate, place: ReaderPlace): string {
  return american(place) ? `${month(day)} ${day.day}, ${day.year}` : `${day.day} ${month(day)} ${day.year}`;
}

function twoDays(
  from: Temporal.PlainDate,
  joint: string,
  to: Temporal.PlainDate,
  place: ReaderPlace,
): string {
  if (from.equals(to)) return longDate(from, place);
  if (from.year !== to.year) return `${longDate(from, place)} ${joint} ${longDate(to, place)}`;
  const sameMonth = from.month === to.month;
  if (american(place) && sameMonth) return `${month(from)} ${from.day} ${joint} ${to.day}, ${to.year}`;
  if (american(place)) return `${month(from)} ${from.day} ${joint} ${longDate(to, place)}`;
  return `${from.day}${sameMonth ? '' : ` ${month(from)}`} ${joint} ${longDate(to, place)}`;
}

function number(amount: number, place: ReaderPlace): string {
  return figure(amount, 'en', place);
}

function people(count: number, place: ReaderPlace): string {
  return count === 1 ? '1 person' : `${number(count, place)} people`;
}

function peopleOf(count: number, relations: readonly string[], place: ReaderPlace): string {
  const nouns = relations.length === 1 ? relationNouns[relations[0] ?? ''] : undefined;
  return nouns ? `${number(count, place)} ${count === 1 ? nouns[0] : nouns[1]}` : people(count, place);
}

function money(sum: Money, place: ReaderPlace): string {
  const { text, isWhole, whole } = moneyFigure(sum, 'en', place);
  const nouns = currencyNouns[sum.currency];
  if (!nouns) return `${sum.currency} ${text}`;
  return `${text} ${isWhole && whole === 1n ? nouns[0] : nouns[1]}`;
}

function and(items: readonly string[]): string {
  return listed(items, ', ', ' and ');
}

function hours(open: Hours, place: ReaderPlace): string {
  if (open === 'around-the-clock') return 'day and night';
  if (typeof open === 'string') return open;
  const [from, to] = [open.from, open.to].map((time) => clock(Temporal.PlainTime.from(time), place));
  return `${dayNames[open.days]} from ${from} to ${to}`;
}

function american({ country }: ReaderPlace): boolean {
  return country?.slice(0, 2) === 'US';
}

function clock(time: Temporal.PlainTime, place: ReaderPlace): string {
  const minute = String(time.minute).padStart(2, '0');
  if (!american(place)) return `${time.hour}:${minute}`;
  return `${time.hour % 12 || 12}:${minute} ${time.hour < 12 ? 'a.m.' : 'p.m.'}`;
}

function month(day: Temporal.PlainDate): string {
  return monthNames[day.month - 1] ?? '';
}

function counted(count: number, noun: string): string {
  return `${smallNumbers[count] ?? String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
