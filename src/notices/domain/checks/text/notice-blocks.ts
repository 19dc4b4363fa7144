/** A place in `CheckedPart.words`, in units of UTF-16. */
export interface Span {
  start: number;
  end: number;
}

/** A paragraph, or an item of a list without its mark. */
export interface TextBlock extends Span {
  kind: 'paragraph' | 'item';
  /** Of an item in a numbered list. */
  numbered: boolean;
}

/** Paragraphs are parted by an empty line; each line that starts with `- ` or `1. ` begins an item. */
export function blocksOf(words: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  let open: TextBlock | null = null;
  for (const { 0: line, index } of words.matchAll(/[^\n]+|\n(?=\n)/gu)) {
    if (line.trim() === '') {
      open = null;
      continue;
    }
    const mark = /^[ \t]{0,8}(?:[-*]|(\d{1,3})\.)[ \t]/u.exec(line);
    const end = index + line.trimEnd().length;
    const lead = mark ? mark[0].length : line.length - line.trimStart().length;
    if (!mark && open) open.end = end;
    else {
      const start = Math.min(index + lead, end);
      open = { kind: mark ? 'item' : 'paragraph', numbered: mark?.[1] !== undefined, start, end };
      blocks.push(open);
    }
  }
  return blocks.filter(({ start, end }) => start < end);
}
