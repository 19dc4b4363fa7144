import type { Temporal } from 'temporal-polyfill';
import type { Hours, Money, OpenPoint } from '../notice-values.js';

/** Where the readers live: decides the order of dates, the clock and how figures are written, never the words. */
export interface ReaderPlace {
  /** ISO 3166 code, also with a part: `US-CA`. */
  country?: string;
}

/** What befell data: `affected` where no more can be said. */
export type DataAct = 'affected' | 'copied' | 'shared';

/**
 * How a language says values inside a sentence. Nothing here shortens, rounds or judges: every figure that goes in
 * comes out. Each form fits the words named here before it, so that a template need not know the value.
 */
export interface LanguageForms {
  /** en "on …", de "am …", fr "le …", es "el …". */
  longDate(day: Temporal.PlainDate, place: ReaderPlace): string;
  /** en "from …", de "vom …", fr "du …", es "del …". What both days share is said once; one day stands alone. */
  dateRange(from: Temporal.PlainDate, to: Temporal.PlainDate, place: ReaderPlace): string;
  /** en "between …", de "zwischen dem …", fr "entre le …", es "entre el …", zh "…之间", ja "…の間に". */
  dateBounds(from: Temporal.PlainDate, to: Temporal.PlainDate, place: ReaderPlace): string;
  /** Stands where `longDate` stands. */
  dateTime(at: Temporal.PlainDateTime, place: ReaderPlace): string;
  /** en "at …", de "um …", fr "à …", es "a …" (brings its article: "las 19:20", "la 1:05"), ja "…に". */
  timeOfDay(at: Temporal.PlainDateTime, place: ReaderPlace): string;
  number(amount: number, place: ReaderPlace): string;
  people(count: number, place: ReaderPlace): string;
  /** What the people are to the house where all are the same and the language has a word, `people` otherwise. */
  peopleOf(count: number, relations: readonly string[], place: ReaderPlace): string;
  /** Who is affected, without a number: "customers and employees". */
  relations(codes: readonly string[]): string;
  /** Cents are said only where there are any; a currency without a word keeps its code. */
  money(sum: Money, place: ReaderPlace): string;
  /** A length of time; German in the accusative ("einen Monat"). Whole years are said as years. */
  months(count: number): string;
  /** A length of time; German in the accusative ("einen Tag"). */
  days(count: number): string;
  /** The whole phrase: en "within ten days", de "innerhalb von zehn Tagen", zh "10天内", ja "10日以内に". */
  withinDays(count: number): string;
  /** When a telephone is answered; the house's own words stand as they are. */
  hours(open: Hours, place: ReaderPlace): string;
  /** The name as the person wrote it: no title, no gender, no order is guessed. */
  addressee(name: string): string;
  /** All of them, in a sentence. */
  and(items: readonly string[]): string;
  /** One of them, in a sentence. */
  or(items: readonly string[]): string;
  /** For tables and short lines: no word between the items. */
  commas(items: readonly string[]): string;
  /** Names of spoken languages in this one, without the script; this one comes first. */
  languageNames(codes: readonly string[]): string[];
  /** Whether one reader is among the affected, as a whole sentence. */
  affected(state: string): string;
  /** Opens the list of one reader's data: what befell them, or that it is still being found out; ends open. */
  dataLead(state: string, act: DataAct): string;
  openPoint(point: OpenPoint, place: ReaderPlace): string;
  /** What stands between two sentences, and between two lines of one paragraph. */
  joint(before: string, after: string): string;
}

/** Between sentences of a language that writes spaces. */
export function spaceBetween(): string {
  return ' ';
}

/** Chinese and Japanese write no space; two Latin words that meet keep theirs. */
export function nothingBetween(before: string, after: string): string {
  return /[A-Za-z0-9.,;:!?)]$/.test(before) && /^[A-Za-z0-9(]/.test(after) ? ' ' : '';
}

/** `a, b and c`, with a word before the last one. */
export function listed(items: readonly string[], between: string, beforeLast: string): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(between)}${beforeLast}${items.at(-1)}`;
}

/** Names of languages by CLDR, each once; a language without a name keeps its code. */
export function namesOfLanguages(codes: readonly string[], inLanguage: string): string[] {
  const names = new Intl.DisplayNames(inLanguage, { type: 'language', fallback: 'code' });
  const own = primary(inLanguage);
  const spoken = [...new Set(codes.map(primary))];
  const ownFirst = spoken.includes(own) ? [own, ...spoken.filter((code) => code !== own)] : spoken;
  return ownFirst.map((code) => nameOf(names, code));
}

function primary(tag: string): string {
  return tag.split('-')[0] ?? tag;
}

function nameOf(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

/** Text without the full stop that the sentence around it brings. */
export function withoutStop(text: string): string {
  return text.replace(/[.。]$/, '');
}
