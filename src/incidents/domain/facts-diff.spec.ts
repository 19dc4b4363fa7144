import * as fc from 'fast-check';
import { diffFacts } from './facts-diff.js';

describe('diffFacts', () => {
  it('tells single facts, sorted by place, with the sides on which they were known', () =>
    expect(
      diffFacts(
        { ongoing: true, affected: { byJurisdiction: { DE: 5, FR: null }, total: 9 } },
        { affected: { byJurisdiction: { DE: 7, FR: null, IE: null }, total: 9 }, harm: { level: 'likely' } },
      ),
    ).toEqual([
      { path: '/affected/byJurisdiction/DE', before: 5, after: 7 },
      { path: '/affected/byJurisdiction/IE', after: null },
      { path: '/harm/level', after: 'likely' },
      { path: '/ongoing', before: true },
    ]));

  it('tells a list as a whole', () =>
    expect(
      diffFacts({ incident: { types: ['phishing'] } }, { incident: { types: ['phishing', 'malware'] } }),
    ).toEqual([{ path: '/incident/types', before: ['phishing'], after: ['phishing', 'malware'] }]));

  it('sees no change in another order of keys', () =>
    expect(
      diffFacts(
        { data: { classes: [{ class: 'ssn', protection: 'none' }] } },
        { data: { classes: [{ protection: 'none', class: 'ssn' }] } },
      ),
    ).toEqual([]));

  it('writes places as JSON pointers', () =>
    expect(diffFacts({}, { provenance: { '/a~b': { by: 'x', at: 'y' } } }).map(({ path }) => path)).toEqual([
      '/provenance/~1a~0b/at',
      '/provenance/~1a~0b/by',
    ]));

  it('is empty exactly for equal facts, and swaps its sides with its inputs', () => {
    const facts = fc.dictionary(fc.constantFrom('a', 'b', 'a/b', '__proto__'), fc.jsonValue({ maxDepth: 3 }));
    fc.assert(
      fc.property(facts, facts, (one, other) => {
        const there = diffFacts(one as object, other as object);
        const back = diffFacts(other as object, one as object);
        expect(diffFacts(one as object, structuredClone(one) as object)).toEqual([]);
        expect(back.map(({ path }) => path)).toEqual(there.map(({ path }) => path));
        expect(back.map((change) => change.after)).toEqual(there.map((change) => change.before));
        expect(there.length === 0).toBe(sortedJson(one) === sortedJson(other));
      }),
    );
  });
});

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1))
      : member,
  );
}
