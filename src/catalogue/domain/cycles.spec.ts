import * as fc from 'fast-check';
import { findCycles } from './cycles.js';

const graph = (edges: Record<string, string[]>) => new Map(Object.entries(edges));

describe('findCycles', () => {
  it('names the ids on the way round', () => {
    expect(findCycles(graph({ a: ['b'], b: ['c'], c: ['b'] }))).toEqual([['b', 'c']]);
  });

  it('finds a node that waits for itself', () => {
    expect(findCycles(graph({ a: ['a'] }))).toEqual([['a']]);
  });

  it('takes two ways to the same node for no circle', () => {
    expect(findCycles(graph({ a: ['b', 'c'], b: ['d'], c: ['d'], d: ['elsewhere'] }))).toEqual([]);
  });

  it('finds none where every edge leads to a higher number, and one as soon as the last leads back', () => {
    const size = fc.integer({ min: 2, max: 30 });
    const picks = fc.array(fc.nat(), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(size, picks, (count, salt) => {
        const upward = new Map(
          Array.from({ length: count }, (_, i) => {
            const onward =
              i + 1 < count ? [String(i + 1), String(i + 1 + ((salt[i] ?? 0) % (count - i - 1)))] : [];
            return [String(i), onward] as const;
          }),
        );
        expect(findCycles(upward)).toEqual([]);
        upward.set(String(count - 1), ['0']);
        expect(findCycles(upward)).toHaveLength(1);
      }),
    );
  });

  it('bears a chain far longer than the call stack', () => {
    const chain = new Map(Array.from({ length: 100_000 }, (_, i) => [String(i), [String(i + 1)]]));
    expect(findCycles(chain)).toEqual([]);
  });
});
