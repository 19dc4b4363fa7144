import type { Temporal } from 'temporal-polyfill';
import { instantText } from '../platform/database/columns.js';
import type { ObligationRule } from '../catalogue/domain/obligation-rule.js';
import type { Duty } from './domain/duty.js';
import { isOwed } from './domain/duty-terms.js';
import type { DutyTerms } from './domain/duty-terms.js';
import { dutyOf } from './domain/evaluate-duties.js';
import { stateOf, type DutyDecision, type DutyState, type OpenChange } from './domain/register-row.js';
import type { Obligation } from './obligation.entity.js';
import { heldOf } from './register-pass.js';

/** What the register knows of a duty besides the duty itself. */
export interface DutyRecord {
  id: string;
  origin: Obligation['origin'];
  /** As it stood for the terms in force; the knowledge may have another one by now, or none. */
  rule: ObligationRule;
  /** To be sent back with each act. */
  revision: number;
  /** The terms in force, with the versions they rest on. */
  terms: DutyTerms;
  /** As first worked out. */
  firstTerms: DutyTerms;
  open: OpenChange | null;
  decision: {
    decision: DutyDecision;
    reason: string;
    until: Temporal.Instant | null;
    by: string | null;
    at: Temporal.Instant | null;
  } | null;
  keeperId: string | null;
  filedAt: Temporal.Instant | null;
  /** The last moment that counts, decisions included. */
  dueAt: Temporal.Instant | null;
  settled: boolean;
}

/** A duty as people are held to it. */
export interface RegisteredDuty {
  /** The terms in force in the words of their rule; without a record: as the facts say now. */
  duty: Duty;
  state: DutyState;
  /** Null: it waits for facts, or is not owed and never was. */
  record: DutyRecord | null;
}

/**
 * Lays the register over an evaluation of every rule: what has a row counts with its terms in force, the rest as
 * the facts say now. Rows of rules that the knowledge no longer has are kept, after the others.
 *
 * @param live one duty per rule and manual duty, in their order
 */
export function registeredDuties(
  live: readonly Duty[],
  rows: readonly Obligation[],
  now: Temporal.Instant,
): RegisteredDuty[] {
  const byRule = new Map(rows.map((row) => [row.ruleId, row]));
  const listed = live.map((duty) => {
    const row = byRule.get(duty.ruleId);
    byRule.delete(duty.ruleId);
    return row ? registeredRow(row, duty, now) : unregistered(duty);
  });
  return [...listed, ...[...byRule.values()].map((row) => registeredRow(row, null, now))];
}

function unregistered(duty: Duty): RegisteredDuty {
  if (duty.status === 'needs-facts') return { duty, state: 'assessing', record: null };
  // A rule may have come into force since the facts were saved; the next evaluation freezes it.
  return { duty, state: isOwed(duty.status) ? 'due' : 'not_owed', record: null };
}

/** @param live the evaluation of now, where there is one: only what the terms do not hold is taken from it */
export function registeredRow(row: Obligation, live: Duty | null, now: Temporal.Instant): RegisteredDuty {
  const { ruleVersion: _, knowledgeVersion: _k, factsRevision: _f, evaluatedAt: _e, ...answer } = row.terms;
  const duty = dutyOf(row.rule, {
    ...answer,
    identityProtection: live?.identityProtection ?? null,
  });
  const state = stateOf(
    {
      terms: row.terms,
      decision: row.decision,
      decisionUntil: textOf(row.decisionUntil),
      filedAt: textOf(row.filedAt),
    },
    instantText(now),
  );
  return { duty, state, record: recordOf(row) };
}

function recordOf(row: Obligation): DutyRecord {
  return {
    id: row.id,
    origin: row.origin,
    rule: row.rule,
    revision: row.revision,
    terms: row.terms,
    firstTerms: row.firstTerms,
    open: heldOf(row).open,
    decision:
      row.decision === null
        ? null
        : {
            decision: row.decision,
            reason: row.decisionReason,
            until: row.decisionUntil,
            by: row.decidedBy,
            at: row.decidedAt,
          },
    keeperId: row.keeperId,
    filedAt: row.filedAt,
    dueAt: row.dueAt,
    settled: row.settled,
  };
}

function textOf(at: Temporal.Instant | null): string | null {
  return at === null ? null : instantText(at);
}
