import type { FactWords } from '../../../../catalogue/domain/fact-words.js';
import type { FoundDay, WrittenDay } from './figures.js';
import type { MaskedText } from './masked-text.js';
import { perLanguage } from './per-language.js';

export function daysIn(text: MaskedText, language: FactWords): FoundDay[] {
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

const alphabetic = perLanguage(({ months }) => {
  const names = `(${months.join('|')})`;
  const day = String.raw`(\d{1,2})(?:st|nd|rd|th|er|\.|º)?`;
  const of = String.raw`\s+(?:of\s+|de\s+)?`;
  const year = String.raw`(?:,?\s+(?:del?\s+)?(\d{4}))?(?!\d)`;
  const joint = String.raw`\s*(?:to|and|until|through|bis|und|auf|au|à|et|al|a|y|hasta|–|—|-)\s*(?:dem\s+|zum\s+|den\s+|le\s+|el\s+|the\s+)?`;
  return {
    numberOf: new Map(months.map((month, index) => [month.toLowerCase(), index + 1])),
    twoBefore: new RegExp(`(?<![\\d.,])${day}${joint}${day}${of}${names}${year}`, 'giu'),
    twoBehind: new RegExp(`(?<!\\p{L})${names}\\s+${day}${joint}${day}${year}`, 'giu'),
    before: new RegExp(`(?<![\\d.,])${day}${of}${names}${year}(?!\\p{L})`, 'giu'),
    behind: new RegExp(`(?<!\\p{L})${names}\\s+${day}(?!\\p{L})${year}`, 'giu'),
    // A month alone: as it is written in the list, for "may" and "march" are words too.
    alone: new RegExp(`(?<!\\p{L})${names}(?:\\s+(?:del?\\s+)?(\\d{4}))?(?!\\p{L})`, 'gu'),
  };
});

function alphabeticDays(language: FactWords, twoDays: TakeTwo, oneDay: TakeOne, single: Single): void {
  const { numberOf, twoBefore, twoBehind, before, behind, alone } = alphabetic(language);
  const one = (year: string, month: string, day: string) =>
    single(year, numberOf.get(month.toLowerCase()) ?? 0, day);
  twoDays(twoBefore, ([, from = '', to = '', month = '', year = '']) => [
    one(year, month, from),
    one(year, month, to),
  ]);
  twoDays(twoBehind, ([, month = '', from = '', to = '', year = '']) => [
    one(year, month, from),
    one(year, month, to),
  ]);
  oneDay(before, ([, day = '', month = '', year = '']) => one(year, month, day));
  oneDay(behind, ([, month = '', day = '', year = '']) => one(year, month, day));
  oneDay(alone, ([, month = '', year = '']) =>
    month === 'May' && year === '' ? null : one(year, month, ''),
  );
}

/** "and" between two days makes a stretch of them only behind "between". */
const both = /(?<!\p{L})(?:and|und|et|y)(?!\p{L})|和|と|、/iu;
const between = /(?:between|zwischen|entre)\s+(?:dem\s+|le\s+|el\s+)?$/iu;
const joint =
  /^\s*(?:to|and|until|through|bis|und|auf|au|à|et|al|a|y|hasta|から|至|到|~|～|–|—|-)\s*(?:dem|zum|den|le|el|the)?\s*$/iu;

/** Two days with nothing but a joint between them are the ends of a stretch; the first takes the year of the second. */
function stretches(found: readonly FoundDay[], text: MaskedText): FoundDay[] {
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
