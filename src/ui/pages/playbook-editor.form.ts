import { OWN_STEP_PREFIX } from '../../catalogue/domain/own-step.js';
import type { OwnStep } from '../../catalogue/domain/own-step.js';
import { stepKey } from '../../catalogue/domain/playbook.js';
import type { PlaybookContent, PlaybookStep } from '../../catalogue/domain/playbook.js';
import { priorities } from '../../catalogue/domain/priorities.js';
import type { Priority } from '../../catalogue/domain/priorities.js';
import type { FormFields } from '../form-fields.js';

/** A playbook while it is edited: every value as it was typed. */
export interface EditedPlaybook {
  title: string;
  summary: string;
  /** Empty: any. */
  industry: string;
  causes: readonly string[];
  steps: EditedStep[];
  leftOut: { step: string; reason: string }[];
  /** What changed and why. */
  note: string;
}

export interface EditedStep {
  /** Of the catalogue, or of an own step. */
  key: string;
  own: EditedOwnStep | null;
  title: string;
  owner: string;
  dueHours: string;
  factor: string;
  reason: string;
  note: string;
}

/** An own step while it is edited; title and owner are its own. */
export interface EditedOwnStep {
  title: string;
  phase: string;
  owner: string;
  lane: string;
  /** Strength by priority; empty: none. */
  serves: Readonly<Record<Priority, string>>;
  requires: readonly string[];
  doneWhen: string;
  leadHours: string;
  effort: string;
  asksEvidence: boolean;
}

/** More than a checked playbook may hold, so that the check can say so. */
const MOST_ROWS = 600;

export function editedOf(content: PlaybookContent): EditedPlaybook {
  return {
    title: content.title,
    summary: content.summary,
    industry: content.industry ?? '',
    causes: content.causes,
    steps: content.steps.map(editedStep),
    leftOut: content.leftOut.map(({ step, reason }) => ({ step, reason })),
    note: '',
  };
}

/** What a step has in place of the title and owner of an own step becomes these themselves. */
function editedStep(step: PlaybookStep): EditedStep {
  const { title = '', owner = '' } = step;
  const own = 'own' in step ? editedOwn(step.own) : null;
  return {
    key: stepKey(step),
    own: own && { ...own, title: title || own.title, owner: owner || own.owner },
    title: own ? '' : title,
    owner: own ? '' : owner,
    dueHours: step.dueHours === undefined ? '' : String(step.dueHours),
    factor: step.feasibility === undefined ? '' : String(step.feasibility.factor),
    reason: step.feasibility?.reason ?? '',
    note: step.note ?? '',
  };
}

function editedOwn(own: OwnStep): EditedOwnStep {
  const serves = priorities.map((one) => [one, own.serves[one] === undefined ? '' : String(own.serves[one])]);
  return {
    ...own,
    serves: Object.fromEntries(serves) as Record<Priority, string>,
    leadHours: String(own.leadHours),
  };
}

/** What the form posted, row by row. */
export function readEdited(form: FormFields): EditedPlaybook {
  return {
    title: form.text('title'),
    summary: form.typed('summary').trim(),
    industry: form.text('industry'),
    causes: form.list('causes'),
    steps: rows(form, 'steps', 'key').map((at) => readStep(form, at)),
    leftOut: rows(form, 'leftOut', 'step').map((at) => ({
      step: form.text(`${at}.step`),
      reason: form.typed(`${at}.reason`).trim(),
    })),
    note: form.typed('note').trim(),
  };
}

function rows(form: FormFields, list: string, field: string): string[] {
  const names: string[] = [];
  for (let at = 0; at < MOST_ROWS && form.has(`${list}.${at}.${field}`); at++) names.push(`${list}.${at}`);
  return names;
}

function readStep(form: FormFields, at: string): EditedStep {
  const key = form.text(`${at}.key`);
  return {
    key,
    own: key.startsWith(OWN_STEP_PREFIX) ? readOwnFields(form, `${at}.own`) : null,
    title: form.text(`${at}.title`),
    owner: form.text(`${at}.owner`),
    dueHours: form.text(`${at}.dueHours`),
    factor: form.text(`${at}.feasibility.factor`),
    reason: form.typed(`${at}.feasibility.reason`).trim(),
    note: form.typed(`${at}.note`).trim(),
  };
}

/** @param at where its fields stand: `steps.3.own`, or `new` */
export function readOwnFields(form: FormFields, at: string): EditedOwnStep {
  const serves = priorities.map((one) => [one, form.text(`${at}.serves.${one}`)]);
  return {
    title: form.text(`${at}.title`),
    phase: form.text(`${at}.phase`),
    owner: form.text(`${at}.owner`),
    lane: form.text(`${at}.lane`),
    serves: Object.fromEntries(serves) as Record<Priority, string>,
    requires: form.list(`${at}.requires`),
    doneWhen: form.typed(`${at}.doneWhen`).trim(),
    leadHours: form.text(`${at}.leadHours`),
    effort: form.text(`${at}.effort`),
    asksEvidence: form.has(`${at}.asksEvidence`),
  };
}

/** The content a form says, for the check: what is empty is left out, what is no number stays text. */
export function contentOf(edited: EditedPlaybook): Record<string, unknown> {
  return {
    title: edited.title,
    summary: edited.summary,
    industry: edited.industry === '' ? null : edited.industry,
    causes: edited.causes,
    steps: edited.steps.map(contentOfStep),
    leftOut: edited.leftOut,
  };
}

function contentOfStep({ key, own, ...typed }: EditedStep): Record<string, unknown> {
  const { factor, reason } = typed;
  const said = {
    title: typed.title,
    owner: typed.owner,
    dueHours: numberOf(typed.dueHours),
    feasibility: factor === '' && reason === '' ? '' : { factor: numberOf(factor), reason },
    note: typed.note,
  };
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ''));
  return own === null ? { step: key, ...given } : { id: key, own: contentOfOwn(own), ...given };
}

export function contentOfOwn({ serves, leadHours, ...own }: EditedOwnStep): Record<string, unknown> {
  const strengths = Object.entries(serves).filter(([, strength]) => strength !== '');
  return {
    ...own,
    serves: Object.fromEntries(strengths.map(([one, strength]) => [one, numberOf(strength)])),
    leadHours: numberOf(leadHours),
  };
}

/** Takes a comma for the point. */
function numberOf(text: string): number | string {
  return /^\d{1,9}([.,]\d{1,6})?$/.test(text) ? Number(text.replace(',', '.')) : text;
}
