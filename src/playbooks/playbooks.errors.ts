import type { PlaybookContent } from '../catalogue/domain/playbook.js';
import type { Fault } from '../platform/errors.js';
import { Conflict, NotFound, Unprocessable } from '../platform/errors.js';

/** There is no such playbook, or no such version of it. */
export class PlaybookNotFound extends NotFound {
  readonly code = 'playbooks.not_found';

  constructor() {
    super('There is no such playbook, or no such version of it.');
  }
}

/** The content breaks its form, or names steps that the knowledge does not have. */
export class PlaybookRefused extends Unprocessable {
  readonly code = 'playbooks.refused';

  constructor(faults: Fault[]) {
    super('This playbook cannot be kept; each fault is named with its place.', faults);
  }
}

/** The file is no playbook in CACAO 2.0, or one that cannot be kept. */
export class CacaoRefused extends Unprocessable {
  readonly code = 'playbooks.cacao_refused';

  constructor(faults: Fault[]) {
    super('This file cannot be taken over; each fault is named with its place.', faults);
  }
}

/** Someone saved in between; nothing was overwritten. Carries both. */
export class PlaybookChanged extends Conflict {
  readonly code = 'playbooks.changed';

  constructor(
    readonly current: { version: number; content: PlaybookContent },
    readonly yours: PlaybookContent,
  ) {
    super(`The playbook was saved as version ${current.version} meanwhile; compare before you save again.`, {
      current,
      yours,
    });
  }
}

/** An archived playbook is kept for reading. */
export class PlaybookIsArchived extends Conflict {
  readonly code = 'playbooks.archived';

  constructor() {
    super('The playbook is archived; take it out of the archive first.');
  }
}

/** A shipped playbook belongs to the release, or to a house pack. */
export class PlaybookIsShipped extends Conflict {
  readonly code = 'playbooks.shipped';

  constructor() {
    super(
      'This playbook ships with the knowledge and cannot be changed here; adapt it into one of your own.',
    );
  }
}

/** Nothing in it differs from the current version. */
export class PlaybookUnchanged extends Conflict {
  readonly code = 'playbooks.unchanged';

  constructor(version: number) {
    super(`Nothing differs from version ${version}; no version was made.`, { version });
  }
}
