import { regionsOf, scaleOf } from './affected-people.js';

describe('scale', () => {
  it.each([
    [0, 'under-500'],
    [499, 'under-500'],
    [500, '500-10k'],
    [9_999, '500-10k'],
    [10_000, '10k-1m'],
    [999_999, '10k-1m'],
    [1_000_000, 'over-1m'],
  ])('of %i people', (total, scale) => {
    expect(scaleOf({ total })).toBe(scale);
  });

  it('stays absent on a lower bound, which could be any more, until it reaches the last step', () => {
    expect(scaleOf({ byJurisdiction: { DE: 20_000 } })).toBeUndefined();
    expect(scaleOf({ complete: true, byJurisdiction: { DE: null } })).toBeUndefined();
    expect(scaleOf({ byJurisdiction: { DE: 1_000_000, FR: null } })).toBe('over-1m');
  });
});

describe('regions', () => {
  it('are those of every place with people, sorted, each once', () => {
    const byJurisdiction = { 'US-CA': 1, US: 2, SG: 3, 'CA-ON': 4, AU: 5, JP: 6, KR: 7, BR: 8, GB: 9, CH: 1 };
    expect(regionsOf({ byJurisdiction })).toEqual(['au', 'br', 'ca', 'jp', 'kr', 'other', 'sg', 'uk', 'us']);
  });

  it.each(['EU', 'DE', 'DE-BY', 'HR', 'GR', 'IS', 'LI', 'NO'])('reads %s as the EU and the EEA', (code) => {
    expect(regionsOf({ byJurisdiction: { [code]: 1 } })).toEqual(['eu']);
  });

  it('counts a number unknown and leaves out a zero', () => {
    expect(regionsOf({ byJurisdiction: { DE: null, GB: 0 } })).toEqual(['eu']);
  });

  it('are absent while nothing is said', () => {
    expect(regionsOf({ total: 12 })).toBeUndefined();
    expect(regionsOf({ complete: true })).toEqual([]);
  });
});
