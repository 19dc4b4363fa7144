import type { Piece } from './pieces.js';
import type { Wording } from './notice-helpers.js';

/** How the parts of a notice are written in one format. Contents come written already. */
export interface NoticeWriter {
  /** Between two blocks. */
  between: string;
  /** Between two items of a list; each item ends itself where it has to. */
  betweenItems: string;
  /** Words of the author or of a value, so that they can only be words. */
  words(text: string): string;
  /** Words of a value; it may lead somewhere unless it stands inside a link already. */
  value(wording: Wording, insideLink: boolean): string;
  /** Where a link leads. */
  target(address: string): string;
  /** What stands where a value is missing. */
  gap(text: string): string;
  code(text: Piece[]): Piece[];
  strong(content: Piece[]): Piece[];
  emphasis(content: Piece[]): Piece[];
  link(target: Piece, content: Piece[]): Piece[];
  break(): string;
  heading(level: number, content: Piece[]): Piece[];
  paragraph(content: Piece[]): Piece[];
  /** The opening and closing of a list. */
  list(ordered: boolean, start: number): { open: string; close: string };
  /** @param number of an ordered item */
  item(content: Piece[], number?: Piece): Piece[];
  quote(content: Piece[]): Piece[];
  codeBlock(text: Piece[]): Piece[];
  rule(): string;
  /** The opening and closing of blocks in another language than the notice; empty where a format cannot say it. */
  inLanguage(locale: string): { open: string; close: string };
  /** That the text is not one to be sent; before everything else. */
  banner(words: string): string;
  /** The number of the text; after everything else. */
  number(words: string): string;
}

/** Indents every line after the first; values hold no line breaks. */
export function indented(pieces: readonly Piece[], indent: string): Piece[] {
  return pieces.map((piece) => {
    if (typeof piece === 'string') return piece.replaceAll('\n', `\n${indent}`);
    if (piece.kind === 'group') return { ...piece, pieces: indented(piece.pieces, indent) };
    if (piece.kind === 'personal-link')
      return { ...piece, link: indented(piece.link, indent), without: indented(piece.without, indent) };
    if (piece.kind !== 'frame') return piece;
    return {
      ...piece,
      open: indented(piece.open, indent),
      items: piece.items.map((item) => indented(item, indent)),
      between: piece.between.replaceAll('\n', `\n${indent}`),
      close: indented(piece.close, indent),
    };
  });
}
