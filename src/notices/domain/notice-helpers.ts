import { Temporal } from 'temporal-polyfill';
import type { DataClassWords } from '../../catalogue/domain/data-class-words.js';
import * as english from './english.js';
import { visibleLine } from './invisible-characters.js';
import type { FieldType, Hours, Money, NoticeValue, OpenPoint } from './notice-values.js';

/** Whom a notice speaks to, and in which words. */
export interface NoticeLanguage {
  /** BCP 47; English is the one language so far. */
  locale: string;
  /** ISO 3166 code of where its readers live; decides forms of dates and times, not the words. */
  country?: string;
  words: DataClassWords;
  /** Ranking class of a data class, by the vocabulary. */
  rankingClassOf(dataClass: string): string | undefined;
}

/** A value in words. */
export interface Wording {
  /** As it stands in a sentence. */
  text: string;
  /** One by one, where a bullet can be repeated for each. */
  items?: readonly string[];
  /** Where a reader is led by touching it: `tel:`, `mailto:` or `https:`. */
  href?: string;
}

/** @param type of the first value */
type Speaker = (values: readonly NoticeValue[], language: NoticeLanguage, type: string) => Wording;

/** A locale without words was asked for: refused before anything is drafted. */
export class LanguageMissing extends Error {
  constructor(readonly locale: string) {
    super(`There are no words for the language ${locale} yet.`);
    this.name = 'LanguageMissing';
  }
}

/** A data class has no words: it must not vanish from a list that people rely on. */
export class WordsMissing extends Error {
  constructor(readonly dataClass: string) {
    super(`There are no words for the data class ${dataClass}; add them to the words of the data classes.`);
    this.name = 'WordsMissing';
  }
}

const helpers = {
  longDate: says(['date|dateTime'], ([day], reader) => english.longDate(dayOf(day), reader)),
  dateRange: says(['date|dateTime', 'date|dateTime'], ([from, to], reader) =>
    english.dateRange(dayOf(from), dayOf(to), reader),
  ),
  dateBounds: says(['date|dateTime', 'date|dateTime'], ([from, to], reader) =>
    english.dateBounds(dayOf(from), dayOf(to), reader),
  ),
  dateTime: says(['dateTime'], ([at], reader) => english.dateTime(at as Temporal.PlainDateTime, reader)),
  timeOfDay: says(['dateTime'], ([at], reader) => english.timeOfDay(at as Temporal.PlainDateTime, reader)),
  number: says(['number'], ([amount]) => english.number(amount as number)),
  people: says(['number'], ([amount]) => english.people(amount as number)),
  peopleOf: says(['number', 'relations'], ([amount, relations]) =>
    english.peopleOf(amount as number, relations as readonly string[]),
  ),
  money: says(['money'], ([sum]) => english.money(sum as Money)),
  months: says(['months'], ([count]) => english.months(count as number)),
  days: says(['number'], ([count]) => english.days(count as number)),
  hours: says(['hours'], ([open], reader) => english.hours(open as Hours, reader)),
  addressee: says(['name'], ([name]) => english.addressee(name as string)),
  list: { takes: ['list|dataClasses|languages'], speak: inSentence },
  anyOf: {
    takes: ['list|languages'],
    speak: (values, language, type) => inSentence(values, language, type, 'or'),
  },
  dataClassPlain: {
    takes: ['dataClasses'],
    speak: ([codes], language) => many(classNames(codes, 'your', language)),
  },
  dataClassBare: {
    takes: ['dataClasses'],
    speak: ([codes], language) => commaList(classNames(codes, 'bare', language)),
  },
  consequences: { takes: ['dataClasses'], speak: consequences },
  phone: { takes: ['phone'], speak: ([number]) => telephone(number as string) },
} satisfies Record<string, { takes: readonly string[]; speak: Speaker }>;

type HelperName = keyof typeof helpers;

/** Helpers of every kind of notice, with the types of their arguments in order. */
export const helperArguments: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(helpers).map(([name, { takes }]) => [name, takes]),
);

const byType: Record<FieldType, Speaker> = {
  text: ([value]) => ({ text: String(value) }),
  name: ([value]) => ({ text: String(value) }),
  date: helpers.longDate.speak,
  dateTime: helpers.dateTime.speak,
  number: helpers.number.speak,
  money: helpers.money.speak,
  list: ([items]) => many(items as readonly string[]),
  languages: inSentence,
  dataClasses: helpers.dataClassPlain.speak,
  relations: ([items]) => joined(items as readonly string[]),
  affected: ([state]) => ({ text: english.affected(state as string) }),
  openPoints: ([points], language) =>
    many(
      (points as readonly OpenPoint[]).map((point) => english.openPoint(point, language)),
      ' ',
    ),
  phone: helpers.phone.speak,
  hours: helpers.hours.speak,
  email: ([address]) => ({ text: String(address), href: `mailto:${String(address)}` }),
  url: ([address]) => ({ text: String(address), href: String(address) }),
  months: helpers.months.speak,
};

/** What a bullet repeats: a helper or a bare type whose wording has items. */
export function isRepeatable(helper: string | undefined, type: string): boolean {
  if (helper !== undefined) return helper === 'dataClassPlain';
  return type === 'list' || type === 'dataClasses' || type === 'openPoints';
}

/**
 * Says values as a helper does, or a single value as its type is said by default.
 *
 * @param helper absent: the default of `type`
 * @param type   of the first value
 * @throws LanguageMissing
 */
export function wordingOf(
  helper: string | undefined,
  type: string,
  values: readonly NoticeValue[],
  language: NoticeLanguage,
): Wording {
  if (language.locale !== 'en') throw new LanguageMissing(language.locale);
  const speak = helper === undefined ? byType[type as FieldType] : helpers[helper as HelperName].speak;
  const wording = speak(values, language, type);
  return {
    ...wording,
    text: visibleLine(wording.text),
    ...(wording.items && { items: wording.items.map(visibleLine) }),
  };
}

function says(
  takes: readonly string[],
  words: (values: readonly NoticeValue[], reader: NoticeLanguage) => string,
) {
  const speak: Speaker = (values, language) => ({ text: words(values, language) });
  return { takes, speak };
}

function dayOf(value: NoticeValue | undefined): Temporal.PlainDate {
  return value instanceof Temporal.PlainDateTime ? value.toPlainDate() : (value as Temporal.PlainDate);
}

function many(items: readonly string[], between?: string): Wording {
  return { text: between === undefined ? english.list(items) : items.join(between), items };
}

/** For tables and short lines: no word between the items. */
function commaList(items: readonly string[]): Wording {
  return { text: items.join(', ') };
}

function joined(items: readonly string[], conjunction?: string): Wording {
  return { text: english.list(items, conjunction) };
}

/** All items in one sentence; languages and data classes by their names. */
function inSentence(
  [items]: readonly NoticeValue[],
  language: NoticeLanguage,
  type: string,
  conjunction = 'and',
): Wording {
  const texts = items as readonly string[];
  if (type === 'dataClasses') return joined(classNames(texts, 'bare', language), conjunction);
  return joined(type === 'languages' ? english.languageNames(texts) : texts, conjunction);
}

function telephone(number: string): Wording {
  const digits = number.replace(/[^0-9]/g, '');
  return { text: number, href: `tel:${number.trim().startsWith('+') ? '+' : ''}${digits}` };
}

/** Each class once, in the order of the words file, never shortened. */
function classNames(
  codes: NoticeValue | undefined,
  form: 'your' | 'bare',
  language: NoticeLanguage,
): string[] {
  const wanted = new Set(codes as readonly string[]);
  const known = new Set(language.words.classes.map(({ code }) => code));
  for (const code of wanted) if (!known.has(code)) throw new WordsMissing(code);
  return language.words.classes.filter(({ code }) => wanted.has(code)).map(({ en }) => en[form]);
}

/** Gravest first; the order is judgement: danger to life, money and name, then what cannot be taken back. */
const byGravity = [
  'device-control',
  'bank-account',
  'government-id',
  'payment-card',
  'credentials',
  'health',
  'children',
  'private-content',
  'tax-id',
  'insurance-claim',
  'biometric',
  'location',
  'behavioural',
  'employment',
  'education-record',
  'meter-usage',
  'contact',
];

/** What someone can do with the data: one plain sentence for each of the three gravest kinds. */
function consequences([codes]: readonly NoticeValue[], language: NoticeLanguage): Wording {
  const kinds = new Set((codes as readonly string[]).map((code) => language.rankingClassOf(code)));
  const gravest = byGravity.filter((kind) => kinds.has(kind)).slice(0, 3);
  const sentences = gravest.flatMap((kind) =>
    language.words.consequences.filter(({ rankingClass }) => rankingClass === kind).map(({ en }) => en),
  );
  return { text: sentences.join(' '), items: sentences };
}
