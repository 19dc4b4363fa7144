import type { Catalogue, Pack } from './domain/catalogue.js';
import { checkComparables } from './domain/check-comparables.js';
import { checkIndustries } from './domain/check-industries.js';
import { checkSteps } from './domain/check-steps.js';
import { checkWeights } from './domain/check-weights.js';
import type { Comparables } from './domain/comparables.js';
import type { KnowledgeTables, Report, Row } from './domain/knowledge-tables.js';
import { deepFreeze, frozenMap } from './frozen.js';
import { KnowledgeFaults } from './knowledge-faults.js';
import type { KnowledgeFault } from './knowledge-faults.js';
import { findFiles, sha256 } from './knowledge-files.js';
import type { FoundFile, PackKind } from './knowledge-files.js';
import { TableReader } from './table-reader.js';
import type { ReadFile } from './table-reader.js';

/** The knowledge that a ranking reads; a whole catalogue has it too. */
export interface RankingPart extends Pick<
  Catalogue,
  'version' | 'industries' | 'steps' | 'evidence' | 'weights' | 'vocabulary'
> {
  /** Absent: that day had none, or this program cannot read them. */
  comparables?: Comparables;
}

export interface RankingFolders {
  shipped: string;
  own?: string | undefined;
}

type Check = (tables: KnowledgeTables, report: Report) => void;

const RANKING: ReadonlySet<PackKind> = new Set(['industries', 'steps', 'evidence', 'weights', 'vocabulary']);

/**
 * Reads of an earlier knowledge only what a ranking needs, checked as at a start. Duties, words and all else may have
 * taken another form since: an old plan can be made again nevertheless.
 *
 * @throws KnowledgeFaults
 */
export function loadRankingPart(folders: RankingFolders, version: string): RankingPart {
  const found = [
    ...findFiles(folders.shipped, folders.shipped, false, []),
    ...(folders.own === undefined ? [] : findFiles(folders.own, folders.own, true, [])),
  ];
  const { tables, faults } = readPart(found, RANKING, [checkIndustries, checkSteps, checkWeights]);
  const { weights, vocabulary } = tables;
  if (faults.length > 0) throw new KnowledgeFaults(faults);
  if (!weights || !vocabulary || tables.steps.rows.size === 0 || tables.evidence.rows.size === 0) {
    const message = 'lacks steps, evidence.yaml, weights.yaml or obligations/vocabulary.yaml';
    throw new KnowledgeFaults([{ file: folders.shipped, line: 1, message }]);
  }
  const beside = readPart(found, new Set<PackKind>(['comparables', ...RANKING]), [checkComparables]);
  return Object.freeze({
    version,
    industries: values(tables.industries.rows),
    steps: values(tables.steps.rows),
    evidence: values(tables.evidence.rows),
    weights: deepFreeze(weights.value),
    vocabulary: deepFreeze(vocabulary.value),
    ...(beside.faults.length === 0 &&
      beside.tables.comparables && { comparables: deepFreeze(beside.tables.comparables.value) }),
  });
}

/** The 12 digits of a version that say which files it is of. */
export function digestOf(packs: readonly Pack[]): string {
  const lines = packs.map(
    ({ file, overlay, sha256: digest }) => `${overlay ? 'own' : 'shipped'} ${file} ${digest}\n`,
  );
  return sha256(lines.sort().join('')).slice(0, 12);
}

function readPart(
  found: readonly FoundFile[],
  kinds: ReadonlySet<PackKind>,
  checks: readonly Check[],
): { tables: KnowledgeTables<ReadFile>; faults: KnowledgeFault[] } {
  const faults: KnowledgeFault[] = [];
  const reader = new TableReader(faults);
  for (const file of found.filter(({ kind }) => kinds.has(kind))) reader.read(file);
  const report: Report = (row, path, message) => reader.report(row as Row<unknown, ReadFile>, path, message);
  for (const check of checks) check(reader.tables, report);
  return { tables: reader.tables, faults };
}

function values<T>(rows: ReadonlyMap<string, Row<T>>): ReadonlyMap<string, T> {
  return frozenMap([...rows].map(([id, row]) => [id, deepFreeze(row.value)] as const));
}
