import type { FormFields } from '../form-fields.js';
import type { Fault } from '../../platform/errors.js';
import type { NoticeKind, SectionRule } from '../../notices/domain/notice-kind.js';
import type { HouseParts } from '../../notices/domain/house-texts.js';
import type { HousePartChange, ShippedPart } from '../../notices/house-template-preview.js';
import type { HouseVersionRecord, TemplateEntry } from '../../notices/house-templates.service.js';
import type { InstantLike } from '../views.time.js';
import type { ChipView, CrumbView, FieldError, OptionView, PageView } from '../views.types.js';
import type { PreviewView } from './notice-preview.view.js';
import { languageWords } from './notice.words.js';

export interface TemplateListView extends PageView {
  rows: readonly TemplateRow[];
}

export interface TemplateRow {
  title: string;
  /** For whom, and how it travels. */
  meta: string;
  texts: readonly { href: string; label: string; house: string }[];
}

export interface TemplatePageView extends PageView {
  crumbs: readonly CrumbView[];
  heading: string;
  language: string;
  languages: readonly { href: string; label: string; active: boolean }[];
  chip: ChipView;
  /** Null for whoever may only read. */
  edit: { action: string; version: string; saveWords: string; note: string } | null;
  archive: { action: string; archived: boolean; words: string } | null;
  archived: boolean;
  /** Parts that drafts leave out, with the reason. */
  refused: readonly string[];
  /** Someone saved meanwhile: the next save replaces that one. */
  conflict: { version: number; by: string; at: InstantLike; changes: readonly ChangeView[] } | null;
  parts: readonly TemplatePartView[];
  preview: PreviewView;
  versions: readonly TemplateVersionView[];
}

export interface TemplatePartView {
  /** Of the element on the page. */
  anchor: string;
  title: string;
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
  /** Open on the page: worded, or wrong. */
  open: boolean;
}

export interface TemplateVersionView {
  number: number;
  note: string;
  by: string;
  at: InstantLike;
  current: boolean;
  compareHref: string;
}

export interface ChangeView {
  title: string;
  changes: HousePartChange['changes'];
}

export interface TemplateCompareView extends PageView {
  crumbs: readonly CrumbView[];
  heading: string;
  action: string;
  versions: readonly OptionView[];
  from: string;
  to: string;
  parts: readonly ChangeView[];
}

export function templateHref(kind: string, locale: string): string {
  return `/templates/${kind}/${locale}`;
}

/** One row for each kind, with its languages. */
export function templateRows(entries: readonly TemplateEntry[]): TemplateRow[] {
  const rows = new Map<string, TemplateRow & { texts: TemplateRow['texts'][number][] }>();
  for (const { kind, locale, house } of entries) {
    const row = rows.get(kind.id) ?? {
      title: kind.title,
      meta: `For ${kind.audience}, ${kind.channel}`,
      texts: [],
    };
    const words = house && (house.archived ? 'archived' : `house text ${house.version}`);
    const label = languageWords(locale);
    row.texts.push({ href: templateHref(kind.id, locale), label, house: words ?? '' });
    rows.set(kind.id, row);
  }
  return [...rows.values()];
}

export function houseChip(house: { archived: boolean; current: { number: number } } | null): ChipView {
  if (!house) return { text: 'Shipped text', icon: 'package' };
  if (house.archived) return { text: 'House text archived', tone: 'line' };
  return { text: `House text, version ${house.current.number}`, tone: 'brand' };
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
    const names = line
      ? { heading: '', words: part.id }
      : { heading: headingField(part.id), words: wordsField(part.id) };
    const values = { heading: form.typed(names.heading), words: form.typed(names.words) };
    const own = values.words.trim() !== '';
    return {
      anchor: `part-${part.id}`,
      title: titleOf(part),
      own,
      titled: !line && rule.untitled !== true,
      line,
      condition: rule ? conditionWords(rule) : '',
      shipped: { heading: part.heading, markdown: part.markdown, reads: part.reads.text },
      names,
      values,
      open: own || wrong.has(names.words) || wrong.has(names.heading),
    };
  });
}

export function versionViews(
  href: string,
  versions: readonly HouseVersionRecord[],
  nameOf: (id: string) => string,
): TemplateVersionView[] {
  return versions.map(({ number, note, savedBy, savedAt }, place) => ({
    number,
    note,
    by: nameOf(savedBy),
    at: savedAt,
    current: place === 0,
    compareHref: `${href}/compare?from=${number - 1}&to=${number}`,
  }));
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
