import type { CheckedNotice, CheckedPart } from '../checked-notice.js';
import type { FactWords } from '../../../../catalogue/domain/fact-words.js';
import { readFigures } from './read-figures.js';
import type { Figures } from './figures.js';

/** A part with everything countable in it. */
export interface ReadPart extends CheckedPart {
  figures: Figures;
}

const made = new WeakMap<CheckedNotice, readonly ReadPart[]>();

/** Read once for each notice. */
export function readParts(notice: CheckedNotice, language: FactWords): readonly ReadPart[] {
  const known = made.get(notice);
  if (known) return known;
  const parts = notice.parts.map((part) => ({ ...part, figures: readFigures(part.words, language) }));
  made.set(notice, parts);
  return parts;
}
