import { Temporal } from 'temporal-polyfill';
import type { Hours, Money } from '../notice-values.js';
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

/** German. Nouns after figures are alike in all cases, so that any preposition may stand before them. */
export const german: LanguageForms = {
  longDate,
  dateRange: (from, to) => twoDays(from, 'bis', to),
  dateBounds: (from, to) => twoDays(from, 'und dem', to),
  dateTime: (at) => `${longDate(at.toPlainDate())} um ${clock(at.toPlainTime())} Uhr`,
  timeOfDay: (at) => `${clock(at.toPlainTime())} Uhr`,
  number,
  people,
  peopleOf,
  relations: (codes) =>
    and([
      ...new Set(codes.length > 0 ? codes.map((code) => relationNouns[code] ?? 'Personen') : ['Personen']),
    ]),
  money,
  months: (count) =>
    count > 0 && count % 12 === 0
      ? counted(count / 12, 'ein', 'Jahr', 'Jahre')
      : counted(count, 'einen', 'Monat', 'Monate'),
  days: (count) => counted(count, 'einen', 'Tag', 'Tage'),
  withinDays: (count) => `innerhalb von ${counted(count, 'einem', 'Tag', 'Tagen')}`,
  hours,
  addressee: (name) => `Guten Tag ${name},`,
  and,
  or: (items) => listed(items, ', ', ' oder '),
  commas: (items) => items.join(', '),
  languageNames: (codes) => namesOfLanguages(codes, 'de'),
  affected: (state) =>
    state === 'certain' ? 'Ihre Daten sind darunter.' : 'Wir wissen noch nicht, ob Ihre Daten darunter sind.',
  dataLead: (state, act) => (state === 'certain' ? dataLeads[act] : 'Um diese Daten geht es:'),
  openPoint: ({ text, by }) => `${withoutStop(text)}. Wir berichten bis zum ${longDate(by)}.`,
  joint: spaceBetween,
};

const dataLeads: Record<DataAct, string> = {
  affected: 'Diese Daten über Sie sind betroffen:',
  copied: 'Diese Daten über Sie hat jemand kopiert:',
  shared: 'Diese Daten über Sie haben wir weitergegeben:',
};

const monthNames = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(
  ' ',
);
const smallNumbers = 'null ein zwei drei vier fünf sechs sieben acht neun zehn'.split(' ');
/** Of several; a single person is a person, of no gender. */
const relationNouns: Record<string, string> = {
  customer: 'Kundinnen und Kunden',
  employee: 'Personen aus der Belegschaft',
  patient: 'Patientinnen und Patienten',
  student: 'Lernende',
};
const currencyNouns: Record<string, string> = {
  EUR: 'Euro',
  GBP: 'Pfund',
  USD: 'Dollar',
  AUD: 'australische Dollar',
  CAD: 'kanadische Dollar',
  SGD: 'Singapur-Dollar',
  CHF: 'Franken',
  JPY: 'Yen',
  CNY: 'Yuan',
  INR: 'Rupien',
  KRW: 'Won',
  ZAR: 'Rand',
  BRL: 'Real',
};
const dayNames = { 'every-day': 'täglich', 'monday-to-friday': 'montags bis freitags' };

function longDate(day: Temporal.PlainDate): string {
  return `${day.day}. ${month(day)} ${day.year}`;
}

function twoDays(from: Temporal.PlainDate, joint: string, to: Temporal.PlainDate): string {
  if (from.equals(to)) return longDate(from);
  if (from.year !== to.year) return `${longDate(from)} ${joint} ${longDate(to)}`;
  return `${from.day}.${from.month === to.month ? '' : ` ${month(from)}`} ${joint} ${longDate(to)}`;
}

function number(amount: number, place: ReaderPlace): string {
  return figure(amount, 'de', place);
}

function people(count: number, place: ReaderPlace): string {
  return count === 1 ? '1 Person' : `${number(count, place)} Personen`;
}

function peopleOf(count: number, relations: readonly string[], place: ReaderPlace): string {
  const noun = relations.length === 1 && count !== 1 ? relationNouns[relations[0] ?? ''] : undefined;
  return noun === undefined ? people(count, place) : `${number(count, place)} ${noun}`;
}

function money(sum: Money, place: ReaderPlace): string {
  const { text } = moneyFigure(sum, 'de', place);
  const noun = currencyNouns[sum.currency];
  return noun === undefined ? `${sum.currency} ${text}` : `${text} ${noun}`;
}

function and(items: readonly string[]): string {
  return listed(items, ', ', ' und ');
}

function hours(open: Hours): string {
  if (open === 'around-the-clock') return 'rund um die Uhr';
  if (typeof open === 'string') return open;
  const [from, to] = [open.from, open.to].map((time) => clock(Temporal.PlainTime.from(time)));
  return `${dayNames[open.days]} von ${from} bis ${to} Uhr`;
}

function clock(time: Temporal.PlainTime): string {
  return `${time.hour}:${String(time.minute).padStart(2, '0')}`;
}

function month(day: Temporal.PlainDate): string {
  return monthNames[day.month - 1] ?? '';
}

function counted(count: number, one: string, noun: string, nouns: string): string {
  return count === 1 ? `${one} ${noun}` : `${smallNumbers[count] ?? String(count)} ${nouns}`;
}
