import { wordChanges } from '../../notices/domain/word-changes.js';
import type { WordChange } from '../../notices/domain/word-changes.js';
import type { RedraftSource } from '../../notices/notice-redraft.js';
import { FormFields } from '../form-fields.js';
import { sectionField } from './notice-editor.form.js';

/** What may be done about the generated text of a section of the editor. */
export interface GeneratedView {
  /** Where the form goes to put it in the place of the text. */
  action: string;
  /** Of the section, for the form. */
  id: string;
  /** Where the script fetches it. */
  href: string;
  /** It stands there again, and nothing is saved; null: nobody asked for it. */
  replaced: ReplacedView | null;
}

/** What was in the place of the generated text, to be read and put back. */
export interface ReplacedView {
  changes: readonly WordChange[];
  /** Hidden in the form, for putting it back. */
  fields: Readonly<Record<string, string>>;
  /** What the draft would do besides; empty when nothing. */
  remark: string;
}

const PARTS = ['heading', 'markdown'] as const;

/** Name of a hidden field that holds what was replaced. */
export function replacedField(id: string, part: (typeof PARTS)[number]): string {
  return `replaced.${id}.${part}`;
}

/** The form with the generated text in one section; whether the section is sent stays as people chose. */
export function withGenerated(
  body: unknown,
  form: FormFields,
  id: string,
  { heading, markdown }: RedraftSource,
): FormFields {
  return new FormFields({
    ...(body as object),
    [sectionField(id, 'heading')]: heading,
    [sectionField(id, 'markdown')]: markdown,
    ...Object.fromEntries(PARTS.map((part) => [replacedField(id, part), form.typed(sectionField(id, part))])),
  });
}

/** The form with what was replaced in its place again. */
export function withReplaced(body: unknown, form: FormFields, id: string): FormFields {
  const back = PARTS.map((part) => [sectionField(id, part), form.typed(replacedField(id, part))]);
  return new FormFields({ ...(body as object), ...Object.fromEntries(back) });
}

/** @param form with the generated text in its place, and what it replaced in hidden fields */
export function replacedView(form: FormFields, id: string, generated: RedraftSource): ReplacedView {
  const wordsOf = (name: (part: (typeof PARTS)[number]) => string) =>
    PARTS.map((part) => form.typed(name(part))).join('\n\n');
  const isLeftOut = form.text(sectionField(id, 'hidden')) === 'yes';
  return {
    changes: wordChanges(
      wordsOf((part) => replacedField(id, part)),
      wordsOf((part) => sectionField(id, part)),
    ),
    fields: Object.fromEntries(
      PARTS.map((part) => [replacedField(id, part), form.typed(replacedField(id, part))]),
    ),
    remark: remarkOf(isLeftOut, generated),
  };
}

function remarkOf(isLeftOut: boolean, { hidden, hiddenBecause = '' }: RedraftSource): string {
  if (isLeftOut === hidden) return '';
  return hidden
    ? `The draft would leave the section out. ${hiddenBecause} It is still sent here.`.replace('  ', ' ')
    : 'The draft would send the section; it is still left out here.';
}
