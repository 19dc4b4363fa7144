import { findCycles } from '../../catalogue/domain/cycles.js';
import { OWN_STEP_PREFIX } from '../../catalogue/domain/own-step.js';
import type { OwnStep } from '../../catalogue/domain/own-step.js';
import type { Step } from '../../catalogue/domain/step.js';
import { FieldReader } from '../../playbooks/domain/field-reader.js';
import { readOwnStep } from '../../playbooks/domain/read-own-step.js';
import type { Fault } from '../../platform/errors.js';

/** Own steps of one incident that are not withdrawn. */
export const MOST_OWN_STEPS = 200;

/** The steps an own step may wait for, the incident's own ones among them, and what each of them waits for. */
export type StepsToWaitFor = ReadonlyMap<string, Pick<Step, 'title' | 'requires' | 'requiresIfApplicable'>>;

/**
 * An own step as it came from outside, for one incident.
 *
 * @param id of the step that is changed; absent for a new one
 * @returns the step, or its faults as JSON pointers into `input` with the words that are allowed there
 */
export function checkOwnStep(
  input: unknown,
  steps: StepsToWaitFor,
  id?: string,
): { own: OwnStep } | { faults: Fault[] } {
  const reader = new FieldReader();
  const catalogueSteps = [...steps.keys()].filter((one) => !one.startsWith(OWN_STEP_PREFIX));
  const own = readOwnStep(reader, input, '', catalogueSteps);
  if (own) {
    for (const field of ['title', 'owner'] as const)
      if (/[\n\r\t]/.test(own[field])) reader.fault(`/${field}`, 'Must be one line.');
    own.requires.forEach((one, index) => {
      if (!steps.has(one)) reader.fault(`/requires/${index}`, 'There is no such own step in this incident.');
    });
    const circle = id === undefined ? null : circleThrough(id, own.requires, steps);
    if (circle) reader.fault('/requires', `Steps would wait for each other: ${circle.join(' → ')}.`);
  }
  return own && reader.faults.length === 0 ? { own } : { faults: reader.faults };
}

/** Titles on the way round, the first one again at the end; null where nothing waits for itself. */
function circleThrough(id: string, requires: readonly string[], steps: StepsToWaitFor): string[] | null {
  const needs = new Map([...steps].map(([one, step]) => [one, waitsFor(step)]));
  needs.set(id, [...requires]);
  const [circle] = findCycles(needs);
  if (!circle) return null;
  return [...circle, circle[0] ?? id].map((one) => `“${steps.get(one)?.title ?? one}”`);
}

function waitsFor({ requires, requiresIfApplicable }: Pick<Step, 'requires' | 'requiresIfApplicable'>) {
  return [...requires, ...requiresIfApplicable];
}
