import { indented, type NoticeWriter } from './notice-writer.js';
import type { Piece } from './pieces.js';

/** Markdown that reads back as the same notice: words of authors and values are escaped alike. */
export const markdownWriter: NoticeWriter = {
  between: '\n\n',
  betweenItems: '\n',
  words: escapeMarkdown,
  value: ({ text, href }, insideLink) => {
    if (href === text && !insideLink) return `<${text}>`;
    return escapeMarkdown(text);
  },
  target: (address) => address.replace(/[()<>\s]/g, encodeURIComponent),
  gap: (text) => escapeMarkdown(text),
  code: (text) => text,
  strong: (content) => ['**', ...content, '**'],
  emphasis: (content) => ['*', ...content, '*'],
  link: (target, content) => ['[', ...content, '](', target, ')'],
  break: () => '\\\n',
  heading: (level, content) => [`${'#'.repeat(level)} `, ...content],
  paragraph: withoutListStart,
  list: () => ({ open: '', close: '' }),
  item: (content, number) =>
    number === undefined ? ['- ', ...indented(content, '  ')] : [number, '. ', ...indented(content, '   ')],
  quote: (content) => ['> ', ...indented(content, '> ')],
  codeBlock: (text) => ['    ', ...indented(text, '    ')],
  rule: () => '* * *',
  inLanguage: () => ({ open: '', close: '' }),
  banner: (words) => `**${escapeMarkdown(words)}**\n\n`,
  number: (words) => `\n\n${escapeMarkdown(words)}`,
};

/** A value such as 19 and the author's full stop after it would start a numbered list. */
function withoutListStart(content: Piece[]): Piece[] {
  const [first = '', second, ...rest] = content;
  const opens = typeof first === 'string' ? /^\d{1,9}$/.test(first) : first.kind === 'slot';
  return opens && typeof second === 'string' && /^[.)]/.test(second)
    ? [first, `\\${second}`, ...rest]
    : content;
}

/** Words only: no marks of strong type, no backslashes before signs; links keep their targets in sight. */
export function readableMarkdown(markdown: string): string {
  return markdown.replace(/\\([\n!-/:-@[-`{-~])|\*\*/g, '$1');
}

/** Every character that Markdown could read as more than itself, and what turns an address into a link. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>~|]/g, '\\$&')
    .replace(/&(?=#|[A-Za-z])/g, '\\&')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2')
    .replace(/^(\s*)([-+#=])/, '$1\\$2')
    .replaceAll('://', ':\\//')
    .replace(/\bwww\./gi, (start) => `${start.slice(0, -1)}\\.`);
}
