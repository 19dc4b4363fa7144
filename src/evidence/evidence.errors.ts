import { Conflict, Gone, NotFound, Unprocessable } from '../platform/errors.js';
import type { Fault } from '../platform/errors.js';

/** There is no such file of this incident, or it is hidden. */
export class EvidenceNotFound extends NotFound {
  readonly code = 'evidence.not_found';

  constructor() {
    super('There is no such evidence file, or you may not see it.');
  }
}

/** The file, or what is said about it, cannot be kept. */
export class EvidenceRefused extends Unprocessable {
  readonly code = 'evidence.refused';

  constructor(...faults: Fault[]) {
    super('The file was not added.', faults);
  }
}

/** The file is longer than evidence may be. */
export class EvidenceTooLarge extends Error {
  override readonly name = 'EvidenceTooLarge';
  readonly statusCode = 413;
}

/** The incident holds this very file already, and nothing new was said about it. */
export class EvidenceAlreadyHere extends Conflict {
  readonly code = 'evidence.already_here';

  constructor(fileId: string) {
    super('This very file is already among the evidence of the incident; it was not added again.', {
      fileId,
    });
  }
}

/** The same content did not pass the scanner before. */
export class EvidenceInQuarantine extends Conflict {
  readonly code = 'evidence.quarantined';

  constructor(fileId: string) {
    super(
      'The file is in quarantine: the virus scanner did not let it pass. It is kept and not handed out.',
      {
        fileId,
      },
    );
  }
}

/** The incident is full. */
export class TooManyEvidenceFiles extends Conflict {
  readonly code = 'evidence.too_many';

  constructor(most: number) {
    super(`An incident holds at most ${most} evidence files. Join small files into one archive.`, { most });
  }
}

/** The file proves this already. */
export class EvidenceAlreadyLinked extends Conflict {
  readonly code = 'evidence.already_linked';

  constructor(fileId: string) {
    super('The file is already given as proof of this.', { fileId });
  }
}

/** The file does not prove this. */
export class EvidenceNotLinked extends NotFound {
  readonly code = 'evidence.not_linked';

  constructor() {
    super('The file is not given as proof of this; someone may have taken the link away.');
  }
}

/** The data key of the incident is gone, and the bytes with it. */
export class EvidenceErased extends Gone {
  readonly code = 'evidence.erased';

  constructor() {
    super('The content of this file was erased with the personal data of the incident; its SHA-256 remains.');
  }
}

/** What is stored is not what was added; it is not handed out as evidence. */
export class EvidenceDamaged extends Conflict {
  readonly code = 'evidence.damaged';

  constructor() {
    super(
      'The stored bytes no longer match the SHA-256 of the file. Restore it from a backup; the trail has it.',
    );
  }
}

/** There is nothing to scan again. */
export class ScanRefused extends Conflict {
  readonly code = 'evidence.scan_refused';
}
