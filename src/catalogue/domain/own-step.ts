import type { Priority } from './priorities.js';
import type { Effort, Lane, Phase, Step } from './step.js';

/** A step that people add themselves, to one incident or in a playbook. It cites no evidence. */
export interface OwnStep {
  title: string;
  phase: Phase;
  owner: string;
  lane: Lane;
  /** Strength from 1 (touches) to 4 (is the thing asked for); at least one priority. */
  serves: Partial<Record<Priority, number>>;
  /** Ids of steps that come first. */
  requires: string[];
  doneWhen: string;
  /** Usual hours from start until the customer feels the benefit. */
  leadHours: number;
  effort: Effort;
  /** Done needs an evidence file. */
  asksEvidence: boolean;
}

/** Own steps begin with this; a catalogue step never does. */
export const OWN_STEP_PREFIX = 'own-';

/** An own step as the ranking takes it: it applies to every incident it was added to. */
export function ownStepAsStep(id: string, own: OwnStep): Step {
  return {
    ...own,
    id,
    appliesWhen: {},
    requiresIfApplicable: [],
    commitment: null,
    standard: [],
    legalDueHours: null,
    evidence: [],
  };
}
