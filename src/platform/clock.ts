import { Temporal } from 'temporal-polyfill';

/** The only source of the present moment; tests put their own in its place. */
export abstract class Clock {
  abstract now(): Temporal.Instant;
}

export class SystemClock extends Clock {
  /** The wall clock, cut to whole milliseconds: what the database keeps. */
  now(): Temporal.Instant {
    return Temporal.Instant.fromEpochMilliseconds(Date.now());
  }
}
