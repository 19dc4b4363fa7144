import { playbookBounds } from '../../catalogue/domain/playbook-bounds.js';
import { isRecord, pointerTo } from '../../incidents/domain/json-pointer.js';
import { strictJsonFaults } from '../../incidents/domain/strict-json.js';
import type { Fault } from '../../platform/errors.js';
import { SPEC_VERSION } from './cacao-words.js';
import { FieldReader } from './field-reader.js';

export type JsonObject = Record<string, unknown>;

/** A CACAO file that can be walked: every step is where its name says, every reference leads somewhere. */
export interface CacaoFile {
  document: JsonObject;
  /** Steps by id, in file order. */
  workflow: ReadonlyMap<string, JsonObject>;
  start: string;
}

/** Bytes of a file that is looked at. */
export const MOST_BYTES = 20 * 1024 * 1024;

/** Steps of every type, so that walking them stays cheap. */
const MOST_STEPS = 2_000;

const LIMITS = { deepest: 20, widest: 10_000 };
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const UUID = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}';
const STEP_ID = new RegExp(
  `^(action|end|if-condition|parallel|playbook-action|start|switch-condition|while-condition)--${UUID}$`,
);
const PLAYBOOK_ID = new RegExp(`^playbook--${UUID}$`);

/** Takes a file apart as far as its form goes; a fault for each place that cannot be trusted. */
export function readCacaoFile(text: string): { file: CacaoFile } | { faults: Fault[] } {
  if (Buffer.byteLength(text) > MOST_BYTES) {
    return refused('', 'Is larger than 20 MiB; take out what is not needed.');
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return refused('', 'Is no JSON text; export the playbook again.');
  }
  const faults = strictJsonFaults(text, document, LIMITS);
  if (faults.length > 0) return { faults };
  const forbidden = forbiddenKey(document);
  if (forbidden !== undefined) return refused(forbidden, 'Is a name that no member may have; take it out.');
  if (!isRecord(document)) return refused('', 'Must be one CACAO playbook, a JSON object.');
  return readDocument(document);
}

/** The steps that a step leads to, each with its place below the step. */
export function linksOf(step: JsonObject): { path: string; target: unknown; branch: boolean }[] {
  const one = (field: string, branch: boolean) =>
    step[field] === undefined ? [] : [{ path: `/${field}`, target: step[field], branch }];
  const next = Array.isArray(step['next_steps']) ? (step['next_steps'] as unknown[]) : [];
  const cases = isRecord(step['cases']) ? Object.entries(step['cases']) : [];
  return [
    ...['on_completion', 'on_success', 'on_failure'].flatMap((field) => one(field, false)),
    ...next.map((target, at) => ({ path: `/next_steps/${at}`, target, branch: true })),
    ...['on_true', 'on_false'].flatMap((field) => one(field, true)),
    ...cases.map(([name, target]) => ({ path: pointerTo('/cases', name), target, branch: true })),
  ];
}

/** True for a step that somebody carries out. */
export function isAction(step: JsonObject): boolean {
  return step['type'] === 'action' || step['type'] === 'playbook-action';
}

function readDocument(document: JsonObject): { file: CacaoFile } | { faults: Fault[] } {
  const reader = new FieldReader();
  if (document['type'] !== 'playbook') reader.fault('/type', 'Must be playbook.');
  if (document['spec_version'] !== SPEC_VERSION) {
    reader.fault('/spec_version', `Must be ${SPEC_VERSION}; have the other tool export that version.`);
  }
  if (typeof document['id'] !== 'string' || !PLAYBOOK_ID.test(document['id'])) {
    reader.fault('/id', 'Must be playbook-- and a UUID.');
  }
  if (typeof document['name'] !== 'string' || document['name'].trim() === '')
    reader.fault('/name', 'Must be text.');
  const workflow = readWorkflow(reader, document['workflow']);
  const start = document['workflow_start'];
  if (typeof start !== 'string' || workflow.get(start)?.['type'] !== 'start') {
    reader.fault('/workflow_start', 'Must name a start step of the workflow.');
  }
  const except = document['workflow_exception'];
  if (except !== undefined && !(typeof except === 'string' && workflow.has(except))) {
    reader.fault('/workflow_exception', 'Names no step of the workflow.');
  }
  checkReferences(reader, document, workflow);
  if (reader.count > 0) return { faults: reader.faults };
  return { file: { document, workflow, start: start as string } };
}

function readWorkflow(reader: FieldReader, value: unknown): Map<string, JsonObject> {
  const workflow = new Map<string, JsonObject>();
  if (!isRecord(value)) {
    reader.fault('/workflow', 'Must be an object of steps by their id.');
    return workflow;
  }
  const entries = Object.entries(value);
  if (entries.length > MOST_STEPS) {
    reader.fault('/workflow', `Holds more than ${MOST_STEPS} steps; split the playbook.`);
    return workflow;
  }
  for (const [id, step] of entries) {
    const path = pointerTo('/workflow', id);
    const type = STEP_ID.exec(id)?.[1];
    if (!type) reader.fault(path, 'Is no id of a step; it is the type of the step, -- and a UUID.');
    else if (!isRecord(step) || step['type'] !== type) {
      reader.fault(`${path}/type`, `Must be ${type}, as its id says.`);
    } else workflow.set(id, step);
  }
  const actions = [...workflow.values()].filter(isAction).length;
  if (actions === 0) reader.fault('/workflow', 'Must hold at least one action step.');
  if (actions > playbookBounds.steps) {
    reader.fault('/workflow', `Holds more than ${playbookBounds.steps} action steps; split the playbook.`);
  }
  return workflow;
}

function checkReferences(
  reader: FieldReader,
  document: JsonObject,
  workflow: ReadonlyMap<string, JsonObject>,
): void {
  const agents = isRecord(document['agent_definitions']) ? document['agent_definitions'] : {};
  const targets = isRecord(document['target_definitions']) ? document['target_definitions'] : {};
  for (const [id, step] of workflow) {
    const path = pointerTo('/workflow', id);
    for (const link of linksOf(step)) {
      if (typeof link.target !== 'string' || !workflow.has(link.target)) {
        reader.fault(`${path}${link.path}`, 'Names no step of the workflow.');
      }
    }
    const { agent, targets: named } = step;
    if (agent !== undefined && !hasOwn(agents, agent)) {
      reader.fault(`${path}/agent`, 'Names no agent of agent_definitions.');
    }
    for (const [at, target] of (Array.isArray(named) ? (named as unknown[]) : []).entries()) {
      if (!hasOwn(targets, target) && !hasOwn(agents, target)) {
        reader.fault(`${path}/targets/${at}`, 'Names no target of target_definitions.');
      }
    }
  }
}

function hasOwn(record: JsonObject, key: unknown): boolean {
  return typeof key === 'string' && Object.hasOwn(record, key);
}

/** The pointer of the first member that bears a name with a meaning of its own in JavaScript. */
function forbiddenKey(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const isList = Array.isArray(value);
  for (const [key, inner] of Object.entries(value)) {
    const below = !isList && FORBIDDEN.has(key) ? '' : forbiddenKey(inner);
    if (below !== undefined) return `${pointerTo('', key)}${below}`;
  }
  return undefined;
}

function refused(path: string, message: string): { faults: Fault[] } {
  return { faults: [{ path, message }] };
}
