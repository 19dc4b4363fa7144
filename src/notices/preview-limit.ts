import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { MinuteLimit, TooManyAMinute } from './minute-limit.js';

/** As in `security.md` 2.5. */
export const PREVIEWS_A_MINUTE = 30;

export class TooManyPreviews extends TooManyAMinute {
  readonly code = 'notices.too_many_previews';

  constructor(seconds: number) {
    super('previews', PREVIEWS_A_MINUTE, seconds);
  }
}

/** Of previews, and of the checks of unsaved texts that come with them. */
@Injectable()
export class PreviewLimit extends MinuteLimit {
  constructor(clock: Clock) {
    super(clock, PREVIEWS_A_MINUTE, (seconds) => new TooManyPreviews(seconds));
  }
}
