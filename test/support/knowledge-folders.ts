import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadCatalogue } from '../../src/catalogue/catalogue.loader.js';
import { KnowledgeFaults } from '../../src/catalogue/knowledge-faults.js';
import { shippedFolder } from '../../src/catalogue/knowledge-schemas.js';

/** Where the folders of a test lie; gone after it. */
export const scratch = mkdtempSync(join(tmpdir(), 'knowledge-'));
let folders = 0;

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Large files that most faults can do without. */
const large = ['us-states', 'us-federal', 'asia-pacific', 'eu-eea-uk'].map(
  (name) => `obligations/${name}.yaml`,
);

/** What becomes of the text of a file, by its path. */
export type Edits = Record<string, (text: string) => string>;

/** A copy of the shipped knowledge, without large files that stay unedited, in which some files read otherwise. */
export function knowledgeWith(edits: Edits): string {
  const folder = join(scratch, `set-${++folders}`);
  cpSync(shippedFolder, folder, { recursive: true });
  for (const file of large) if (!Object.hasOwn(edits, file)) rmSync(join(folder, file));
  for (const [file, edit] of Object.entries(edits)) {
    const before = readFileSync(join(folder, file), 'utf8');
    const after = edit(before);
    if (after === before) throw new Error(`The edit of ${file} changed nothing.`);
    writeFileSync(join(folder, file), after);
  }
  return folder;
}

/** A folder of own packs. */
export function ownPacks(files: Record<string, string>): string {
  const folder = join(scratch, `own-${++folders}`);
  mkdirSync(folder);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

export const replace = (from: string, to: string) => (text: string) => text.replace(from, to);

/** The rows of a list file without the one of this id. */
export const without = (id: string) => (text: string) =>
  text
    .split(/^(?=- id: )/m)
    .filter((row) => !row.startsWith(`- id: ${id}\n`))
    .join('');

/** Line, counted from 1, on which `words` begin for the first time. */
export function lineOf(folder: string, file: string, words: string): number {
  const [before, after] = readFileSync(join(folder, file), 'utf8').split(words, 2);
  if (after === undefined) throw new Error(`${file} does not hold ${words}.`);
  return (before ?? '').split('\n').length;
}

/** What loading refuses; nothing where it does not. */
export function faultsOf(options: { folder?: string; overlay?: string }): KnowledgeFaults['faults'] {
  try {
    loadCatalogue(options);
  } catch (error) {
    if (error instanceof KnowledgeFaults) return error.faults;
    throw error;
  }
  return [];
}

/** In the words of a table of cases: what is broken, where, and how the fault names it. */
export type FaultCase = [name: string, edits: Edits, file: string, marker: string, message: RegExp];

/** Each edit stops the load, and the fault stands at the line where the marker begins. */
export function expectRefused([, edits, file, marker, message]: FaultCase): void {
  const folder = knowledgeWith(edits);
  const line = lineOf(folder, file, marker);
  expect(faultsOf({ folder })).toContainEqual({
    file: join(folder, file),
    line,
    message: expect.stringMatching(message),
  });
}
