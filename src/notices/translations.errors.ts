import { Unprocessable } from '../platform/errors.js';

/** What a translation follows cannot be this. */
export class SourceRefused extends Unprocessable {
  readonly code = 'notices.source_refused';

  constructor(path: '/sourceNoticeId' | '/sourceRevision', message: string) {
    super(message, [{ path, message }]);
  }
}

/** The source has a newer text than the translation follows. */
export class TranslationStale extends Unprocessable {
  readonly code = 'notices.translation_stale';

  constructor(follows: number, now: number, changed: readonly string[]) {
    const what = changed.length > 0 ? ` Changed there: ${changed.join(', ')}.` : '';
    const message = `This translation follows revision ${follows} of its source, which is at revision ${now} now.${what} Bring the text up to it, and save it as following revision ${now}.`;
    super(message, [{ path: '/sourceRevision', message }]);
  }
}
