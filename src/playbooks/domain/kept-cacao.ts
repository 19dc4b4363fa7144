import type { PlaybookContent } from '../../catalogue/domain/playbook.js';
import { isRecord } from '../../incidents/domain/json-pointer.js';
import { canonicalPlaybook } from './canonical-playbook.js';
import { readCacaoFile, type JsonObject } from './cacao-file.js';
import { ownExtension } from './cacao-step-fields.js';
import { OUR_EXTENSION } from './cacao-words.js';
import { readCacao } from './from-cacao.js';
import type { PlaybookKnowledge } from './validate-playbook.js';

/** The file a playbook was imported from, beside what has become of the playbook. */
export interface KeptCacao {
  document: JsonObject;
  /** True while the playbook says what the file says: then the file itself is the export. */
  isUnchanged: boolean;
  /** By the key of a step, its id and its action step in the file. */
  actions: ReadonlyMap<string, { id: string; action: JsonObject }>;
  /** By name, the id of an agent of the file. */
  agents: ReadonlyMap<string, string>;
}

/** @param kept as `fromCacao` gave it; what cannot be read any more is as if nothing had been kept */
export function keptCacao(
  kept: string | null,
  content: PlaybookContent,
  knowledge: PlaybookKnowledge,
): KeptCacao | undefined {
  const read = kept === null ? undefined : readCacaoFile(kept);
  if (!read || 'faults' in read) return undefined;
  const { file } = read;
  const reading = readCacao(file, knowledge);
  const { document, workflow } = file;
  const sources = 'faults' in reading ? new Map<string, string>() : reading.sources;
  return {
    document,
    isUnchanged: 'content' in reading && canonicalPlaybook(reading.content) === canonicalPlaybook(content),
    actions: new Map([...sources].map(([key, id]) => [key, { id, action: workflow.get(id) ?? {} }])),
    agents: new Map(
      Object.entries(record(document['agent_definitions'])).flatMap(([id, agent]) =>
        isRecord(agent) && typeof agent['name'] === 'string' ? [[agent['name'], id]] : [],
      ),
    ),
  };
}

/** An action step of ours that keeps what its forerunner in the file said besides. */
export function withKeptAction(fresh: JsonObject, earlier: JsonObject | undefined): JsonObject {
  if (!earlier) return fresh;
  const { on_completion: _c, on_success: _s, on_failure: _f, description: _d, ...rest } = earlier;
  const commands = Array.isArray(earlier['commands']) ? (earlier['commands'] as unknown[]) : [];
  const isOurs = ownExtension(earlier, 'step_extensions') !== undefined;
  const mine = Array.isArray(fresh['commands']) ? (fresh['commands'] as unknown[]) : [];
  const all = isOurs || commands.length === 0 ? [...mine, ...commands.slice(1)] : commands;
  return {
    ...rest,
    ...fresh,
    type: earlier['type'],
    ...(earlier['type'] === 'playbook-action' ? {} : { commands: all }),
    step_extensions: { ...record(earlier['step_extensions']), ...record(fresh['step_extensions']) },
  };
}

const rebuilt: ReadonlySet<string> = new Set([
  'workflow',
  'workflow_start',
  'workflow_exception',
  'signatures',
  'playbook_processing_summary',
]);

/** The fresh document with everything of the file that no change can have touched. */
export function withKeptDocument(fresh: JsonObject, { document }: KeptCacao): JsonObject {
  const untouched = Object.fromEntries(Object.entries(document).filter(([key]) => !rebuilt.has(key)));
  const both = (field: string) => ({ ...record(document[field]), ...record(fresh[field]) });
  const extensions = both('playbook_extensions');
  const mine = record(extensions[OUR_EXTENSION]);
  return {
    ...untouched,
    ...fresh,
    ...(fresh['id'] === document['id'] ? {} : { derived_from: origins(document) }),
    playbook_types: union(document['playbook_types'], fresh['playbook_types']),
    ...(document['industry_sectors'] === undefined && fresh['industry_sectors'] === undefined
      ? {}
      : { industry_sectors: union(fresh['industry_sectors'], document['industry_sectors']) }),
    agent_definitions: { ...record(fresh['agent_definitions']), ...record(document['agent_definitions']) },
    extension_definitions: both('extension_definitions'),
    playbook_extensions: { ...extensions, [OUR_EXTENSION]: { ...mine, kept_parts: keptParts(document) } },
  };
}

/**
 * What of the file has no place in a changed playbook, as inert text: its own workflow with its conditions, and
 * signatures, which no longer fit.
 */
function keptParts(document: JsonObject): string {
  const earlier = ownExtension(document, 'playbook_extensions')?.['kept_parts'];
  if (typeof earlier === 'string') return earlier;
  return JSON.stringify(Object.fromEntries(Object.entries(document).filter(([key]) => rebuilt.has(key))));
}

function origins(document: JsonObject): unknown[] {
  return union([document['id']], document['derived_from']);
}

function union(one: unknown, other: unknown): unknown[] {
  const lists = [one, other].filter((list): list is unknown[] => Array.isArray(list));
  return [...new Set(lists.flat())];
}

function record(value: unknown): JsonObject {
  return isRecord(value) ? value : {};
}
