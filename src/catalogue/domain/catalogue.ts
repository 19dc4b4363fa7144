import type { Calendars } from './calendars.js';
import type { Comparables } from './comparables.js';
import type { DataClassWords } from './data-class-words.js';
import type { Evidence } from './evidence.js';
import type { FactWordsByLanguage } from './fact-words.js';
import type { FixClaims } from './fix-claims.js';
import type { Industry } from './industry.js';
import type { LintWords } from './lint-words.js';
import type { ObligationRule } from './obligation-rule.js';
import type { ShippedPlaybook } from './playbook.js';
import type { ContentCode, ReportForm } from './report-forms.js';
import type { StateTexts } from './state-texts.js';
import type { Step } from './step.js';
import type { Vocabulary } from './vocabulary.js';
import type { Weights } from './weights.js';

/** Everything the field knows, as it was read at start: checked, cross-checked and frozen all through. */
export interface Catalogue {
  /** Newest date any pack states, and 12 digits of the SHA-256 over all packs: `2026-11-21+9f2c41d07ab3`. */
  version: string;
  industries: ReadonlyMap<string, Industry>;
  /** In the order of the phases, within a phase in file order; own steps come last. */
  steps: ReadonlyMap<string, Step>;
  /** Those of the release by the id of their industry, then those of the house. */
  playbooks: ReadonlyMap<string, ShippedPlaybook>;
  evidence: ReadonlyMap<string, Evidence>;
  weights: Weights;
  comparables: Comparables;
  rules: ReadonlyMap<string, ObligationRule>;
  /** What each content code asks, and what of the record answers it. */
  contentCodes: ReadonlyMap<string, ContentCode>;
  /** By field of a report, its words. */
  reportFields: ReadonlyMap<string, string>;
  /** In file order, own ones last. */
  reportForms: ReadonlyMap<string, ReportForm>;
  vocabulary: Vocabulary;
  calendars: Calendars;
  dataClassWords: DataClassWords;
  fixClaims: FixClaims;
  lintWords: LintWords;
  factWords: FactWordsByLanguage;
  stateTexts: StateTexts;
  packs: readonly Pack[];
  ownRows: OwnRows;
}

/** Ids of the rows that stand in the organisation's own packs, new ones and those that took a shipped row's place. */
export type OwnRows = Readonly<
  Record<'rules' | 'steps' | 'evidence' | 'industries' | 'playbooks', ReadonlySet<string>>
>;

/** One file of knowledge as it was read. */
export interface Pack {
  /** Inside its folder, with `/`: `obligations/us-states.yaml`. */
  file: string;
  /** Of its bytes, 64 hexadecimal digits. */
  sha256: string;
  /** Laid over the shipped packs by the organisation; pages mark what comes from it. */
  overlay: boolean;
}
