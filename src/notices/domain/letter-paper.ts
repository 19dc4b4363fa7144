/** Sizes of paper that letters are printed on. */
export const letterPapers = ['a4', 'us-letter'] as const;
export type LetterPaper = (typeof letterPapers)[number];

/** Where office paper is 8½ by 11 inches: the countries that CLDR lists under `US-Letter`. */
const US_LETTER = new Set('BZ CA CL CO CR DO GT MX NI PA PH PR SV US VE'.split(' '));

/** @param country ISO 3166-1 code, also with a part of the country: `US-CA`; absent: A4 */
export function paperIn(country: string | undefined): LetterPaper {
  return US_LETTER.has(country?.slice(0, 2) ?? '') ? 'us-letter' : 'a4';
}

/** Lengths in points from the left and upper edge of page 1. */
export interface LetterMeasures {
  size: 'A4' | 'LETTER';
  /** Left, top, right, bottom. */
  margins: [number, number, number, number];
  head: { x: number; y: number };
  /** What the window of the envelope shows; nothing else may stand there. */
  window: { x: number; y: number; width: number; height: number };
  /** Date and reference, beside the window. */
  facts: { x: number; y: number; width: number };
  /** Where the text begins on page 1. */
  text: number;
  /** Marks on the left edge where the paper is folded. */
  folds: number[];
}

const mm = (length: number) => (length * 72) / 25.4;
const inch = (length: number) => length * 72;

export const letterMeasures: Readonly<Record<LetterPaper, LetterMeasures>> = {
  // DIN 5008, form B: address zone 27.3 mm high under 17.7 mm for the return address, from 45 mm; text from 98.46 mm.
  a4: {
    size: 'A4',
    margins: [mm(25), mm(25), mm(20), mm(30)],
    head: { x: mm(25), y: mm(16) },
    window: { x: mm(25), y: mm(51), width: mm(80), height: mm(39) },
    facts: { x: mm(125), y: mm(51), width: mm(65) },
    text: mm(98.46),
    folds: [mm(105), mm(210)],
  },
  // Folded in three (3.67 in), in a #10 envelope whose window is 4.5 by 1.125 in, 0.875 in from the left, 0.5 in from
  // below: it shows 2.04 to 3.17 in from above. The text begins under the first fold.
  'us-letter': {
    size: 'LETTER',
    margins: [inch(1), inch(1), inch(1), inch(1.1)],
    head: { x: inch(1), y: inch(0.6) },
    window: { x: inch(1), y: inch(2.1), width: inch(3.25), height: inch(1.02) },
    facts: { x: inch(5), y: inch(2.1), width: inch(2.5) },
    text: inch(3.85),
    folds: [],
  },
};
