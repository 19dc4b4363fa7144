import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Phase } from './domain/step.js';
import type { Pack } from './domain/catalogue.js';
import type { KnowledgeFault } from './knowledge-faults.js';

export type PackKind =
  | 'industries'
  | 'steps'
  | 'evidence'
  | 'weights'
  | 'comparables'
  | 'playbooks'
  | 'rules'
  | 'vocabulary'
  | 'calendars'
  | 'words'
  | 'fixClaims'
  | 'lint'
  | 'factWords'
  | 'stateTexts'
  | 'content'
  | 'forms'
  | 'cases'
  | 'golden';

/** A file as it was found, not yet read as YAML. */
export interface FoundFile extends Pack {
  kind: PackKind;
  /** Name in messages: a path that the caller can open. */
  shownAs: string;
  text: string;
}

/** First match wins. */
const layout: readonly [RegExp, PackKind][] = [
  [/^industries\/[^/]+\.yaml$/, 'industries'],
  [/^steps\/[^/]+\.yaml$/, 'steps'],
  [/^playbooks\/[^/]+\.yaml$/, 'playbooks'],
  [/^evidence\.yaml$/, 'evidence'],
  [/^weights\.yaml$/, 'weights'],
  [/^comparables\.yaml$/, 'comparables'],
  [/^ranking-golden\.yaml$/, 'golden'],
  [/^calendars\.yaml$/, 'calendars'],
  [/^state-texts\.yaml$/, 'stateTexts'],
  [/^words\/data-classes\.yaml$/, 'words'],
  [/^words\/fix-claims\.yaml$/, 'fixClaims'],
  [/^words\/lint-[^/]+\.yaml$/, 'lint'],
  [/^words\/facts-[^/]+\.yaml$/, 'factWords'],
  [/^obligations\/vocabulary\.yaml$/, 'vocabulary'],
  [/^obligations\/cases\.yaml$/, 'cases'],
  [/^obligations\/content\.yaml$/, 'content'],
  [/^obligations\/forms\.yaml$/, 'forms'],
  [/^obligations\/[^/]+\.yaml$/, 'rules'],
];

const phases: readonly Phase[] = [
  'prepare',
  'contain',
  'assess',
  'notify',
  'remedy',
  'support',
  'verify',
  'learn',
];
const stepOrder = new Map(phases.map((phase, index) => [`steps/${phase}.yaml`, index]));

const maxBytes = 8 * 1024 * 1024;
const maxDepth = 4;

/**
 * All knowledge files of a folder in the order in which they are read: steps by phase, the rest by name.
 * Files that are no YAML and names that begin with a dot are passed over; YAML in no known place is a fault,
 * for a pack that is quietly ignored may hold a duty.
 *
 * @param folder as the caller names it
 * @param shownAs how messages name the folder
 */
export function findFiles(
  folder: string,
  shownAs: string,
  overlay: boolean,
  faults: KnowledgeFault[],
): FoundFile[] {
  const found: FoundFile[] = [];
  for (const file of namesUnder(folder, shownAs, faults).sort(inReadingOrder)) {
    const name = join(shownAs, file);
    const kind = layout.find(([pattern]) => pattern.test(file))?.[1];
    if (!kind) {
      faults.push({
        file: name,
        line: 1,
        message: 'is in no place that knowledge has; see knowledge/README.md',
      });
      continue;
    }
    const bytes = readFileSync(join(folder, file));
    const text = textOf(bytes);
    if (text === undefined)
      faults.push({ file: name, line: 1, message: 'is not UTF-8 text of at most 8 MiB' });
    else found.push({ file, kind, shownAs: name, overlay, text, sha256: sha256(bytes) });
  }
  return found;
}

export function sha256(data: Buffer | string): string {
  return createHash('sha256').update(data).digest('hex');
}

function namesUnder(folder: string, shownAs: string, faults: KnowledgeFault[]): string[] {
  const walk = (inside: string, depth: number): string[] =>
    readdirSync(join(folder, inside)).flatMap((name) => {
      if (name.startsWith('.')) return [];
      const path = inside ? `${inside}/${name}` : name;
      if (!statSync(join(folder, path)).isDirectory()) return /\.ya?ml$/i.test(name) ? [path] : [];
      return depth < maxDepth ? walk(path, depth + 1) : [];
    });
  try {
    return walk('', 1);
  } catch {
    faults.push({ file: shownAs, line: 1, message: 'is no folder that can be read' });
    return [];
  }
}

function textOf(bytes: Buffer): string | undefined {
  if (bytes.length > maxBytes) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function inReadingOrder(one: string, other: string): number {
  const [a, b] = [one, other].map((name) => stepOrder.get(name) ?? phases.length) as [number, number];
  if (a !== b) return a - b;
  return one < other ? -1 : 1;
}
