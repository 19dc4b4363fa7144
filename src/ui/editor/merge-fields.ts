/** A merge field as it is written: `{{organisation.phone}}`, `{{longDate incident.occurredAt}}`. */
const mergeField = /\{\{[ \t]*([A-Za-z][\w.]*(?:[ \t]+[A-Za-z][\w.]*)*)[ \t]*\}\}/g;
const wholeField = new RegExp(`^${mergeField.source}$`);

const firstMark = 0xe000;
const lastMark = 0xf8ff;
export const fieldMark = /[\uE000-\uF8FF]/;
const everyMark = /[\uE000-\uF8FF]/g;

/** A text in which each merge field is one private-use character, as the service reads it. */
export interface MarkedSource {
  text: string;
  /** The fields as they are written, by the number of their mark. */
  fields: readonly string[];
}

/**
 * Marks the merge fields of a text.
 *
 * @returns null where braces stand for something else: a comment, a block, an escaped or an unfinished field
 */
export function markSource(text: string): MarkedSource | null {
  if (fieldMark.test(text)) return null;
  const fields: string[] = [];
  const marked = text.replace(mergeField, (written: string) => {
    fields.push(written);
    return String.fromCharCode(firstMark + fields.length - 1);
  });
  const tooMany = fields.length > lastMark - firstMark + 1;
  return tooMany || /\{\{|[\\{][\uE000-\uF8FF]/.test(marked) ? null : { text: marked, fields };
}

/** The text with its fields written out again. */
export function unmark(text: string, fields: readonly string[]): string {
  return text.replace(everyMark, (mark) => fields[mark.charCodeAt(0) - firstMark] ?? '');
}

/** Cuts a marked text at its fields: every second part is a mark. */
export function atMarks(text: string): string[] {
  return text.split(/([\uE000-\uF8FF])/).filter((part) => part !== '');
}

/** What a field asks for, without braces and spare blanks: `longDate incident.occurredAt`; null where it is no field. */
export function callOf(written: string): string | null {
  const inside = wholeField.exec(written)?.[1];
  return inside === undefined ? null : inside.split(/[ \t]+/).join(' ');
}

/** Names of the placeholders in a call; of a helper call, its arguments. */
export function namesOf(call: string): string[] {
  const words = call.split(' ');
  return words.length > 1 ? words.slice(1) : words;
}
