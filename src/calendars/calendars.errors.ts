import { NotFound, TooMany } from '../platform/errors.js';

/** No such address, or one that was taken back, or its owner may not sign in any more: all answered alike. */
export class CalendarNotFound extends NotFound {
  readonly code = 'calendars.not_found';

  constructor() {
    super('There is no calendar at this address.');
  }
}

export class TooManyFetches extends TooMany {
  readonly code = 'calendars.too_many_fetches';

  constructor(retryAfterSeconds: number) {
    super('This calendar is asked for too often. Wait, then try again.', retryAfterSeconds);
  }
}
