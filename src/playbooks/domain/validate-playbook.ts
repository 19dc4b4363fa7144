import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { playbookBounds } from '../../catalogue/domain/playbook-bounds.js';
import { playbookContradictions } from '../../catalogue/domain/playbook-contradictions.js';
import type { PlaybookContent, PlaybookStep } from '../../catalogue/domain/playbook.js';
import { rankingWords } from '../../catalogue/domain/ranking-words.js';
import { isRecord, pointerTo } from '../../incidents/domain/json-pointer.js';
import type { Fault } from '../../platform/errors.js';
import { FieldReader } from './field-reader.js';
import { readOwnStep, readOwnStepId } from './read-own-step.js';

/** What a playbook may name. */
export type PlaybookKnowledge = Pick<Catalogue, 'steps' | 'industries'>;

const fields = ['title', 'summary', 'industry', 'causes', 'steps', 'leftOut'] as const;
const adaptations = ['title', 'owner', 'dueHours', 'feasibility', 'note'] as const;

/**
 * A playbook from outside: an API body, a form, a file. Text comes back trimmed, everything else in the order in
 * which it stood.
 *
 * @returns the content, or its faults (at most 100) as JSON pointers into `input` with what is allowed there
 */
export function validatePlaybook(
  input: unknown,
  knowledge: PlaybookKnowledge,
): { content: PlaybookContent } | { faults: Fault[] } {
  const reader = new FieldReader();
  const content = readContent(reader, input, knowledge);
  if (!content || reader.count > 0) return { faults: reader.faults };
  for (const { path, message } of playbookContradictions(content)) {
    reader.fault(path.reduce<string>(pointerTo, ''), `This ${message}.`);
  }
  return reader.count > 0 ? { faults: reader.faults } : { content };
}

function readContent(
  reader: FieldReader,
  input: unknown,
  { steps, industries }: PlaybookKnowledge,
): PlaybookContent | undefined {
  const value = reader.record(input, '', fields);
  if (!value) return undefined;
  const known = [...steps.keys()];
  const { title, text, steps: mostSteps, leftOut } = playbookBounds;
  const content = {
    title: reader.line(value['title'], '/title', title),
    summary: reader.text(value['summary'], '/summary', text),
    industry:
      value['industry'] === null
        ? null
        : reader.word(value['industry'], '/industry', [...industries.keys()].toSorted()),
    causes: reader.list(value['causes'], '/causes', rankingWords.cause.length, (cause, at) =>
      reader.word(cause, at, rankingWords.cause),
    ),
    steps: reader.list(value['steps'], '/steps', mostSteps, (step, at) => readStep(reader, step, at, known)),
    leftOut: reader.list(value['leftOut'], '/leftOut', leftOut, (row, at) =>
      readLeftOut(reader, row, at, known),
    ),
  };
  if (Array.isArray(value['steps']) && value['steps'].length === 0) {
    reader.fault('/steps', 'Must hold at least one step.');
  }
  return reader.count === 0 ? (content as PlaybookContent) : undefined;
}

function readStep(
  reader: FieldReader,
  input: unknown,
  path: string,
  known: readonly string[],
): PlaybookStep | undefined {
  const isOwn = isRecord(input) && Object.hasOwn(input, 'own');
  const value = reader.record(input, path, isOwn ? ['id', 'own', ...adaptations] : ['step', ...adaptations]);
  if (!value) return undefined;
  const named = isOwn
    ? {
        id: readOwnStepId(reader, value['id'], `${path}/id`),
        own: readOwnStep(reader, value['own'], `${path}/own`, known),
      }
    : { step: reader.word(value['step'], `${path}/step`, known) };
  return { ...named, ...readAdaptations(reader, value, path) } as PlaybookStep;
}

/** Fields that are absent stay absent. */
function readAdaptations(reader: FieldReader, value: Record<string, unknown>, path: string): object {
  const { title, text, dueHours } = playbookBounds;
  const readers: Record<(typeof adaptations)[number], (given: unknown, at: string) => unknown> = {
    title: (given, at) => reader.line(given, at, title),
    owner: (given, at) => reader.line(given, at, title),
    dueHours: (given, at) => reader.whole(given, at, dueHours),
    feasibility: (given, at) => readFeasibility(reader, given, at),
    note: (given, at) => reader.text(given, at, text),
  };
  return Object.fromEntries(
    adaptations
      .filter((field) => value[field] !== undefined)
      .map((field) => [field, readers[field](value[field], pointerTo(path, field))]),
  );
}

function readFeasibility(reader: FieldReader, input: unknown, path: string): object | undefined {
  const value = reader.record(input, path, ['factor', 'reason']);
  return (
    value && {
      factor: reader.number(value['factor'], `${path}/factor`, playbookBounds.feasibility),
      reason: reader.text(value['reason'], `${path}/reason`, playbookBounds.text),
    }
  );
}

function readLeftOut(
  reader: FieldReader,
  input: unknown,
  path: string,
  known: readonly string[],
): { step: string; reason: string } | undefined {
  const value = reader.record(input, path, ['step', 'reason']);
  if (!value) return undefined;
  const step = reader.word(value['step'], `${path}/step`, known);
  const reason = reader.text(value['reason'], `${path}/reason`, playbookBounds.text);
  return step !== undefined && reason !== undefined ? { step, reason } : undefined;
}
