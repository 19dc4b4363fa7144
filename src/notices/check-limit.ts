import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { RateWindow } from '../platform/domain/rate-window.js';
import { TooMany } from '../platform/errors.js';

/** For each person and process: more often than anyone who types stops to look. */
export const CHECKS_A_MINUTE = 60;

/** Someone asked for more checks within a minute than texts change. */
export class TooManyChecks extends TooMany {
  readonly code = 'notices.too_many_checks';

  constructor(seconds: number) {
    const wait = seconds === 1 ? '1 second' : `${seconds} seconds`;
    super(
      `You asked for ${CHECKS_A_MINUTE} checks within a minute; the next one is possible in ${wait}.`,
      seconds,
    );
  }
}

/**
 * Keeps the cost of checks that programs ask for within bounds. Those of a text that is typed come with its preview
 * and are counted there.
 */
@Injectable()
export class CheckLimit {
  readonly #window = new RateWindow({ most: CHECKS_A_MINUTE, seconds: 60 });

  constructor(private readonly clock: Clock) {}

  /** Counts one check. @throws TooManyChecks */
  take(actor: Actor): void {
    const wait = this.#window.take(actor.id, this.clock.now().epochMilliseconds);
    if (wait > 0) throw new TooManyChecks(wait);
  }
}
