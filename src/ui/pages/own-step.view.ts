import { priorities } from '../../catalogue/domain/priorities.js';
import type { OwnStep } from '../../catalogue/domain/own-step.js';
import { lanes } from '../../catalogue/domain/step.js';
import type { Step } from '../../catalogue/domain/step.js';
import type { OwnStepStanding } from '../../plans/step-standing.js';
import type { Fault } from '../../platform/errors.js';
import { wants } from '../charts/wants.js';
import type { FormFields } from '../form-fields.js';
import type { FieldError, IncidentHeaderView, OptionView, PageView } from '../views.types.js';
import { EFFORT_WORDS, LANE_WORDS, PHASE_WORDS, ownerWords, strengthWords } from './plan.words.js';

export interface OwnStepPageView extends PageView {
  header: IncidentHeaderView;
  heading: string;
  action: string;
  cancelHref: string;
  /** Absent for a new step. */
  revision: string;
  /** Null: it is new and cannot be withdrawn. */
  withdrawal: { action: string; revision: string; reason: string } | null;
  values: { title: string; doneWhen: string; leadHours: string; reason: string };
  phase: SelectView;
  owner: SelectView;
  lane: SelectView;
  effort: SelectView;
  /** How far it serves each wish of customers. */
  serves: (SelectView & { name: string; label: string })[];
  /** What the strengths mean. */
  strengths: string[];
  requires: readonly OptionView[];
  /** `Waits for 2 steps`. */
  requiresWords: string;
  asksEvidence: boolean;
}

interface SelectView {
  options: readonly OptionView[];
  value: string;
}

/** What the page is drawn from. */
export interface OwnStepGround {
  reference: string;
  /** Owners for whom the reader may decide. */
  owners: readonly string[];
  /** Steps it can wait for, in the order of time. */
  steps: readonly { id: string; title: string }[];
  /** Null: a new step. */
  current: OwnStepStanding | null;
}

const NEW_STEP: OwnStep = {
  title: '',
  phase: 'remedy',
  owner: '',
  lane: 'normal',
  serves: {},
  requires: [],
  doneWhen: '',
  leadHours: 72,
  effort: 'M',
  asksEvidence: false,
};

/** The form as it was typed, or as the step stands. */
export function ownStepForm(
  ground: OwnStepGround,
  form: FormFields | null,
): Omit<OwnStepPageView, 'title' | 'shell' | 'errors' | 'header'> {
  const { current, reference, owners, steps } = ground;
  const own = current?.own ?? NEW_STEP;
  const said = (name: string, standing: string) => form?.text(name) ?? standing;
  const plan = `/incidents/${reference}/plan`;
  const requires = new Set(form ? form.list('requires') : own.requires);
  const revision = form?.text('revision') ?? String(current?.revision ?? '');
  const owner = said('owner', own.owner);
  return {
    heading: current === null ? 'Add a step of your own' : 'Change a step of your own',
    action: current === null ? `${plan}/own-steps/new` : `${plan}/own-steps/${current.id}`,
    cancelHref: current === null ? plan : `${plan}?show=all&step=${current.id}#${current.id}`,
    revision,
    withdrawal: current && {
      action: `${plan}/own-steps/${current.id}/withdrawal`,
      revision: String(current.revision),
      reason: form?.text('withdrawal') ?? '',
    },
    values: {
      title: said('title', own.title),
      doneWhen: form?.typed('doneWhen') ?? own.doneWhen,
      leadHours: said('leadHours', String(own.leadHours)),
      reason: said('reason', ''),
    },
    phase: { options: worded(PHASE_WORDS), value: said('phase', own.phase) },
    owner: {
      options: [...new Set([...owners, ...(own.owner === '' ? [] : [own.owner])])].sort().map(ownerOption),
      value: owner,
    },
    lane: {
      options: lanes.map((lane) => ({ value: lane, label: lane === 'normal' ? 'Usual' : LANE_WORDS[lane] })),
      value: said('lane', own.lane),
    },
    effort: { options: worded(EFFORT_WORDS), value: said('effort', own.effort) },
    serves: priorities.map((priority) => ({
      name: `serves.${priority}`,
      label: wants[priority],
      options: STRENGTHS,
      value: said(`serves.${priority}`, String(own.serves[priority] ?? '')),
    })),
    strengths: [1, 2, 3, 4].map((strength) => `${strength}: ${strengthWords(strength)}`),
    requires: steps
      .filter(({ id }) => id !== current?.id)
      .map(({ id, title }) => ({ value: id, label: title, checked: requires.has(id) })),
    requiresWords: requires.size === 0 ? 'Waits for no step' : `Waits for ${counted(requires.size)}`,
    asksEvidence: form ? form.text('asksEvidence') === 'yes' : own.asksEvidence,
  };
}

/** The posted form as a step, to be checked where it is kept: numbers that are none stay text. */
export function readOwnStepForm(form: FormFields): unknown {
  const number = (text: string): unknown => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);
  const strengths = priorities.flatMap((priority) => {
    const text = form.text(`serves.${priority}`);
    return text === '' ? [] : [[priority, number(text)]];
  });
  return {
    title: form.text('title'),
    phase: form.text('phase'),
    owner: form.text('owner'),
    lane: form.text('lane'),
    serves: Object.fromEntries(strengths) as unknown,
    requires: form.list('requires'),
    doneWhen: form.typed('doneWhen').trim(),
    leadHours: number(form.text('leadHours')),
    effort: form.text('effort'),
    asksEvidence: form.text('asksEvidence') === 'yes',
  };
}

/** Faults at the fields of the form; the whole of the wishes stands at the first of them. */
export function ownStepErrors(faults: readonly Fault[]): FieldError[] {
  return faults.map(({ path, message }) => {
    const [first = '', second = ''] = path.split('/').slice(1);
    if (first === 'requires') return { field: 'requires', message };
    if (first === 'serves' && second === '')
      return { field: `serves.${priorities[0]}`, message: 'Choose at least one wish that it serves.' };
    if (first !== 'serves') return { field: first || null, message: emptyWords(first, message) };
    const priority = priorities.find((one) => one === second) ?? priorities[0];
    return { field: `serves.${priority}`, message };
  });
}

const WHEN_EMPTY: Readonly<Record<string, string>> = {
  title: 'Say what is to be done.',
  owner: 'Choose who does it.',
  doneWhen: 'Say what can be seen or shown at its end.',
};

/** A field left empty is told what it is for; other refusals speak for themselves. */
function emptyWords(field: string, message: string): string {
  return message.startsWith('Must be text') ? (WHEN_EMPTY[field] ?? message) : message;
}

export function ownersOf(steps: ReadonlyMap<string, Step>): string[] {
  return [...new Set([...steps.values()].map(({ owner }) => owner))];
}

const STRENGTHS: readonly OptionView[] = [1, 2, 3, 4].map((strength) => ({
  value: String(strength),
  label: `${strength}, ${strengthWords(strength)}`,
}));

function worded(words: Readonly<Record<string, string>>): OptionView[] {
  return Object.entries(words).map(([value, label]) => ({ value, label: sentence(label) }));
}

function ownerOption(owner: string): OptionView {
  return { value: owner, label: ownerWords(owner) };
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function counted(count: number): string {
  return count === 1 ? '1 step' : `${count} steps`;
}
