/** Where the words stand. */
export interface TextPlace {
  /** First in their line: marks of lists and headings would be read. */
  atStart: boolean;
  /** Between the brackets of a link. */
  inLink: boolean;
  /** A merge field follows: a backslash or a brace before its braces would make it another thing. */
  beforeField: boolean;
}

/** Words as Markdown that says no more than they do, with as few backslashes as that takes. */
export function escapeText(text: string, { atStart, inLink, beforeField }: TextPlace): string {
  const escaped = wordsOf(text, inLink);
  const parted = beforeField
    ? escaped.replace(/(?:\\\\|\{)$/, (last) => `&#${last.charCodeAt(0)};`)
    : escaped;
  return atStart ? escapeStart(parted) : parted;
}

function wordsOf(text: string, inLink: boolean): string {
  return text
    .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, '\\\\')
    .replace(/[*`]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(inLink ? /[[\]]/g : /\](?=\()/g, '\\$&')
    .replace(/<(?=[A-Za-z/!?])/g, '\\<')
    .replace(/&(?=#|[A-Za-z][A-Za-z0-9]*;)/g, '\\&');
}

function escapeStart(text: string): string {
  return text
    .replace(/^( {0,3})(\d{1,9})([.)])(?=\s|$)/, '$1$2\\$3')
    .replace(/^( {0,3})([-+])(?=\s|$)/, '$1\\$2')
    .replace(/^( {0,3})(#{1,6})(?=\s|$)/, '$1\\$2')
    .replace(/^( {0,3})([>=]|~~~|-{2,}\s*$)/, '$1\\$2');
}
