import { helperArguments, wordingOf } from './notice-helpers.js';
import type { NoticeLanguage } from './notice-helpers.js';
import type { Placeholder } from './notice-kind.js';
import { readNoticeValue } from './notice-values.js';

/** One way to say a field in a text. */
export interface FieldInsert {
  /** Null: as its type is said by default. */
  helper: string | null;
  /** What to put into the text: `{{longDate incident.discoveredAt}}`. */
  markup: string;
  /** What it reads like with the value of the example. */
  example: string;
}

/** The field bare, and by each helper that takes it alone. */
export function insertsOf(placeholder: Placeholder, language: NoticeLanguage): FieldInsert[] {
  const { name, type } = placeholder;
  const fitting = [...helperArguments].flatMap(([helper, takes]) =>
    takes.length === 1 && takes[0]?.split('|').includes(type) ? [helper] : [],
  );
  return [null, ...fitting].map((helper) => ({
    helper,
    markup: helper === null ? `{{${name}}}` : `{{${helper} ${name}}}`,
    example: exampleOf(placeholder, helper, language),
  }));
}

/** Empty where a helper cannot say the example in this language. */
function exampleOf({ type, example }: Placeholder, helper: string | null, language: NoticeLanguage): string {
  const read = readNoticeValue(type, example);
  if (!('value' in read)) return '';
  try {
    return wordingOf(helper ?? undefined, type, [read.value], language).text;
  } catch {
    return '';
  }
}
