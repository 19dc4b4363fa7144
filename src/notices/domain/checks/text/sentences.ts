import type { WordLanguage } from '../../../../catalogue/domain/data-class-words.js';
import type { Span } from './notice-blocks.js';

/**
 * Sentences of one paragraph or item. The segmenter of the platform is not used: its answer changes with the version
 * of Unicode, it ends German sentences behind "14." and English ones behind "Dr.", and reports must stay comparable.
 */
export function sentencesIn(text: string, language: WordLanguage | null): Span[] {
  const ends =
    language === 'ja' || language === 'zh-Hans' ? /[。！？!?]+[」』）)”’]*/gu : /[.!?…]+["'”’»)\]]*/gu;
  const sentences: Span[] = [];
  let from = 0;
  const push = (to: number) => {
    const piece = text.slice(from, to);
    const start = from + piece.length - piece.trimStart().length;
    const end = from + piece.trimEnd().length;
    if (start < end) sentences.push({ start, end });
    from = to;
  };
  for (const { 0: mark, index } of text.matchAll(ends)) {
    const end = index + mark.length;
    if (endsSentence(text, index, end, language)) push(end);
  }
  push(text.length);
  return sentences;
}

function endsSentence(text: string, mark: number, end: number, language: WordLanguage | null): boolean {
  if (language === 'ja' || language === 'zh-Hans') return true;
  const after = text.slice(end, end + 24);
  if (after !== '' && !/^\s/u.test(after)) return false;
  const next = after.trimStart();
  if (text[mark] !== '.') return !/^\p{Ll}/u.test(next);
  if (next === '') return true;
  if (/^\p{Ll}/u.test(next)) return false;
  const before = /[\p{L}\p{M}\p{N}.]{1,24}$/u.exec(text.slice(Math.max(0, mark - 24), mark))?.[0] ?? '';
  if (/^\p{Lu}$/u.test(before)) return false;
  if (language === 'de' && /^\d{1,2}$/u.test(before)) return false;
  return !isAbbreviation(before.toLowerCase(), language);
}

const everywhere = ['dr', 'prof', 'st', 'vs', 'etc'];
const abbreviations: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set([
    ...everywhere,
    'mr',
    'mrs',
    'ms',
    'no',
    'e.g',
    'i.e',
    'cal',
    'civ',
    'art',
    'sec',
    'approx',
    'jr',
    'sr',
  ]),
  de: new Set([
    ...everywhere,
    'nr',
    'abs',
    'art',
    'bzw',
    'z.b',
    'z',
    'd.h',
    'u.a',
    'ca',
    'tel',
    'str',
    'fr',
    'hr',
    'ggf',
  ]),
  fr: new Set([...everywhere, 'm', 'mm', 'mme', 'mlle', 'art', 'n', 'p.ex', 'tél', 'av', 'bd']),
  es: new Set([
    ...everywhere,
    'sr',
    'sra',
    'srta',
    'ud',
    'uds',
    'art',
    'núm',
    'n.º',
    'p.ej',
    'p',
    'tel',
    'avda',
    'd',
    'dña',
    'ee',
  ]),
};

function isAbbreviation(word: string, language: WordLanguage | null): boolean {
  return (abbreviations[language ?? 'en'] ?? abbreviations['en'])?.has(word) === true;
}
