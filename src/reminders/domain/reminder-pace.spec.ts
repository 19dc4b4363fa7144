import { Temporal } from 'temporal-polyfill';
import { nextAttempt } from './reminder-pace.js';

const made = Temporal.Instant.from('2026-11-04T09:00:00Z');

describe('a reminder that could not be handed over', () => {
  it.each([
    [1, '2026-11-04T09:01:00Z'],
    [2, '2026-11-04T09:02:00Z'],
    [5, '2026-11-04T09:16:00Z'],
    [6, '2026-11-04T09:30:00Z'],
    [60, '2026-11-04T09:30:00Z'],
  ])('after %i attempts waits until %s', (attempts, until) => {
    expect(nextAttempt(attempts, made, made)?.toString()).toBe(until);
  });

  it('is given up after a week', () => {
    expect(nextAttempt(9, made, made.add({ hours: 168 }))).not.toBeNull();
    expect(nextAttempt(9, made, made.add({ hours: 168, seconds: 1 }))).toBeNull();
  });
});
