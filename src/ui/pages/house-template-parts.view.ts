import { FormFields } from '../form-fields.js';
import type { Fault } from '../../platform/errors.js';
import type { NoticeKind, SectionRule } from '../../notices/domain/notice-kind.js';
import type { HouseParts } from '../../notices/domain/house-texts.js';
import type { HousePartChange, ShippedPart } from '../../notices/house-template-preview.js';
import type { FieldError } from '../views.types.js';

export interface TemplatePartView {
  id: string;
  /** Of the element on the page. */
  anchor: string;
  title: string;
  /** Of the field of a line. */
  label: string;
  /** Worded by the house. */
  own: boolean;
  /** The part has a heading of its own that can be worded. */
  titled: boolean;
  line: boolean;
  /** When the section is not always sent. */
  condition: string;
  shipped: { heading: string; markdown: string; reads: string };
  /** Names of the fields as posted. */
  names: { heading: string; words: string };
  values: { heading: string; words: string };
  rows: number;
  /** Open on the page: worded, or wrong. */
  open: boolean;
}

export interface ChangeView {
  title: string;
  changes: HousePartChange['changes'];
}

/** What a form of these parts posts when nobody changes it. */
export function partValues(parts: HouseParts | null): Record<string, string> {
  const sections = (parts?.sections ?? []).flatMap(({ id, heading, markdown }) => [
    [headingField(id), heading],
    [wordsField(id), markdown],
  ]);
  return {
    subject: parts?.subject ?? '',
    preheader: parts?.preheader ?? '',
    ...(Object.fromEntries(sections) as Record<string, string>),
  };
}

/** The form as typed, with the shipped words of one part in its place. */
export function startedFrom(form: FormFields, shipped: readonly ShippedPart[], id: string): FormFields {
  const part = shipped.find((one) => one.id === id);
  if (!part) return form;
  const own = shipped.flatMap((one) => [headingField(one.id), wordsFieldOf(one.id)]);
  const typed = Object.fromEntries([...own, 'version', 'note', 'as'].map((name) => [name, form.typed(name)]));
  return new FormFields({ ...typed, [wordsFieldOf(id)]: part.markdown });
}

/** The body of a save, as the API takes it; a section without words is not in it. */
export function readParts(form: FormFields, { sections }: Pick<NoticeKind, 'sections'>) {
  const worded = sections.map(({ id }) => ({
    id,
    heading: form.typed(headingField(id)),
    markdown: form.typed(wordsField(id)),
  }));
  return {
    version: Number(form.text('version')) || 0,
    note: form.text('note'),
    subject: form.typed('subject'),
    preheader: form.typed('preheader'),
    sections: worded.filter(({ heading, markdown }) => `${heading}${markdown}`.trim() !== ''),
  };
}

/** A fault at the field it is about. */
export function partErrors(
  faults: readonly Fault[],
  shipped: readonly ShippedPart[],
  sections: readonly { id: string }[],
): FieldError[] {
  const titles = new Map(shipped.map((part) => [part.id, titleOf(part)]));
  return faults.map(({ path, message }) => {
    const [, first = '', part = '', field = ''] = path.split('/');
    if (first !== 'sections') {
      const title = titles.get(first);
      return { field: first === '' ? null : first, message: title ? `${title}: ${message}` : message };
    }
    const id = /^\d+$/.test(part) ? (sections[Number(part)]?.id ?? '') : part;
    const title = titles.get(id);
    if (title === undefined) return { field: null, message };
    const name = field === 'heading' ? headingField(id) : wordsField(id);
    return { field: name, message: `${title}: ${message}` };
  });
}

/** Every part with its shipped words and the field for one's own. */
export function partViews(
  kind: Pick<NoticeKind, 'sections'>,
  shipped: readonly ShippedPart[],
  form: FormFields,
  errors: readonly FieldError[],
): TemplatePartView[] {
  const rules = new Map(kind.sections.map((rule) => [rule.id, rule]));
  const wrong = new Set(errors.map(({ field }) => field));
  return shipped.map((part) => {
    const rule = rules.get(part.id);
    const line = rule === undefined;
    const names = { heading: line ? '' : headingField(part.id), words: wordsFieldOf(part.id) };
    const values = { heading: form.typed(names.heading), words: form.typed(names.words) };
    const own = values.words.trim() !== '';
    return {
      id: part.id,
      anchor: anchorOf(part.id),
      title: titleOf(part),
      label: `Your ${titleOf(part).toLowerCase()}`,
      own,
      titled: !line && rule.untitled !== true,
      line,
      condition: rule ? conditionWords(rule) : '',
      shipped: { heading: part.heading, markdown: part.markdown, reads: part.reads.text },
      names,
      values,
      rows: Math.min(24, Math.max(6, Math.ceil(values.words.length / 70) + values.words.split('\n').length)),
      open: own || wrong.has(names.words) || wrong.has(names.heading),
    };
  });
}

/** `Subject`; the heading of the section in the language of the text; its id where it has none. */
export function titleOf({ id, reads }: Pick<ShippedPart, 'id' | 'reads'>): string {
  if (id === 'subject') return 'Subject';
  if (id === 'preheader') return 'Preheader';
  return reads.heading || `Section ${id}`;
}

export function changeViews(
  changes: readonly HousePartChange[],
  shipped: readonly ShippedPart[],
): ChangeView[] {
  const titles = new Map(shipped.map((part) => [part.id, titleOf(part)]));
  return changes.map(({ id, changes: words }) => ({ title: titles.get(id) ?? id, changes: words }));
}

function conditionWords({ shownWhen, otherwise }: SectionRule): string {
  if ('always' in shownWhen) return '';
  return otherwise
    ? `Not in every notice. Left out where: ${otherwise}`
    : 'Not in every notice: its condition decides.';
}

function headingField(id: string): string {
  return `sections.${id}.heading`;
}

function wordsField(id: string): string {
  return `sections.${id}.markdown`;
}

/** Of a line or of a section. */
function wordsFieldOf(id: string): string {
  return id === 'subject' || id === 'preheader' ? id : wordsField(id);
}

/** Where the findings of the checks lead. */
function anchorOf(id: string): string {
  return id === 'subject' ? 'section-lines' : `section-${id}`;
}
