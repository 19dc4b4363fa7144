import fc from 'fast-check';
import { aroundPercentiles, percentilesOf } from './percentiles.js';

describe('Percentiles by nearest rank', () => {
  it('are values of the list', () => {
    // Of 1 to 20: the 5th, 10th, 15th and 18th.
    const twenty = Array.from({ length: 20 }, (_, index) => index + 1).reverse();
    expect(percentilesOf(aroundPercentiles(twenty))).toEqual({ n: 20, values: [5, 10, 15, 18] });
    expect(percentilesOf(aroundPercentiles([7]))).toEqual({ n: 1, values: [7, 7, 7, 7] });
    expect(percentilesOf(aroundPercentiles([]))).toBeNull();
  });

  it('without one value are those of the list that never had it', () => {
    const lists = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 2, maxLength: 80 });
    fc.assert(
      fc.property(lists, fc.nat(), (values, seed) => {
        const out = seed % values.length;
        const shorter = values.filter((_, index) => index !== out);
        expect(percentilesOf(aroundPercentiles(values), values[out])).toEqual(
          percentilesOf(aroundPercentiles(shorter)),
        );
      }),
    );
  });

  it('leave nothing of a single value that is taken out', () => {
    expect(percentilesOf(aroundPercentiles([4]), 4)).toBeNull();
  });
});
