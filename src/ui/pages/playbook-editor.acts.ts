import { OWN_STEP_PREFIX } from '../../catalogue/domain/own-step.js';
import { priorities } from '../../catalogue/domain/priorities.js';
import type { Priority } from '../../catalogue/domain/priorities.js';
import type { FormFields } from '../form-fields.js';
import { readOwnFields } from './playbook-editor.form.js';
import type { EditedOwnStep, EditedPlaybook, EditedStep } from './playbook-editor.form.js';

/** What a button of the editor changed, and where to look next. */
export interface EditorOutcome {
  edited: EditedPlaybook;
  /** The own step that is being written, not yet in the playbook. */
  drafted: EditedOwnStep;
}

export const EMPTY_OWN_STEP: EditedOwnStep = {
  title: '',
  phase: 'remedy',
  owner: '',
  lane: 'normal',
  serves: Object.fromEntries(priorities.map((one) => [one, ''])) as Record<Priority, string>,
  requires: [],
  doneWhen: '',
  leadHours: '24',
  effort: 'M',
  asksEvidence: false,
};

export const UNADAPTED: Omit<EditedStep, 'key' | 'own'> = {
  title: '',
  owner: '',
  dueHours: '',
  factor: '',
  reason: '',
  note: '',
};

/**
 * What pressing a button makes of the playbook in the form; nothing is kept.
 *
 * @param act `up:3`, `down:3`, `out:3`, `leave:3`, `back:1`, `use`, `leave-picked`, `own`; others change nothing
 */
export function actOn(edited: EditedPlaybook, form: FormFields, act: string): EditorOutcome {
  const [name = '', place = ''] = act.split(':');
  const at = Number(place);
  const drafted = form.has('new.title') ? readOwnFields(form, 'new') : EMPTY_OWN_STEP;
  const next: EditedPlaybook = { ...edited, steps: [...edited.steps], leftOut: [...edited.leftOut] };
  if (name === 'up') swap(next.steps, at - 1, at);
  if (name === 'down') swap(next.steps, at, at + 1);
  if (name === 'out') next.steps.splice(at, 1);
  if (name === 'back') next.leftOut.splice(at, 1);
  if (name === 'leave') leave(next, at);
  if (name === 'use') next.steps.push(...picked(next, form).map((key) => ({ key, own: null, ...UNADAPTED })));
  if (name === 'leave-picked') next.leftOut.push(...picked(next, form).map((step) => ({ step, reason: '' })));
  if (name !== 'own') return { edited: next, drafted };
  next.steps.push({ key: freeId(drafted.title, next), own: drafted, ...UNADAPTED });
  return { edited: next, drafted: EMPTY_OWN_STEP };
}

/** An own step is simply taken out: there is nothing in the catalogue to leave out. */
function leave(edited: EditedPlaybook, at: number): void {
  const [step] = edited.steps.splice(at, 1);
  if (step && step.own === null) edited.leftOut.push({ step: step.key, reason: '' });
}

function swap(steps: EditedStep[], one: number, other: number): void {
  const [first, second] = [steps[one], steps[other]];
  if (!first || !second) return;
  steps[one] = second;
  steps[other] = first;
}

/** Ticked, and in none of the lists yet. */
function picked({ steps, leftOut }: EditedPlaybook, form: FormFields): string[] {
  const taken = new Set([...steps.map(({ key }) => key), ...leftOut.map(({ step }) => step)]);
  return [...new Set(form.list('pick'))].filter((id) => !taken.has(id));
}

/** `own-call-the-shops`; with a number where that is taken. */
function freeId(title: string, { steps }: EditedPlaybook): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-|-$/g, '');
  const base = OWN_STEP_PREFIX + (words === '' ? 'step' : words);
  const taken = new Set(steps.map(({ key }) => key));
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(id)) return id;
  }
}
