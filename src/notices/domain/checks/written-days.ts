import type { WordLanguage } from '../../../catalogue/domain/data-class-words.js';
import type { CheckGround } from './check-rule.js';
import { readFigures } from './facts/read-figures.js';
import type { Figures } from './facts/figures.js';
import { factWordsOf } from './facts/words-of-language.js';
import type { ReadPart } from './notice-reading.js';

const known = new WeakMap<ReadPart, Figures>();

/** Days, times, telephone numbers and links that stand in a part, by the words of a language. */
export function figuresIn(part: ReadPart, language: WordLanguage, ground: CheckGround): Figures {
  const before = known.get(part);
  if (before) return before;
  const words = factWordsOf(language, ground);
  const figures = words ? readFigures(part.part.words, words) : nothing;
  known.set(part, figures);
  return figures;
}

export function daysIn(part: ReadPart, language: WordLanguage, ground: CheckGround): Figures['days'] {
  return figuresIn(part, language, ground).days;
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
  inWords: [],
};
