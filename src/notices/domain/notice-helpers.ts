import { Temporal } from 'temporal-polyfill';
import type { DataClassWords, WordLanguage } from '../../catalogue/domain/data-class-words.js';
import { visibleLine } from './invisible-characters.js';
import { briefLine } from './languages/brief-lines.js';
import { knownHours } from './languages/known-hours.js';
import type { LanguageForms, ReaderPlace } from './languages/language-forms.js';
import type { BriefLine, FieldType, Hours, Money, NoticeValue, OpenPoint } from './notice-values.js';

/** Whom a notice speaks to, and in which words. */
export interface NoticeLanguage extends ReaderPlace {
  /** BCP 47, as it was asked for: it may name a country. */
  locale: string;
  /** Whose words and forms are used. */
  language: WordLanguage;
  forms: LanguageForms;
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
  longDate: says(['date|dateTime'], ([day], reader) => reader.forms.longDate(dayOf(day), reader)),
  dateRange: says(['date|dateTime', 'date|dateTime'], ([from, to], reader) =>
    reader.forms.dateRange(dayOf(from), dayOf(to), reader),
  ),
  dateBounds: says(['date|dateTime', 'date|dateTime'], ([from, to], reader) =>
    reader.forms.dateBounds(dayOf(from), dayOf(to), reader),
  ),
  dateTime: says(['dateTime'], ([at], reader) => reader.forms.dateTime(at as Temporal.PlainDateTime, reader)),
  timeOfDay: says(['dateTime'], ([at], reader) =>
    reader.forms.timeOfDay(at as Temporal.PlainDateTime, reader),
  ),
  number: says(['number'], ([amount], reader) => reader.forms.number(amount as number, reader)),
  people: says(['number'], ([amount], reader) => reader.forms.people(amount as number, reader)),
  peopleOf: says(['number', 'relations'], ([amount, relations], reader) =>
    reader.forms.peopleOf(amount as number, relations as readonly string[], reader),
  ),
  money: says(['money'], ([sum], reader) => reader.forms.money(sum as Money, reader)),
  months: says(['months'], ([count], reader) => reader.forms.months(count as number)),
  days: says(['number'], ([count], reader) => reader.forms.days(count as number)),
  withinDays: says(['number'], ([count], reader) => reader.forms.withinDays(count as number)),
  hours: says(['hours'], ([open], reader) => {
    const typed = open as Hours;
    return reader.forms.hours(reader.language === 'en' ? typed : knownHours(typed), reader);
  }),
  addressee: says(['name'], ([name], reader) => reader.forms.addressee(name as string)),
  list: { takes: ['list|dataClasses|languages'], speak: inSentence },
  anyOf: {
    takes: ['list|languages'],
    speak: (values, reader, type) => ({ text: reader.forms.or(namesOf(values, reader, type)) }),
  },
  dataClassPlain: {
    takes: ['dataClasses'],
    speak: ([codes], reader) => many(classNames(codes, 'your', reader), reader),
  },
  dataClassBare: {
    takes: ['dataClasses'],
    speak: ([codes], reader) => ({ text: reader.forms.commas(classNames(codes, 'bare', reader)) }),
  },
  dataAffected: says(['affected'], ([state], { forms }) => forms.dataLead(state as string, 'affected')),
  dataCopied: says(['affected'], ([state], { forms }) => forms.dataLead(state as string, 'copied')),
  dataShared: says(['affected'], ([state], { forms }) => forms.dataLead(state as string, 'shared')),
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
  list: ([items], reader) => many(items as readonly string[], reader),
  languages: inSentence,
  dataClasses: helpers.dataClassPlain.speak,
  relations: ([codes], reader) => ({ text: reader.forms.relations(codes as readonly string[]) }),
  affected: ([state], reader) => ({ text: reader.forms.affected(state as string) }),
  openPoints: ([points], reader) =>
    sentences(
      (points as readonly OpenPoint[]).map((point) => reader.forms.openPoint(point, reader)),
      reader.forms,
    ),
  recordLines: ([lines], reader) =>
    many(
      (lines as readonly BriefLine[]).map((line) => briefLine(line, reader)),
      reader,
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
  return type === 'list' || type === 'dataClasses' || type === 'openPoints' || type === 'recordLines';
}

/**
 * Says values as a helper does, or a single value as its type is said by default.
 *
 * @param helper absent: the default of `type`
 * @param type   of the first value
 */
export function wordingOf(
  helper: string | undefined,
  type: string,
  values: readonly NoticeValue[],
  language: NoticeLanguage,
): Wording {
  const speak = helper === undefined ? byType[type as FieldType] : helpers[helper as HelperName].speak;
  const wording: Wording = speak(values, language, type);
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

function many(items: readonly string[], { forms }: NoticeLanguage): Wording {
  return { text: forms.and(items), items };
}

function sentences(items: readonly string[], { joint }: LanguageForms): Wording {
  const [first = '', ...others] = items;
  return { text: others.reduce((text, next) => text + joint(text, next) + next, first), items };
}

/** All items in one sentence; languages and data classes by their names. */
function inSentence(values: readonly NoticeValue[], language: NoticeLanguage, type: string): Wording {
  return { text: language.forms.and(namesOf(values, language, type)) };
}

function namesOf([items]: readonly NoticeValue[], language: NoticeLanguage, type: string): readonly string[] {
  const texts = items as readonly string[];
  if (type === 'dataClasses') return classNames(texts, 'bare', language);
  return type === 'languages' ? language.forms.languageNames(texts) : texts;
}

function telephone(number: string): Wording {
  const digits = number.replace(/[^0-9]/g, '');
  return { text: number, href: `tel:${number.trim().startsWith('+') ? '+' : ''}${digits}` };
}

/** Each class once, in the order of the words file, never shortened. */
function classNames(
  codes: NoticeValue | undefined,
  form: 'your' | 'bare',
  { words, language, country }: NoticeLanguage,
): string[] {
  const wanted = new Set(codes as readonly string[]);
  const known = new Set(words.classes.map(({ code }) => code));
  for (const code of wanted) if (!known.has(code)) throw new WordsMissing(code);
  return words.classes
    .filter(({ code }) => wanted.has(code))
    .map((name) => {
      const national = name.national?.[country?.slice(0, 2) ?? '']?.[language];
      return (national ?? name[language])[form];
    });
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
function consequences([codes]: readonly NoticeValue[], reader: NoticeLanguage): Wording {
  const { words, language, forms } = reader;
  const kinds = new Set((codes as readonly string[]).map((code) => reader.rankingClassOf(code)));
  const gravest = byGravity.filter((kind) => kinds.has(kind)).slice(0, 3);
  const said = gravest.flatMap((kind) =>
    words.consequences.filter(({ rankingClass }) => rankingClass === kind).map((one) => one[language]),
  );
  return sentences(said, forms);
}
