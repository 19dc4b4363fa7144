import type { Duty, DutyStatus } from './duty.js';

/**
 * What the register holds an incident to for one duty: the answer of one version of one rule to one revision of
 * the facts. It is frozen when it is first worked out and replaced only as {@link compareTerms} allows.
 */
export interface DutyTerms {
  /** First 12 hexadecimal digits of the SHA-256 of the rule's row. */
  ruleVersion: string;
  knowledgeVersion: string;
  factsRevision: number;
  /** When it was worked out, RFC 3339. */
  evaluatedAt: string;
  status: DutyStatus;
  dueAt: string | null;
  safeDueAt: string | null;
  softDueAt: string | null;
  notBefore: string | null;
  projected: boolean;
  clock: Duty['clock'];
  clockAt: string | null;
  arithmetic: string[];
  missingFacts: string[];
  /** For what is not owed: the facts that decided. */
  decidedBy: string[];
  calendarError: string | null;
}

/** Where an answer comes from. */
export interface TermsOrigin {
  ruleVersion: string;
  knowledgeVersion: string;
  factsRevision: number;
  evaluatedAt: string;
}

/**
 * How new terms stand to those in force. `tighter` counts at once and asks to be looked at; `looser` counts only
 * when a person takes it over, so that no due date moves later by itself; `reworded` leaves the moment alone.
 */
export type TermsChange = 'same' | 'tighter' | 'looser' | 'reworded';

export function termsOf(duty: Duty, origin: TermsOrigin): DutyTerms {
  return {
    ruleVersion: origin.ruleVersion,
    knowledgeVersion: origin.knowledgeVersion,
    factsRevision: origin.factsRevision,
    evaluatedAt: origin.evaluatedAt,
    status: duty.status,
    dueAt: duty.dueAt,
    safeDueAt: duty.safeDueAt,
    softDueAt: duty.softDueAt,
    notBefore: duty.notBefore,
    projected: duty.projected,
    clock: duty.clock,
    clockAt: duty.clockAt,
    arithmetic: duty.arithmetic,
    missingFacts: duty.missingFacts,
    decidedBy: duty.decidedBy,
    calendarError: duty.calendarError,
  };
}

/** How far an answer binds, most first; what ranks lower lets people off something. */
const HOLD: Readonly<Record<DutyStatus, number>> = {
  due: 5,
  asap: 4,
  'clock-not-started': 3,
  'on-hold': 2,
  'needs-facts': 1,
  inactive: 0,
  'not-owed': 0,
};

/** True when the register keeps a row: the duty is owed. What waits for facts is worked out anew at each look. */
export function isOwed(status: DutyStatus): boolean {
  return HOLD[status] >= HOLD['on-hold'];
}

/** @see TermsChange */
export function compareTerms(before: DutyTerms, after: DutyTerms): TermsChange {
  if (HOLD[after.status] !== HOLD[before.status])
    return HOLD[after.status] > HOLD[before.status] ? 'tighter' : 'looser';
  const moved = movement(before.dueAt, after.dueAt);
  if (moved !== 'same') return moved;
  // A notice may go out earlier than before, or must wait longer: neither moves the last moment.
  const alike =
    before.ruleVersion === after.ruleVersion &&
    before.notBefore === after.notBefore &&
    before.softDueAt === after.softDueAt &&
    before.safeDueAt === after.safeDueAt &&
    before.projected === after.projected &&
    before.clockAt === after.clockAt;
  return alike ? 'same' : 'reworded';
}

/** A last moment that appears binds more, one that is lost binds less. */
function movement(before: string | null, after: string | null): TermsChange {
  if (before === after) return 'same';
  if (before === null) return 'tighter';
  if (after === null) return 'looser';
  return after < before ? 'tighter' : 'looser';
}
