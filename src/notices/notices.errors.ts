import type { Fault } from '../platform/errors.js';
import { Conflict, Forbidden, FourEyes, NotFound, Unprocessable } from '../platform/errors.js';
import type { ChosenLocale } from './domain/languages/locale-for.js';
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

  constructor(noticeId: string, fallback: ChosenLocale['fallback'] = null) {
    const instead = fallback === null ? '' : `${fallback.reason} `;
    super(`${instead}This incident has a notice of this kind and language already; edit that one.`, {
      noticeId,
      ...(fallback !== null && { wanted: fallback.wanted }),
    });
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
    const is = STATE_WORDS[state] ?? `is ${state}`;
    super(`A notice that ${is} cannot be ${PAST[act] ?? act}.`, { state });
  }
}

const PAST: Record<string, string> = {
  save: 'edited',
  submit: 'submitted',
  request_changes: 'returned',
  approve: 'approved',
  withdraw: 'withdrawn',
  send: 'sent',
  review: 'reviewed',
};

const STATE_WORDS: Record<string, string> = {
  draft: 'is a draft',
  in_review: 'is in review',
  changes_requested: 'waits for changes',
  approved: 'is approved',
  sent: 'was sent',
  withdrawn: 'is withdrawn',
};

/** A text is not given back without a word. */
export class ReasonMissing extends Unprocessable {
  readonly code = 'notices.reason_missing';

  constructor(path = '/reason') {
    const message = 'Say what should change.';
    super(message, [{ path, message }]);
  }
}

/** Reviewers hold the permission and see the incident. */
export class ReviewerRefused extends Unprocessable {
  readonly code = 'notices.reviewer_refused';

  constructor() {
    const message = 'Choose someone who may review notices and sees this incident.';
    super(message, [{ path: '/reviewerId', message }]);
  }
}

/** This person was asked already to look at this of this revision. */
export class ReviewAskedAlready extends Conflict {
  readonly code = 'notices.review_asked_already';

  constructor(reviewId: string) {
    super('This person was asked already to look at that in this revision.', { reviewId });
  }
}

/** No such review of this notice. */
export class ReviewNotFound extends NotFound {
  readonly code = 'notices.review_not_found';

  constructor() {
    super('There is no such question to a reviewer, or it was taken back.');
  }
}

/** A review is answered by the person who was asked. */
export class ReviewNotYours extends Forbidden {
  readonly code = 'notices.review_not_yours';

  constructor() {
    super('Only the person who was asked can answer. Ask for changes in your own name instead.');
  }
}

/** What was answered stays on record. */
export class ReviewAnswered extends Conflict {
  readonly code = 'notices.review_answered';

  constructor() {
    super('The review was answered; it stays on record with the text it is about.');
  }
}

/** A reviewer who was asked wants changes of this very revision, and did not agree since. */
export class ChangesStillAsked extends Conflict {
  readonly code = 'notices.changes_still_asked';

  constructor(reviewers: readonly string[]) {
    super(
      'A reviewer asked for changes of this very revision. Save a text that answers them, or let them look again and agree.',
      { reviewers },
    );
  }
}

/** A revision that changes nothing would only void the approval. */
export class NothingTaken extends Unprocessable {
  readonly code = 'notices.nothing_taken';

  constructor() {
    const message = 'Choose at least one section to take, or to keep.';
    super(message, [{ path: '/sections', message }]);
  }
}

/** Facts, steps and duties give no such section now. */
export class PartNotDrafted extends NotFound {
  readonly code = 'notices.part_not_drafted';

  constructor() {
    super('The notice as it would be drafted now has no such section.');
  }
}

/** No such comment on this notice. */
export class CommentNotFound extends NotFound {
  readonly code = 'notices.comment_not_found';

  constructor() {
    super('There is no such comment.');
  }
}

/** The comment does not fit the notice. */
export class CommentRefused extends Unprocessable {
  readonly code = 'notices.comment_refused';

  constructor(path: string, message: string) {
    super(message, [{ path, message }]);
  }
}

/** A notice takes no more remarks: nobody reads so many. */
export class TooManyRemarks extends Conflict {
  readonly code = 'notices.too_many_remarks';

  constructor(what: 'comments' | 'notes', most: number) {
    const wayOut =
      what === 'notes' ? 'Take one back before you write another.' : 'Write the rest into the text.';
    super(`A notice takes ${most} ${what} at most. ${wayOut}`, { most });
  }
}

/** No such note, or not one of this notice. */
export class CounselNoteNotFound extends NotFound {
  readonly code = 'notices.counsel_note_not_found';

  constructor() {
    super('There is no such note.');
  }
}

/** A note is taken back by whoever wrote it. */
export class CounselNoteNotYours extends Forbidden {
  readonly code = 'notices.counsel_note_not_yours';

  constructor() {
    super('Only the person who wrote a note can take it back.');
  }
}

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
    const message = 'The notice has no such revision; open the page anew.';
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
