import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import { comparablesFor } from './comparables-for.js';

const { comparables } = loadCatalogue();
const asked = (industry: string | null, cause?: Parameters<typeof comparablesFor>[1]) =>
  comparablesFor(industry, cause, { comparables });

describe('comparablesFor', () => {
  it('takes each count from the incident’s own industry and cause where enough outcomes are known', () => {
    const { creditMonitoring } = asked('healthcare', 'external-attack');
    // 313 incidents: 178 coded, of them 37 with a known outcome.
    expect(creditMonitoring).toMatchObject({
      group: { industry: 'healthcare', cause: 'external-attack' },
      widened: false,
      incidents: 313,
    });
    const { yes = 0, no = 0, unknown = 0, notRecorded = 0 } = creditMonitoring ?? {};
    expect([yes + no, yes + no + unknown, yes + no + unknown + notRecorded]).toEqual([37, 178, 313]);
  });

  it('widens to the industry, then to the cause, then to all, each count on its own, and says so', () => {
    // Banks and third parties: six outcomes of monitoring known, all causes at banks 61.
    expect(asked('financial-services', 'third-party').creditMonitoring).toMatchObject({
      group: { industry: 'financial-services', cause: 'any' },
      widened: true,
    });
    // Carmakers: three known in all; attacks from outside in all industries 225.
    const carmaker = asked('automotive', 'external-attack');
    expect(carmaker.creditMonitoring).toMatchObject({
      group: { industry: 'any', cause: 'external-attack' },
      widened: true,
      yes: 171,
      no: 54,
    });
    expect(carmaker.dataAbuse?.group).toEqual({ industry: 'any', cause: 'external-attack' });
    // Nothing in the source is coded as the organisation's own sharing.
    expect(asked('automotive', 'own-sharing').creditMonitoring?.group).toEqual({
      industry: 'any',
      cause: 'any',
    });
  });

  it('keeps the unknowns of the whole source in view', () => {
    expect(asked(null).creditMonitoring).toEqual({
      group: { industry: 'any', cause: 'any' },
      widened: false,
      yes: 530,
      no: 125,
      unknown: 4194,
      notRecorded: 2728,
      incidents: 7577,
    });
    expect(asked(null, 'unknown').asked).toEqual({ industry: 'any', cause: 'any' });
  });

  it('shows no count with fewer than twenty known outcomes, for any industry and cause', () => {
    const causes = [...new Set(comparables.cells.map(({ cause }) => cause))];
    for (const industry of new Set(comparables.cells.map((cell) => cell.industry))) {
      for (const cause of causes) {
        const found = asked(industry, cause);
        for (const count of [found.creditMonitoring, found.dataAbuse])
          expect((count?.yes ?? 0) + (count?.no ?? 0)).toBeGreaterThanOrEqual(20);
        for (const count of [found.daysFromIncidentToNotification, found.records])
          expect(count?.known).toBeGreaterThanOrEqual(20);
      }
    }
  });

  it('says nothing rather than a count of fewer than twenty, even if a pack asks for less', () => {
    const small = structuredClone(comparables);
    small.smallestCell = 1;
    small.cells = small.cells.filter(({ industry }) => industry === 'automotive');
    const found = comparablesFor('automotive', undefined, { comparables: small });
    expect([found.creditMonitoring, found.dataAbuse, found.records]).toEqual([null, null, null]);
  });

  it('carries source, licence and bias with the counts', () => {
    const { source, bias, splitByDataClass } = asked('retail');
    expect([source.licence, source.incidents, splitByDataClass]).toEqual(['CC BY-SA 4.0', 8198, false]);
    expect(bias).toEqual(comparables.bias);
  });
});
