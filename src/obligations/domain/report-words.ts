import { Temporal } from 'temporal-polyfill';
import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { Term } from '../../catalogue/domain/vocabulary.js';
import { dayInWords } from './local-time.js';

/** What reports read of the knowledge. */
export type ReportKnowledge = Pick<
  Catalogue,
  'contentCodes' | 'reportFields' | 'reportForms' | 'vocabulary' | 'dataClassWords' | 'rules' | 'version'
>;

/** `Wed 2026-11-18 10:10 in Europe/Brussels (2026-11-18T09:10:00Z)`. */
export function momentWords(instant: string, tz: string): string {
  const moment = Temporal.Instant.from(instant);
  const local = moment.toZonedDateTimeISO(tz);
  const time = local.toPlainTime().toString({ smallestUnit: local.second === 0 ? 'minute' : 'second' });
  const utc = moment.toString({ smallestUnit: 'second' });
  return `${dayInWords(local.toPlainDate())} ${time} in ${tz} (${utc})`;
}

/** `48,213`. */
export function numberWords(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** Meaning of a code; the code itself where the vocabulary has none. */
export function meaningOf(terms: readonly Term[], code: string): string {
  return terms.find((term) => term.code === code)?.meaning ?? code;
}

/** `the security lead`, `counsel`. */
export function roleOf(ask: string): string {
  const words = ask.replaceAll('-', ' ');
  return /(lead|officer|team)$/.test(words) ? `the ${words}` : words;
}
