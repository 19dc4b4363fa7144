import { Temporal } from 'temporal-polyfill';
import type { Hours, Money } from '../notice-values.js';
import { figure, isWholeMillions, moneyFigure } from './figures.js';
import {
  namesOfLanguages,
  spaceBetween,
  withoutStop,
  type DataAct,
  type LanguageForms,
  type ReaderPlace,
} from './language-forms.js';

/** Spanish. */
export const spanish: LanguageForms = {
  longDate,
  dateRange: (from, to) => twoDays(from, 'al', to),
  dateBounds: (from, to) => twoDays(from, 'y el', to),
  dateTime: (at) => `${longDate(at.toPlainDate())} a ${timeOfDay(at)}`,
  timeOfDay,
  number,
  people: (count, place) => countedPeople(count, ['persona', 'personas'], place),
  peopleOf: (count, relations, place) =>
    countedPeople(
      count,
      (relations.length === 1 && relationNouns[relations[0] ?? '']) || ['persona', 'personas'],
      place,
    ),
  relations: (codes) =>
    and([
      ...new Set(
        codes.length > 0 ? codes.map((code) => relationNouns[code]?.[1] ?? 'personas') : ['personas'],
      ),
    ]),
  money,
  months: (count) =>
    count > 0 && count % 12 === 0 ? counted(count / 12, 'año', 'años') : counted(count, 'mes', 'meses'),
  days: (count) => counted(count, 'día', 'días'),
  withinDays: (count) => `en un plazo de ${counted(count, 'día', 'días')}`,
  hours,
  addressee: (name) => `Hola, ${name}:`,
  and,
  or: (items) => listedWith(items, startsWithO(items.at(-1) ?? '') ? ' u ' : ' o '),
  commas: (items) => items.join(', '),
  languageNames: (codes) => namesOfLanguages(codes, 'es'),
  affected: (state) =>
    state === 'certain' ? 'Sus datos están entre ellos.' : 'Aún no sabemos si sus datos están entre ellos.',
  dataLead: (state, act) => (state === 'certain' ? dataLeads[act] : 'Estos son los datos en cuestión:'),
  openPoint: ({ text, by }) => `${withoutStop(text)}. Le informamos a más tardar el ${longDate(by)}.`,
  joint: spaceBetween,
};

const dataLeads: Record<DataAct, string> = {
  affected: 'Estos datos sobre usted están afectados:',
  copied: 'Copiaron estos datos sobre usted:',
  shared: 'Entregamos estos datos sobre usted:',
};

const monthNames =
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ');
const smallNumbers = 'cero un dos tres cuatro cinco seis siete ocho nueve diez'.split(' ');
const relationNouns: Record<string, [one: string, many: string]> = {
  customer: ['cliente', 'clientes'],
  employee: ['miembro del personal', 'miembros del personal'],
  patient: ['paciente', 'pacientes'],
  student: ['estudiante', 'estudiantes'],
};
const currencyNouns: Record<string, [one: string, many: string]> = {
  EUR: ['euro', 'euros'],
  GBP: ['libra', 'libras'],
  USD: ['dólar', 'dólares'],
  AUD: ['dólar australiano', 'dólares australianos'],
  CAD: ['dólar canadiense', 'dólares canadienses'],
  SGD: ['dólar de Singapur', 'dólares de Singapur'],
  CHF: ['franco suizo', 'francos suizos'],
  JPY: ['yen', 'yenes'],
  CNY: ['yuan', 'yuanes'],
  INR: ['rupia', 'rupias'],
  KRW: ['won', 'wones'],
  ZAR: ['rand', 'rands'],
  BRL: ['real', 'reales'],
};
const dayNames = { 'every-day': 'todos los días', 'monday-to-friday': 'de lunes a viernes' };

function longDate(day: Temporal.PlainDate): string {
  return `${day.day} de ${month(day)} de ${day.year}`;
}

function twoDays(from: Temporal.PlainDate, joint: string, to: Temporal.PlainDate): string {
  if (from.equals(to)) return longDate(from);
  if (from.year !== to.year) return `${longDate(from)} ${joint} ${longDate(to)}`;
  return `${from.day}${from.month === to.month ? '' : ` de ${month(from)}`} ${joint} ${longDate(to)}`;
}

/** With its article: "las 19:20", "la 1:05". */
function timeOfDay(at: Temporal.PlainDateTime): string {
  return `${at.hour === 1 ? 'la' : 'las'} ${clock(at.toPlainTime())}`;
}

function number(amount: number, place: ReaderPlace): string {
  return figure(amount, 'es', place);
}

function countedPeople(count: number, [one, many]: readonly [string, string], place: ReaderPlace): string {
  if (count === 1) return `1 ${one}`;
  return `${number(count, place)} ${isWholeMillions(count) ? 'de ' : ''}${many}`;
}

function money(sum: Money, place: ReaderPlace): string {
  const { text, isWhole, whole } = moneyFigure(sum, 'es', place);
  const nouns = currencyNouns[sum.currency];
  if (!nouns) return `${text} ${sum.currency}`;
  if (isWhole && whole === 1n) return `${text} ${nouns[0]}`;
  return `${text} ${isWhole && isWholeMillions(whole) ? 'de ' : ''}${nouns[1]}`;
}

function and(items: readonly string[]): string {
  return listedWith(items, startsWithI(items.at(-1) ?? '') ? ' e ' : ' y ');
}

function listedWith(items: readonly string[], beforeLast: string): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')}${beforeLast}${items.at(-1)}`;
}

/** "e" stands before the sound i, not before a diphthong: "e inglés", but "y hielo". */
function startsWithI(word: string): boolean {
  return /^h?[ií](?![aeo])/i.test(word);
}

/** "u" stands before the sound o, also where a figure is read so: 8, 80, 11. */
function startsWithO(word: string): boolean {
  return /^(h?[oó]|8|11(?!\d))/i.test(word);
}

function hours(open: Hours): string {
  if (open === 'around-the-clock') return 'las 24 horas del día';
  if (typeof open === 'string') return open;
  const [from, to] = [open.from, open.to].map((time) => clock(Temporal.PlainTime.from(time)));
  return `${dayNames[open.days]} de ${from} a ${to}`;
}

function clock(time: Temporal.PlainTime): string {
  return `${time.hour}:${String(time.minute).padStart(2, '0')}`;
}

function month(day: Temporal.PlainDate): string {
  return monthNames[day.month - 1] ?? '';
}

function counted(count: number, one: string, many: string): string {
  return `${smallNumbers[count] ?? String(count)} ${count === 1 ? one : many}`;
}
