import type { DurationUnit, FactWords } from './fact-words.js';
import { phrasesIn } from './phrases.js';

/** A place in a text, in units of UTF-16. */
interface Placed {
  text: string;
  start: number;
  end: number;
}

/** A day as it is written: parts that are left out are null. */
export interface WrittenDay {
  year: number | null;
  /** 1 to 12. */
  month: number;
  /** Null: a whole month is named. */
  day: number | null;
}

export interface FoundDay extends Placed, WrittenDay {
  /** First or last day of a stretch of days. */
  bound: 'from' | 'to' | null;
}

/** Minutes from midnight. */
export interface FoundTime extends Placed {
  minutes: number;
}

export interface FoundSum extends Placed {
  /** Decimal text with a dot, without trailing zeros. */
  amount: string;
  /** ISO 4217. */
  currency: string;
}

export interface FoundCount extends Placed {
  people: number;
}

export interface FoundDuration extends Placed {
  amount: number;
  unit: DurationUnit;
}

export interface FoundContact extends Placed {
  /** Digits alone; an address in lower case without its scheme. */
  value: string;
}

/** Everything countable that a text says. */
export interface Figures {
  days: FoundDay[];
  times: FoundTime[];
  sums: FoundSum[];
  people: FoundCount[];
  durations: FoundDuration[];
  phones: FoundContact[];
  links: FoundContact[];
  emails: FoundContact[];
}

/** Reads figures out of plain words of one language; each stretch of text is read once. */
export function readFigures(words: string, language: FactWords): Figures {
  const text = new Masked(plain(words), words);
  const emails = text.take(/[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/gu, (found) => ({
    value: found.toLowerCase(),
  }));
  const links = text.take(
    /(?:https?:\/\/[^\s)>\]]*[^\s)>\].,;:!?]|(?<![\w@.])(?:[a-z0-9-]{1,63}\.)+[a-z]{2,}(?:\/(?:[^\s)>\]\u3000-\u9fff]*[^\s)>\]\u3000-\u9fff.,;:!?])?)?)/giu,
    (found) => ({ value: bareLink(found) }),
  );
  // Numbers of cases, codes: a letter or hyphen before the figure.
  text.hide(
    /(?<![\p{L}\p{N}])(?:[A-Z]{1,6}-\d[\w-]*|[A-Z]{1,6}\s?\d+[A-Z]\w*(?:\s[A-Z]\d+)?|[A-Z]\d[\w-]*)/gu,
  );
  const days = daysIn(text, language);
  const times = timesIn(text);
  const sums = sumsIn(text, language);
  const people = peopleIn(text, language);
  const phones = text.take(
    /(?<![\p{L}\p{N}-])(?:\+|\(?0|\d)[\d ()./-]{5,20}\d(?![\p{L}\p{N}])/gu,
    (found) => {
      const value = found.replace(/\D/gu, '');
      if (value.length < 7 || value.length > 15) return null;
      return { value: found.startsWith('+') ? `+${value}` : value };
    },
  );
  const durations = durationsIn(text, language);
  return { days, times, sums, people, durations, phones, links, emails };
}

const blank = '\u0000';

/** A text whose read stretches are blanked out, so that no figure counts twice. */
class Masked {
  constructor(
    private rest: string,
    private readonly original: string,
  ) {}

  take<T>(pattern: RegExp, read: (found: string, groups: string[]) => T | null): (T & Placed)[] {
    const taken: (T & Placed)[] = [];
    for (const match of this.rest.matchAll(pattern)) {
      const value = read(
        match[0],
        [...match].map((group) => group ?? ''),
      );
      if (value === null) continue;
      const [start, end] = [match.index, match.index + match[0].length];
      taken.push({ ...value, text: this.original.slice(start, end), start, end });
    }
    for (const { start, end } of taken) this.#blank(start, end);
    return taken;
  }

  hide(pattern: RegExp): void {
    this.rest = this.rest.replace(pattern, (found) => blank.repeat(found.length));
  }

  between(start: number, end: number): string {
    return this.original.slice(Math.max(0, start), end);
  }

  #blank(start: number, end: number): void {
    this.rest = this.rest.slice(0, start) + blank.repeat(end - start) + this.rest.slice(end);
  }
}

/** Full-width figures and odd spaces as plain ones; no place moves. */
function plain(words: string): string {
  return words
    .replace(/[\uFF10-\uFF19]/gu, (figure) => String(figure.charCodeAt(0) - 0xff10))
    .replace(/[\u00a0\u2007\u2009\u202f\u3000\t]/gu, ' ')
    .replace(/\uFF0C(?=\d{3})/gu, ',')
    .replace(/\uFF1A/gu, ':');
}

function bareLink(found: string): string {
  return found
    .toLowerCase()
    .replace(/^https?:\/\/(www\.)?/u, '')
    .replace(/^www\./u, '')
    .replace(/[.,;:!?/]+$/u, '');
}

function daysIn(text: Masked, language: FactWords): FoundDay[] {
  const single = (year: string, month: number, day: string): WrittenDay | null => {
    const written = { year: year === '' ? null : Number(year), month, day: day === '' ? null : Number(day) };
    const fits =
      month >= 1 && month <= 12 && (written.day === null || (written.day >= 1 && written.day <= 31));
    return fits ? written : null;
  };
  const found: FoundDay[] = [];
  const twoDays = (pattern: RegExp, read: (groups: string[]) => [WrittenDay | null, WrittenDay | null]) => {
    const pairs = text.take(pattern, (_, groups) => {
      const [from, to] = read(groups);
      return from && to ? { from, to } : null;
    });
    for (const { from, to, text: words, start, end } of pairs) {
      const isStretch = !both.test(words) || between.test(text.between(start - 20, start));
      const place = { text: words, start, end };
      found.push(
        { ...from, ...place, bound: isStretch ? 'from' : null },
        { ...to, ...place, bound: isStretch ? 'to' : null },
      );
    }
  };
  const oneDay = (pattern: RegExp, read: (groups: string[]) => WrittenDay | null) => {
    for (const day of text.take(pattern, (_, groups) => read(groups))) found.push({ ...day, bound: null });
  };
  oneDay(/(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?!\d)/gu, ([, year = '', month = '', day = '']) =>
    single(year, Number(month), day),
  );
  oneDay(/(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)/gu, ([, day = '', month = '', year = '']) =>
    single(year, Number(month), day),
  );
  if (language.match === 'characters') eastAsianDays(twoDays, oneDay, single);
  else alphabeticDays(language, twoDays, oneDay, single);
  return stretches(found, text);
}

type TakeTwo = (pattern: RegExp, read: (groups: string[]) => [WrittenDay | null, WrittenDay | null]) => void;
type TakeOne = (pattern: RegExp, read: (groups: string[]) => WrittenDay | null) => void;
type Single = (year: string, month: number, day: string) => WrittenDay | null;

function eastAsianDays(twoDays: TakeTwo, oneDay: TakeOne, single: Single): void {
  twoDays(
    /(?:(\d{4})\s?年\s?)?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]?\s?(?:から|至|到|～|~|—|–|-|、|和|と)\s?(\d{1,2})\s?[日号]/gu,
    ([, year = '', month = '', from = '', to = '']) => [
      single(year, Number(month), from),
      single(year, Number(month), to),
    ],
  );
  oneDay(/(?:(\d{4})\s?年\s?)?(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]/gu, ([, year = '', month = '', day = '']) =>
    single(year, Number(month), day),
  );
  oneDay(/(?:(\d{4})\s?年\s?)?(\d{1,2})\s?月(?![份间])/gu, ([, year = '', month = '']) =>
    single(year, Number(month), ''),
  );
}

function alphabeticDays(language: FactWords, twoDays: TakeTwo, oneDay: TakeOne, single: Single): void {
  const names = language.months.join('|');
  const numberOf = (name: string) =>
    language.months.findIndex((month) => month.toLowerCase() === name.toLowerCase()) + 1;
  const day = String.raw`(\d{1,2})(?:st|nd|rd|th|er|\.|º)?`;
  const of = String.raw`\s+(?:of\s+|de\s+)?`;
  const year = String.raw`(?:,?\s+(?:del?\s+)?(\d{4}))?(?!\d)`;
  const joint = String.raw`\s*(?:to|and|until|through|bis|und|auf|au|à|et|al|a|y|hasta|–|—|-)\s*(?:dem\s+|zum\s+|den\s+|le\s+|el\s+|the\s+)?`;
  twoDays(
    new RegExp(`(?<![\\d.,])${day}${joint}${day}${of}(${names})${year}`, 'giu'),
    ([, from = '', to = '', month = '', y = '']) => [
      single(y, numberOf(month), from),
      single(y, numberOf(month), to),
    ],
  );
  twoDays(
    new RegExp(`(?<!\\p{L})(${names})\\s+${day}${joint}${day}${year}`, 'giu'),
    ([, month = '', from = '', to = '', y = '']) => [
      single(y, numberOf(month), from),
      single(y, numberOf(month), to),
    ],
  );
  oneDay(
    new RegExp(`(?<![\\d.,])${day}${of}(${names})${year}(?!\\p{L})`, 'giu'),
    ([, d = '', month = '', y = '']) => single(y, numberOf(month), d),
  );
  oneDay(
    new RegExp(`(?<!\\p{L})(${names})\\s+${day}(?!\\p{L})${year}`, 'giu'),
    ([, month = '', d = '', y = '']) => single(y, numberOf(month), d),
  );
  // A month alone: as it is written in the list, for "may" and "march" are words too.
  oneDay(
    new RegExp(`(?<!\\p{L})(${names})(?:\\s+(?:del?\\s+)?(\\d{4}))?(?!\\p{L})`, 'gu'),
    ([, month = '', y = '']) => (month === 'May' && y === '' ? null : single(y, numberOf(month), '')),
  );
}

/** "and" between two days makes a stretch of them only behind "between". */
const both = /(?<!\p{L})(?:and|und|et|y)(?!\p{L})|和|と|、/iu;
const between = /(?:between|zwischen|entre)\s+(?:dem\s+|le\s+|el\s+)?$/iu;
const joint =
  /^\s*(?:to|and|until|through|bis|und|auf|au|à|et|al|a|y|hasta|から|至|到|~|～|–|—|-)\s*(?:dem|zum|den|le|el|the)?\s*$/iu;

/** Two days with nothing but a joint between them are the ends of a stretch; the first takes the year of the second. */
function stretches(found: readonly FoundDay[], text: Masked): FoundDay[] {
  const days = [...found].sort((a, b) => a.start - b.start || (a.bound === 'to' ? 1 : -1));
  const joined = (one: FoundDay | undefined, other: FoundDay | undefined) => {
    if (!one || !other || one.bound !== null || other.bound !== null) return false;
    if (one.day === null || other.day === null || one.end > other.start) return false;
    const words = text.between(one.end, other.start);
    return joint.test(words) && (!both.test(words) || between.test(text.between(one.start - 20, one.start)));
  };
  return days.map((one, place): FoundDay => {
    const [before, after] = [days[place - 1], days[place + 1]];
    if (joined(one, after)) return { ...one, year: one.year ?? after?.year ?? null, bound: 'from' };
    return joined(before, one) ? { ...one, bound: 'to' } : one;
  });
}

function timesIn(text: Masked): FoundTime[] {
  const time = (hours: string, minutes: string, half = '') => {
    const shift =
      /^p/iu.test(half) && Number(hours) < 12 ? 12 : /^a/iu.test(half) && Number(hours) === 12 ? -12 : 0;
    const at = (Number(hours) + shift) * 60 + Number(minutes || 0);
    return Number(minutes || 0) < 60 && at <= 24 * 60 ? { minutes: at } : null;
  };
  return [
    ...text.take(
      /(?<![\d:])(\d{1,2}):(\d{2})(?::\d{2})?(?:\s?([ap])\.?m\.?)?(?!\d)/giu,
      (_, [, h = '', m = '', half = '']) => time(h, m, half),
    ),
    ...text.take(/(?<!\d)(\d{1,2})\s?([ap])\.?m\.?(?!\p{L})/giu, (_, [, h = '', half = '']) =>
      time(h, '', half),
    ),
    ...text.take(/(?<!\d)(\d{1,2})\s?h(?:\s?(\d{2}))?(?![\p{L}\d])/gu, (_, [, h = '', m = '']) => time(h, m)),
    ...text.take(/(?<!\d)(\d{1,2})\s?[時时点](?!間)(?:\s?(\d{1,2})\s?分)?/gu, (_, [, h = '', m = '']) =>
      time(h, m),
    ),
  ].sort((a, b) => a.start - b.start);
}

/** Figures in groups of three, with a point, a comma or a space between; at most two decimals. */
const figure = String.raw`\d{1,3}(?:[.,  '’]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)`;
const tenThousands = String.raw`(?:\d+(?:[.,]\d+)?)[万萬](?:\d{1,4})?`;
const anyFigure = `${tenThousands}|${figure}`;

const signs: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', $: 'USD', '¥': 'JPY', '￥': 'JPY' };

function sumsIn(text: Masked, language: FactWords): FoundSum[] {
  const nouns = Object.entries(language.currencies).flatMap(([code, words]) =>
    words.map((word) => ({ code, word })),
  );
  const pattern = nouns
    .map(({ word }) => word)
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/\s+/gu, '\\s+').replace('*', '\\p{L}*'))
    .join('|');
  const edge = language.match === 'words' ? '(?!\\p{L})' : '';
  const codeOf = (noun: string) => {
    const flat = noun.toLowerCase().replace(/\s+/gu, ' ');
    const fits = ({ word }: { word: string }) =>
      word.endsWith('*') ? flat.startsWith(word.slice(0, -1).toLowerCase()) : word.toLowerCase() === flat;
    return nouns.find(fits)?.code;
  };
  const sum = (amount: string, currency: string | undefined) => {
    const value = decimal(amount);
    return currency === undefined || value === null ? null : { amount: value, currency };
  };
  return [
    ...text.take(
      new RegExp(`(?<![\\d.,])(${anyFigure})\\s?(${pattern})${edge}`, 'giu'),
      (_, [, amount = '', noun = '']) => sum(amount, codeOf(noun)),
    ),
    ...text.take(
      new RegExp(`(?<![\\p{L}\\d])([€£$¥￥]|[A-Z]{3})\\s?(${anyFigure})`, 'gu'),
      (_, [, sign = '', amount = '']) =>
        sum(amount, signs[sign] ?? (Object.hasOwn(language.currencies, sign) ? sign : undefined)),
    ),
    ...text.take(
      new RegExp(`(?<![\\d.,])(${anyFigure})\\s?([€£$¥￥]|[A-Z]{3}(?!\\p{L}))`, 'gu'),
      (_, [, amount = '', sign = '']) =>
        sum(amount, signs[sign] ?? (Object.hasOwn(language.currencies, sign) ? sign : undefined)),
    ),
  ].sort((a, b) => a.start - b.start);
}

function peopleIn(text: Masked, language: FactWords): FoundCount[] {
  const nouns = language.people
    .map((noun) => (noun.endsWith('*') ? `${noun.slice(0, -1)}\\p{L}*` : noun).replace(/\s+/gu, '\\s+'))
    .join('|');
  const before = language.match === 'words' ? '\\p{L}' : 'A-Za-z';
  const gap = language.match === 'words' ? '(?:\\s+(?!and\\b|und\\b)[\\p{L}’-]+){0,2}\\s+' : '\\s?';
  const edge = language.match === 'words' ? '(?!\\p{L})' : '';
  return text.take(
    new RegExp(`(?<![\\d.,${before}-])(${anyFigure})${gap}(?:${nouns})${edge}`, 'giu'),
    (_, [, amount = '']) => {
      const value = decimal(amount);
      return value === null || value.includes('.') ? null : { people: Number(value) };
    },
  );
}

function durationsIn(text: Masked, language: FactWords): FoundDuration[] {
  const numbers = Object.keys(language.numbers).join('|');
  const before = language.match === 'words' ? '\\p{L}' : 'A-Za-z';
  const edge = language.match === 'words' ? '(?!\\p{L})' : '';
  const units = Object.entries(language.units) as [DurationUnit, readonly string[]][];
  const named = units
    .flatMap(([unit, words]) => words.map((word) => ({ unit, word })))
    .sort((a, b) => b.word.length - a.word.length);
  const pattern = named
    .map(({ word }) => `(?:${word.replace('*', '\\p{L}*').replace(/\s+/gu, '\\s+')})`)
    .join('|');
  const unitOf = (noun: string) =>
    named.find(({ word }) => phrasesIn(noun, [word], language.match)[0]?.text.length === noun.length)?.unit;
  return text.take(
    new RegExp(`(?<![\\d.,${before}])(\\d{1,4}|${numbers})\\s?(${pattern})${edge}`, 'giu'),
    (_, [, amount = '', noun = '']) => {
      const value = /^\d/u.test(amount) ? Number(amount) : language.numbers[amount.toLowerCase()];
      const unit = unitOf(noun);
      return value === undefined || unit === undefined ? null : { amount: value, unit };
    },
  );
}

/** Decimal text with a dot: the last mark before one or two figures parts decimals, all others part groups. */
function decimal(written: string): string | null {
  const [, ten = '', rest = ''] = /^(\d+(?:[.,]\d+)?)[万萬](\d{0,4})$/u.exec(written) ?? [];
  if (ten !== '') return String(Math.round(Number(ten.replace(',', '.')) * 10_000) + Number(rest || 0));
  const [, whole = '', cents = ''] = /^(.*?)(?:[.,](\d{1,2}))?$/u.exec(written) ?? [];
  const digits = whole.replace(/\D/gu, '').replace(/^0+(?=\d)/u, '');
  if (digits === '' || digits.length > 15) return null;
  const decimals = cents.replace(/0+$/u, '');
  return decimals === '' ? digits : `${digits}.${decimals}`;
}
