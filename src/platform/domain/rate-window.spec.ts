import fc from 'fast-check';
import { RateWindow } from './rate-window.js';

describe('a rate window', () => {
  const threeInTen = () => new RateWindow({ most: 3, seconds: 10 });

  it('lets a key act so often, then says how long to wait', () => {
    const window = new RateWindow({ most: 3, seconds: 60 });
    expect([0, 1_000, 20_000].map((at) => window.take('a', at))).toEqual([0, 0, 0]);
    expect([window.take('a', 20_500), window.take('a', 59_999)]).toEqual([40, 1]);
    expect([window.take('a', 60_000), window.take('a', 60_000)]).toEqual([0, 1]);
  });

  it('lets one pass again when the first no longer counts; those refused do not count', () => {
    const window = threeInTen();
    for (const at of [0, 1_000, 2_000, 3_000, 4_000]) window.take('a', at);
    expect([9_999, 10_000, 10_001].map((at) => window.take('a', at))).toEqual([1, 0, 1]);
  });

  it('counts each key for itself', () => {
    const window = threeInTen();
    for (const at of [0, 1, 2]) window.take('a', at);
    expect([window.take('a', 3), window.take('b', 3)]).toEqual([10, 0]);
  });

  it('never lets more through within its stretch, and always does after the wait that it names', () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 60 });
    fc.assert(
      fc.property(pauses, fc.integer({ min: 1, max: 5 }), (waits, most) => {
        const window = new RateWindow({ most, seconds: 10 });
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

  it('makes nobody wait longer because the clock was set back', () => {
    const window = threeInTen();
    for (const at of [3_600_000, 3_600_001, 3_600_002]) window.take('a', at);
    expect([0, 1, 2, 3].map((at) => window.take('a', at))).toEqual([0, 0, 0, 10]);
  });

  it('forgets keys that rest', () => {
    const window = new RateWindow({ most: 3, seconds: 60 });
    for (let key = 0; key < 100; key++) window.take(String(key), key);
    window.take('later', 61_000);
    expect(window.size).toBe(1);
  });

  it('forgets the key that asked longest ago when there are ten thousand, and no other', () => {
    const window = threeInTen();
    for (const key of ['first', 'second']) for (const at of [0, 1, 2]) window.take(key, at);
    for (let key = 2; key < 10_000; key++) window.take(`k${key}`, 3);
    expect(window.take('first', 4)).toBe(10);
    window.take('one more', 4);
    expect(window.size).toBe(10_000);
    expect([window.take('first', 5), window.take('second', 5)]).toEqual([10, 0]);
  });
});
