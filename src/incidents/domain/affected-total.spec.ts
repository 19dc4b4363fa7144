import { affectedTotal } from './affected-total.js';
import type { IncidentFacts } from './incident-facts.js';

describe('affectedTotal', () => {
  it.each<[string, IncidentFacts['affected'], ReturnType<typeof affectedTotal>]>([
    ['nothing known', undefined, undefined],
    ['an empty part says nothing', {}, undefined],
    ['the total is exact', { total: 12, byJurisdiction: { DE: 3 } }, { people: 12, exact: true }],
    ['parts alone are a lower bound', { byJurisdiction: { DE: 3, FR: 4 } }, { people: 7, exact: false }],
    [
      'a complete list is exact',
      { byJurisdiction: { DE: 3, FR: 4 }, complete: true },
      { people: 7, exact: true },
    ],
    [
      'a number unknown counts one and is never exact',
      { byJurisdiction: { DE: 3, FR: null }, complete: true },
      { people: 4, exact: false },
    ],
    [
      'a part is not counted beside its whole',
      { byJurisdiction: { US: 10, 'US-CA': 4, EU: 5, DE: 2, GB: 1 }, complete: true },
      { people: 16, exact: true },
    ],
    ['nobody, when nothing is left out', { complete: true }, { people: 0, exact: true }],
  ])('%s', (_, affected, expected) => expect(affectedTotal(affected ? { affected } : {})).toEqual(expected));
});
