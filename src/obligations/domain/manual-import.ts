import { compareTerms } from './duty-terms.js';
import type { DutyTerms } from './duty-terms.js';
import type { DutyColumn, DutyFileRow } from './manual-duties-file.js';
import type { ManualDuty } from './manual-duty.js';

/**
 * What a row of a file becomes. `later`: a change that lets people off, which needs a reason. `withdrawn`: it was taken
 * back in this incident and stays so.
 */
export type ImportOutcome = 'later' | 'changed' | 'withdrawn' | 'new' | 'unchanged';

/** What asks to be looked at comes first. */
export const IMPORT_OUTCOMES: readonly ImportOutcome[] = [
  'later',
  'changed',
  'withdrawn',
  'new',
  'unchanged',
];

export interface PlannedRow {
  line: number;
  duty: ManualDuty;
  keeperId: string | null;
  marked: DutyColumn[];
  outcome: ImportOutcome;
  /** Of the duty that stands already; null: it is new. */
  ruleId: string | null;
  /** Terms in force; null: it is new. */
  before: DutyTerms | null;
  /** Terms after the import. */
  after: DutyTerms;
}

/** How a row stands to the duty that is there already. */
export function plannedRow(
  row: DutyFileRow,
  standing: { ruleId: string; terms: DutyTerms; same: boolean; withdrawn: boolean } | null,
  after: DutyTerms,
): PlannedRow {
  const { line, duty, keeperId, marked } = row;
  const base = { line, duty, keeperId, marked };
  if (!standing) return { ...base, outcome: 'new', ruleId: null, before: null, after };
  const { ruleId, terms: before } = standing;
  if (standing.withdrawn) return { ...base, outcome: 'withdrawn', ruleId, before, after: before };
  if (standing.same) return { ...base, outcome: 'unchanged', ruleId, before, after: before };
  const outcome = compareTerms(before, after) === 'looser' ? 'later' : 'changed';
  return { ...base, outcome, ruleId, before, after };
}

export function countOutcomes(rows: readonly PlannedRow[]): Record<ImportOutcome, number> {
  const count = (outcome: ImportOutcome) => rows.filter((row) => row.outcome === outcome).length;
  return {
    later: count('later'),
    changed: count('changed'),
    withdrawn: count('withdrawn'),
    new: count('new'),
    unchanged: count('unchanged'),
  };
}
