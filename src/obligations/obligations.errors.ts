import { Conflict, NotFound, Unprocessable } from '../platform/errors.js';
import type { Fault } from '../platform/errors.js';

/** No such duty concerns the incident. */
export class DutyNotHere extends NotFound {
  readonly code = 'obligations.duty_not_here';

  constructor() {
    super('There is no such duty in the register of this incident.');
  }
}

/** Somebody acted on the duty in between. */
export class DutyChanged extends Conflict {
  readonly code = 'obligations.duty_changed';

  constructor(revision: number) {
    super('The duty changed meanwhile; look at it again before you go on.', { revision });
  }
}

/** The decision cannot be taken as asked. */
export class DutyDecisionRefused extends Unprocessable {
  readonly code = 'obligations.decision_refused';

  constructor(faults: Fault[]) {
    super('The decision cannot be taken like this.', faults);
  }
}

/** There is no change that waits, or it is another one than the one seen. */
export class NoOpenChange extends Conflict {
  readonly code = 'obligations.no_open_change';

  constructor() {
    super('No change of this duty waits for a decision any more; look at it again.');
  }
}

/** The person cannot keep the duty. */
export class KeeperRefused extends Unprocessable {
  readonly code = 'obligations.keeper_refused';

  constructor() {
    const message = 'There is no such account, or it is disabled.';
    super(message, [{ path: '/keeperId', message }]);
  }
}

/** A filing lacks something or says something impossible. */
export class FilingRefused extends Unprocessable {
  readonly code = 'obligations.filing_refused';

  constructor(faults: Fault[]) {
    super('The filing cannot be recorded like this.', faults);
  }
}

/** No such filing, or it was withdrawn before. */
export class FilingNotHere extends NotFound {
  readonly code = 'obligations.filing_not_here';

  constructor() {
    super('There is no such filing of this duty, or it was withdrawn.');
  }
}

/** No re-evaluation is in the state from which it was to be moved. */
export class NoPassToMove extends Conflict {
  readonly code = 'obligations.no_pass_to_move';

  constructor(from: 'running' | 'stopped' | 'done') {
    super(`No re-evaluation is ${from} now; look again.`);
  }
}
