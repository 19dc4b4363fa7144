import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { MinuteLimit, TooManyAMinute } from './minute-limit.js';

/** More often than anyone who types stops to look. */
export const CHECKS_A_MINUTE = 60;

export class TooManyChecks extends TooManyAMinute {
  readonly code = 'notices.too_many_checks';

  constructor(seconds: number) {
    super('checks', CHECKS_A_MINUTE, seconds);
  }
}

/** Of checks that programs ask for. Those of a text that is typed come with its preview and are counted there. */
@Injectable()
export class CheckLimit extends MinuteLimit {
  constructor(clock: Clock) {
    super(clock, CHECKS_A_MINUTE, (seconds) => new TooManyChecks(seconds));
  }
}
