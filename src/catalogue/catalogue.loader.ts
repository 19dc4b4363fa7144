import type { Calendars } from './domain/calendars.js';
import type { Catalogue, OwnRows } from './domain/catalogue.js';
import type { Comparables } from './domain/comparables.js';
import type { Consequence, DataClassName, DataClassWords } from './domain/data-class-words.js';
import { factWordsByLanguage } from './domain/fact-words.js';
import type { FixClaims } from './domain/fix-claims.js';
import { lintWordsOf } from './domain/lint-words.js';
import type { KnowledgeTables, Row } from './domain/knowledge-tables.js';
import type { ShippedPlaybook } from './domain/playbook.js';
import type { Vocabulary } from './domain/vocabulary.js';
import type { Weights } from './domain/weights.js';
import { deepFreeze, frozenMap, frozenSet } from './frozen.js';
import { KnowledgeFaults } from './knowledge-faults.js';
import type { FoundFile } from './knowledge-files.js';
import { shippedFolder } from './knowledge-schemas.js';
import { digestOf } from './ranking-part.js';
import { readKnowledge } from './read-knowledge.js';
import type { ReadKnowledge } from './read-knowledge.js';

export interface LoadOptions {
  /** A whole set in place of the shipped `knowledge/`. */
  folder?: string;
  /** Own packs in the same layout: a row replaces the shipped row with the same id, new ids are added. */
  overlay?: string;
}

/**
 * Reads the knowledge once, checks every file by its schema and every reference between files, and freezes it.
 *
 * @throws KnowledgeFaults with file and line of every fault; half a catalogue is never given
 */
export function loadCatalogue({ folder, overlay }: LoadOptions = {}): Catalogue {
  const { tables, files, faults } = readKnowledge({
    shipped: folder === undefined ? { path: shippedFolder, shownAs: 'knowledge' } : named(folder),
    overlay: overlay === undefined ? undefined : named(overlay),
  });
  if (faults.length > 0) throw new KnowledgeFaults(faults);
  return catalogueOf({ tables, files });
}

/** What was read and found without a fault, frozen. */
export function catalogueOf({ tables, files }: Pick<ReadKnowledge, 'tables' | 'files'>): Catalogue {
  return Object.freeze({
    version: versionOf(tables, files),
    industries: values(tables.industries.rows),
    steps: values(tables.steps.rows),
    playbooks: playbooksOf(tables),
    evidence: values(tables.evidence.rows),
    rules: values(tables.rules.rows),
    contentCodes: values(tables.contentCodes.rows),
    reportFields: frozenMap([...tables.contentFields.rows].map(([path, row]) => [path, row.value.label])),
    reportForms: values(tables.forms.rows),
    weights: deepFreeze((tables.weights as Row<Weights>).value),
    comparables: deepFreeze((tables.comparables as Row<Comparables>).value),
    vocabulary: deepFreeze((tables.vocabulary as Row<Vocabulary>).value),
    calendars: deepFreeze(calendarsOf(tables)),
    dataClassWords: deepFreeze(wordsOf(tables)),
    fixClaims: deepFreeze((tables.fixClaims as Row<FixClaims>).value),
    lintWords: deepFreeze(lintWordsOf(tables.lintWords.map(({ value }) => value))),
    factWords: deepFreeze(factWordsByLanguage(tables.factWords.map(({ value }) => value))),
    stateTexts: deepFreeze({
      asks: [...tables.annexCodes.rows.values()].map(({ value }) => value),
      texts: [...tables.stateTexts.rows.values()].map(({ value }) => value),
    }),
    packs: deepFreeze(
      files.map(({ file, sha256: digest, overlay: own }) => ({ file, sha256: digest, overlay: own })),
    ),
    ownRows: ownRowsOf(tables),
  });
}

function ownRowsOf(tables: ReadKnowledge['tables']): OwnRows {
  const own = ({ rows }: { rows: ReadonlyMap<string, { file: FoundFile }> }) =>
    frozenSet([...rows].filter(([, { file }]) => file.overlay).map(([id]) => id));
  return Object.freeze({
    rules: own(tables.rules),
    steps: own(tables.steps),
    evidence: own(tables.evidence),
    industries: own(tables.industries),
    playbooks: own(tables.playbooks),
  });
}

function named(folder: string): { path: string; shownAs: string } {
  return { path: folder, shownAs: folder };
}

function values<T>(rows: ReadonlyMap<string, Row<T>>): ReadonlyMap<string, T> {
  return frozenMap([...rows].map(([id, row]) => [id, deepFreeze(row.value)] as const));
}

function playbooksOf({ playbooks }: KnowledgeTables): ReadonlyMap<string, ShippedPlaybook> {
  const shipped = [...playbooks.rows].map(([id, { value }]) => {
    const { id: _, version, ...content } = value;
    return [id, deepFreeze({ id, version, content })] as const;
  });
  return frozenMap(shipped);
}

function calendarsOf({ calendars }: KnowledgeTables): Calendars {
  return Object.fromEntries([...calendars.rows].map(([code, row]) => [code, row.value]));
}

/** Complete, because the words were checked against the vocabulary in every language. */
function wordsOf({ words, classWords, consequences }: KnowledgeTables): DataClassWords {
  return {
    ...(words as Row<DataClassWords>).value,
    classes: [...classWords.rows.values()].map(({ value }) => value as DataClassName),
    consequences: [...consequences.rows.values()].map(({ value }) => value as Consequence),
  };
}

/** Says when the knowledge is from and which bytes it is, wherever the folders stand. */
function versionOf({ weights, rules }: KnowledgeTables, files: readonly FoundFile[]): string {
  const dates = [
    (weights as Row<Weights>).value.version,
    ...[...rules.rows.values()].map(({ value }) => value.asOf),
  ];
  const newest = dates.reduce((latest, date) => (date > latest ? date : latest));
  return `${newest}+${digestOf(files)}`;
}
