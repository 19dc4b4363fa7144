import type { Actor } from '../platform/access/actor.js';
import type { Clock } from '../platform/clock.js';
import { RateWindow } from '../platform/domain/rate-window.js';
import { TooMany } from '../platform/errors.js';

/** Someone asked for more of something costly within a minute than the service makes for one person. */
export abstract class TooManyAMinute extends TooMany {
  constructor(what: string, most: number, seconds: number) {
    const wait = seconds === 1 ? '1 second' : `${seconds} seconds`;
    super(`You asked for ${most} ${what} within a minute; the next one is possible in ${wait}.`, seconds);
  }
}

/** Keeps the cost of what people and programs ask for within bounds, for each person and process. */
export abstract class MinuteLimit {
  readonly #window: RateWindow;

  constructor(
    private readonly clock: Clock,
    most: number,
    /** By the whole seconds to wait. */
    private readonly refusal: (seconds: number) => TooManyAMinute,
  ) {
    this.#window = new RateWindow({ most, seconds: 60 });
  }

  /** Counts one. @throws TooManyAMinute of the kind of this limit */
  take(actor: Actor): void {
    const wait = this.#window.take(actor.id, this.clock.now().epochMilliseconds);
    if (wait > 0) throw this.refusal(wait);
  }
}
