import * as fc from 'fast-check';
import { incidentReference, parseIncidentReference } from './incident-reference.js';

describe('incidentReference', () => {
  it.each([
    [2026, 42, 'INC-2026-00042'],
    [2026, 99_999, 'INC-2026-99999'],
    [2026, 100_000, 'INC-2026-100000'],
  ])('writes %i and %i as %s', (year, number, reference) =>
    expect(incidentReference(year, number)).toBe(reference),
  );

  it('is read back as it was written', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: 1, max: 10_000_000 }),
        (year, number) =>
          expect(parseIncidentReference(incidentReference(year, number))).toEqual({ year, number }),
      ),
    ));

  it.each(['INC-2026-0042', 'INC-2026-000042', 'INC-2026-00000', 'inc-2026-00042', 'INC-26-00042', ''])(
    'reads nothing in %j',
    (text) => expect(parseIncidentReference(text)).toBeUndefined(),
  );
});
