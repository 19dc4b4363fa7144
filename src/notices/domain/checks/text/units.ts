/** What phrases are compared by: a word, or a mark; in scripts that write no words apart a character. */
export interface Unit {
  /** Case, width and what nobody sees make no difference. */
  folded: string;
  /** As it is written, but for width and what nobody sees. */
  exact: string;
  start: number;
  end: number;
}

export type Match = 'words' | 'characters';

/** Stands for an address: no phrase goes over it. */
const barrier = '\u0000';

/**
 * White space and hyphens within words part units and are none themselves; both kinds of apostrophe are one.
 *
 * @param offset of the text in what the units' places count in
 */
export function unitsOf(text: string, match: Match, offset = 0): Unit[] {
  const units: Unit[] = [];
  for (const { 0: found, index } of text.matchAll(whole[match])) {
    const start = offset + index;
    if (isAddress(found)) units.push({ folded: barrier, exact: barrier, start, end: start + found.length });
    else for (const { 0: piece, index: at } of found.matchAll(single[match])) push(units, piece, start + at);
  }
  return units;
}

const word = String.raw`[\p{L}\p{M}\p{N}\p{Default_Ignorable_Code_Point}]+|[^\s\p{L}\p{M}\p{N}\p{Default_Ignorable_Code_Point}]`;
const character = String.raw`[^\s\p{Default_Ignorable_Code_Point}][\p{M}\uFF9E\uFF9F]*`;
/** Comes whole, to see whether it is an address. */
const run = String.raw`[A-Za-z0-9][\w.+%-]{0,80}[@:\/][!-~]{0,400}[A-Za-z0-9\/]`;
const whole: Record<Match, RegExp> = {
  words: new RegExp(`${run}|${word}`, 'gu'),
  characters: new RegExp(`${run}|${character}`, 'gu'),
};
const single: Record<Match, RegExp> = {
  words: new RegExp(word, 'gu'),
  characters: new RegExp(character, 'gu'),
};

function isAddress(found: string): boolean {
  return (
    found.length > 3 &&
    (found.includes('://') || /^[^@/]+@[^@/]+\.[^@/]+$/u.test(found) || /^[^/@]+\.[^/@.]+\//u.test(found))
  );
}

function push(units: Unit[], found: string, start: number): void {
  if (hyphen.test(found)) return;
  const exact = visible(found);
  if (exact !== '') units.push({ folded: folded(exact), exact, start, end: start + found.length });
}

const hyphen = /^[-\u00AD\u2010\u2011]$/u;

function visible(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[\u2019\u02BC]/gu, "'");
}

/** ß is SS. */
function folded(text: string): string {
  return text.toUpperCase().toLowerCase();
}
