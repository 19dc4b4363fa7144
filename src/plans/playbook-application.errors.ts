import { Conflict, Unprocessable } from '../platform/errors.js';

/** The facts or the playbook moved since the preview was drawn. */
export class PreviewIsStale extends Conflict {
  readonly code = 'plans.playbook_preview_stale';

  constructor() {
    super('The facts of the incident or the playbook changed since this preview; look at it again.');
  }
}

/** A pack was changed without raising its version. */
export class PlaybookVersionReused extends Conflict {
  readonly code = 'plans.playbook_version_reused';

  constructor() {
    super(
      'This version was applied before and said something else then; raise the version of the playbook in its file.',
    );
  }
}

/** Nobody said that the texts are fit to be read by everyone. */
export class TextsNotRead extends Unprocessable {
  readonly code = 'plans.playbook_texts_not_read';

  constructor() {
    const message =
      'Read every text and confirm that none names a person or a secret: others will see the playbook.';
    super(message, [{ path: '/textsRead', message }]);
  }
}
