import type { Step } from '../../catalogue/domain/step.js';
import type { PlannedCommitment } from './plan.js';
import { prerequisitesOf, type ScheduledStep } from './schedule.js';
import type { StepState } from './step-state.js';

/** What a step or a commitment waits for: that a step ends, or the evidence that it has. */
export interface Missing {
  stepId: string;
  lacks: 'completion' | 'evidence';
}

/** The steps of a plan as they stand. */
export interface ProofGround {
  schedule: readonly ScheduledStep[];
  steps: ReadonlyMap<string, Pick<Step, 'asksEvidence'>>;
  /** Steps without an entry are proposed. */
  standings: ReadonlyMap<string, { state: StepState }>;
  /** How many evidence files are linked to each step; steps without an entry have none. */
  filesByStep: ReadonlyMap<string, number>;
}

/**
 * Which steps are shown to be done, and not only said to be. Prerequisites are those that apply, near and far; one
 * that does not apply to the incident counts as met.
 */
export class StepProof {
  readonly #ground: ProofGround;
  readonly #prerequisites: ReadonlyMap<string, readonly string[]>;

  constructor(ground: ProofGround) {
    this.#ground = ground;
    this.#prerequisites = prerequisitesOf(ground.schedule);
  }

  /**
   * What keeps a step from being done: its own evidence where it asks for some, then every prerequisite that asks for
   * evidence and is open or has none. A prerequisite that was skipped, or does not apply, keeps nothing up. Of a step
   * that is done it is the reason why it no longer stands as proven.
   */
  missingFor(stepId: string): Missing[] {
    const own: Missing[] = this.#lacksFile(stepId) ? [{ stepId, lacks: 'evidence' }] : [];
    return [...own, ...(this.#prerequisites.get(stepId) ?? []).flatMap((id) => this.#blocking(id))];
  }

  /** Done, and nothing is missing. */
  isProven(stepId: string): boolean {
    return this.#stateOf(stepId) === 'done' && this.missingFor(stepId).length === 0;
  }

  /**
   * What is open before people may be told that a commitment is kept; nothing: it can be claimed. Each step it rests on
   * must be done, with evidence where it asks for some, or not apply; on a skipped one nothing can rest.
   */
  openFor({ claimableAfter }: Pick<PlannedCommitment, 'claimableAfter'>): Missing[] {
    return claimableAfter.flatMap((stepId): Missing[] => {
      const state = this.#stateOf(stepId);
      if (state === 'not_applicable') return [];
      if (state !== 'done') return [{ stepId, lacks: 'completion' }];
      return this.#lacksFile(stepId) ? [{ stepId, lacks: 'evidence' }] : [];
    });
  }

  #blocking(stepId: string): Missing[] {
    const state = this.#stateOf(stepId);
    if (!this.#asks(stepId) || state === 'not_applicable' || state === 'skipped') return [];
    if (state !== 'done') return [{ stepId, lacks: 'completion' }];
    return this.#lacksFile(stepId) ? [{ stepId, lacks: 'evidence' }] : [];
  }

  #lacksFile(stepId: string): boolean {
    return this.#asks(stepId) && (this.#ground.filesByStep.get(stepId) ?? 0) === 0;
  }

  #asks(stepId: string): boolean {
    return this.#ground.steps.get(stepId)?.asksEvidence === true;
  }

  #stateOf(stepId: string): StepState {
    return this.#ground.standings.get(stepId)?.state ?? 'proposed';
  }
}
