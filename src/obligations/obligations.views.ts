import type { Temporal } from 'temporal-polyfill';
import { instantText } from '../platform/database/columns.js';
import type { Duty } from './domain/duty.js';
import type { DutyTerms } from './domain/duty-terms.js';
import type { DutyDecision, DutyState, OpenChange } from './domain/register-row.js';
import type { FilingSheet } from './filings.js';
import type { ObligationEvent } from './obligation-event.entity.js';
import type { DutyRecord, RegisteredDuty } from './registered-duties.js';

/** A duty as the API answers: the evaluation's fields, and how the register holds it. */
export type DutyView = Duty & { state: DutyState; record: DutyRecordView | null };

export interface DutyRecordView {
  id: string;
  origin: 'rule' | 'manual';
  revision: number;
  dueAt: string | null;
  filedAt: string | null;
  settled: boolean;
  keeperId: string | null;
  decision: {
    decision: DutyDecision;
    reason: string;
    until: string | null;
    by: string | null;
    at: string | null;
  } | null;
  terms: DutyTerms;
  firstTerms: DutyTerms;
  open: OpenChange | null;
}

export function toDutyView({ duty, state, record }: RegisteredDuty): DutyView {
  return { ...duty, state, record: record === null ? null : toRecordView(record) };
}

function toRecordView(record: DutyRecord): DutyRecordView {
  const { decision } = record;
  return {
    id: record.id,
    origin: record.origin,
    revision: record.revision,
    dueAt: textOf(record.dueAt),
    filedAt: textOf(record.filedAt),
    settled: record.settled,
    keeperId: record.keeperId,
    decision:
      decision === null
        ? null
        : {
            decision: decision.decision,
            reason: decision.reason,
            until: textOf(decision.until),
            by: decision.by,
            at: textOf(decision.at),
          },
    terms: record.terms,
    firstTerms: record.firstTerms,
    open: record.open,
  };
}

/** How a duty stands after an act. */
export interface ActedDutyView {
  ruleId: string;
  revision: number;
  decision: DutyDecision | null;
  keeperId: string | null;
  dueAt: string | null;
  settled: boolean;
  openChange: OpenChange['change'] | null;
}

export function toActedView(row: {
  ruleId: string;
  revision: number;
  decision: DutyDecision | null;
  keeperId: string | null;
  dueAt: Temporal.Instant | null;
  settled: boolean;
  openChange: OpenChange['change'] | null;
}): ActedDutyView {
  return {
    ruleId: row.ruleId,
    revision: row.revision,
    decision: row.decision,
    keeperId: row.keeperId,
    dueAt: textOf(row.dueAt),
    settled: row.settled,
    openChange: row.openChange,
  };
}

export interface FilingView {
  id: string;
  obligationId: string;
  filedAt: string;
  channel: string;
  reference: string;
  text: string;
  textSha256: string | null;
  fileId: string | null;
  fileSha256: string | null;
  lateReason: string;
  recordedBy: string;
  recordedAt: string;
  withdrawn: { at: string; by: string; reason: string } | null;
}

export function toFilingView(sheet: FilingSheet): FilingView {
  return {
    id: sheet.id,
    obligationId: sheet.obligationId,
    filedAt: instantText(sheet.filedAt),
    channel: sheet.channel,
    reference: sheet.reference,
    text: sheet.text,
    textSha256: sheet.textSha256,
    fileId: sheet.fileId,
    fileSha256: sheet.fileSha256,
    lateReason: sheet.lateReason,
    recordedBy: sheet.recordedBy,
    recordedAt: instantText(sheet.recordedAt),
    withdrawn:
      sheet.withdrawn === null
        ? null
        : {
            at: instantText(sheet.withdrawn.at),
            by: sheet.withdrawn.by,
            reason: sheet.withdrawn.reason,
          },
  };
}

export interface ObligationEventView {
  obligationId: string;
  kind: ObligationEvent['kind'];
  facts: ObligationEvent['facts'];
  reason: string;
  by: string;
  at: string;
}

export function toEventView(event: ObligationEvent): ObligationEventView {
  return {
    obligationId: event.obligationId,
    kind: event.kind,
    facts: event.facts,
    reason: event.reason,
    by: event.by,
    at: instantText(event.at),
  };
}

function textOf(at: Temporal.Instant | null): string | null {
  return at === null ? null : instantText(at);
}
