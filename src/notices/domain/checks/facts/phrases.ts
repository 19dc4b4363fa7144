import type { FactWords } from '../../../../catalogue/domain/fact-words.js';

/** Where a phrase of a list stands. Units of UTF-16. */
export interface FoundPhrase {
  text: string;
  start: number;
  end: number;
}

const compiled = new WeakMap<readonly string[], RegExp>();

/** Every place where one of the phrases stands, the longest first where several begin alike; none overlap. */
export function phrasesIn(
  text: string,
  phrases: readonly string[],
  match: FactWords['match'],
): FoundPhrase[] {
  if (phrases.length === 0) return [];
  return [...text.matchAll(patternOf(phrases, match))].map(({ 0: found, index }) => ({
    text: found,
    start: index,
    end: index + found.length,
  }));
}

export function hasPhrase(text: string, phrases: readonly string[], match: FactWords['match']): boolean {
  return phrases.length > 0 && text.search(patternOf(phrases, match)) >= 0;
}

/** Every place where one of the phrases stands. */
export function patternOf(phrases: readonly string[], match: FactWords['match']): RegExp {
  const known = compiled.get(phrases);
  if (known) return known;
  const alternatives = anyOf(phrases);
  const pattern =
    match === 'characters'
      ? new RegExp(alternatives, 'giu')
      : new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{M}\\p{N}])`, 'giu');
  compiled.set(phrases, pattern);
  return pattern;
}

/** A pattern for each of the phrases, the longest first. */
export function anyOf(phrases: readonly string[]): string {
  return [...phrases]
    .sort((a, b) => b.length - a.length)
    .map(writtenAs)
    .join('|');
}

/** A pattern for one phrase: spaces, hyphens and apostrophes are written in several ways; `*` takes what stands there. */
export function writtenAs(phrase: string): string {
  const [, before = '', words = '', ending = ''] = /^(\*?)(.*?)(\*?)$/su.exec(phrase) ?? [];
  const written = words
    .replace(/[.?*+^$[\]\\(){}|/]/gu, '\\$&')
    .replace(/[’']/gu, "[’']")
    .replace(/-/gu, '[\\u2010\\u2011\\-]')
    .replace(/\s+/gu, '[\\s\\u2010\\u2011\\-]+');
  return `${before && '\\p{L}*'}${written}${ending && '\\p{L}*'}`;
}
