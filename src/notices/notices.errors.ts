import type { Fault } from '../platform/errors.js';
import { Conflict, Forbidden, FourEyes, NotFound, Unprocessable } from '../platform/errors.js';
import type { NoticeText } from './domain/notice-text.js';

/** Missing, or of an incident the actor may not see. */
export class NoticeNotFound extends NotFound {
  readonly code = 'notices.not_found';

  constructor() {
    super('There is no such notice, or you may not see it.');
  }
}

/** There is one text for each kind and language of an incident. */
export class NoticeExists extends Conflict {
  readonly code = 'notices.exists';

  constructor(noticeId: string) {
    super('This incident has a notice of this kind and language already; edit that one.', { noticeId });
  }
}

/** No template of this kind, or not in this language. */
export class KindUnknown extends Unprocessable {
  readonly code = 'notices.kind_unknown';

  constructor(path: '/kind' | '/locale', allowed: string[]) {
    const message = `Choose one of: ${allowed.join(', ')}.`;
    super('There is no template for this notice.', [{ path, message }]);
  }
}

/** The text holds something that no text may hold. */
export class TextRefused extends Unprocessable {
  readonly code = 'notices.text_refused';

  constructor(faults: Fault[]) {
    super('The text cannot be kept; each place is named with the reason.', faults);
  }
}

/** Someone saved in between; nothing was overwritten. Carries both texts. */
export class NoticeChanged extends Conflict {
  readonly code = 'notices.changed';

  constructor(
    readonly current: { revision: number; text: NoticeText },
    readonly yours: NoticeText | null,
  ) {
    super(`The notice was saved as revision ${current.revision} meanwhile; look at it before you go on.`, {
      current,
      yours,
    });
  }
}

/** The act is not possible in the notice's state. */
export class NoticeStateRefused extends Conflict {
  readonly code = 'notices.state_refused';

  constructor(state: string, act: string) {
    super(`A notice that is ${state.replace('_', ' ')} cannot be ${PAST[act] ?? act}.`, { state });
  }
}

const PAST: Record<string, string> = {
  save: 'edited',
  submit: 'submitted',
  return: 'returned',
  approve: 'approved',
  withdraw: 'withdrawn',
  send: 'sent',
};

/** Something the text needs is not known; it stays a draft. */
export class FieldsMissing extends Unprocessable {
  readonly code = 'notices.fields_missing';

  constructor(faults: Fault[]) {
    super('The notice is not complete: some of its fields have no value.', faults);
  }
}

/** The text says that the weakness is closed, and the proof of fix is not complete. */
export class FixNotProved extends Unprocessable {
  readonly code = 'notices.fix_not_proved';

  constructor(claims: readonly { place: string; quote: string; path: string }[]) {
    const faults = claims.map(({ quote, path }) => ({
      path,
      message: `“${quote}” says that the weakness is closed. Nothing proves it yet: complete the proof of fix, or say what is done and what is still open.`,
    }));
    super('The notice says that the weakness is closed, but the proof of fix is not complete.', faults);
  }
}

/** Four eyes: a notice is approved by someone who wrote none of it. */
export class ApproverIsAuthor extends FourEyes {
  readonly code = 'notices.approver_is_author';

  constructor(noticeId: string) {
    super('Someone who wrote none of this notice has to approve it.', { noticeId });
  }
}

/** What was read is not what stands there now. */
export class SeenTextDiffers extends Conflict {
  readonly code = 'notices.seen_text_differs';

  constructor(revision: number) {
    super('The notice is not the text that was read; read the current revision and decide again.', {
      revision,
    });
  }
}

/** The notice has no revision of this number. */
export class RevisionUnknown extends Unprocessable {
  readonly code = 'notices.revision_unknown';

  constructor(path: string) {
    const message = 'The notice has no such revision; load it anew.';
    super(message, [{ path, message }]);
  }
}

/** Everything this person typed is saved, or was thrown away. */
export class NoWorkingCopy extends NotFound {
  readonly code = 'notices.no_working_copy';

  constructor() {
    super('You have no unsaved text of this notice.');
  }
}

/** The person is not on the list of this incident, or cannot be read. */
export class ReaderUnknown extends Unprocessable {
  readonly code = 'notices.reader_unknown';

  constructor(path: '/group' | '/recipientId') {
    const message =
      path === '/group'
        ? 'Nobody on the list has exactly these data classes; choose a group of the list as it is now.'
        : 'Nobody on the list has this id; choose someone of the list as it is now.';
    super(message, [{ path, message }]);
  }
}

/** A copy is that of a group or of one person. */
export class TwoReadersChosen extends Unprocessable {
  readonly code = 'notices.two_readers';

  constructor() {
    const message = 'Choose a group or one person, not both.';
    super(message, [{ path: '/recipientId', message }]);
  }
}

/** A copy of one person, or of a group of them, is for those who may see the list of people. */
export class ReadersHidden extends Forbidden {
  readonly code = 'notices.readers_hidden';

  constructor() {
    super('Your role does not see the list of people: preview the notice for everyone.');
  }
}
