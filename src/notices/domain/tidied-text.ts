import type { LanguageForms } from './languages/language-forms.js';

/** A subject or heading as it is kept: one line. */
export function oneLine(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ').trim();
}

/** Joins the lines of a paragraph or item as the language does, and leaves one empty line between blocks. */
export function tidied(text: string, joint: LanguageForms['joint']): string {
  return text
    .split(/\n{2,}/)
    .map((block) =>
      block
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .reduce(
          (joined, line) =>
            joined === '' || /^([-*]|\d+\.) /.test(line)
              ? `${joined}\n${line}`
              : joined + joint(joined, line) + line,
          '',
        )
        .trim(),
    )
    .filter((block) => block !== '')
    .join('\n\n');
}
