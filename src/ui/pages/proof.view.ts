import type { EvidenceView } from '../../evidence/evidence.views.js';
import type { ProofParts } from '../../proofs/domain/proof-parts.js';
import { CHECKER_RELATIONS, CHECK_RESULTS } from '../../proofs/domain/proof-parts.js';
import type { MissingPart, ProofPlace } from '../../proofs/domain/proof-state.js';
import type { ProofReading } from '../../proofs/proof-readings.js';
import { placeHref } from '../../proofs/proofs.views.js';
import type { FormFields } from '../form-fields.js';
import { formatDay } from '../views.time.js';
import type {
  ChipView,
  CitationView,
  FieldError,
  IncidentHeaderView,
  KeyValueView,
  OptionView,
  PageView,
  TimelineItemView,
} from '../views.types.js';
import { pointField, pointRows } from './proof.form.js';
import type { ProofForm } from './proof.form.js';
import { RELATION_WORDS, RESULT_WORDS } from './proof.words.js';

export interface ProofPageView extends PageView {
  header: IncidentHeaderView;
  chip: ChipView;
  complete: boolean;
  /** Nobody began a record. */
  none: boolean;
  /** The record was erased with the incident's key. */
  erased: boolean;
  saved: { revision: number; by: string; at: string } | null;
  missing: readonly { words: string; href: string }[];
  repair: PartView;
  check: PartView;
  open: PartView & { points: readonly OpenPointView[] };
  files: FilesView;
  confirmation: ConfirmationView;
  history: readonly TimelineItemView[];
  /** Why customers ask for this first. */
  citations: readonly CitationView[];
}

export interface OpenPointView {
  text: string;
  by: string;
  ofWeakness: boolean;
  tone: 't-danger' | 't-warn';
}

/** One part of the record as it reads, and its form. */
export interface PartView {
  chip: ChipView;
  items: readonly KeyValueView[];
  /** Null: the reader cannot change it. */
  form: PartFormView | null;
}

export interface PartFormView {
  action: string;
  part: ProofForm;
  revision: string;
  summary: string;
  /** The form is shown open: something lacks, or was refused. */
  shown: boolean;
  values: Readonly<Record<string, string>>;
  steps: readonly OptionView[];
  relations: readonly OptionView[];
  results: readonly OptionView[];
  points: readonly PointRow[];
}

export interface PointRow {
  number: number;
  textField: string;
  text: string;
  byField: string;
  by: string;
  weaknessField: string;
  ofWeakness: boolean;
}

export interface FilesView {
  chip: ChipView;
  rows: readonly ProofFileRow[];
  /** Null: the reader cannot change them. */
  forms: { addAction: string; note: string; linkAction: string; others: readonly OptionView[] } | null;
}

export interface ProofFileRow {
  name: string;
  /** Empty when the reader may not open evidence. */
  href: string;
  sha256: string;
  quarantined: boolean;
  removal: {
    action: string;
    fields: Record<string, string>;
    shown: boolean;
    reason: string;
    reasonId: string;
  } | null;
}

export interface ConfirmationView {
  /** Who confirmed what when, or what it waits for. */
  words: string;
  seal: { sha256: string; void: boolean };
  form: { action: string; fields: Record<string, string> } | null;
  /** Sign-in that leads back here, where it is all that lacks; else empty. */
  stepUpHref: string;
}

/** The links of what is missing, in the order of the record. */
export function missingLinks(reading: ProofReading, reference: string): { words: string; href: string }[] {
  return reading.state.missing.map(({ words, place }) => ({ words, href: placeHref(reference, place) }));
}

/** What of a part lacks; the step of the plan belongs to the part that rests on it. */
export function missingIn(
  reading: ProofReading,
  part: Extract<ProofPlace, { part: string }>['part'],
): MissingPart[] {
  const ofStep = { repair: 'repair-step', check: 'check-step' }[part as string];
  return reading.state.missing.filter(({ code, place }) =>
    'part' in place ? place.part === part : ofStep !== undefined && code.startsWith(ofStep),
  );
}

export function partChip(missing: readonly MissingPart[]): ChipView {
  if (missing.length === 0) return { text: 'Told', tone: 'ok', icon: 'check' };
  return { text: `${missing.length} missing`, tone: 'warn', icon: 'triangle-alert' };
}

/** What was weak and what changed, as people read it. */
export function repairItems({ repair }: ProofParts, reading: ProofReading, closedAt: string): KeyValueView[] {
  const step = reading.repairSteps.find(({ id }) => id === repair.step);
  return told([
    ['What was weak', repair.weakness],
    ['What changed', repair.change],
    ['Closed', [repair.what, closedAt].filter((words) => words !== '').join(', ')],
    ['Repaired by', repair.by],
    ['Step of the plan', step ? `${step.title}: ${stepWords(step)}` : ''],
  ]);
}

export function checkItems({ check }: ProofParts, { checkStep }: ProofReading): KeyValueView[] {
  const who = [check.organisation, check.tester].filter((words) => words !== '').join(', ');
  return told([
    ['Tested by', who],
    ['Stands to those who repaired', check.relation === null ? '' : RELATION_WORDS[check.relation]],
    ['Why independent', check.independence],
    ['How', check.method],
    ['What was tested', check.scope],
    ['Tested on', check.testedOn === null ? '' : formatDay(check.testedOn)],
    ['Result', check.result === null ? '' : RESULT_WORDS[check.result]],
    ['In words for customers', check.finding],
    ['Step of the plan', checkStep ? `${checkStep.title}: ${stepWords(checkStep)}` : ''],
  ]);
}

function told(pairs: readonly (readonly [string, string])[]): KeyValueView[] {
  return pairs.filter(([, value]) => value !== '').map(([key, value]) => ({ key, value }));
}

function stepWords({ done, proven }: { done: boolean; proven: boolean }): string {
  if (!done) return 'not done yet';
  return proven ? 'done' : 'done, but no longer proven';
}

/** The form of a part with what stands there, or what was typed. */
export function partForm(
  part: ProofForm,
  reading: ProofReading,
  form: FormFields,
  shown: { action: string; revision: string; open: boolean; summary: string },
): PartFormView {
  const chosen = (name: string) => form.text(`check.${name}`);
  return {
    action: shown.action,
    part,
    revision: shown.revision,
    summary: shown.summary,
    shown: shown.open,
    values: Object.fromEntries(FIELDS.map((name) => [name.replace('.', '_'), form.typed(name)])),
    steps: reading.repairSteps.map(({ id, title }) => ({ value: id, label: title })),
    relations: CHECKER_RELATIONS.map((value) => ({
      value,
      label: RELATION_WORDS[value],
      checked: value === chosen('relation'),
    })),
    results: CHECK_RESULTS.map((value) => ({
      value,
      label: RESULT_WORDS[value],
      checked: value === chosen('result'),
    })),
    points: Array.from({ length: pointRows(form) }, (_, row) => pointRow(form, row)),
  };
}

const FIELDS = [
  'repair.step',
  'repair.what',
  'repair.weakness',
  'repair.change',
  'repair.by',
  'repair.closedAt',
  'check.organisation',
  'check.tester',
  'check.independence',
  'check.method',
  'check.scope',
  'check.testedOn',
  'check.finding',
  'proofUrl',
];

function pointRow(form: FormFields, row: number): PointRow {
  const [textField, byField, weaknessField] = [
    pointField(row, 'text'),
    pointField(row, 'by'),
    pointField(row, 'ofWeakness'),
  ];
  return {
    number: row + 1,
    textField,
    text: form.typed(textField),
    byField,
    by: form.text(byField),
    weaknessField,
    ofWeakness: form.text(weaknessField) === 'yes',
  };
}

/** Files of the incident that the proof does not rest on yet. */
export function otherFiles(all: readonly EvidenceView[], linked: readonly EvidenceView[]): OptionView[] {
  const taken = new Set(linked.map(({ id }) => id));
  return all
    .filter(({ id, state }) => !taken.has(id) && state === 'stored')
    .map(({ id, name, sha256 }) => ({ value: id, label: name ?? `erased, ${sha256.slice(0, 12)}` }));
}

/** True when one of the errors belongs to a field of the part. */
export function isFaulty(errors: readonly FieldError[], part: ProofForm): boolean {
  const begin = { repair: 'repair.', check: 'check.', open: 'openPoints.' }[part];
  return errors.some(({ field }) => field?.startsWith(begin) || (part === 'open' && field === 'proofUrl'));
}
