import { Temporal } from 'temporal-polyfill';
import { waitSeconds } from './sign-in-pace.js';
import type { SignInTry } from './sign-in-pace.js';

const now = Temporal.Instant.from('2026-11-19T12:00:00Z');

/** Tries that many seconds ago. */
function tries(secondsAgo: number[], of: Partial<SignInTry> = {}): SignInTry[] {
  return secondsAgo.map((seconds) => ({
    at: now.subtract({ seconds }),
    account: true,
    network: true,
    failed: true,
    ...of,
  }));
}

describe('waitSeconds', () => {
  it('asks for no wait after up to four failures', () => {
    expect(waitSeconds([], now)).toBe(0);
    expect(waitSeconds(tries([4, 3, 2, 1]), now)).toBe(0);
  });

  it.each([
    [5, 2],
    [6, 4],
    [7, 8],
    [8, 16],
    [9, 32],
  ])('after %i failures the next has to wait %i seconds', (count, seconds) => {
    const failures = Array.from({ length: count }, () => 0);
    expect(waitSeconds(tries(failures, { network: false }), now)).toBe(seconds);
  });

  it('never delays an account by more than a minute, however many fail from other networks', () => {
    const failures = Array.from({ length: 40 }, (_, i) => i);
    expect(waitSeconds(tries(failures, { network: false }), now)).toBe(60);
  });

  it('counts the delay from the last failure', () => {
    expect(waitSeconds(tries([30, 30, 30, 30, 1]), now)).toBe(1);
    expect(waitSeconds(tries([30, 30, 30, 30, 2]), now)).toBe(0);
  });

  it('rests an account for a network for a quarter of an hour after ten tries within one', () => {
    const ten = [840, 800, 700, 600, 500, 400, 300, 200, 100, 70];
    expect(waitSeconds(tries(ten), now)).toBe(900 - 70);
    expect(waitSeconds(tries(ten.slice(1)), now)).toBe(0);
  });

  it('keeps the rest to its end, although the first of the ten are older by then', () => {
    const ten = [1700, 1600, 1500, 1400, 1300, 1200, 1100, 1000, 900, 850];
    expect(waitSeconds(tries(ten), now)).toBe(50);
  });

  it('counts tries whose password is still being checked against the ten', () => {
    const pending = Array.from({ length: 10 }, () => 0);
    expect(waitSeconds(tries(pending, { failed: false }), now)).toBe(900);
    expect(waitSeconds(tries(pending.slice(1), { failed: false }), now)).toBe(0);
  });

  it('lets other networks of the same account go on, but for the growing delay', () => {
    const elsewhere = Array.from({ length: 10 }, () => 100);
    expect(waitSeconds(tries(elsewhere, { network: false }), now)).toBe(0);
  });

  it('stops a network for an hour after fifty tries on any accounts', () => {
    const fifty = Array.from({ length: 50 }, (_, i) => 3_000 - i * 50);
    expect(waitSeconds(tries(fifty, { account: false }), now)).toBe(3_600 - 550);
    expect(waitSeconds(tries(fifty.slice(1), { account: false }), now)).toBe(0);
  });
});
