import fc from 'fast-check';
import { groupsFor } from './group.js';
import { ownComparables } from './own-comparables.js';
import { cellKey, OwnTally } from './own-tally.js';
import type { Counted } from './own-tally.js';

const record = fc.record<Counted>({
  industry: fc.constantFrom('retail', 'healthcare', null),
  cause: fc.constantFrom('error', 'external-attack', 'unknown'),
  dataClasses: fc.subarray(['contact', 'health']),
  monitoring: fc.constantFrom('yes', 'no', 'unknown', null),
  abuse: fc.constantFrom('yes', 'no', 'unknown', null),
  days: fc.option(fc.integer({ min: 0, max: 400 })),
});

function cellsOf(records: readonly Counted[]) {
  const tally = new OwnTally();
  for (const one of records) tally.add(one);
  return new Map(tally.cells(20).map((cell) => [cellKey(cell), cell]));
}

const plain: Counted = {
  industry: 'retail',
  cause: 'error',
  dataClasses: ['contact'],
  monitoring: 'yes',
  abuse: null,
  days: 5,
};
const many = (count: number, change: Partial<Counted> = {}): Counted[] =>
  Array.from({ length: count }, () => ({ ...plain, ...change }));

describe('ownComparables', () => {
  it('leaves the incident itself out: the same as if it had never been counted', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 21, maxLength: 90 }), record, (others, own) => {
        const groups = groupsFor(own.industry, own.cause);
        const [alone, within] = [
          ownComparables(groups, own.dataClasses, cellsOf(others), null),
          ownComparables(groups, own.dataClasses, cellsOf([...others, own]), own),
        ];
        expect(within).toEqual(alone);
      }),
    );
  });

  it('shows nothing of nineteen known outcomes, and counts at twenty', () => {
    const groups = groupsFor('retail', 'error');
    expect(
      ownComparables(groups, [], cellsOf([...many(19), ...many(30, { monitoring: 'unknown' })]), null),
    ).toMatchObject({ creditMonitoring: null });
    const { creditMonitoring, dataAbuse } = ownComparables(
      groups,
      [],
      cellsOf([...many(18), ...many(2, { monitoring: 'no' })]),
      null,
    );
    expect(creditMonitoring).toMatchObject({ yes: 18, no: 2, unknown: 0, notRecorded: 0, incidents: 20 });
    expect(dataAbuse).toBeNull();
  });

  it('splits by the data of the incident, and gives no count of a class that is too rare', () => {
    const records = [...many(20), ...many(19, { dataClasses: ['health'] })];
    const { creditMonitoring } = ownComparables(
      groupsFor('retail', 'error'),
      ['contact', 'health'],
      cellsOf(records),
      null,
    );
    expect(creditMonitoring?.incidents).toBe(39);
    expect(creditMonitoring?.byDataClass).toEqual([
      { dataClass: 'contact', count: { yes: 20, no: 0, unknown: 0, notRecorded: 0, incidents: 20 } },
      { dataClass: 'health', count: null },
    ]);
  });

  it('widens by the same rule as the public counts', () => {
    const records = [...many(10), ...many(15, { cause: 'external-attack' })];
    expect(
      ownComparables(groupsFor('retail', 'error'), [], cellsOf(records), null).creditMonitoring,
    ).toMatchObject({ group: { industry: 'retail', cause: 'any' }, widened: true, incidents: 25 });
  });
});
