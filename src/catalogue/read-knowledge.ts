import { checkComparables } from './domain/check-comparables.js';
import { checkFactWords } from './domain/check-fact-words.js';
import { checkIndustries } from './domain/check-industries.js';
import { checkLintWords } from './domain/check-lint-words.js';
import { checkPlaybooks } from './domain/check-playbooks.js';
import { checkReportForms } from './domain/check-report-forms.js';
import { checkRules } from './domain/check-rules.js';
import { checkStateTexts } from './domain/check-state-texts.js';
import { checkSteps } from './domain/check-steps.js';
import { checkVocabulary } from './domain/check-vocabulary.js';
import { checkWeights } from './domain/check-weights.js';
import { checkWorkedExamples } from './domain/check-worked-examples.js';
import type { KnowledgeTables, Report, Row } from './domain/knowledge-tables.js';
import type { KnowledgeFault } from './knowledge-faults.js';
import { findFiles } from './knowledge-files.js';
import type { FoundFile } from './knowledge-files.js';
import { TableReader } from './table-reader.js';
import type { ReadFile } from './table-reader.js';

export interface KnowledgeFolder {
  path: string;
  /** How messages name it. */
  shownAs: string;
}

export interface ReadOptions {
  shipped: KnowledgeFolder;
  overlay?: KnowledgeFolder | undefined;
  /** Also reads the worked cases and rankings, which only tests and checks need. */
  examples?: boolean;
}

export interface ReadKnowledge {
  tables: KnowledgeTables<ReadFile>;
  files: FoundFile[];
  faults: KnowledgeFault[];
}

const CHECKS = [
  checkVocabulary,
  checkLintWords,
  checkFactWords,
  checkIndustries,
  checkSteps,
  checkPlaybooks,
  checkWeights,
  checkComparables,
  checkRules,
  checkReportForms,
  checkStateTexts,
];

/** Reads and checks both folders; `tables` may be trusted only if there are no faults. */
export function readKnowledge({ shipped, overlay, examples = false }: ReadOptions): ReadKnowledge {
  const faults: KnowledgeFault[] = [];
  const files = [
    ...findFiles(shipped.path, shipped.shownAs, false, faults),
    ...(overlay ? findFiles(overlay.path, overlay.shownAs, true, faults) : []),
  ].filter(({ kind }) => examples || (kind !== 'cases' && kind !== 'golden'));
  const reader = new TableReader(faults);
  for (const file of files) reader.read(file);
  reader.refuseMissing(shipped.shownAs);
  const report: Report = (row, path, message) => reader.report(row as Row<unknown, ReadFile>, path, message);
  for (const check of CHECKS) check(reader.tables, report);
  if (examples) checkWorkedExamples(reader.tables, report);
  return { tables: reader.tables, files, faults };
}
