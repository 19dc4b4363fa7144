import { Temporal } from 'temporal-polyfill';
import type { Hours, Money } from '../notice-values.js';
import { figure, isWholeMillions, moneyFigure } from './figures.js';
import {
  listed,
  namesOfLanguages,
  spaceBetween,
  withoutStop,
  type DataAct,
  type LanguageForms,
  type ReaderPlace,
} from './language-forms.js';

/** French, with the no-break spaces of its clock. Nothing and one are singular. */
export const french: LanguageForms = {
  longDate,
  dateRange: (from, to) => twoDays(from, 'au', to),
  dateBounds: (from, to) => twoDays(from, 'et le', to),
  dateTime: (at) => `${longDate(at.toPlainDate())} à ${clock(at.toPlainTime())}`,
  timeOfDay: (at) => clock(at.toPlainTime()),
  number,
  people: (count, place) => countedPeople(count, ['personne', 'personnes'], place),
  peopleOf: (count, relations, place) =>
    countedPeople(
      count,
      (relations.length === 1 && relationNouns[relations[0] ?? '']) || ['personne', 'personnes'],
      place,
    ),
  relations: (codes) =>
    and([
      ...new Set(
        codes.length > 0 ? codes.map((code) => relationNouns[code]?.[1] ?? 'personnes') : ['personnes'],
      ),
    ]),
  money,
  months: (count) =>
    count > 0 && count % 12 === 0 ? counted(count / 12, 'an', 'ans') : counted(count, 'mois', 'mois'),
  days: (count) => counted(count, 'jour', 'jours'),
  withinDays: (count) => `sous ${counted(count, 'jour', 'jours')}`,
  hours,
  addressee: (name) => `Bonjour ${name},`,
  and,
  or: (items) => listed(items, ', ', ' ou '),
  commas: (items) => items.join(', '),
  languageNames: (codes) => namesOfLanguages(codes, 'fr'),
  affected: (state) =>
    state === 'certain'
      ? 'Vos données en font partie.'
      : 'Nous ne savons pas encore si vos données en font partie.',
  dataLead: (state, act) => (state === 'certain' ? dataLeads[act] : 'Voici les données en cause :'),
  openPoint: ({ text, by }) =>
    `${withoutStop(text)}. Nous vous en rendrons compte le ${longDate(by)} au plus tard.`,
  joint: spaceBetween,
};

const dataLeads: Record<DataAct, string> = {
  affected: 'Ces données vous concernant sont touchées :',
  copied: 'Cette personne a copié ces données vous concernant :',
  shared: 'Nous avons transmis ces données vous concernant :',
};

const monthNames =
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');
const smallNumbers = 'zéro un deux trois quatre cinq six sept huit neuf dix'.split(' ');
const relationNouns: Record<string, [one: string, many: string]> = {
  customer: ['client', 'clients'],
  employee: ['membre du personnel', 'membres du personnel'],
  patient: ['patient', 'patients'],
  student: ['élève', 'élèves et étudiants'],
};
const currencyNouns: Record<string, [one: string, many: string]> = {
  EUR: ['euro', 'euros'],
  GBP: ['livre sterling', 'livres sterling'],
  USD: ['dollar', 'dollars'],
  AUD: ['dollar australien', 'dollars australiens'],
  CAD: ['dollar canadien', 'dollars canadiens'],
  SGD: ['dollar de Singapour', 'dollars de Singapour'],
  CHF: ['franc suisse', 'francs suisses'],
  JPY: ['yen', 'yens'],
  CNY: ['yuan', 'yuans'],
  INR: ['roupie', 'roupies'],
  KRW: ['won', 'wons'],
  ZAR: ['rand', 'rands'],
  BRL: ['real', 'reais'],
};
const dayNames = { 'every-day': 'tous les jours', 'monday-to-friday': 'du lundi au vendredi' };

function longDate(day: Temporal.PlainDate): string {
  return `${dayNumber(day)} ${month(day)} ${day.year}`;
}

function twoDays(from: Temporal.PlainDate, joint: string, to: Temporal.PlainDate): string {
  if (from.equals(to)) return longDate(from);
  if (from.year !== to.year) return `${longDate(from)} ${joint} ${longDate(to)}`;
  return `${dayNumber(from)}${from.month === to.month ? '' : ` ${month(from)}`} ${joint} ${longDate(to)}`;
}

function number(amount: number, place: ReaderPlace): string {
  return figure(amount, 'fr', place);
}

function countedPeople(count: number, [one, many]: readonly [string, string], place: ReaderPlace): string {
  if (count < 2) return `${count} ${one}`;
  return `${number(count, place)} ${isWholeMillions(count) ? of(many) : ''}${many}`;
}

function money(sum: Money, place: ReaderPlace): string {
  const { text, isWhole, whole } = moneyFigure(sum, 'fr', place);
  const nouns = currencyNouns[sum.currency];
  if (!nouns) return `${text}\u00A0${sum.currency}`;
  const noun = whole < 2n ? nouns[0] : nouns[1];
  return `${text} ${isWhole && isWholeMillions(whole) ? of(noun) : ''}${noun}`;
}

function of(noun: string): string {
  return /^[aeéiou]/.test(noun) ? 'd’' : 'de ';
}

function and(items: readonly string[]): string {
  return listed(items, ', ', ' et ');
}

function hours(open: Hours): string {
  if (open === 'around-the-clock') return 'jour et nuit';
  if (typeof open === 'string') return open;
  const [from, to] = [open.from, open.to].map((time) => clock(Temporal.PlainTime.from(time)));
  return `${dayNames[open.days]} de ${from} à ${to}`;
}

/** `19 h 20`, not to be broken at the end of a line. */
function clock(time: Temporal.PlainTime): string {
  return `${time.hour}\u00A0h\u00A0${String(time.minute).padStart(2, '0')}`;
}

function dayNumber({ day }: Temporal.PlainDate): string {
  return day === 1 ? '1er' : String(day);
}

function month(day: Temporal.PlainDate): string {
  return monthNames[day.month - 1] ?? '';
}

function counted(count: number, one: string, many: string): string {
  return `${smallNumbers[count] ?? String(count)} ${count < 2 ? one : many}`;
}
