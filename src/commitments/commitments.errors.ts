import { Conflict, NotFound, Unprocessable } from '../platform/errors.js';

/** Missing, or of an incident the actor may not see. */
export class CommitmentNotFound extends NotFound {
  readonly code = 'commitments.not_found';

  constructor() {
    super('There is no such commitment, or you may not see it.');
  }
}

/** Something about a commitment cannot be kept. */
export class CommitmentRefused extends Unprocessable {
  readonly code = 'commitments.refused';

  constructor(path: string, message: string) {
    super(message, [{ path, message }]);
  }
}

/** An approved text has made it: only another approved text can end it. */
export class CommitmentStands extends Conflict {
  readonly code = 'commitments.stands';

  constructor() {
    super('An approved text makes this promise; change the text and have it approved again.');
  }
}
