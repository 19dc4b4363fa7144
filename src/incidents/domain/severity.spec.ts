import type { IncidentFacts } from './incident-facts.js';
import { severityOf } from './severity.js';

describe('severityOf', () => {
  it.each<[string, IncidentFacts, string | undefined, string | undefined]>([
    ['says nothing where nothing is known', {}, undefined, undefined],
    [
      'a lower bound never makes an incident small',
      { affected: { byJurisdiction: { DE: 3 } } },
      undefined,
      undefined,
    ],
    ['499 people are few', { affected: { total: 499 } }, 'low', '/affected/total'],
    ['500 are not', { affected: { total: 500 } }, 'medium', '/affected/total'],
    [
      '10,000 are many, by a lower bound too',
      { affected: { byJurisdiction: { DE: 10_000 } } },
      'high',
      '/affected/byJurisdiction',
    ],
    ['a million are critical', { affected: { total: 1_000_000 } }, 'critical', '/affected/total'],
    ['harm assessed as unlikely is low', { harm: { level: 'unlikely' } }, 'low', '/harm/level'],
    [
      'the highest fact decides',
      { harm: { level: 'serious' }, affected: { total: 3 } },
      'critical',
      '/harm/level',
    ],
    [
      'losses are high whoever lost',
      { lossesIncurred: 'reported', affected: { total: 3 } },
      'high',
      '/lossesIncurred',
    ],
    ['no losses known says nothing', { lossesIncurred: 'none-known' }, undefined, undefined],
    ['a risk to safety is critical', { safetyRisk: true }, 'critical', '/safetyRisk'],
    ['no risk to safety says nothing', { safetyRisk: false }, undefined, undefined],
  ])('%s', (_, facts, severity, because) =>
    expect(severityOf(facts)).toEqual(severity && { severity, because }),
  );
});
