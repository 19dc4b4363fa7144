import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { RateWindow } from '../platform/domain/rate-window.js';
import { TooMany } from '../platform/errors.js';

/** As in `security.md` 2.5, for each person and process. */
export const PREVIEWS_A_MINUTE = 30;

/** Someone asked for more previews within a minute than one person reads. */
export class TooManyPreviews extends TooMany {
  readonly code = 'notices.too_many_previews';

  constructor(seconds: number) {
    const wait = seconds === 1 ? '1 second' : `${seconds} seconds`;
    super(
      `You asked for ${PREVIEWS_A_MINUTE} previews within a minute; the next one is possible in ${wait}.`,
      seconds,
    );
  }
}

/** Keeps the cost of previews, and of the checks of unsaved texts that come with them, within bounds. */
@Injectable()
export class PreviewLimit {
  readonly #window = new RateWindow({ most: PREVIEWS_A_MINUTE, seconds: 60 });

  constructor(private readonly clock: Clock) {}

  /** Counts one preview. @throws TooManyPreviews */
  take(actor: Actor): void {
    const wait = this.#window.take(actor.id, this.clock.now().epochMilliseconds);
    if (wait > 0) throw new TooManyPreviews(wait);
  }
}
