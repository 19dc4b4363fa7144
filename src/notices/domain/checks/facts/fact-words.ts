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

export type DurationUnit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/**
 * Words by which facts are read out of a text of one language. A phrase stands for whole words in any case; `*` at the
 * end of a word takes every ending; where words are not written apart a phrase is found anywhere.
 */
export interface FactWords {
  match: 'words' | 'characters';
  /** January first; empty where months are numbers. */
  months: readonly string[];
  /** Words for small numbers. */
  numbers: Readonly<Record<string, number>>;
  units: Readonly<Record<DurationUnit, readonly string[]>>;
  /** By ISO 4217 code; the longer wins. */
  currencies: Readonly<Record<string, readonly string[]>>;
  /** Nouns that are counted as people. */
  people: readonly string[];
  /** Turn a clause round. */
  denials: readonly string[];
  /** A clause ends before these. */
  turns: readonly string[];
  /** The reader, or what is the reader's. */
  reader: readonly string[];
  /** Say what could happen with the data, not which data they are. */
  possible: readonly string[];
  /** Say that data were taken, passed on, or lie in what was taken. */
  disclosed: readonly string[];
  /** This reader, or the reader's data, are among them. */
  among: readonly string[];
  /** Of a sentence that tells a day. */
  happened: readonly string[];
  found: readonly string[];
  stopped: readonly string[];
  tested: readonly string[];
  /** It is said that something is not known yet. */
  unknownYet: readonly string[];
  /** Why people hear of it only now. */
  delay: readonly string[];
  /** Data classes in other words than those of the words file, by code. */
  classes: Readonly<Record<string, readonly string[]>>;
  causes: Readonly<Record<ToldCause, readonly string[]>>;
  /** Somebody who received data, by kind. */
  receivers: readonly string[];
  /** We bind ourselves to something that is still to come. */
  promising: readonly string[];
  topics: Readonly<Record<PromiseTopic, readonly string[]>>;
}
