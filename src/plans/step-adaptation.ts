import { Temporal } from 'temporal-polyfill';
import type { NewAuditEntry } from '../audit/audit-trail.js';
import { instantText } from '../platform/database/columns.js';
import type { FeasibilityOverrule } from './domain/plan.js';
import { isDue } from './domain/step-due.js';
import { ReasonMissing, StepValueRefused } from './plans.errors.js';
import type { StepStanding } from './step-standing.js';

/** What people adapt about a step; what is absent stays as it is, null takes it back. */
export interface StepAdaptation {
  /** In place of the catalogue's title, one line of at most 200 characters. */
  title?: string | null;
  dueAt?: Temporal.Instant | null;
  feasibility?: FeasibilityOverrule | null;
}

export const LONGEST_TITLE = 200;
export const DUE_WORDS =
  'Write a day and a time with its offset from UTC, of the years 2000 to 2099, such as 2026-11-24T17:00:00Z.';

/** An entry of the trail about a step, without what all of them carry. */
export type StepChange = Pick<NewAuditEntry, 'action' | 'detail'> & {
  facts: NonNullable<NewAuditEntry['facts']>;
};

/**
 * The standing with what people adapt, and an entry for each thing that changes.
 *
 * @param step as the catalogue names it, or as people added it
 * @throws StepValueRefused, ReasonMissing
 */
export function adaptStep(
  current: StepStanding,
  adaptation: StepAdaptation,
  step: { title: string; own: boolean },
): { next: StepStanding; changes: StepChange[] } {
  const changes: StepChange[] = [];
  const next = { ...current };
  if (adaptation.title !== undefined) {
    next.title = titleOf(adaptation.title, step);
    if (next.title !== current.title)
      changes.push({
        action: 'step.titled',
        facts: { cleared: next.title === null },
        detail: { before: current.title, after: next.title },
      });
  }
  if (adaptation.dueAt !== undefined) {
    next.dueAt = dueOf(adaptation.dueAt);
    const [before, after] = [textOf(current.dueAt), textOf(next.dueAt)];
    if (before !== after) changes.push({ action: 'step.due_set', facts: { before, after } });
  }
  if (adaptation.feasibility !== undefined) {
    next.feasibility = feasibilityOf(adaptation.feasibility);
    const { feasibility: before } = current;
    const { feasibility: after } = next;
    if (before?.factor !== after?.factor || before?.reason !== after?.reason)
      changes.push({
        action: 'step.feasibility_overruled',
        facts: { before: factorText(before), after: factorText(after) },
        detail: { reason: { before: before?.reason ?? null, after: after?.reason ?? null } },
      });
  }
  return { next, changes };
}

function titleOf(wanted: string | null, step: { title: string; own: boolean }): string | null {
  if (wanted === null) return null;
  if (step.own)
    throw new StepValueRefused('/title', 'A step of your own has its title in itself: change the step.');
  const title = wanted.trim();
  if (title === '') throw new StepValueRefused('/title', 'Write a title, or take the catalogue’s back.');
  if (title.length > LONGEST_TITLE || /[\n\r\t]/.test(title))
    throw new StepValueRefused('/title', `A title is one line of at most ${LONGEST_TITLE} characters.`);
  return title === step.title ? null : title;
}

function dueOf(at: Temporal.Instant | null): Temporal.Instant | null {
  if (at !== null && !isDue(at)) throw new StepValueRefused('/dueAt', DUE_WORDS);
  return at;
}

function feasibilityOf(wanted: FeasibilityOverrule | null): FeasibilityOverrule | null {
  if (wanted === null) return null;
  const { factor } = wanted;
  if (!(factor >= 0.5 && factor <= 1)) throw new StepValueRefused('/factor', 'Write a number from 0.5 to 1.');
  const reason = wanted.reason.trim();
  if (reason === '') throw new ReasonMissing();
  return { factor, reason };
}

function textOf(at: Temporal.Instant | null): string | null {
  return at && instantText(at);
}

/** As text: numbers of the trail are whole. */
function factorText(feasibility: FeasibilityOverrule | null): string | null {
  return feasibility && String(feasibility.factor);
}
