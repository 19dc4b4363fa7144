import { Temporal } from 'temporal-polyfill';
import { endOf, isFreshProof, isLive } from './session-life.js';

const start = Temporal.Instant.from('2026-11-19T08:00:00Z');
const at = (text: string) => Temporal.Instant.from(`2026-11-19T${text}Z`);
const session = (lastSeenAt: Temporal.Instant, endedAt: Temporal.Instant | null = null) => ({
  createdAt: start,
  lastSeenAt,
  endedAt,
});

describe('a session', () => {
  it.each([
    [
      'stands a millisecond before half an hour has passed since the last request',
      '09:00:00',
      '09:29:59.999',
      true,
    ],
    ['is over half an hour after the last request', '09:00:00', '09:30:00', false],
    ['stands a millisecond before its twelve hours are over', '19:50:00', '19:59:59.999', true],
    ['is over after twelve hours, although it is in use', '19:59:59', '20:00:00', false],
  ])('%s', (_, lastSeen, now, live) => {
    expect(isLive(session(at(lastSeen)), at(now))).toBe(live);
  });

  it('that was ended does not stand', () => {
    expect(isLive(session(at('09:00:00'), at('09:00:01')), at('09:00:02'))).toBe(false);
  });

  it('says when it will end by itself: the earlier of both', () => {
    expect(endOf(session(at('09:00:00'))).toString()).toBe('2026-11-19T09:30:00Z');
    expect(endOf(session(at('19:45:00'))).toString()).toBe('2026-11-19T20:00:00Z');
  });
});

describe('a proof of who one is', () => {
  it('counts for five minutes and to their last instant', () => {
    expect(isFreshProof(start, at('08:05:00'))).toBe(true);
    expect(isFreshProof(start, at('08:05:00.001'))).toBe(false);
    expect(isFreshProof(null, start)).toBe(false);
  });
});
