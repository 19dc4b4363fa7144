import type { DurationUnit, FactWords } from '../../../../catalogue/domain/fact-words.js';
import type { FoundCount, FoundDuration, FoundSum, Placed } from './figures.js';
import type { MaskedText } from './masked-text.js';
import { perLanguage } from './per-language.js';
import { anyOf, writtenAs } from './phrases.js';

/** Figures in groups of three, with a point, a comma or a space between; at most two decimals. */
const figure = String.raw`\d{1,3}(?:[.,  '’]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)`;
const tenThousands = String.raw`(?:\d+(?:[.,]\d+)?)[万萬](?:\d{1,4})?`;
const anyFigure = `${tenThousands}|${figure}`;
/** Alike in the languages that write words apart: "1.1 million", "1,1 Millionen", "1,1 millones de". */
const millions = String.raw`\s(mill(?:ion(?:s|en)?|ones|ón))(?!\p{L})`;

const signs: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', $: 'USD', '¥': 'JPY', '￥': 'JPY' };

/** Behind a word, and before one, of a script that writes words apart. */
function edgesOf({ match }: FactWords) {
  return match === 'words' ? { before: '\\p{L}', after: '(?!\\p{L})' } : { before: 'A-Za-z', after: '' };
}

interface Coded<Code> {
  code: Code;
  whole: RegExp;
}

/** Phrases by what they stand for, the longest first. */
function codesOf<Code extends string>(lists: Readonly<Record<Code, readonly string[]>>): Coded<Code>[] {
  return (Object.entries(lists) as [Code, readonly string[]][])
    .flatMap(([code, phrases]) => phrases.map((phrase) => ({ code, phrase })))
    .sort((a, b) => b.phrase.length - a.phrase.length)
    .map(({ code, phrase }) => ({ code, whole: new RegExp(`^${writtenAs(phrase)}$`, 'iu') }));
}

function codeOf<Code>(noun: string, codes: readonly Coded<Code>[]): Code | undefined {
  return codes.find(({ whole }) => whole.test(noun))?.code;
}

const sumPatterns = perLanguage((language) => ({
  codes: codesOf(language.currencies),
  named: new RegExp(
    `(?<![\\d.,])(${anyFigure})(?:${millions}(?:\\sde|\\sd[’'])?)?\\s?(${anyOf(Object.values(language.currencies).flat())})${edgesOf(language).after}`,
    'giu',
  ),
}));
const signBefore = new RegExp(`(?<![\\p{L}\\d])([€£$¥￥]|[A-Z]{3})\\s?(${anyFigure})(?:${millions})?`, 'gu');
const signBehind = new RegExp(
  `(?<![\\d.,])(${anyFigure})(?:${millions})?\\s?([€£$¥￥]|[A-Z]{3}(?!\\p{L}))`,
  'gu',
);

export function sumsIn(text: MaskedText, language: FactWords): FoundSum[] {
  const { codes, named } = sumPatterns(language);
  const sum = (amount: string, scale: string | undefined, currency: string | undefined) => {
    const value = decimal(amount);
    if (currency === undefined || value === null) return null;
    return { amount: scale ? String(Math.round(Number(value) * 1_000_000)) : value, currency };
  };
  const signed = (sign: string) =>
    signs[sign] ?? (Object.hasOwn(language.currencies, sign) ? sign : undefined);
  return [
    ...text.take(named, (_, [, amount = '', scale, noun = '']) => sum(amount, scale, codeOf(noun, codes))),
    ...text.take(signBefore, (_, [, sign = '', amount = '', scale]) => sum(amount, scale, signed(sign))),
    ...text.take(signBehind, (_, [, amount = '', scale, sign = '']) => sum(amount, scale, signed(sign))),
  ].sort((a, b) => a.start - b.start);
}

const peoplePattern = perLanguage((language) => {
  const { before, after } = edgesOf(language);
  const gap = language.match === 'words' ? '(?:\\s+(?!and\\b|und\\b)[\\p{L}’-]+){0,2}\\s+' : '\\s?';
  return new RegExp(`(?<![\\d.,${before}-])(${anyFigure})${gap}(?:${anyOf(language.people)})${after}`, 'giu');
});

export function peopleIn(text: MaskedText, language: FactWords): FoundCount[] {
  return text.take(peoplePattern(language), (_, [, amount = '']) => {
    const value = decimal(amount);
    return value === null || value.includes('.') ? null : { people: Number(value) };
  });
}

const durationPatterns = perLanguage((language) => {
  const { before, after } = edgesOf(language);
  const numbers = anyOf(Object.keys(language.numbers));
  const units = anyOf(Object.values(language.units).flat());
  return {
    codes: codesOf<DurationUnit>(language.units),
    named: new RegExp(`(?<![\\d.,${before}])(\\d{1,4}|${numbers})\\s?(${units})${after}`, 'giu'),
  };
});

export function durationsIn(text: MaskedText, language: FactWords): FoundDuration[] {
  const { codes, named } = durationPatterns(language);
  return text.take(named, (_, [, amount = '', noun = '']) => {
    const value = /^\d/u.test(amount) ? Number(amount) : language.numbers[amount.toLowerCase()];
    const unit = codeOf(noun, codes);
    return value === undefined || unit === undefined ? null : { amount: value, unit };
  });
}

const inWordsPattern = perLanguage((language) => {
  const { before, after } = edgesOf(language);
  const [scale, small] = [anyOf(language.scales), anyOf(Object.keys(language.numbers))];
  const nouns = anyOf([...Object.values(language.currencies).flat(), ...language.people]);
  const joint = language.match === 'words' ? '(?:\\s+|-)' : '';
  const between = language.match === 'words' ? "\\s+(?:(?:de|of)\\s+|d[’'])?(?:\\p{L}+\\s+)?" : '';
  return new RegExp(
    `(?<!${before === '\\p{L}' ? '[\\p{L}\\d]' : '\\d'})(?:(?:${small}|${scale})${joint})*(?:${scale})(?:${joint}(?:${small}|${scale}))*${between}(?:${nouns})${after}`,
    'giu',
  );
});

/** "Sixty thousand euro": what no figure says cannot be held against a record. */
export function amountsInWords(text: MaskedText, language: FactWords): Placed[] {
  return language.scales.length === 0 ? [] : text.take(inWordsPattern(language), () => ({}));
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
