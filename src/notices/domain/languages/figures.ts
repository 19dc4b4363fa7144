import type { WordLanguage } from '../../../catalogue/domain/data-class-words.js';
import type { Money } from '../notice-values.js';
import type { ReaderPlace } from './language-forms.js';

/**
 * Countries that write the figures of a language in a way of their own (CLDR). Elsewhere the form of the language
 * stands, not that of the country: an English notice to people in Germany says 48,213.
 */
const ownFigures: Record<WordLanguage, ReadonlySet<string>> = {
  en: new Set(['IN', 'ZA']),
  'zh-Hans': new Set(),
  ja: new Set(),
  de: new Set(['AT', 'CH', 'LI']),
  fr: new Set(['BE', 'CA', 'CH', 'LU']),
  es: new Set('AR BO CL CO CR CU DO EC GQ GT HN MX NI PA PE PH PR PY SV US UY VE'.split(' ')),
};

const writers = new Map<string, Intl.NumberFormat>();

function writerFor(language: WordLanguage, { country }: ReaderPlace): Intl.NumberFormat {
  const region = country?.slice(0, 2) ?? '';
  const tag = ownFigures[language].has(region) ? `${language}-${region}` : language;
  const known = writers.get(tag);
  if (known) return known;
  const writer = new Intl.NumberFormat(tag, { numberingSystem: 'latn' });
  writers.set(tag, writer);
  return writer;
}

/** Whole number in the groups of the language, or of the reader's country. */
export function figure(amount: number, language: WordLanguage, place: ReaderPlace): string {
  return writerFor(language, place).format(BigInt(amount));
}

/** An amount of money as a figure, and what decides the form of the word after it. */
export interface MoneyFigure {
  text: string;
  /** The amount has no cents: `1.00` is one. */
  isWhole: boolean;
  whole: bigint;
}

/** Exact, also beyond what a double holds; zero cents are not said. */
export function moneyFigure({ amount }: Money, language: WordLanguage, place: ReaderPlace): MoneyFigure {
  const [whole = '0', cents = ''] = amount.split('.');
  const writer = writerFor(language, place);
  const units = writer.format(BigInt(whole));
  const isWhole = Number(cents) === 0;
  return {
    text: isWhole ? units : `${units}${decimalMark(writer)}${cents.padEnd(2, '0')}`,
    isWhole,
    whole: BigInt(whole),
  };
}

function decimalMark(writer: Intl.NumberFormat): string {
  return writer.formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';
}

/** French and Spanish say "of" between whole millions and what is counted: "1 000 000 de personnes". */
export function isWholeMillions(count: number | bigint): boolean {
  return BigInt(count) > 0n && BigInt(count) % 1_000_000n === 0n;
}
