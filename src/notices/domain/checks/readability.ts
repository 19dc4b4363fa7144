import type { WordLanguage } from '../../../catalogue/domain/data-class-words.js';
import type { CheckedNotice } from './checked-notice.js';
import type { Readability } from './finding.js';
import { readingOf } from './notice-reading.js';
import type { ReadSentence } from './notice-reading.js';

/**
 * How hard a text is by the formula of its language. Counted are the sentences of title, parts and items without
 * headings; a figure is one word of one syllable, and a group of vowels is a syllable. Null: no text, or no formula.
 */
export function readabilityOf(notice: CheckedNotice): Readability | null {
  const { language, body } = readingOf(notice);
  if (language === null) return null;
  const counts = body.flatMap(({ sentences }) => sentences.map((sentence) => countOf(sentence, language)));
  const counted = counts.filter(({ units }) => units > 0);
  if (counted.length === 0) return null;
  const total = (key: keyof Count) => counted.reduce((sum, count) => sum + count[key], 0);
  const [sentences, units] = [counted.length, total('units')];
  const averageSentence = units / sentences;
  const { name, limit, limits, figure } = formulas[language];
  const value = figure({
    averageSentence,
    syllables: total('syllables') / units,
    long: total('long') / units,
  });
  return {
    name,
    value: rounded(value),
    limit,
    limits,
    sentences,
    units,
    averageSentence: rounded(averageSentence),
    longestSentence: counted.reduce((most, count) => Math.max(most, count.units), 0),
  };
}

/** True where the figure lies on the hard side of its limit. */
export function isHard({ name, value, limit }: Readability): boolean {
  if (limit === null) return false;
  return easeScales.has(name) ? value < limit : value > limit;
}

/** Higher is easier. */
const easeScales: ReadonlySet<string> = new Set(['Kandel-Moles', 'Fernández Huerta']);

interface Averages {
  averageSentence: number;
  /** For each word. */
  syllables: number;
  /** Share of words over six letters. */
  long: number;
}

interface Formula {
  name: string;
  limit: number;
  limits: string;
  figure(averages: Averages): number;
}

const notTested =
  'It counts words and syllables, not sense; lists of short items make it look easier than it is.';
const characters =
  'It counts characters, not the rarity of words; lists of short items make it look easier than it is.';

const formulas: Readonly<Record<WordLanguage, Formula>> = {
  en: {
    name: 'Flesch-Kincaid grade',
    limit: 8,
    limits: `A school grade, made for American English. ${notTested}`,
    figure: ({ averageSentence, syllables }) => 0.39 * averageSentence + 11.8 * syllables - 15.59,
  },
  de: {
    name: 'LIX',
    limit: 50,
    limits: `Up to 40 reads easily, beyond 50 is hard; no school grade. ${notTested}`,
    figure: ({ averageSentence, long }) => averageSentence + 100 * long,
  },
  fr: {
    name: 'Kandel-Moles',
    limit: 60,
    limits: `Higher is easier, below 60 is hard. ${notTested}`,
    figure: ({ averageSentence, syllables }) => 207 - 1.015 * averageSentence - 73.6 * syllables,
  },
  es: {
    name: 'Fernández Huerta',
    limit: 60,
    limits: `Higher is easier, below 60 is hard. ${notTested}`,
    figure: ({ averageSentence, syllables }) => 206.84 - 60 * syllables - 1.02 * averageSentence,
  },
  ja: {
    name: 'characters per sentence',
    limit: 45,
    limits: characters,
    figure: ({ averageSentence }) => averageSentence,
  },
  'zh-Hans': {
    name: 'characters per sentence',
    limit: 35,
    limits: characters,
    figure: ({ averageSentence }) => averageSentence,
  },
};

interface Count {
  units: number;
  syllables: number;
  long: number;
}

function countOf({ text }: ReadSentence, language: WordLanguage): Count {
  if (language === 'ja' || language === 'zh-Hans')
    return { units: charactersOf(text), syllables: 0, long: 0 };
  const words = wordsOf(text, language);
  return {
    units: words.length,
    syllables: words.reduce((sum, word) => sum + syllablesOf(word, language), 0),
    long: words.filter((word) => [...word].length > 6 && !/[\d.@/]/u.test(word)).length,
  };
}

/** Words as people count them: a figure with its groups is one, and so is a word with a hyphen; French parts at apostrophes. */
export function wordsOf(text: string, language: WordLanguage | null): string[] {
  return text.match(language === 'fr' ? frenchWord : anyWord) ?? [];
}

const figure = String.raw`\d+(?:[.,:\u00a0\u202f]\d+)*`;
const anyWord = new RegExp(
  String.raw`${figure}(?![\p{L}])|[\p{L}\p{M}\p{N}]+(?:[-’'.@/\u2010\u2011][\p{L}\p{M}\p{N}]+)*`,
  'gu',
);
const frenchWord = new RegExp(
  String.raw`${figure}(?![\p{L}])|[\p{L}\p{M}\p{N}]+(?:[-.@/\u2010\u2011][\p{L}\p{M}\p{N}]+)*`,
  'gu',
);

/** What is seen of a sentence, without white space. */
export function charactersOf(text: string): number {
  return [...text.replace(/[\s\p{Default_Ignorable_Code_Point}]/gu, '')].length;
}

/** The same in the width of a Chinese or Japanese character: letters of Latin names and figures are half as wide. */
export function widthOf(text: string): number {
  const narrow = text.match(/[\p{Script=Latin}\p{Nd}]/gu)?.length ?? 0;
  return charactersOf(text) - Math.floor(narrow / 2);
}

function syllablesOf(word: string, language: 'en' | 'de' | 'fr' | 'es'): number {
  if (/\d/u.test(word)) return 1;
  const said = language === 'en' ? withoutSilent(word.toLowerCase()) : word.toLowerCase();
  return Math.max(1, said.match(vowels[language])?.length ?? 0);
}

const vowels = {
  en: /[aeiouy]+/gu,
  de: /[aeiouyäöü]+/gu,
  fr: /[aeiouyàâäéèêëîïôöùûüœæ]+/gu,
  es: /[iuü]?[aeoáéó][iuüy]?|[íú]|[iuüy]+/gu,
} as const;

/** English ends many words in an e that nobody says: "we close", "closed", "closes". */
function withoutSilent(word: string): string {
  if (/[^aeiouy]le$/u.test(word)) return word;
  return word.replace(/(?<=[^td])ed$|(?<=[^szxhcg])es$|e$/u, '');
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
