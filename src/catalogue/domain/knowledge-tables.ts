import type { Comparables } from './comparables.js';
import type { DataClassName, DataClassWords, Consequence } from './data-class-words.js';
import type { Evidence } from './evidence.js';
import type { FactWordList, OwnFactWords } from './fact-words.js';
import type { FixClaims } from './fix-claims.js';
import type { Industry } from './industry.js';
import type { LintList, OwnLintList } from './lint-words.js';
import type { ObligationRule } from './obligation-rule.js';
import type { PlaybookRow } from './playbook.js';
import type { ContentCode, ReportFieldWords, ReportForm } from './report-forms.js';
import type { AnnexCode, StateText } from './state-texts.js';
import type { Step } from './step.js';
import type { Vocabulary } from './vocabulary.js';
import type { Weights } from './weights.js';
import type { GoldenRanking, WorkedCase } from './worked-examples.js';

/** Keys and indexes from the top of a file down to a value. */
export type Path = readonly (string | number)[];

/** A value of a knowledge file and where it stands; `file` is whatever the reader knows the file by. */
export interface Row<T, F = unknown> {
  value: T;
  file: F;
  path: Path;
}

/** Rows by id. `ids` also holds rows that broke their schema: they exist, so naming them is no second fault. */
export interface Table<T, F = unknown> {
  rows: Map<string, Row<T, F>>;
  ids: Set<string>;
}

/** The knowledge before it is trusted, own packs laid over the shipped ones. Absent: missing or broken. */
export interface KnowledgeTables<F = unknown> {
  industries: Table<Industry, F>;
  steps: Table<Step, F>;
  evidence: Table<Evidence, F>;
  playbooks: Table<PlaybookRow, F>;
  rules: Table<ObligationRule, F>;
  /** Days off by year, one row per calendar. */
  calendars: Table<Record<string, string[]>, F>;
  classWords: Table<Partial<DataClassName> & { code: string }, F>;
  consequences: Table<Partial<Consequence> & { rankingClass: string }, F>;
  contentFields: Table<ReportFieldWords, F>;
  contentCodes: Table<ContentCode, F>;
  forms: Table<ReportForm, F>;
  annexCodes: Table<AnnexCode, F>;
  stateTexts: Table<StateText, F>;
  cases: Table<WorkedCase, F>;
  golden: Table<GoldenRanking, F>;
  weights?: Row<Weights, F>;
  comparables?: Row<Comparables, F>;
  vocabulary?: Row<Vocabulary, F>;
  words?: Row<DataClassWords, F>;
  fixClaims?: Row<FixClaims, F>;
  /** One row per file: shipped lists first, own ones after them. */
  lintWords: Row<LintList | OwnLintList, F>[];
  /** The same. */
  factWords: Row<FactWordList | OwnFactWords, F>[];
}

/** Called for each fault; `path` leads from the row to the place, `message` says what is wrong. */
export type Report = (row: Row<unknown>, path: Path, message: string) => void;
