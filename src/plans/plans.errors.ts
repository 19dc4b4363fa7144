import type { Fault } from '../platform/errors.js';
import { Conflict, Forbidden, NotFound, Unprocessable } from '../platform/errors.js';
import { MOST_OWN_STEPS } from './domain/own-step-check.js';
import { rolesThatDecide } from './domain/step-owners.js';
import type { Missing } from './domain/step-proof.js';
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

const NAMED = 3;

/** The step cannot be done: evidence is missing, or a step that comes first is open. Carries what is missing. */
export class StepNotProven extends Conflict {
  readonly code = 'plans.step_not_proven';

  constructor(missing: readonly Missing[], titleOf: (stepId: string) => string) {
    const named = missing.slice(0, NAMED).map(({ stepId, lacks }) => {
      const title = `“${titleOf(stepId)}”`;
      return lacks === 'evidence' ? `a file that shows ${title}` : `${title}, which comes first`;
    });
    const rest = missing.length > NAMED ? `; and ${missing.length - NAMED} more` : '';
    super(`The step cannot be done yet. Missing: ${named.join('; ')}${rest}.`, { missing: [...missing] });
  }
}

/** Communications and counsel decide about their own steps only. */
export class NotYourStep extends Forbidden {
  readonly code = 'plans.not_your_step';

  constructor(owner: string) {
    const roles = rolesThatDecide(owner);
    super(
      `This step is not yours: ${roles.join(' or ')} may decide about it, or the person it is given to.`,
      {
        permission: 'plans:decide',
        holders: roles,
      },
    );
  }
}

/** Skipping, or saying that a step does not apply, needs a reason; so does a feasibility of one's own. */
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

/** A title, a due date or a feasibility that no step can have. */
export class StepValueRefused extends Unprocessable {
  readonly code = 'plans.value_refused';

  constructor(path: '/title' | '/dueAt' | '/factor', message: string) {
    super(message, [{ path, message }]);
  }
}

/** An own step says something that cannot be; each fault is named with its place. */
export class OwnStepRefused extends Unprocessable {
  readonly code = 'plans.own_step_refused';

  constructor(faults: Fault[]) {
    super('This step cannot be kept; each fault is named with its place.', faults);
  }
}

/** There is no such own step in the plan, or it was withdrawn. */
export class OwnStepNotFound extends NotFound {
  readonly code = 'plans.own_step_not_found';

  constructor() {
    super('There is no such step of your own in the plan of this incident.');
  }
}

/** The incident has as many own steps as it can have. */
export class TooManyOwnSteps extends Conflict {
  readonly code = 'plans.too_many_own_steps';

  constructor() {
    super(`An incident has at most ${MOST_OWN_STEPS} steps of your own; withdraw one that is not needed.`);
  }
}

/** Someone changed the own step in between. */
export class OwnStepChanged extends Conflict {
  readonly code = 'plans.own_step_changed';

  constructor(revision: number) {
    super('Someone changed this step meanwhile; look again before you save.', { revision });
  }
}

/** Other own steps wait for this one. */
export class OwnStepNeeded extends Conflict {
  readonly code = 'plans.own_step_needed';

  constructor(waiting: readonly { id: string; title: string }[]) {
    const titles = waiting.map(({ title }) => `“${title}”`).join(', ');
    super(`Other steps wait for this one: ${titles}. Change what they need first.`, {
      steps: waiting.map(({ id }) => id),
    });
  }
}

/** The facts revision to compare with does not exist yet. */
export class RevisionNotComparable extends Unprocessable {
  readonly code = 'plans.revision_not_comparable';

  constructor(newest: number) {
    const message = `The facts have revisions 1 to ${newest}; name one of these.`;
    super(message, [{ path: '/since', message }]);
  }
}
