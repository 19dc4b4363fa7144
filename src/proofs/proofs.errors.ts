import { Conflict, FourEyes, Unprocessable } from '../platform/errors.js';
import type { Fault } from '../platform/errors.js';
import type { ProofState } from './domain/proof-state.js';

/** Something in the record cannot be so. */
export class ProofRefused extends Unprocessable {
  readonly code = 'proofs.refused';

  constructor(faults: Fault[]) {
    super('The proof of fix cannot be kept like this; each place is named with the reason.', faults);
  }
}

/** Someone saved in between; nothing was overwritten. */
export class ProofChanged extends Conflict {
  readonly code = 'proofs.changed';

  constructor(revision: number) {
    super(
      revision === 0
        ? 'There is no proof of fix yet; open the page anew.'
        : `The proof of fix was saved as revision ${revision} meanwhile; look at it before you go on.`,
      { revision },
    );
  }
}

/** The record, or a file of it, is not what was read. */
export class SeenProofDiffers extends Conflict {
  readonly code = 'proofs.seen_differs';

  constructor(revision: number) {
    super('The proof of fix or its files changed since you opened them; read them again and decide anew.', {
      revision,
    });
  }
}

/** Parts are missing; only what is whole can be confirmed. */
export class ProofIncomplete extends Conflict {
  readonly code = 'proofs.incomplete';

  constructor({ missing }: ProofState) {
    const lacking = missing.filter(({ code }) => !code.startsWith('confirmation-'));
    super(
      'The proof of fix is not complete, so it cannot be confirmed yet; its page lists what is missing.',
      {
        missing: lacking.map(({ code }) => code),
      },
    );
  }
}

/** It stands confirmed as it is. */
export class ProofIsConfirmed extends Conflict {
  readonly code = 'proofs.is_confirmed';

  constructor() {
    super('This proof of fix is confirmed as it stands; there is nothing to confirm.');
  }
}

/** Four eyes: whoever saved the record last does not confirm it. */
export class ConfirmerIsWriter extends FourEyes {
  readonly code = 'proofs.confirmer_is_writer';

  constructor() {
    super('Someone else than the person who saved this record last has to confirm it.');
  }
}
