import { indented, type NoticeWriter } from './notice-writer.js';
import type { Piece } from './pieces.js';

/** Plain text of equal content: no marks of emphasis, links as label and address. */
export const textWriter: NoticeWriter = {
  between: '\n\n',
  betweenItems: '\n',
  words: (text) => text,
  value: ({ text }) => text,
  target: (address) => address,
  gap: (text) => text,
  code: (text) => text,
  strong: (content) => content,
  emphasis: (content) => content,
  link: (target, content) => (saysItsTarget(target, content) ? [target] : [...content, ' (', target, ')']),
  break: () => '\n',
  /** An empty line more: there is nothing else to tell a heading by. */
  heading: (level, content) => (level === 1 ? content : ['\n', ...content]),
  paragraph: (content) => content,
  list: () => ({ open: '', close: '' }),
  item: (content, number) =>
    number === undefined ? ['- ', ...indented(content, '  ')] : [number, '. ', ...indented(content, '   ')],
  quote: (content) => ['> ', ...indented(content, '> ')],
  codeBlock: (text) => ['    ', ...indented(text, '    ')],
  rule: () => '* * *',
  inLanguage: () => ({ open: '', close: '' }),
  banner: (words) => `${words}\n\n`,
  number: (words) => `\n\n${words}`,
};

/** `mailto:` and `tel:` say nothing that their label does not; a label may be the address itself. */
function saysItsTarget(target: Piece, content: readonly Piece[]): boolean {
  if (typeof target !== 'string' || !content.every((piece) => typeof piece === 'string')) return false;
  return (
    content.join('').replace(/^https:\/\//, '') ===
    target.replace(/^(https:\/\/|mailto:|tel:)/, '').replace(/\/$/, '')
  );
}
