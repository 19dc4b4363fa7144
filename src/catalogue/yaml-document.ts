import { EVENT_ID, YAMLException, constructFromEvents, getScalarValue, parseEvents } from 'js-yaml';
import type { Event } from 'js-yaml';
import type { Path } from './domain/knowledge-tables.js';

/** Far above any honest file; a file of aliases upon aliases stops here. */
const maxAliases = 50;

/** One YAML document and, when somebody needs it, the line of any place in it. */
export interface YamlDocument {
  value: unknown;
  /** Line, counted from 1, of the key or list item at `path`; of the nearest place above it that exists. */
  lineOf(path: Path): number;
}

export class YamlFault extends Error {
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message);
    this.name = 'YamlFault';
  }
}

/**
 * Reads one document in the YAML 1.2 core schema: no tags, no merge keys, no key twice, at most 50 aliases.
 *
 * @throws YamlFault where the text is broken or holds more or less than one document
 */
export function readYaml(text: string): YamlDocument {
  try {
    const events = parseEvents(text, {});
    refuseTags(text, events);
    const documents = constructFromEvents(events, { source: text, maxAliases });
    if (documents.length !== 1) {
      throw new YamlFault(
        documents.length === 0 ? 'the file is empty' : 'the file holds several documents',
        1,
      );
    }
    // The events of all files are large: they are made again for the rare file with a fault.
    let root: Node | undefined;
    return {
      value: documents[0],
      lineOf: (path) => lineAt(text, placeOf((root ??= treeOf(text, parseEvents(text, {}))), path)),
    };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new YamlFault(error.reason, (error.mark?.line ?? 0) + 1);
  }
}

function refuseTags(text: string, events: readonly Event[]): void {
  if (!text.includes('!')) return;
  for (const event of events) {
    if ('tagStart' in event && event.tagStart >= 0) {
      throw new YamlFault('tags such as !!str have no place here', lineAt(text, event.tagStart));
    }
  }
}

interface Node {
  at: number;
  /** By key or index; `at` is where the key, or the item itself, begins. */
  inner: Map<string, { at: number; node: Node }>;
}

/** The events are one document's: its opening, the nodes from the top down, its closing. */
function treeOf(text: string, events: readonly Event[]): Node {
  let next = 1;
  return nodeOf();

  function nodeOf(): Node {
    const event = events[next++];
    const node: Node = { at: startOf(event), inner: new Map() };
    const isMapping = event?.type === EVENT_ID.MAPPING;
    if (!isMapping && event?.type !== EVENT_ID.SEQUENCE) return node;
    for (let index = 0; events[next] && events[next]?.type !== EVENT_ID.POP; index++) {
      const key = events[next];
      const at = startOf(key);
      if (isMapping) nodeOf();
      const name = isMapping && key?.type === EVENT_ID.SCALAR ? getScalarValue(text, key) : String(index);
      node.inner.set(name, { at, node: nodeOf() });
    }
    next++;
    return node;
  }
}

function startOf(event: Event | undefined): number {
  if (!event) return 0;
  if ('valueStart' in event) return event.valueStart;
  if ('start' in event) return event.start;
  return 'anchorStart' in event ? event.anchorStart : 0;
}

function placeOf(root: Node, path: Path): number {
  let { at } = root;
  let node = root;
  for (const key of path) {
    const found = node.inner.get(String(key));
    if (!found) break;
    ({ at, node } = found);
  }
  return at;
}

function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
