import { findCycles } from '../catalogue/domain/cycles.js';
import { ownStepAsStep } from '../catalogue/domain/own-step.js';
import type { Step } from '../catalogue/domain/step.js';
import type { RankingPart } from '../catalogue/ranking-part.js';
import { isRecord, pointerTo } from '../incidents/domain/json-pointer.js';
import { writtenTwice } from '../incidents/domain/strict-json.js';
import type { FeasibilityOverrule } from '../plans/domain/plan.js';
import { FieldReader } from '../playbooks/domain/field-reader.js';
import { readOwnStep, readOwnStepId } from '../playbooks/domain/read-own-step.js';
import type { Fault } from '../platform/errors.js';
import { CommandRefused } from './outcome.js';

/** What people added to a plan and overruled in it, as the ranking takes it. */
export interface PlanDecisions {
  ownSteps: Step[];
  overrules: Record<string, FeasibilityOverrule>;
}

const LONGEST_REASON = 2_000;

/**
 * Reads `{ownSteps: {id: step}, feasibility: {stepId: {factor, reason}}}`, as the report of a plan hands it out.
 *
 * @throws CommandRefused with every fault and its place
 */
export function readPlanDecisions(text: string, { steps }: Pick<RankingPart, 'steps'>): PlanDecisions {
  const input = parsed(text);
  const reader = new FieldReader();
  const fields = reader.record(input, '', ['ownSteps', 'feasibility']);
  const ownSteps = membersOf(reader, fields?.['ownSteps'], '/ownSteps').flatMap(([id, value]) => {
    const path = pointerTo('/ownSteps', id);
    const own = readOwnStep(reader, value, path, [...steps.keys()]);
    return own && readOwnStepId(reader, id, path) ? [ownStepAsStep(id, own)] : [];
  });
  for (const circle of findCycles(new Map(ownSteps.map(({ id, requires }) => [id, requires]))))
    reader.fault('/ownSteps', `Wait for each other in a circle: ${circle.join(', ')}.`);
  const known = new Set([...steps.keys(), ...ownSteps.map(({ id }) => id)]);
  const overrules = membersOf(reader, fields?.['feasibility'], '/feasibility').flatMap(([id, value]) => {
    const path = pointerTo('/feasibility', id);
    if (!known.has(id)) reader.fault(path, 'There is no such step.');
    const overrule = readOverrule(reader, value, path);
    return overrule ? [[id, overrule] as const] : [];
  });
  refuseFaults([...writtenTwice(text), ...reader.faults]);
  return { ownSteps, overrules: Object.fromEntries(overrules) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new CommandRefused('The file of decisions is no JSON.');
  }
}

/** An absent group is an empty one. */
function membersOf(reader: FieldReader, value: unknown, path: string): [string, unknown][] {
  if (value === undefined) return [];
  if (isRecord(value)) return Object.entries(value);
  reader.fault(path, 'Must be an object with the ids of steps for its keys.');
  return [];
}

function readOverrule(reader: FieldReader, value: unknown, path: string): FeasibilityOverrule | undefined {
  const fields = reader.record(value, path, ['factor', 'reason']);
  if (!fields) return undefined;
  const factor = reader.number(fields['factor'], pointerTo(path, 'factor'), [0.5, 1]);
  const reason = reader.text(fields['reason'], pointerTo(path, 'reason'), LONGEST_REASON);
  return factor === undefined || reason === undefined ? undefined : { factor, reason };
}

function refuseFaults(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  const lines = faults.map(({ path, message }) => `${path === '' ? 'The file' : path}: ${message}`);
  throw new CommandRefused(['The decisions have faults:', ...lines].join('\n'));
}
