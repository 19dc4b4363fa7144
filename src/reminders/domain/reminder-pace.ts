import type { Temporal } from 'temporal-polyfill';

const FIRST_WAIT_MINUTES = 1;
const LONGEST_WAIT_MINUTES = 30;
/** A reminder of last week says nothing any more; the register does. */
const GIVE_UP_AFTER = { hours: 7 * 24 };

/** When to try again after so many attempts: after 1, 2, 4 … 30 minutes; null when it is time to give up. */
export function nextAttempt(
  attempts: number,
  madeAt: Temporal.Instant,
  now: Temporal.Instant,
): Temporal.Instant | null {
  if (now.epochMilliseconds > madeAt.add(GIVE_UP_AFTER).epochMilliseconds) return null;
  const wait = FIRST_WAIT_MINUTES * 2 ** (Math.max(1, attempts) - 1);
  return now.add({ minutes: Math.min(LONGEST_WAIT_MINUTES, wait) });
}
