import { OWN_STEP_PREFIX } from '../../catalogue/domain/own-step.js';
import { LONGEST_STEP_ID, playbookBounds } from '../../catalogue/domain/playbook-bounds.js';
import { isRecord, memberOf, pointerTo } from '../../incidents/domain/json-pointer.js';
import type { CacaoFile, JsonObject } from './cacao-file.js';
import { ownExtension, stepFromExtension } from './cacao-step-fields.js';
import { foreignLine, foreignText } from './cacao-text.js';
import type { CacaoWalk } from './cacao-walk.js';
import { phaseFor, servesOfPhase } from './cacao-words.js';
import type { FieldReader } from './field-reader.js';
import type { PlaybookKnowledge } from './validate-playbook.js';

export interface CacaoSteps {
  entries: CacaoEntry[];
}

interface CacaoEntry {
  /** Of the step in our playbook. */
  key: string;
  /** Id of the workflow step. */
  source: string;
  /** Not yet checked. */
  step: JsonObject;
  place: unknown;
}

const FOREIGN =
  'These steps say nothing on what customers ask for, on time or effort: each counts as touching one priority, with ' +
  'a day and middling effort. Look through them before you use the playbook.';

/** The action steps as steps of a playbook, in the order of our places where all have one, else of the workflow. */
export function readCacaoSteps(
  file: CacaoFile,
  walk: CacaoWalk,
  knowledge: PlaybookKnowledge,
  warnings: FieldReader,
): CacaoSteps {
  const keys = keysOf(file, walk, knowledge);
  const taken = new Set(keys.values());
  const keyOf = (id: string) => {
    if (knowledge.steps.has(id) || id.startsWith(OWN_STEP_PREFIX)) return id;
    return taken.has(ownKey(id)) ? ownKey(id) : undefined;
  };
  const entries = walk.actions.map((source): CacaoEntry => {
    const step = file.workflow.get(source) ?? {};
    const extension = ownExtension(step, 'step_extensions');
    const key = keys.get(source) ?? '';
    if (!extension)
      return { key, source, step: foreignStep(file, walk, keys, source, warnings), place: undefined };
    const made = stepFromExtension(extension, step, agentName(file, step), keyOf);
    if (made.unknown) {
      warnings.fault(
        pointerTo('/workflow', source),
        'Is a response step we do not know; it is taken as an own step.',
      );
    }
    return { key, source, step: made.step, place: extension['place'] };
  });
  warnAtLarge(file, walk, entries, warnings);
  const places = new Set(entries.map(({ place }) => place));
  const placed = places.size === entries.length && entries.every(({ place }) => Number.isSafeInteger(place));
  return { entries: placed ? entries.toSorted((a, b) => Number(a.place) - Number(b.place)) : entries };
}

/** What each action step goes by in our playbook. */
function keysOf(
  { workflow }: CacaoFile,
  { actions }: CacaoWalk,
  { steps }: PlaybookKnowledge,
): Map<string, string> {
  return new Map(
    actions.map((source) => {
      const extension = ownExtension(workflow.get(source) ?? {}, 'step_extensions');
      const ref = extension?.['step_ref'];
      if (typeof ref !== 'string')
        return [source, `${OWN_STEP_PREFIX}${source.split('--')[1]?.toLowerCase() ?? ''}`];
      const isOurs = extension?.['own_step'] === true || steps.has(ref);
      return [source, isOurs ? ref : ownKey(ref)];
    }),
  );
}

function ownKey(ref: string): string {
  return `${OWN_STEP_PREFIX}${ref}`.slice(0, LONGEST_STEP_ID);
}

function foreignStep(
  file: CacaoFile,
  { before }: CacaoWalk,
  keys: ReadonlyMap<string, string>,
  source: string,
  warnings: FieldReader,
): JsonObject {
  const step = file.workflow.get(source) ?? {};
  const path = pointerTo('/workflow', source);
  const commands = Array.isArray(step['commands']) ? (step['commands'] as unknown[]) : [];
  const first = isRecord(commands[0]) ? commands[0] : {};
  const types = file.document['playbook_types'];
  const phase = phaseFor(first['playbook_activity'], Array.isArray(types) ? types[0] : undefined);
  const requires = [...(before.get(source) ?? [])].map((id) => keys.get(id) ?? '');
  if (requires.length > playbookBounds.requires) {
    warnings.fault(path, `Waits for more than ${playbookBounds.requires} steps; only so many are kept.`);
  }
  const { title, text } = playbookBounds;
  const description = foreignText(step['description'], text, '', `${path}/description`, warnings);
  return {
    id: keys.get(source),
    own: {
      title: foreignLine(step['name'], title, 'Step without a name', `${path}/name`, warnings),
      phase,
      owner: foreignLine(agentName(file, step), title, 'incident-team', `${path}/agent`, warnings),
      lane: phase === 'contain' ? 'containment' : 'normal',
      serves: servesOfPhase[phase],
      requires: requires.slice(0, playbookBounds.requires),
      doneWhen: foreignText(
        first['command'],
        text,
        'Everything the step says is done',
        `${path}/commands/0/command`,
        warnings,
      ),
      leadHours: 24,
      effort: 'M',
      asksEvidence: false,
    },
    ...(description === '' ? {} : { note: description }),
  };
}

function agentName({ document }: CacaoFile, { agent }: JsonObject): unknown {
  return typeof agent === 'string'
    ? memberOf(memberOf(document['agent_definitions'], agent), 'name')
    : undefined;
}

function warnAtLarge(
  { workflow }: CacaoFile,
  { unreached }: CacaoWalk,
  entries: readonly CacaoEntry[],
  warnings: FieldReader,
): void {
  if (entries.some(({ source }) => !ownExtension(workflow.get(source) ?? {}, 'step_extensions'))) {
    warnings.fault('/workflow', FOREIGN);
  }
  for (const id of unreached) {
    warnings.fault(pointerTo('/workflow', id), 'Nothing in the workflow leads here; it stands at the end.');
  }
  for (const [id, { type }] of workflow) {
    if (type === 'if-condition' || type === 'while-condition' || type === 'switch-condition') {
      warnings.fault(
        pointerTo('/workflow', id),
        'Is a condition, which we cannot work by: every branch of it is in the list of steps.',
      );
    }
  }
}
