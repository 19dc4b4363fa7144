import { Temporal } from 'temporal-polyfill';

/** What decides whether a session still stands. */
export interface SessionTimes {
  createdAt: Temporal.Instant;
  lastSeenAt: Temporal.Instant;
  endedAt: Temporal.Instant | null;
}

/** Without a request for this long, a session is over. */
export const IDLE = Temporal.Duration.from({ minutes: 30 });
/** However busy, a session is over after this long. */
export const ABSOLUTE = Temporal.Duration.from({ hours: 12 });
/** A proof of who one is counts this long for what needs one. */
export const PROOF = Temporal.Duration.from({ minutes: 5 });
/** Sessions an account may have at once. */
export const MOST_SESSIONS = 5;

/** True while the session may be used; at the very end of a period it may not. */
export function isLive(session: SessionTimes, now: Temporal.Instant): boolean {
  return session.endedAt === null && before(now, endOf(session));
}

/** When the session ends if nobody uses it again. */
export function endOf(session: SessionTimes): Temporal.Instant {
  const idle = session.lastSeenAt.add(IDLE);
  const absolute = session.createdAt.add(ABSOLUTE);
  return before(idle, absolute) ? idle : absolute;
}

/** True when the person proved who they are recently enough for a step that asks for it. */
export function isFreshProof(provedAt: Temporal.Instant | null, now: Temporal.Instant): boolean {
  return provedAt !== null && !before(provedAt.add(PROOF), now);
}

function before(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}
