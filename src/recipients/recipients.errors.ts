import type { FileFault } from '../platform/domain/csv-faults.js';
import { NotFound, TooMany, Unprocessable } from '../platform/errors.js';

/** The file is broken in form; nothing of it was kept. */
export class RecipientsFileRefused extends Unprocessable {
  readonly code = 'recipients.file_refused';

  constructor({ line, column, message }: FileFault) {
    super('The file was refused whole; nothing of it was kept.', [
      { path: `line ${line}, column ${column}`, message },
    ]);
  }
}

/** Neither a file nor text came with the request. */
export class RecipientsFileMissing extends Unprocessable {
  readonly code = 'recipients.file_missing';

  constructor() {
    super('Choose a file with recipients.', [
      { path: '/file', message: 'Choose a CSV file; its first line names the columns.' },
    ]);
  }
}

/** Imports of an incident come too fast. */
export class TooManyImports extends TooMany {
  readonly code = 'recipients.too_many_imports';

  constructor() {
    super('Five files were imported into this incident within the hour. Try again later.', 3_600);
  }
}

/** There is no such import of this incident. */
export class ImportNotFound extends NotFound {
  readonly code = 'recipients.import_not_found';

  constructor() {
    super('There is no such import, or you may not see it.');
  }
}
