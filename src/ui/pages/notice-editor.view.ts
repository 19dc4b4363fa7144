import { namesIn } from '../../notices/domain/template-names.js';
import type { NoticeText } from '../../notices/domain/notice-text.js';
import type { UnprovedClaim } from '../../notices/claimed-fixes.js';
import type { NoticeField } from '../../notices/notice-fields.js';
import { capitalised } from '../code-words.js';
import type { FormFields } from '../form-fields.js';
import type { IconName } from '../icons.js';
import type { ChipView, CrumbView, FieldError, OptionView, PageView } from '../views.types.js';
import { answerInput } from './notice-answers.js';
import type { NoticeLanguagesView } from './notice-languages.card.js';
import type { RemarksView } from './notice-comments.view.js';
import { answerField, sectionField } from './notice-editor.form.js';
import type { CoverageView } from './notice-coverage.view.js';
import type { Finding } from '../../notices/domain/checks/finding.js';
import { sectionFindings } from './notice-checks.view.js';
import type { ChecksView } from './notice-checks.view.js';
import type { NoticeMovedView } from './notice-moved.card.js';
import type { PreviewView } from './notice-preview.view.js';
import type { GeneratedView } from './notice-restoration.view.js';
import { roleInWords } from './notice.words.js';

export interface NoticeEditorView extends PageView {
  crumbs: readonly CrumbView[];
  heading: string;
  chip: ChipView;
  language: string;
  /** Which parts were drafted from house words; empty where none was. */
  house: string;
  saved: { revision: number; by: string; at: string };
  reviewHref: string;
  /** Null: this reader only reads, or nothing may be changed any more. */
  edit: {
    revision: string;
    saveAction: string;
    /** Empty: it is submitted already. */
    submitAction: string;
    /** Where the text goes while it is typed. */
    keepAction: string;
    dropAction: string;
    /** For the script: what chips say, in JSON. */
    data: string;
  } | null;
  /** The form holds what its reader typed earlier and never saved. */
  restored: { at: string; savedSince: boolean } | null;
  languages: NoticeLanguagesView;
  /** Why nothing can be edited, or what saving would do; empty when there is nothing to say. */
  remark: string;
  /** Null: the record is what the text was saved from. */
  moved: NoticeMovedView | null;
  /** Sentences that claim a fix while nothing proves it; null where there are none. */
  claims: ClaimsView | null;
  /** Someone asked for changes to this revision. */
  asked: { by: string; at: string; reason: string } | null;
  /** How many fields keep the text from being submitted. */
  missing: number;
  outline: readonly OutlineItem[];
  subject: string;
  preheader: string;
  sections: readonly SectionView[];
  /** Kept and not sent. */
  leftOut: readonly SectionView[];
  /** A fault lies in one of them. */
  leftOutWrong: boolean;
  /** What was said about the subject and the notice as a whole. */
  lines: RemarksView;
  remarksAction: string;
  answers: { missing: readonly AnswerView[]; given: readonly AnswerView[] };
  inUse: readonly { name: string; value: string; missing: boolean }[];
  groups: readonly FieldGroup[];
  coverage: CoverageView | null;
  preview: PreviewView;
  /** Null where the stored text does not pass its check. */
  checks: ChecksView | null;
  /** The stored text passes its check. */
  readable: boolean;
}

export interface ClaimsView {
  proofHref: string;
  count: number;
  /** Of subject and preheader; those of a section stand in it. */
  lines: readonly string[];
}

export interface OutlineItem {
  href: string;
  title: string;
  icon: IconName;
  tone: string;
  /** For screen readers, after the title. */
  words: string;
}

export interface SectionView {
  /** Of the element, for links. */
  anchor: string;
  title: string;
  headingField: string;
  heading: string;
  textField: string;
  text: string;
  rows: number;
  hiddenField: string;
  hidden: boolean;
  hiddenBecause: string;
  /** Sentences in it that claim a fix while nothing proves it. */
  claims: readonly string[];
  /** A fault lies in it: it is shown open. */
  wrong: boolean;
  /** What stands in the way, for its head; null: nothing does. */
  state: Pick<OutlineItem, 'icon' | 'tone' | 'words'> | null;
  /** What was said about it. */
  remarks: RemarksView;
  /** Its generated text, to be put in its place; null where this reader only reads. */
  generated: GeneratedView | null;
}

export interface AnswerView {
  name: string;
  label: string;
  hint: string;
  missing: boolean;
  /** An input, a list in lines, boxes, or nothing to fill in here. */
  line: { type: string; value: string } | null;
  lines: { value: string; rows: number } | null;
  boxes: { options: readonly OptionView[] } | null;
  /** Where the value is recorded instead, or as well. */
  place: { words: string; href: string; label: string } | null;
}

export interface FieldGroup {
  title: string;
  fields: readonly { mark: string; label: string; value: string }[];
}

/** Each section with its values as typed or saved. */
export function sectionViews(
  text: NoticeText,
  titles: ReadonlyMap<string, string>,
  form: FormFields,
  errors: readonly FieldError[],
  claims: readonly UnprovedClaim[],
  remarksOn: (part: string) => RemarksView,
): SectionView[] {
  return text.sections.map(({ id, heading, hiddenBecause }) => {
    const typed = form.typed(sectionField(id, 'markdown'));
    return {
      anchor: `section-${id}`,
      title: titles.get(id) ?? heading,
      headingField: sectionField(id, 'heading'),
      heading: form.typed(sectionField(id, 'heading')),
      textField: sectionField(id, 'markdown'),
      text: typed,
      rows: rowsFor(typed),
      hiddenField: sectionField(id, 'hidden'),
      hidden: form.text(sectionField(id, 'hidden')) === 'yes',
      hiddenBecause: hiddenBecause ?? '',
      claims: claims.filter(({ place }) => place === id).map(({ quote }) => quote),
      wrong: errors.some(({ field }) => field?.startsWith(`sections.${id}.`)),
      state: null,
      remarks: remarksOn(id),
      generated: null,
    };
  });
}

/** Lines a text takes in the column of the editor. */
function rowsFor(text: string): number {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 68)), 0);
  return Math.min(24, Math.max(3, lines + 1));
}

/**
 * The sections that are sent, in order, each with what is to be done about it.
 *
 * @param missing names without value; empty when the text cannot be read
 */
export function outlineOf(
  sections: readonly SectionView[],
  missing: ReadonlySet<string>,
  findings: readonly Finding[],
): OutlineItem[] {
  return sections
    .filter(({ hidden }) => !hidden)
    .map((section) => ({
      href: `#${section.anchor}`,
      title: section.title,
      ...stateOf(section, missing, findings),
    }));
}

function stateOf(
  { anchor, heading, text, wrong, claims }: SectionView,
  missing: ReadonlySet<string>,
  findings: readonly Finding[],
): Pick<OutlineItem, 'icon' | 'tone' | 'words'> {
  const blocks = (words: string) => ({ icon: 'octagon-alert' as const, tone: 't-danger', words });
  if (wrong) return blocks('to be mended');
  if (claims.length > 0) return blocks('claims a fix that is not proved');
  const gaps = new Set([heading, text].flatMap(namesOrNone).filter((name) => missing.has(name)));
  if (gaps.size > 0) return blocks(gaps.size === 1 ? '1 value missing' : `${gaps.size} values missing`);
  const found = sectionFindings({ findings }, anchor.replace('section-', ''));
  if (found?.severity === 'block') return blocks(found.words);
  if (found?.severity === 'warn') return { icon: 'triangle-alert', tone: 't-warn', words: found.words };
  return { icon: 'check', tone: 't-ok', words: '' };
}

/** Typed text may hold anything; what cannot be read names nothing. */
function namesOrNone(text: string): string[] {
  try {
    return namesIn(text);
  } catch {
    return [];
  }
}

/** The sections with the state that the outline gives them. */
export function withStates(sections: readonly SectionView[], outline: readonly OutlineItem[]): SectionView[] {
  return sections.map((section) => {
    const item = outline.find(({ href }) => href === `#${section.anchor}`);
    return item && item.words !== '' ? { ...section, state: item } : section;
  });
}

/** Where values that are not answered here are recorded. */
export interface AnswerPlaces {
  facts: string;
  proof: string;
  /** Empty when the reader may not open the profile. */
  profile: string;
}

/** What is missing; and the day of sending with what was answered before. */
export function answerViews(
  fields: readonly NoticeField[],
  missing: ReadonlySet<string>,
  form: FormFields,
  places: AnswerPlaces,
  classes: ReadonlyMap<string, string>,
): NoticeEditorView['answers'] {
  const asked = fields.filter(
    ({ name }) => missing.has(name) || name === 'notice.date' || form.has(answerField(name)),
  );
  const views = asked.map((field) => answerView(field, missing.has(field.name), form, places, classes));
  return { missing: views.filter((view) => view.missing), given: views.filter((view) => !view.missing) };
}

function answerView(
  field: NoticeField,
  missing: boolean,
  form: FormFields,
  places: AnswerPlaces,
  classes: ReadonlyMap<string, string>,
): AnswerView {
  const name = answerField(field.name);
  const { kind, type = 'text', hint } = answerInput(field.type);
  const recorded = field.source === 'fact' || field.source === 'proof';
  const answered = !recorded || form.has(name);
  const value = form.typed(name);
  return {
    name,
    label: capitalised(field.label),
    hint: [missing ? `Ask: ${roleInWords(field.ask)}.` : '', answered ? hintOf(field, hint) : '']
      .filter((words) => words !== '')
      .join(' '),
    missing,
    line: answered && kind === 'line' ? { type, value } : null,
    lines: answered && kind === 'lines' ? { value, rows: Math.max(2, value.split('\n').length + 1) } : null,
    boxes: answered && kind === 'boxes' ? { options: boxesOf(classes, form.list(name)) } : null,
    place: missing ? placeOf(field, places) : null,
  };
}

function hintOf({ name, type, example }: NoticeField, hint: string): string {
  if (name === 'notice.date') return 'Left empty, it is the day of each saving.';
  if (hint !== '') return hint;
  return type === 'text' ? `As part of a sentence, such as “${example}”.` : '';
}

function boxesOf(classes: ReadonlyMap<string, string>, chosen: readonly string[]): OptionView[] {
  return [...classes].map(([value, label]) => ({ value, label, checked: chosen.includes(value) }));
}

function placeOf({ source }: NoticeField, { facts, proof, profile }: AnswerPlaces): AnswerView['place'] {
  if (source === 'proof')
    return {
      words:
        'It comes from the proof of fix, once that is complete. Until then, say what is done and what is still open.',
      href: proof,
      label: 'Open the proof of fix',
    };
  if (source === 'fact')
    return { words: 'It is a fact of the incident.', href: facts, label: 'Record it in the facts' };
  if (source !== 'profile') return null;
  const words =
    'It is missing in the profile of the organisation; what you give here counts for this notice alone.';
  return { words, href: profile, label: 'Open the profile' };
}

export function fieldGroups(fields: readonly NoticeField[]): FieldGroup[] {
  const groups = new Map<string, NoticeField[]>();
  for (const field of fields) {
    const first = field.name.split('.')[0] ?? '';
    groups.set(first, [...(groups.get(first) ?? []), field]);
  }
  return [...groups].map(([first, members]) => ({
    title: GROUP_TITLES[first] ?? capitalised(first),
    fields: members.map(({ name, label, value, source, example }) => ({
      mark: `{{${name}}}`,
      label,
      value: value ?? `${source === 'person' ? 'per person' : 'not known'}, such as ${example}`,
    })),
  }));
}

const GROUP_TITLES: Readonly<Record<string, string>> = {
  recipient: 'The reader',
  incident: 'What happened',
  notice: 'This notice',
  fix: 'The repair and its proof',
  control: 'Say over one’s data',
  payback: 'Paying back',
  help: 'Help',
  organisation: 'The organisation',
  authority: 'Authorities',
  next: 'What comes next',
};

/** Merge fields that stand in the text, with what they say. */
export function fieldsInUse(fields: readonly NoticeField[]): NoticeEditorView['inUse'] {
  return fields
    .filter(({ inText }) => inText)
    .map(({ name, value, source }) => ({
      name,
      value: value ?? (source === 'person' ? 'per person' : 'missing'),
      missing: value === null && source !== 'person',
    }));
}

/** The title of the part that a fault belongs to stands before it, so that the summary can be read alone. */
export function withPartNamed(
  { field, message }: FieldError,
  titles: ReadonlyMap<string, string>,
): FieldError {
  const part = /^(?:sections\.(.+)\.(?:heading|markdown)|(subject|preheader))$/.exec(field ?? '');
  if (!part) return { field, message };
  const title = part[1] === undefined ? capitalised(part[2] ?? '') : (titles.get(part[1]) ?? part[1]);
  return { field, message: `${title}: ${message.charAt(0).toLowerCase()}${message.slice(1)}` };
}
