import type { FactWords } from './fact-words.js';

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

function patternOf(phrases: readonly string[], match: FactWords['match']): RegExp {
  const known = compiled.get(phrases);
  if (known) return known;
  const longestFirst = [...phrases].sort((a, b) => b.length - a.length);
  const alternatives = longestFirst.map(alternative).join('|');
  const pattern =
    match === 'characters'
      ? new RegExp(alternatives, 'giu')
      : new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{M}\\p{N}])`, 'giu');
  compiled.set(phrases, pattern);
  return pattern;
}

/** Spaces, hyphens and apostrophes are written in several ways. */
function alternative(phrase: string): string {
  const stem = phrase.endsWith('*');
  const written = (stem ? phrase.slice(0, -1) : phrase)
    .replace(/[.?+^$[\]\\(){}|/]/gu, '\\$&')
    .replace(/\s+/gu, '\\s+')
    .replace(/[’']/gu, "[’']")
    .replace(/-/gu, '[\\u2010\\u2011\\-]');
  return stem ? `${written}\\p{L}*` : written;
}
