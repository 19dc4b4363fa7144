import { compareTerms, isOwed, type DutyTerms } from './duty-terms.js';

/** What a person decided about a duty; each with a reason. */
export const DUTY_DECISIONS = ['notify', 'not_notifiable', 'extended', 'delayed', 'waived'] as const;
export type DutyDecision = (typeof DUTY_DECISIONS)[number];

/** A duty's own state; it follows from terms, decision and filing, and is never set by hand. */
export type DutyState = 'assessing' | 'due' | 'met' | 'late' | 'waived' | 'not_owed';

/** What waits for a person to look: terms in force that got stricter, or that would let people off. */
export interface OpenChange {
  change: 'tighter' | 'looser' | 'reworded';
  /** `tighter` and `reworded`: the terms before. `looser`: the terms that would follow. */
  other: DutyTerms;
}

/** The terms in force and what has happened to them since somebody last looked. */
export interface HeldTerms {
  terms: DutyTerms;
  open: OpenChange | null;
  /** Looser terms that a person refused; the same answer is not asked about again. */
  refused: DutyTerms | null;
}

/**
 * Holds terms in force against a new evaluation.
 *
 * Stricter terms count at once; terms that would let people off wait beside those in force. A `looser` proposal
 * that the next evaluation takes back disappears. Never returns a later `terms.dueAt` than it was given.
 */
export function holdAgainst(held: HeldTerms, evaluated: DutyTerms): HeldTerms {
  const change = compareTerms(held.terms, evaluated);
  const { refused } = held;
  switch (change) {
    case 'same':
      return held.open?.change === 'looser' ? { ...held, open: null } : held;
    case 'looser':
      if (refused !== null && compareTerms(refused, evaluated) === 'same')
        return held.open?.change === 'looser' ? { ...held, open: null } : held;
      return sameAnswer(held.open, evaluated) ? held : { ...held, open: { change, other: evaluated } };
    case 'tighter':
    case 'reworded':
      return { terms: evaluated, open: { change, other: firstUnseen(held) }, refused: null };
  }
}

/** People compare with the terms they last saw, not with one in between. */
function firstUnseen({ terms, open }: HeldTerms): DutyTerms {
  return open !== null && open.change !== 'looser' ? open.other : terms;
}

function sameAnswer(open: OpenChange | null, evaluated: DutyTerms): boolean {
  return open?.change === 'looser' && compareTerms(open.other, evaluated) === 'same';
}

export interface RowFacts {
  terms: DutyTerms;
  decision: DutyDecision | null;
  /** `extended`: the new last moment. `delayed`: until when, where the authority named it. RFC 3339. */
  decisionUntil: string | null;
  /** When the notice or the report went out; null: not yet. */
  filedAt: string | null;
}

/**
 * The last moment that counts, RFC 3339, or null where there is none: a decision to extend replaces the law's own,
 * a delay at the request of law enforcement holds it until the moment named, if any.
 */
export function lastMoment({ terms, decision, decisionUntil }: Omit<RowFacts, 'filedAt'>): string | null {
  if (decision === 'extended' || decision === 'delayed') return decisionUntil;
  return decision === 'waived' || decision === 'not_notifiable' ? null : terms.dueAt;
}

/** @param now RFC 3339, UTC, to be compared as text with moments of the same form */
export function stateOf(row: RowFacts, now: string): DutyState {
  if (row.decision === 'waived' || row.decision === 'not_notifiable') return 'waived';
  const last = lastMoment(row);
  if (row.filedAt !== null) return last !== null && after(row.filedAt, last) ? 'late' : 'met';
  if (last !== null && after(now, last)) return 'late';
  if (row.terms.status === 'needs-facts') return 'assessing';
  return isOwed(row.terms.status) ? 'due' : 'not_owed';
}

/** Compares whole seconds, as deadlines count them: the last moment itself is still in time. */
function after(moment: string, last: string): boolean {
  return moment.slice(0, 19) > last.slice(0, 19);
}
