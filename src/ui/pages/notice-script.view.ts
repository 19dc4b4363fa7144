import { noticeTree } from '../../notices/domain/notice-tree.js';
import type { Block, Inline } from '../../notices/domain/notice-tree.js';

/** A call script as an agent reads it: blocks with what to say and what to do. */
export interface ScriptPart {
  heading: string;
  /** Of the heading, 1 to 6; 0: it has none. */
  level: number;
  lines: readonly ScriptLine[];
}

export interface ScriptLine {
  /** `cue` is for the agent and not read out. */
  kind: 'say' | 'cue' | 'item';
  text: string;
}

/** @param markdown the script with its values in place */
export function scriptParts(markdown: string): ScriptPart[] {
  const parts: { heading: string; level: number; lines: ScriptLine[] }[] = [];
  for (const block of noticeTree(markdown)) {
    if (block.kind === 'heading') {
      parts.push({ heading: wordsOf(block.content).trim(), level: block.level, lines: [] });
      continue;
    }
    if (parts.length === 0) parts.push({ heading: '', level: 0, lines: [] });
    parts.at(-1)?.lines.push(...linesOf(block));
  }
  return parts;
}

function linesOf(block: Block): ScriptLine[] {
  switch (block.kind) {
    case 'paragraph':
      return [{ kind: isCue(block.content) ? 'cue' : 'say', text: wordsOf(block.content).trim() }];
    case 'list':
      return block.items.flatMap((item, place) =>
        item.flatMap(linesOf).map((line): ScriptLine => {
          const mark = block.ordered ? `${block.start + place}. ` : '';
          return line.kind === 'say' ? { kind: 'item', text: `${mark}${line.text}` } : line;
        }),
      );
    case 'quote':
      return block.content.flatMap(linesOf);
    case 'code':
      return [{ kind: 'say', text: block.text }];
    case 'heading':
    case 'rule':
      return [];
  }
}

/** Nothing but italics. */
function isCue(content: readonly Inline[]): boolean {
  const told = content.filter((inline) => inline.kind !== 'text' || inline.text.trim() !== '');
  return told.length > 0 && told.every(({ kind }) => kind === 'emphasis' || kind === 'break');
}

function wordsOf(content: readonly Inline[]): string {
  return content
    .map((inline) => {
      if (inline.kind === 'break') return ' ';
      return 'content' in inline ? wordsOf(inline.content) : inline.text;
    })
    .join('');
}
