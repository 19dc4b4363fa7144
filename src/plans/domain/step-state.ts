/** A step of a plan on its way from proposal to end. */
export type StepState = 'proposed' | 'accepted' | 'in_progress' | 'done' | 'skipped' | 'not_applicable';

/** What a person may ask of a step. */
export type StepDecision = 'accept' | 'start' | 'complete' | 'skip' | 'not_applicable' | 'reopen';

/** Which decision is possible in which state, and where it leads. A step that ended can only be reopened. */
export const STEP_TRANSITIONS: Readonly<Record<StepState, Partial<Record<StepDecision, StepState>>>> = {
  proposed: { accept: 'accepted', skip: 'skipped', not_applicable: 'not_applicable' },
  accepted: { start: 'in_progress', complete: 'done', skip: 'skipped', not_applicable: 'not_applicable' },
  in_progress: { complete: 'done', skip: 'skipped', not_applicable: 'not_applicable' },
  done: { reopen: 'accepted' },
  skipped: { reopen: 'proposed' },
  not_applicable: { reopen: 'proposed' },
};

/** Decisions that nobody can take without saying why. */
export const REASON_NEEDED: ReadonlySet<StepDecision> = new Set(['skip', 'not_applicable']);

/** All decisions, for checks of input. */
export const STEP_DECISIONS: readonly StepDecision[] = [
  'accept',
  'start',
  'complete',
  'skip',
  'not_applicable',
  'reopen',
];

/** The state after a decision, or null when it is not possible from here. */
export function nextState(from: StepState, decision: StepDecision): StepState | null {
  return STEP_TRANSITIONS[from][decision] ?? null;
}
