import type { FileFault } from '../platform/domain/csv-faults.js';
import { Conflict, NotFound, Unprocessable } from '../platform/errors.js';
import type { Fault } from '../platform/errors.js';
import type { DutyRowFault } from './domain/manual-duties-file.js';

/** Of a file with many, the first say enough; the count is whole. */
const MOST_FAULTS_TOLD = 1_000;

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

/** What was entered for a manual duty cannot be kept. */
export class ManualDutyRefused extends Unprocessable {
  readonly code = 'obligations.manual_duty_refused';

  constructor(faults: Fault[]) {
    super('The duty cannot be kept like this; each place is named with the way out.', faults);
  }
}

/** The duty was withdrawn and stays as it was then. */
export class ManualDutyWithdrawn extends Conflict {
  readonly code = 'obligations.manual_duty_withdrawn';

  constructor() {
    super('This duty was withdrawn; enter it anew if it is owed after all.');
  }
}

/** A notice of the duty is on record. */
export class ManualDutyFiled extends Conflict {
  readonly code = 'obligations.manual_duty_filed';

  constructor() {
    super('It is on record that this duty was met. Withdraw the filing first if that was a mistake.');
  }
}

/** The incident holds as many manual duties as it can. */
export class TooManyManualDuties extends Conflict {
  readonly code = 'obligations.too_many_manual_duties';

  constructor(most: number) {
    super(`An incident has at most ${most} duties that people added, withdrawn ones included.`, { most });
  }
}

/** A file of contracts is broken in form; nothing of it was kept. */
export class DutiesFileRefused extends Unprocessable {
  readonly code = 'obligations.file_refused';

  constructor({ line, column, message }: FileFault) {
    super('The file was refused whole; nothing of it was kept.', [
      { path: `line ${line}, column ${column}`, message },
    ]);
  }
}

/** No file came with the form. */
export class DutiesFileMissing extends Unprocessable {
  readonly code = 'obligations.file_missing';

  constructor() {
    super('Choose a file with contracts.', [
      { path: '/file', message: 'Choose a CSV file; its first line names the columns.' },
    ]);
  }
}

/** Rows of the file are wrong, and an import is whole or not at all. */
export class DutyRowsRefused extends Unprocessable {
  readonly code = 'obligations.rows_refused';

  constructor(faults: readonly DutyRowFault[]) {
    const shown = faults.slice(0, MOST_FAULTS_TOLD);
    super(
      'Nothing was imported: every row must be right, because a missing contract is a missed duty.',
      shown.map(({ line, column, field, message }) => ({
        path: `line ${line}, column ${column}`,
        message: `${field}: ${message}`,
      })),
      { faults: faults.length },
    );
  }
}

/** What the file would do is no longer what was seen. */
export class ImportNotAsSeen extends Conflict {
  readonly code = 'obligations.import_not_as_seen';

  constructor() {
    super(
      'The file, the facts or the register changed since the preview; look at it again before you go on.',
    );
  }
}

/** No file of this person waits for a yes. */
export class NoDraft extends Conflict {
  readonly code = 'obligations.no_draft';

  constructor() {
    super('No file of yours waits here any more; choose it again.');
  }
}
