import { Temporal } from 'temporal-polyfill';

/** One try to sign in that did not succeed, or has not yet. */
export interface SignInTry {
  at: Temporal.Instant;
  /** Same account. */
  account: boolean;
  /** Same network. */
  network: boolean;
  /** Known to have failed; false while the password is still being checked. */
  failed: boolean;
}

const MINUTE = 60_000;
/** Tries of one account from one network within {@link REST}, after which it rests for as long. */
const MOST_TRIES = 10;
const REST = 15 * MINUTE;
/** Failures of one account, from anywhere, that cost nothing; each further one doubles the wait. */
const FREE_FAILURES = 4;
const LONGEST_DELAY = MINUTE;
/** Tries of one network, whatever the account, within an hour. */
const MOST_OF_NETWORK = 50;
const HOUR = 60 * MINUTE;

/** How far back the tries matter: a rest begun 15 minutes ago may rest on tries 15 minutes older. */
export const LOOK_BACK = Temporal.Duration.from({ hours: 1 });

/**
 * How long the next try has to wait (`security.md` 2.5 and row 26). A try still being checked counts against the
 * ceilings, so that many at once do not slip through, but not for the growing delay.
 *
 * @param tries in any order
 * @returns whole seconds, rounded up; 0: go on
 */
export function waitSeconds(tries: readonly SignInTry[], now: Temporal.Instant): number {
  const at = (some: readonly SignInTry[]) =>
    some.map((one) => one.at.epochMilliseconds).sort((a, b) => a - b);
  const until = Math.max(
    restUntil(at(tries.filter((one) => one.account && one.network)), MOST_TRIES, REST),
    restUntil(at(tries.filter((one) => one.network)), MOST_OF_NETWORK, HOUR),
    delayUntil(at(tries.filter((one) => one.account && one.failed)), now.epochMilliseconds),
  );
  return Math.max(0, Math.ceil((until - now.epochMilliseconds) / 1000));
}

/** After `most` tries within `period`, nothing goes for a `period` from the last of them. */
function restUntil(sorted: readonly number[], most: number, period: number): number {
  let until = 0;
  for (const [index, at] of sorted.entries()) {
    const first = sorted[index - most + 1];
    if (first !== undefined && at - first <= period) until = at + period;
  }
  return until;
}

/** 2, 4, 8 … 60 seconds after the 5th, 6th, 7th … failure of the last quarter of an hour. */
function delayUntil(sorted: readonly number[], now: number): number {
  const recent = sorted.filter((at) => now - at <= REST);
  const last = recent.at(-1);
  if (last === undefined || recent.length <= FREE_FAILURES) return 0;
  return last + Math.min(LONGEST_DELAY, 1000 * 2 ** (recent.length - FREE_FAILURES));
}
