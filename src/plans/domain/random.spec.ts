import { Xoshiro128, seedOf } from './random.js';

const drawn = (random: Xoshiro128, count: number) => Array.from({ length: count }, () => random.next());

describe('xoshiro128**', () => {
  it('gives the published numbers for the state 1, 2, 3, 4', () => {
    expect(drawn(new Xoshiro128([1, 2, 3, 4]), 10)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it('fills its state from a seed by SplitMix64', () => {
    const state = [803958421, 3184996902, 2993090819, 686809907] as const;
    expect(drawn(Xoshiro128.seeded(42), 8)).toEqual(drawn(new Xoshiro128(state), 8));
  });

  it('gives standard normal numbers', () => {
    const random = Xoshiro128.seeded(7);
    const numbers = Array.from({ length: 20_000 }, () => random.normalPair()).flat();
    const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
    const variance = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / numbers.length;
    const within = numbers.filter((number) => Math.abs(number) < 1.96).length / numbers.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
    expect(within).toBeCloseTo(0.95, 2);
  });
});

describe('the seed of a text', () => {
  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ])('is the published FNV-1a of %j', (text, hash) => {
    expect(seedOf(text)).toBe(hash);
  });
});
