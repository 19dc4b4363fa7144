import { Conflict, NotFound, Unprocessable } from '../platform/errors.js';
import type { StepState } from './domain/step-state.js';

/** The step is not in this incident's plan. */
export class StepNotInPlan extends NotFound {
  readonly code = 'plans.step_not_in_plan';

  constructor() {
    super('There is no such step in the plan of this incident.');
  }
}

/** The decision is not possible in the step's state. */
export class DecisionRefused extends Conflict {
  readonly code = 'plans.decision_refused';

  constructor(state: StepState) {
    super(`The step is ${state.replace('_', ' ')}; this decision is not possible from there.`, { state });
  }
}

/** Someone decided about the step in between. */
export class StepChanged extends Conflict {
  readonly code = 'plans.step_changed';

  constructor(revision: number) {
    super('Someone decided about this step meanwhile; look again before you decide.', { revision });
  }
}

/** Skipping, or saying that a step does not apply, needs a reason. */
export class ReasonMissing extends Unprocessable {
  readonly code = 'plans.reason_missing';

  constructor() {
    const message = 'Say why, in a sentence others will understand.';
    super(message, [{ path: '/reason', message }]);
  }
}

/** The person cannot be given the step. */
export class AssigneeRefused extends Unprocessable {
  readonly code = 'plans.assignee_refused';

  constructor() {
    const message = 'There is no such account, or it is disabled.';
    super(message, [{ path: '/assigneeId', message }]);
  }
}
