import { wordLanguages } from './data-class-words.js';
import type { WordLanguage } from './data-class-words.js';

export const toldCauses = [
  'external-attack',
  'own-sharing',
  'internal-misuse',
  'error',
  'physical-loss',
  'third-party',
] as const;
export type ToldCause = (typeof toldCauses)[number];

/** What a notice promises, each kept by one step or another. */
export const promiseTopics = [
  'repay',
  'hardship',
  'replacement',
  'fees',
  'goodwill',
  'restoration',
  'monitoring',
  'documents',
  'deletion',
  'outside-test',
  'update',
] as const;
export type PromiseTopic = (typeof promiseTopics)[number];

export const durationUnits = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export type DurationUnit = (typeof durationUnits)[number];

/** Lists of phrases; the head of each file says what each is for. */
export const phraseLists = [
  'people',
  'denials',
  'turns',
  'reader',
  'possible',
  'disclosed',
  'among',
  'happened',
  'found',
  'stopped',
  'tested',
  'unknownYet',
  'delay',
  'receivers',
  'promising',
  'relativeDays',
  'roundTheClock',
  'scales',
] as const;
type PhraseList = (typeof phraseLists)[number];

/** Lists by the code that their phrases stand for. */
export const codedLists = ['units', 'currencies', 'classes', 'causes', 'topics'] as const;
type CodedList = (typeof codedLists)[number];

/**
 * Words by which facts are read out of a text of one language. A phrase stands for whole words in any case; `*` at the
 * end takes every ending; where words are not written apart a phrase is found anywhere.
 */
export interface FactWords extends Record<PhraseList, readonly string[]> {
  match: 'words' | 'characters';
  /** January first; empty where months are numbers. */
  months: readonly string[];
  /** Words for small numbers. */
  numbers: Readonly<Record<string, number>>;
  units: Readonly<Record<DurationUnit, readonly string[]>>;
  /** By ISO 4217 code; the longer wins. */
  currencies: Readonly<Record<string, readonly string[]>>;
  /** Data classes in other words than those of the words file, by code. */
  classes: Readonly<Record<string, readonly string[]>>;
  causes: Readonly<Record<ToldCause, readonly string[]>>;
  topics: Readonly<Record<PromiseTopic, readonly string[]>>;
}

/** `knowledge/words/facts-<language>.yaml`. */
export interface FactWordList extends FactWords {
  language: WordLanguage;
  version: number;
  /** Native readers who checked this list; empty: nobody has. */
  reviewedBy: readonly string[];
  source: string;
}

/** The list of an organisation: what it leaves out stays as shipped. */
export type OwnFactWords = Pick<FactWordList, 'language' | 'version'> &
  Partial<Record<PhraseList, readonly string[]>> &
  Partial<Record<CodedList, Readonly<Record<string, readonly string[]>>>> &
  Partial<Pick<FactWordList, 'match' | 'months' | 'numbers' | 'reviewedBy' | 'source'>>;

export type FactWordsByLanguage = Readonly<Record<WordLanguage, FactWordList>>;

/**
 * Own phrases add to the shipped ones, and take none away. How phrases are found and what months are called stays as
 * shipped; so does who checked the list.
 */
export function withOwnFactWords(shipped: FactWordList, own: OwnFactWords): FactWordList {
  const plain = phraseLists.map((name) => [name, joined(shipped[name], own[name])] as const);
  const coded = codedLists.map((name) => [name, joinedByCode(shipped[name], own[name])] as const);
  return {
    ...shipped,
    ...Object.fromEntries([...plain, ...coded]),
    numbers: { ...own.numbers, ...shipped.numbers },
  };
}

/** @param lists the shipped ones of every language first, own ones after them */
export function factWordsByLanguage(lists: readonly (FactWordList | OwnFactWords)[]): FactWordsByLanguage {
  const [shipped, own] = [lists.slice(0, wordLanguages.length), lists.slice(wordLanguages.length)];
  return Object.fromEntries(
    (shipped as FactWordList[]).map((list) => [
      list.language,
      own.filter(({ language }) => language === list.language).reduce<FactWordList>(withOwnFactWords, list),
    ]),
  ) as unknown as FactWordsByLanguage;
}

/** Fields that a shipped list has to have, and codes of its lists by code, that this one does not. */
export function lackingIn(list: OwnFactWords): string[] {
  const fields = [
    'match',
    'months',
    'numbers',
    'reviewedBy',
    'source',
    ...phraseLists,
    ...codedLists,
  ] as const;
  const codes = { units: durationUnits, causes: toldCauses, topics: promiseTopics };
  return [
    ...fields.filter((field) => list[field] === undefined),
    ...Object.entries(codes).flatMap(([field, all]) =>
      all
        .filter((code) => list[field as keyof typeof codes]?.[code] === undefined)
        .map((code) => `${field}/${code}`),
    ),
  ];
}

function joined(shipped: readonly string[], own: readonly string[] = []): readonly string[] {
  return [...new Set([...shipped, ...own])];
}

type ByCode = Readonly<Record<string, readonly string[]>>;

function joinedByCode(shipped: ByCode, own: ByCode = {}): ByCode {
  const codes = new Set([...Object.keys(shipped), ...Object.keys(own)]);
  return Object.fromEntries([...codes].map((code) => [code, joined(shipped[code] ?? [], own[code])]));
}
