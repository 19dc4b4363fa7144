import { IsInt, IsNotEmpty, IsObject, IsString, Matches, MaxLength, Min, ValidateIf } from 'class-validator';
import { instantText } from '../platform/database/columns.js';
import { MayBeAbsent } from '../platform/http/may-be-absent.js';
import { TakesAnyText } from '../platform/http/plain-text.js';
import { ID_PATTERN } from '../platform/ids.js';
import type { DutyRowFault } from './domain/manual-duties-file.js';
import type { ImportOutcome } from './domain/manual-import.js';
import type { ManualDuty } from './domain/manual-duty.js';
import type { ManualDutySheet } from './manual-duties.js';
import type { ImportPlan } from './manual-imports.js';

/** Adds a duty that a contract asks for. */
export class AddManualDutyBody {
  /**
   * `{counterparty, contract, title, clock, amount, unit, zone, calendar, cutoff, channels, content, note}`; amount
   * is left out with the unit `without-undue-delay`. No personal data.
   */
  @IsObject()
  duty: object;

  /** Who sees to it. */
  @ValidateIf((body: AddManualDutyBody) => body.keeperId !== null && body.keeperId !== undefined)
  @Matches(ID_PATTERN)
  keeperId?: string | null;
}

/** Says a manual duty anew. */
export class ChangeManualDutyBody {
  /** As for adding, whole. */
  @IsObject()
  duty: object;

  /** Needed where the last moment moves later or falls away. */
  @IsString()
  @MaxLength(4_000)
  reason = '';

  @IsInt()
  @Min(1)
  revision: number;
}

/** Takes a manual duty back. */
export class WithdrawManualDutyBody {
  @IsString()
  @MaxLength(4_000)
  reason: string;

  @IsInt()
  @Min(1)
  revision: number;
}

/** Contracts as text. Without `confirm` the answer says what the file would do, and nothing is kept. */
export class ImportManualDutiesBody {
  /** CSV: separated by commas or semicolons, the first line naming the columns. */
  @IsString()
  @IsNotEmpty()
  @TakesAnyText()
  csv: string;

  /** The `confirm` of the preview of the same file: do that. */
  @MayBeAbsent()
  @Matches(/^[0-9a-f]{64}$/)
  confirm?: string;

  /** Needed where a last moment moves later. */
  @IsString()
  @MaxLength(4_000)
  reason = '';
}

export interface ManualDutyView {
  ruleId: string;
  obligationId: string;
  duty: ManualDuty;
  fileSha256: string | null;
  addedBy: string;
  addedAt: string;
  withdrawn: { at: string; by: string; reason: string } | null;
}

export function toManualDutyView(sheet: ManualDutySheet): ManualDutyView {
  const { withdrawn } = sheet;
  return {
    ruleId: sheet.ruleId,
    obligationId: sheet.obligationId,
    duty: sheet.duty,
    fileSha256: sheet.fileSha256,
    addedBy: sheet.addedBy,
    addedAt: instantText(sheet.addedAt),
    withdrawn: withdrawn && { at: instantText(withdrawn.at), by: withdrawn.by, reason: withdrawn.reason },
  };
}

export interface ManualImportView {
  imported: boolean;
  fileSha256: string;
  confirm: string;
  counts: Record<ImportOutcome, number>;
  rows: ManualImportRowView[];
  faults: DutyRowFault[];
}

export interface ManualImportRowView {
  line: number;
  outcome: ImportOutcome;
  ruleId: string | null;
  status: string;
  dueAt: string | null;
  dueBefore: string | null;
  calendarError: string | null;
  keeperId: string | null;
  /** Columns that a spreadsheet would take for formulas. */
  marked: string[];
}

export function toManualImportView(plan: ImportPlan, imported: boolean): ManualImportView {
  return {
    imported,
    fileSha256: plan.fileSha256,
    confirm: plan.confirm,
    counts: plan.counts,
    rows: plan.rows.map((row) => ({
      line: row.line,
      outcome: row.outcome,
      ruleId: row.ruleId,
      status: row.after.status,
      dueAt: row.after.dueAt,
      dueBefore: row.before?.dueAt ?? null,
      calendarError: row.after.calendarError,
      keeperId: row.keeperId,
      marked: row.marked,
    })),
    faults: plan.faults.map(({ line, column, field, message }) => ({ line, column, field, message })),
  };
}
