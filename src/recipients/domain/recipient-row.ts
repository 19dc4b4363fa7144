import { isReservedForExercises, readAddress } from './address.js';
import type { AddressFault, MailAddress } from './address.js';
import type { CsvColumns, RecipientField } from './csv-columns.js';

/** One person of a file, as checked. */
export interface RecipientRow {
  address: MailAddress;
  /** As the person wrote it. */
  name: string | null;
  /** Canonical BCP 47 tag. */
  language: string | null;
  /** ISO 3166-1 code, perhaps with a part of the country: `DE`, `US-CA`. */
  country: string | null;
  reference: string | null;
  /** Codes of the vocabulary, each once, in the file's order. */
  dataClasses: string[];
}

export type RowFault =
  | AddressFault
  | 'address_not_reserved'
  | 'control_character'
  | 'too_long'
  | 'language_unreadable'
  | 'country_unreadable'
  | 'data_class_unknown';

/** A row that is left out: where, and why. Never what it said. */
export interface RejectedRow {
  /** Line of the file on which the row begins, from 1. */
  line: number;
  /** Column, from 1. */
  column: number;
  code: RowFault;
}

export interface RowRules {
  /** Codes of the vocabulary. */
  dataClasses: ReadonlySet<string>;
  /** An exercise takes reserved addresses only. */
  exercise: boolean;
}

const MOST: Record<'name' | 'reference', number> = { name: 200, reference: 100 };
const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;
const COUNTRY = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;

/** Checks one record of a file; the first fault from left to right is the one that is told. */
export function rowOf(
  record: readonly string[],
  columns: CsvColumns,
  rules: RowRules,
): RecipientRow | Omit<RejectedRow, 'line'> {
  const faults: Omit<RejectedRow, 'line'>[] = [];
  const read = <T>(
    field: RecipientField,
    reading: (text: string) => { value: T } | { fault: RowFault },
    none: T,
  ): T => {
    const at = columns.index[field];
    const text = at === undefined ? '' : (record[at] ?? '').trim();
    if (text === '' && field !== 'email') return none;
    const outcome = reading(text);
    if ('value' in outcome) return outcome.value;
    faults.push({ column: (at ?? 0) + 1, code: outcome.fault });
    return none;
  };
  const row: RecipientRow = {
    address: read('email', (text) => addressOf(text, rules), { text: '', folded: '' }),
    name: read<string | null>('name', (text) => plainText(text, MOST.name), null),
    language: read<string | null>('language', languageOf, null),
    country: read<string | null>('country', countryOf, null),
    reference: read<string | null>('reference', (text) => plainText(text, MOST.reference), null),
    dataClasses: read<string[]>('dataClasses', (text) => classesOf(text, rules), []),
  };
  return faults.sort((a, b) => a.column - b.column)[0] ?? row;
}

type Read<T> = { value: T } | { fault: RowFault };

function addressOf(text: string, rules: RowRules): Read<MailAddress> {
  const outcome = readAddress(text);
  if ('fault' in outcome) return outcome;
  if (rules.exercise && !isReservedForExercises(outcome.address)) return { fault: 'address_not_reserved' };
  return { value: outcome.address };
}

/** One line of text that cannot break a header, a page or the direction of the text around it. */
function plainText(text: string, most: number): Read<string> {
  if (/[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]/u.test(text))
    return { fault: 'control_character' };
  return [...text].length > most ? { fault: 'too_long' } : { value: text };
}

function languageOf(text: string): Read<string> {
  const tag = text.replaceAll('_', '-');
  if (!LANGUAGE.test(tag)) return { fault: 'language_unreadable' };
  try {
    return { value: new Intl.Locale(tag).toString() };
  } catch {
    return { fault: 'language_unreadable' };
  }
}

function countryOf(text: string): Read<string> {
  const code = text.toUpperCase();
  return COUNTRY.test(code) ? { value: code } : { fault: 'country_unreadable' };
}

function classesOf(text: string, rules: RowRules): Read<string[]> {
  const codes = text
    .split(';')
    .map((code) => code.trim())
    .filter((code) => code !== '');
  if (!codes.every((code) => rules.dataClasses.has(code))) return { fault: 'data_class_unknown' };
  return { value: [...new Set(codes)] };
}
