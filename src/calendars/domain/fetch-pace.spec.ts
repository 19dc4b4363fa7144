import { FetchPace } from './fetch-pace.js';

describe('three within ten seconds', () => {
  const paceOf = () => new FetchPace({ most: 3, withinMs: 10_000 });

  it('lets three pass and tells the fourth how long to wait', () => {
    const pace = paceOf();
    expect([0, 1000, 2000, 2500].map((at) => pace.count('a', at))).toEqual([0, 0, 0, 8]);
  });

  it('lets one pass again when the first no longer counts; those refused do not count', () => {
    const pace = paceOf();
    for (const at of [0, 1000, 2000, 3000, 4000]) pace.count('a', at);
    expect([pace.count('a', 9999), pace.count('a', 10_000), pace.count('a', 10_001)]).toEqual([1, 0, 1]);
  });

  it('counts each key for itself', () => {
    const pace = paceOf();
    for (const at of [0, 1, 2]) pace.count('a', at);
    expect([pace.count('a', 3), pace.count('b', 3)]).toEqual([10, 0]);
  });

  it('forgets the key that was idle longest when there are ten thousand', () => {
    const pace = paceOf();
    for (const at of [0, 1, 2]) pace.count('first', at);
    for (let key = 0; key < 10_000; key += 1) pace.count(`k${key}`, 3);
    expect(pace.count('first', 4)).toBe(0);
  });
});
