import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { PlaybookContent } from '../../catalogue/domain/playbook.js';
import { priorities } from '../../catalogue/domain/priorities.js';
import { rankingWords } from '../../catalogue/domain/ranking-words.js';
import { lanes } from '../../catalogue/domain/step.js';
import type { Phase } from '../../catalogue/domain/step.js';
import { suggestSteps } from '../../plans/domain/playbook-suggestions.js';
import type { SuggestedStep } from '../../plans/domain/playbook-suggestions.js';
import type { Fault } from '../../platform/errors.js';
import { playbookRemarks } from '../../playbooks/domain/playbook-remarks.js';
import { capitalised } from '../code-words.js';
import { fieldErrorsOf } from '../views.js';
import type { FieldError, IncidentHeaderView, CrumbView, OptionView, PageView } from '../views.types.js';
import { editedOf } from './playbook-editor.form.js';
import type { EditedOwnStep, EditedPlaybook, EditedStep } from './playbook-editor.form.js';
import { EFFORT_WORDS, LANE_WORDS, PHASE_WORDS, hoursWords, ownerWords } from './plan.words.js';
import { CAUSE_WORDS, wantWords } from './playbook.words.js';

export interface PlaybookEditorView extends PageView, EditorBody {
  crumbs: readonly CrumbView[] | null;
  /** Of the incident whose plan is saved; null elsewhere. */
  header: IncidentHeaderView | null;
  heading: string;
  lead: string;
  action: string;
  hidden: Readonly<Record<string, string>>;
  cancelHref: string;
  saveWords: string;
  /** Someone saved meanwhile; saving again puts this on top of theirs. */
  conflict: { by: string; at: string; version: number; changes: readonly string[]; href: string } | null;
  /** A newer version of the shipped playbook that this one was adapted from. */
  newerBase: { version: number; href: string; checked: boolean } | null;
  /** What is allowed and may still be unwise. */
  remarks: readonly string[];
  /** Asked where the texts come from an incident. */
  textsRead: { checked: boolean } | null;
}

export interface EditorBody {
  playbook: { title: string; summary: string; industry: string; note: string };
  industries: readonly OptionView[];
  causes: readonly OptionView[];
  steps: readonly EditorStepView[];
  leftOut: readonly { index: number; id: string; at: string; step: string; name: string; reason: string }[];
  unused: readonly { title: string; text: string; open: boolean; options: readonly OptionView[] }[];
  drafted: OwnFieldsView;
}

export interface EditorStepView {
  index: number;
  place: number;
  /** Of the element, for addresses. */
  id: string;
  /** Where its fields stand: `steps.3`. */
  at: string;
  key: string;
  name: string;
  facts: readonly string[];
  /** In place of what the catalogue says; empty: nothing. */
  adapted: string;
  /** What opens the fields. */
  adapt: string;
  open: boolean;
  first: boolean;
  last: boolean;
  /** Where it stands after it was moved. */
  upId: string;
  downId: string;
  fields: Omit<EditedStep, 'key' | 'own'>;
  /** What the catalogue says, as a hint. */
  usual: { title: string; owner: string };
  own: OwnFieldsView | null;
}

export interface OwnFieldsView extends Omit<EditedOwnStep, 'serves' | 'requires'> {
  at: string;
  phases: readonly OptionView[];
  lanes: readonly OptionView[];
  efforts: readonly OptionView[];
  serves: readonly { name: string; label: string; value: string; options: readonly OptionView[] }[];
  requires: readonly OptionView[];
}

/** How the editor is drawn. */
export interface EditorLook {
  errors: readonly FieldError[];
  /** Steps with texts that somebody has to read stand open. */
  openTexts: boolean;
}

/** The fields of the editor with what stands in them. */
export function editorBody(
  edited: EditedPlaybook,
  drafted: EditedOwnStep,
  catalogue: Catalogue,
  { errors, openTexts }: EditorLook,
): EditorBody {
  const names = namesOf(edited, catalogue);
  const { title, summary, industry, note } = edited;
  return {
    playbook: { title, summary, industry, note },
    industries: [...catalogue.industries.values()]
      .map(({ id, name }) => ({ value: id, label: name }))
      .sort((a, b) => (a.label < b.label ? -1 : 1)),
    causes: rankingWords.cause.map((value) => ({
      value,
      label: CAUSE_WORDS[value] ?? value,
      checked: edited.causes.includes(value),
    })),
    steps: edited.steps.map((_, index) => stepView(edited, index, names, catalogue, { errors, openTexts })),
    leftOut: edited.leftOut.map(({ step, reason }, index) => ({
      index,
      id: `left-${index}`,
      at: `leftOut.${index}`,
      step,
      name: names.get(step) ?? step,
      reason,
    })),
    unused: unusedGroups(edited, catalogue),
    drafted: ownFields('new', drafted, edited, '', names),
  };
}

/** Faults of a content as errors of the form: the field, and which step it belongs to. */
export function editorErrors(
  faults: readonly Fault[],
  edited: EditedPlaybook,
  catalogue: Catalogue,
): FieldError[] {
  const names = namesOf(edited, catalogue);
  return fieldErrorsOf(faults.map((fault) => ({ ...fault, path: fieldPath(fault.path) }))).map((error) => {
    const row = /^(steps|leftOut)\.(\d+)/.exec(error.field ?? '');
    if (!row) return error;
    const index = Number(row[2]);
    const id = row[1] === 'steps' ? edited.steps[index]?.key : edited.leftOut[index]?.step;
    const onPage = error.field !== null && ON_PAGE.test(error.field);
    const where = `${row[1] === 'steps' ? `Step ${index + 1}` : 'Left out'}, ${names.get(id ?? '') ?? 'unknown'}`;
    return { field: onPage ? error.field : null, message: `${where}: ${error.message}` };
  });
}

const ON_PAGE =
  /^(steps\.\d+\.(title|owner|dueHours|feasibility\.(factor|reason)|note|own\.(title|phase|owner|lane|requires|doneWhen|leadHours|effort|serves(\..+)?))|leftOut\.\d+\.reason)$/;

/** A list is one field; `serves` is told at its first choice. */
function fieldPath(path: string): string {
  return path
    .replace(/^\/content/, '')
    .replace(/\/(causes|requires)\/\d+$/, '/$1')
    .replace(/\/own\/serves$/, `/own/serves/${priorities[0]}`)
    .replace(/\/feasibility$/, '/feasibility/factor');
}

/** What is allowed and may still be unwise, step by step, with titles in place of ids. */
export function remarkLines(content: PlaybookContent, catalogue: Catalogue): string[] {
  const edited = editedOf(content);
  const names = namesOf(edited, catalogue);
  const remarks = playbookRemarks(content, catalogue);
  return editorErrors(remarks, edited, catalogue).map(({ message }) =>
    message.replace(/[a-z0-9]+(?:-[A-Za-z0-9]+)+/g, (id) => (names.has(id) ? `“${names.get(id)}”` : id)),
  );
}

function namesOf({ steps }: EditedPlaybook, catalogue: Catalogue): ReadonlyMap<string, string> {
  const own = steps.flatMap(({ key, own }) => (own ? [[key, own.title || 'Own step'] as const] : []));
  return new Map([...[...catalogue.steps].map(([id, { title }]) => [id, title] as const), ...own]);
}

function stepView(
  edited: EditedPlaybook,
  index: number,
  names: ReadonlyMap<string, string>,
  { steps }: Catalogue,
  { errors, openTexts }: EditorLook,
): EditorStepView {
  const step = edited.steps[index] as EditedStep;
  const { key, own, ...fields } = step;
  const usual = steps.get(key);
  const at = `steps.${index}`;
  return {
    index,
    place: index + 1,
    id: `steps-${index}`,
    at,
    key,
    name: (own ? null : fields.title) || (names.get(key) ?? key),
    facts: [
      ...(own ? ['Own step'] : []),
      PHASE_WORDS[(own?.phase ?? usual?.phase) as Phase] ?? '',
      ownerWords(fields.owner || (own?.owner ?? usual?.owner ?? '')),
    ].filter((words) => words !== ''),
    adapted: adaptedWords(step),
    adapt: own ? 'Change or adapt' : 'Adapt',
    open: errors.some(({ field }) => field?.startsWith(`${at}.`)) || (openTexts && holdsTexts(step)),
    first: index === 0,
    last: index === edited.steps.length - 1,
    upId: `steps-${index - 1}`,
    downId: `steps-${index + 1}`,
    fields,
    usual: { title: usual?.title ?? '', owner: ownerWords(usual?.owner ?? '') },
    own: own && ownFields(`${at}.own`, own, edited, key, names),
  };
}

/** More than its title, which stands in the row. */
function holdsTexts({ own, owner, reason, note }: EditedStep): boolean {
  return own !== null || [owner, reason, note].some((text) => text !== '');
}

/** `due 48 h after it is applied, feasibility 0.8, with a note`. */
function adaptedWords({ own, title, dueHours, factor, note }: EditedStep): string {
  const words = [
    own === null && title !== '' ? 'with its own title' : '',
    dueHours === ''
      ? ''
      : `due ${/^\d+$/.test(dueHours) ? hoursWords(Number(dueHours)) : dueHours} after it is applied`,
    factor === '' ? '' : `feasibility ${factor}`,
    note === '' ? '' : 'with a note',
  ].filter((one) => one !== '');
  return capitalised(words.join(', '));
}

function ownFields(
  at: string,
  own: EditedOwnStep,
  { steps }: EditedPlaybook,
  key: string,
  names: ReadonlyMap<string, string>,
): OwnFieldsView {
  const strengths = ['1', '2', '3', '4'].map((value, index) => ({
    value,
    label: ['1, touches it', '2, helps with it', '3, does most of it', '4, does it fully'][index] ?? value,
  }));
  return {
    ...own,
    at,
    phases: optionsFrom(PHASE_WORDS),
    lanes: lanes.map((value) => ({ value, label: LANE_WORDS[value] })),
    efforts: optionsFrom(EFFORT_WORDS).map(({ value, label }) => ({ value, label: capitalised(label) })),
    serves: priorities.map((one) => ({
      name: `${at}.serves.${one}`,
      label: wantWords(one),
      value: own.serves[one],
      options: strengths,
    })),
    requires: steps
      .filter((step) => step.key !== key)
      .map((step) => ({
        value: step.key,
        label: names.get(step.key) ?? step.key,
        checked: own.requires.includes(step.key),
      })),
  };
}

function optionsFrom(words: Readonly<Record<string, string>>): OptionView[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

const GROUPS = {
  incident: {
    title: 'Called for in a typical incident',
    text: 'In the order of the ranking for this industry, the data it usually holds, and the causes chosen above.',
  },
  'other-facts': {
    title: 'Called for by other facts',
    text: 'They apply when an incident is of another kind. In a playbook they are accepted only where they apply.',
  },
  prepare: {
    title: 'Getting ready',
    text: 'Before anything has happened; they apply only where the facts say so.',
  },
} as const satisfies Record<SuggestedStep['kind'], { title: string; text: string }>;

function unusedGroups({ industry, causes, steps, leftOut }: EditedPlaybook, catalogue: Catalogue) {
  const taken = new Set([...steps.map(({ key }) => key), ...leftOut.map(({ step }) => step)]);
  const known = {
    industry: catalogue.industries.has(industry) ? industry : null,
    causes: causes.filter((one) => (rankingWords.cause as readonly string[]).includes(one)),
  };
  const free = suggestSteps(known, catalogue).filter(({ id }) => !taken.has(id));
  return (['incident', 'other-facts', 'prepare'] as const)
    .map((kind) => ({
      ...GROUPS[kind],
      open: kind === 'incident',
      options: free.filter((one) => one.kind === kind).map((one) => suggestionOption(one, catalogue)),
    }))
    .filter(({ options }) => options.length > 0);
}

function suggestionOption({ id, rank }: SuggestedStep, { steps }: Catalogue): OptionView {
  const step = steps.get(id);
  const owner = ownerWords(step?.owner ?? '');
  return {
    value: id,
    label: step?.title ?? id,
    hint: rank === null ? owner : `rank ${rank}, ${owner}`,
  };
}
