import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueOf } from './catalogue.loader.js';
import type { Catalogue, Pack } from './domain/catalogue.js';
import type { Row, Table } from './domain/knowledge-tables.js';
import type { GoldenRanking, WorkedCase } from './domain/worked-examples.js';
import type { KnowledgeFault } from './knowledge-faults.js';
import { shippedFolder } from './knowledge-schemas.js';
import { readKnowledge } from './read-knowledge.js';
import type { ReadKnowledge, ReadOptions } from './read-knowledge.js';
import type { ReadFile } from './table-reader.js';

export interface KnowledgeCheck {
  ok: boolean;
  packs: Pack[];
  findings: KnowledgeFault[];
}

/** Where the worked answers do not come out, a sentence each. */
export interface WorkedAnswers {
  /** @param only rules that the case speaks about; absent: all */
  ofCase: (worked: WorkedCase, catalogue: Catalogue, only?: ReadonlySet<string>) => string[];
  ofRanking: (worked: GoldenRanking, catalogue: Catalogue) => string[];
}

/**
 * Schemas and references of every pack, and whether its worked cases and rankings come out. Shipped examples are held
 * against the shipped set. Those of own packs are held against both laid together: a case then speaks of the rules it
 * lists and of the house's own, not of the rest of the world.
 *
 * @param folder  a whole set (it has its own vocabulary), or own packs to be laid over the shipped ones; absent:
 *                the shipped set
 * @param answers of the evaluators
 */
export function checkKnowledge(folder: string | undefined, answers: WorkedAnswers): KnowledgeCheck {
  const shipped = { path: shippedFolder, shownAs: 'knowledge' };
  const asked = folder === undefined ? undefined : { path: folder, shownAs: folder };
  const whole = asked && existsSync(join(asked.path, 'obligations', 'vocabulary.yaml'));
  if (!asked || whole) return checked(readWith({ shipped: asked ?? shipped }), answers);
  const read = readWith({ shipped, overlay: asked });
  if (read.faults.length === 0 && !read.files.some(({ overlay }) => overlay)) {
    read.faults.push({
      file: asked.shownAs,
      line: 1,
      message: 'holds no pack; see knowledge/README.md for the layout',
    });
  }
  return checked(read, answers, readWith({ shipped }));
}

function readWith(folders: Pick<ReadOptions, 'shipped' | 'overlay'>): ReadKnowledge {
  return readKnowledge({ ...folders, examples: true });
}

/** @param base the set below own packs, whose examples are not theirs */
function checked(read: ReadKnowledge, answers: WorkedAnswers, base?: ReadKnowledge): KnowledgeCheck {
  const findings = [...read.faults];
  if (findings.length === 0) {
    if (base) findings.push(...deviations(base, answers));
    findings.push(...deviations(read, answers, base !== undefined));
  }
  const packs = read.files.map(({ file, sha256, overlay }) => ({ file, sha256, overlay }));
  return { ok: findings.length === 0, packs, findings };
}

/** Examples of both kinds that do not come out, each at its line. */
function deviations(read: ReadKnowledge, answers: WorkedAnswers, ownOnly = false): KnowledgeFault[] {
  const catalogue = catalogueOf(read);
  const { cases, golden } = read.tables;
  const { rules } = catalogue.ownRows;
  const spokenOf = ({ expected, mustNotBeDue }: WorkedCase) =>
    new Set([...rules, ...expected.map(({ ruleId }) => ruleId), ...mustNotBeDue]);
  return [
    ...rowsOf(cases, ownOnly).flatMap((row) =>
      at(row, answers.ofCase(row.value, catalogue, ownOnly ? spokenOf(row.value) : undefined)),
    ),
    ...rowsOf(golden, ownOnly).flatMap((row) => at(row, answers.ofRanking(row.value, catalogue))),
  ];
}

function rowsOf<T>({ rows }: Table<T, ReadFile>, ownOnly: boolean): Row<T, ReadFile>[] {
  return [...rows.values()].filter(({ file }) => !ownOnly || file.overlay);
}

function at(
  { file, path, value }: Row<{ id: string }, ReadFile>,
  sentences: readonly string[],
): KnowledgeFault[] {
  const line = sentences.length > 0 ? file.document.lineOf(path) : 0;
  return sentences.map((sentence) => ({ file: file.shownAs, line, message: `${value.id}: ${sentence}` }));
}
