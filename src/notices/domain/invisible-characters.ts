/** Never in a template: they end or hide a line, turn the order of reading, or stand for our own marks. */
const forbidden =
  /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]/u;
/** Zero-width joiner and non-joiner shape letters; variation selectors choose a glyph. */
const joiners = /[\u200C\u200D\p{Variation_Selector}]/u;
const directionMarks = new Set(['\u200E', '\u200F', '\u061C']);
const isolateStarts = new Set(['\u2066', '\u2067', '\u2068']);
const isolateEnd = '\u2069';

/** Where a text holds a character that people cannot see and that changes what they read. */
export interface InvisibleCharacter {
  /** Index in UTF-16 units. */
  offset: number;
  codePoint: string;
}

/**
 * Control, embedding, override, zero-width, private-use and other invisible characters; line breaks and joiners
 * are fine. In a text written from right to left, direction marks and closed isolates are fine too.
 *
 * @param limit stops after so many
 */
export function invisibleCharacters(text: string, rightToLeft = false, limit = 50): InvisibleCharacter[] {
  const found: InvisibleCharacter[] = [];
  const openIsolates: InvisibleCharacter[] = [];
  let offset = 0;
  for (const character of text) {
    const here = { offset, codePoint: codePointName(character) };
    offset += character.length;
    if (!isInvisible(character) || isLineEnd(text, here.offset)) continue;
    if (rightToLeft && directionMarks.has(character)) continue;
    if (rightToLeft && isolateStarts.has(character)) openIsolates.push(here);
    else if (!(rightToLeft && character === isolateEnd && openIsolates.pop())) found.push(here);
    if (found.length >= limit) return found;
  }
  return [...found, ...openIsolates];
}

/** True for a character that has no place in a template, a name or a reference; line ends count too. */
export function isInvisible(character: string): boolean {
  return forbidden.test(character) && !joiners.test(character);
}

/** Most values: they are looked at for each person. */
const plain = /^[ -~]*$/;

/** A value as it may be printed: on one line, without characters that hide or reorder it. */
export function visibleLine(value: string): string {
  if (plain.test(value)) return value.trim();
  if (!forbidden.test(value)) return value.trim();
  return value
    .replace(/[\r\n\t\v\f\u0085\u2028\u2029]+/g, ' ')
    .replace(/./gsu, (character) => (isInvisible(character) ? '' : character))
    .trim();
}

/** A line feed, or a carriage return that belongs to one. */
function isLineEnd(text: string, offset: number): boolean {
  return text.charAt(offset) === '\n' || text.startsWith('\r\n', offset);
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
