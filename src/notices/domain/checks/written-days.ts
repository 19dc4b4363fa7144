import type { WordLanguage } from '../../../catalogue/domain/data-class-words.js';
import { readFigures } from './facts/read-figures.js';
import type { Figures } from './facts/read-figures.js';
import { factWordsOf } from './facts/words-of-language.js';
import type { ReadPart } from './notice-reading.js';

const known = new WeakMap<ReadPart, Figures>();

/** Days, times, telephone numbers and links that stand in a part, by the words of a language. */
export function figuresIn(part: ReadPart, language: WordLanguage): Figures {
  const before = known.get(part);
  if (before) return before;
  const words = factWordsOf(language);
  const figures = words ? readFigures(part.part.words, words) : nothing;
  known.set(part, figures);
  return figures;
}

export function daysIn(part: ReadPart, language: WordLanguage): Figures['days'] {
  return figuresIn(part, language).days;
}

const nothing: Figures = {
  days: [],
  times: [],
  sums: [],
  people: [],
  durations: [],
  phones: [],
  links: [],
  emails: [],
};
