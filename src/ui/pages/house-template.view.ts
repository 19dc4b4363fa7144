import type { HouseTemplateUse } from '../../notices/house-template-uses.js';
import type { TemplateField } from '../../notices/house-text-fields.js';
import type { HouseVersionRecord, TemplateEntry } from '../../notices/house-templates.service.js';
import { audiences } from '../../notices/domain/notice-kind.js';
import type { Audience, NoticeChannel } from '../../notices/domain/notice-kind.js';
import type { InstantLike } from '../views.time.js';
import type { ChipView, CrumbView, OptionView, PageView } from '../views.types.js';
import type { ChangeView, TemplatePartView } from './house-template-parts.view.js';
import { fieldGroups } from './notice-editor.view.js';
import type { FieldGroup } from './notice-editor.view.js';
import type { FindingGroupView } from './notice-checks.view.js';
import type { PreviewView } from './notice-preview.view.js';
import { houseWords, languageWords, noticeChip } from './notice.words.js';

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
  edit: { action: string; previewAction: string; version: string; saveWords: string; note: string } | null;
  archive: { action: string; archived: boolean; words: string } | null;
  archived: boolean;
  /** Parts that drafts leave out, with the reason. */
  refused: readonly string[];
  /** Someone saved meanwhile: the next save replaces that one. */
  conflict: { version: number; by: string; at: InstantLike; changes: readonly ChangeView[] } | null;
  parts: readonly TemplatePartView[];
  preview: PreviewView;
  /** Null while something keeps the text from being read. */
  checks: { words: string; groups: readonly FindingGroupView[] } | null;
  groups: readonly FieldGroup[];
  uses: TemplateUsesView | null;
  /** A version other than the newest stands in the page. */
  older: { number: number; href: string; compareHref: string } | null;
  versions: readonly TemplateVersionView[];
}

export interface TemplateVersionView {
  number: number;
  note: string;
  by: string;
  at: InstantLike;
  current: boolean;
  href: string;
  compareHref: string;
}

export interface TemplateUsesView {
  rows: readonly {
    href: string;
    reference: string;
    title: string;
    exercise: boolean;
    chip: ChipView;
    parts: string;
    savedAt: InstantLike;
  }[];
  /** Page of older ones; empty: there are none. */
  next: string;
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

/** One row for each kind, with its languages; those to the people affected first. */
export function templateRows(entries: readonly TemplateEntry[]): TemplateRow[] {
  const kinds = [...new Set(entries.map(({ kind }) => kind))].sort(
    (one, other) =>
      audiences.indexOf(one.audience) - audiences.indexOf(other.audience) ||
      (one.title < other.title ? -1 : 1),
  );
  return kinds.map((kind) => ({
    title: kind.title,
    meta: `${AUDIENCE_WORDS[kind.audience]}, ${CHANNEL_WORDS[kind.channel]}`,
    texts: entries.filter((entry) => entry.kind === kind).map(textLink),
  }));
}

function textLink({ kind, locale, house }: TemplateEntry): TemplateRow['texts'][number] {
  const words = house && (house.archived ? 'archived' : `house text ${house.version}`);
  return { href: templateHref(kind.id, locale), label: languageWords(locale), house: words ?? '' };
}

const AUDIENCE_WORDS: Readonly<Record<Audience, string>> = {
  individuals: 'For the people affected',
  public: 'For the public',
  regulator: 'For authorities',
  media: 'For the media',
  agencies: 'For consumer reporting agencies',
  partners: 'For business customers and partners',
  employees: 'For your own people',
  board: 'For the board',
};

const CHANNEL_WORDS: Readonly<Record<NoticeChannel, string>> = {
  email: 'by e-mail',
  letter: 'by letter',
  sms: 'as a short message',
  script: 'read out on the telephone',
  web: 'on the web',
  document: 'as a document',
};

export function houseChip(house: { archived: boolean; current: { number: number } } | null): ChipView {
  if (!house) return { text: 'Shipped text', icon: 'package' };
  if (house.archived) return { text: 'House text archived', tone: 'line' };
  return { text: `House text, version ${house.current.number}`, tone: 'brand' };
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
    href: place === 0 ? href : `${href}?version=${number}`,
    compareHref: `${href}/compare?from=${number - 1}&to=${number}`,
  }));
}

export function usesView(
  href: string,
  { uses, next }: { uses: readonly HouseTemplateUse[]; next: string | null },
  titles: ReadonlyMap<string, string>,
): TemplateUsesView {
  return {
    rows: uses.map((use) => ({
      href: `/notices/${use.noticeId}`,
      reference: use.reference,
      title: use.title,
      exercise: use.exercise,
      chip: noticeChip(use.state),
      parts: houseWords(use.parts, titles),
      savedAt: use.savedAt,
    })),
    next: next === null ? '' : `${href}?uses=${next}#uses`,
  };
}

/** What may stand in a text between double braces, each with what it reads like. */
export function templateFieldGroups(fields: readonly TemplateField[]): FieldGroup[] {
  const groups = fieldGroups(
    fields.map(({ name, label, type, source, inserts }) => {
      const example = inserts[0]?.example ?? '';
      return { name, label, ask: '', type, source, value: `such as ${example}`, example, inText: false };
    }),
  );
  const ways = new Map(fields.map(({ name, inserts }) => [`{{${name}}}`, inserts]));
  return groups.map(({ title, fields: members }) => ({
    title,
    fields: members.flatMap(({ mark, label, value }) => [
      { mark, label, value },
      ...(ways.get(mark) ?? []).slice(1).map(({ markup, example }) => ({
        mark: markup,
        label: `${label}, by ${markup.slice(2).split(' ')[0] ?? ''}`,
        value: `such as ${example}`,
      })),
    ]),
  }));
}
