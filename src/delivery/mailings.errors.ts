import type { Overtaken } from '../notices/approved-texts.js';
import { titleOfPart } from '../notices/domain/part-title.js';
import type { Translation } from '../notices/translations.js';
import { Conflict, FourEyes, NotFound, TooMany, Unprocessable } from '../platform/errors.js';

/** Missing, or hidden from this actor: both answer alike. */
export class MailingNotFound extends NotFound {
  readonly code = 'mailings.not_found';

  constructor() {
    super('There is no such mailing, or you may not see it.');
  }
}

/** Only an approved text is sent. */
export class NoticeNotApproved extends Conflict {
  readonly code = 'mailings.notice_not_approved';

  constructor() {
    super('The text of this notice is not approved as it stands; have it reviewed and approved first.');
  }
}

/** Letters, scripts, pages and notices to others leave by other ways. */
export class NoticeNotMailable extends Conflict {
  readonly code = 'mailings.notice_not_mailable';

  constructor() {
    super(
      'A mailing sends e-mails to the people affected, and this notice is none. Take its document from the notice, and send it the way it is meant for.',
    );
  }
}

/** The approved text says that the weakness is closed, and its proof fell apart since. */
export class FixNoLongerProved extends Conflict {
  readonly code = 'mailings.fix_not_proved';

  constructor(claims: number) {
    super(
      'The text says that the weakness is closed, but the proof of fix is not complete any more. Complete it again, or change the text and have it approved.',
      { claims },
    );
  }
}

/** The text is a translation, and what it translates was changed after its approval. */
export class TranslationBehind extends Conflict {
  readonly code = 'mailings.translation_stale';

  constructor({ sourceRevision, sourceNow, changedSections }: Translation) {
    const changed = changedSections.map((part) => titleOfPart(part)).join(', ');
    super(
      `This translation follows revision ${sourceRevision} of the text that it translates, which is at revision ${sourceNow} now.${changed && ` Changed there: ${changed}.`} Bring the translation up to it, and have it approved anew.`,
      { sourceRevision, sourceNow },
    );
  }
}

/** Why an approved text must not go out any more, and the way out. */
export function overtakenRefusal(overtaken: Overtaken): FixNoLongerProved | TranslationBehind {
  return overtaken.by === 'fix_not_proved'
    ? new FixNoLongerProved(overtaken.claims)
    : new TranslationBehind(overtaken.translation);
}

/** One mailing of a notice at a time. */
export class MailingUnderWay extends Conflict {
  readonly code = 'mailings.under_way';

  constructor(mailingId: string) {
    super('A mailing of this notice is under way; stop it or let it finish first.', { mailingId });
  }
}

/** Nobody is on the list, or everybody has been told. */
export class NobodyToTell extends Conflict {
  readonly code = 'mailings.nobody_to_tell';

  constructor(listed: number) {
    super(
      listed === 0
        ? 'The incident has no recipients; import them first.'
        : 'Everyone on the list got this notice already.',
      { listed },
    );
  }
}

/** Requests for mailings of an incident come too fast. */
export class TooManyMailings extends TooMany {
  readonly code = 'mailings.too_many';

  constructor() {
    super('Five mailings of this incident were requested within the hour. Try again later.', 3_600);
  }
}

/** The command does not fit the state of the mailing. */
export class MailingStateRefused extends Conflict {
  readonly code = 'mailings.state_refused';

  constructor(state: string) {
    super(`This mailing is ${state}; that cannot be done with it now.`, { state });
  }
}

/** Two people: whoever asked for a mailing does not confirm it. */
export class ConfirmerIsRequester extends FourEyes {
  readonly code = 'mailings.confirmer_is_requester';

  constructor() {
    super('Someone else than the person who asked for this mailing has to confirm it.');
  }
}

/** Above ten thousand people two others confirm. */
export class ConfirmedByYou extends FourEyes {
  readonly code = 'mailings.confirmed_by_you';

  constructor() {
    super('You have confirmed this mailing; a further person has to confirm it too.');
  }
}

/** The typed number is not the number of people. */
export class WrongCount extends Unprocessable {
  readonly code = 'mailings.wrong_count';

  constructor() {
    super('The number you typed is not the number of people who would get this notice.', [
      { path: '/count', message: 'Type the number of people as this page shows it.' },
    ]);
  }
}

/** What was asked for is no longer what would be sent. */
export class MailingTextChanged extends Conflict {
  readonly code = 'mailings.text_changed';

  constructor() {
    super('The text of the notice is no longer the one this mailing was asked for. Stop it and ask anew.');
  }
}

/** The list of people, or the sender, moved since the mailing was asked for. */
export class MailingListChanged extends Conflict {
  readonly code = 'mailings.list_changed';

  constructor() {
    super('The list of people or the sender changed since this mailing was asked for. Stop it and ask anew.');
  }
}

/** No copy is in a state that can be sent again. */
export class NothingToRetry extends Conflict {
  readonly code = 'mailings.nothing_to_retry';

  constructor() {
    super('No copy of this mailing failed or was deferred.');
  }
}

/** The outbox exists only while no mail server is set. */
export class OutboxClosed extends NotFound {
  readonly code = 'outbox.closed';

  constructor() {
    super('Messages go out through the mail server; there is no outbox.');
  }
}

/** No such kept message, or it belongs to an incident this actor does not see. */
export class KeptMessageNotFound extends NotFound {
  readonly code = 'outbox.not_found';

  constructor() {
    super('There is no such message, or you may not see it.');
  }
}
