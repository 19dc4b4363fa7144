import fc from 'fast-check';
import { RateWindow } from './rate-window.js';

describe('a rate window', () => {
  it('lets a key act so often, then says how long to wait', () => {
    const window = new RateWindow(3, 60);
    expect([0, 1_000, 20_000].map((at) => window.take('a', at))).toEqual([0, 0, 0]);
    expect([window.take('a', 20_500), window.take('a', 59_999)]).toEqual([40, 1]);
    expect(window.take('b', 20_500)).toBe(0);
    expect([window.take('a', 60_000), window.take('a', 60_000)]).toEqual([0, 1]);
  });

  it('never lets more through within its stretch, and always does after the wait that it names', () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 60 });
    fc.assert(
      fc.property(pauses, fc.integer({ min: 1, max: 5 }), (waits, most) => {
        const window = new RateWindow(most, 10);
        const taken: number[] = [];
        let now = 0;
        for (const wait of waits) {
          now += wait;
          const rest = window.take('a', now);
          if (rest > 0) {
            now += rest * 1_000;
            expect(window.take('a', now)).toBe(0);
          }
          taken.push(now);
          expect(taken.filter((at) => at > now - 10_000).length).toBeLessThanOrEqual(most);
        }
      }),
    );
  });

  it('forgets keys that rest', () => {
    const window = new RateWindow(3, 60);
    for (let key = 0; key < 100; key++) window.take(String(key), key);
    window.take('later', 61_000);
    expect(window.size).toBe(1);
  });
});
