import { Temporal } from 'temporal-polyfill';
import { loadCatalogue } from '../../catalogue/catalogue.loader.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { RankingWordUnknown, rankingFactsOf } from './ranking-facts.js';
import { validateRankingFacts } from './validate-ranking-facts.js';

const catalogue = loadCatalogue();
const at = Temporal.Instant.from('2026-11-20T12:00:00Z');
const rankingOf = (facts: IncidentFacts) => rankingFactsOf(facts, at, catalogue);
const validate = (input: unknown) => validateRankingFacts(input, catalogue);

describe('ranking facts of an incident', () => {
  it('leave absent what cannot be derived', () => {
    expect(rankingOf({})).toEqual({ mode: 'incident', cause: 'unknown', ongoing: 'unknown' });
  });

  it('are read from the whole of the facts', () => {
    const facts: IncidentFacts = {
      mode: 'incident',
      discoveredAt: '2026-11-18T11:00:01Z',
      organisation: { naics: '522110' },
      incident: { types: ['data-theft'] },
      data: {
        classes: [
          { class: 'ssn', protection: 'encrypted', keyTaken: false },
          { class: 'passport', protection: 'redacted' },
          { class: 'bank-account', protection: 'hashed-strong' },
          { class: 'ssn', protection: 'tokenised', keyTaken: false },
        ],
      },
      affected: { complete: true, byJurisdiction: { 'US-CA': 400, DE: 200 } },
      lossesIncurred: 'reported',
      vulnerableGroups: false,
      ongoing: false,
      repeat: true,
      published: false,
      serviceDisrupted: true,
      safetyRisk: false,
      unpatchable: false,
      contactDetailsPoor: true,
    };
    expect(rankingOf(facts)).toEqual({
      mode: 'incident',
      industry: 'financial-services',
      cause: 'external-attack',
      dataClasses: ['bank-account', 'government-id'],
      lossesIncurred: 'reported',
      vulnerableGroups: false,
      scale: '500-10k',
      hoursSinceDiscovery: 48,
      ongoing: false,
      repeat: true,
      published: false,
      serviceDisrupted: true,
      safetyRisk: false,
      unpatchable: false,
      contactDetailsPoor: true,
      encrypted: true,
      regions: ['eu', 'us'],
    });
  });

  it.each([
    ['the profile chosen by hand', { industry: 'insurance', organisation: { naics: '5221' } }, 'insurance'],
    [
      'the longest NAICS prefix: 3361 is cars, 33 is other makers',
      { organisation: { naics: '336111' } },
      'automotive',
    ],
    ['a shorter prefix where no longer one fits', { organisation: { naics: '339112' } }, 'manufacturing'],
    ['a code of the 2022 edition', { organisation: { naics: '516210' } }, 'social-media'],
    [
      'the first sector where NAICS is unknown',
      { organisation: { naics: '000', sectors: ['education', 'retail'] } },
      'education',
    ],
    ['none at all', { organisation: { naics: '000' } }, undefined],
  ])('take the industry from %s', (_, facts, industry) => {
    expect(rankingOf(facts).industry).toBe(industry);
  });

  it('count whole hours since discovery, and none before it', () => {
    expect(rankingOf({ discoveredAt: '2026-11-20T13:00:01+02:00' }).hoursSinceDiscovery).toBe(0);
    expect(rankingOf({ discoveredAt: '2026-11-20T11:00:00Z' }).hoursSinceDiscovery).toBe(1);
    expect(rankingOf({ discoveredAt: '2026-11-20T12:00:01Z' }).hoursSinceDiscovery).toBeUndefined();
  });

  it('keep the mode of a readiness plan', () => {
    expect(rankingOf({ mode: 'prepare' }).mode).toBe('prepare');
  });

  it.each<[string, IncidentFacts, string]>([
    [
      'a data class',
      { data: { classes: [{ class: 'ssn' }, { class: 'shoe-size' }] } },
      '/data/classes/1/class',
    ],
    ['an industry', { industry: 'piracy' }, '/industry'],
  ])('refuse %s that the knowledge does not list, without repeating it', (_, facts, path) => {
    expect.assertions(3);
    try {
      rankingOf(facts);
    } catch (error) {
      expect(error).toBeInstanceOf(RankingWordUnknown);
      expect((error as RankingWordUnknown).faults).toEqual([{ path, message: expect.any(String) }]);
      expect((error as RankingWordUnknown).message).not.toMatch(/shoe-size|piracy/);
    }
  });
});

describe('ranking facts from outside', () => {
  it('come back with keys in one order and lists sorted, each word once', () => {
    const one = validate({
      mode: 'incident',
      dataClasses: ['health', 'contact', 'health'],
      regions: ['us', 'eu'],
    });
    const other = validate({ regions: ['eu', 'us'], dataClasses: ['contact', 'health'], mode: 'incident' });
    expect(one).toEqual({
      facts: { mode: 'incident', dataClasses: ['contact', 'health'], regions: ['eu', 'us'] },
    });
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
  });

  it('are those of an incident where no mode is given', () => {
    expect(validate({ cause: 'error' })).toEqual({ facts: { mode: 'incident', cause: 'error' } });
  });

  it.each([
    ['an unknown class', { dataClasses: ['contact', 'shoe-size'] }, '/dataClasses/1', /credentials/],
    [
      'a code of the vocabulary in place of its ranking class',
      { dataClasses: ['ssn'] },
      '/dataClasses/0',
      /government-id/,
    ],
    ['an unknown industry', { industry: 'piracy' }, '/industry', /hospitality/],
    ['an unknown cause', { cause: 'aliens' }, '/cause', /own-sharing/],
    ['a mode that is none', { mode: 'drill' }, '/mode', /prepare, incident/],
    ['a word in place of yes or no', { repeat: 'true' }, '/repeat', /true, false/],
    ['an unknown region', { regions: ['eu', 'mars'] }, '/regions/1', /other/],
    ['a list that is none', { regions: 'eu' }, '/regions', /list/],
    ['a part of an hour', { hoursSinceDiscovery: 1.5 }, '/hoursSinceDiscovery', /whole number/],
    ['hours before discovery', { hoursSinceDiscovery: -1 }, '/hoursSinceDiscovery', /0 or more/],
    ['null in place of leaving out', { scale: null }, '/scale', /Leave it out/],
    ['a fact that is none', { 'a/b': true }, '/a~1b', /no ranking fact/],
    [
      'a key of the prototype',
      JSON.parse('{"__proto__": {"mode": "prepare"}}'),
      '/__proto__',
      /no ranking fact/,
    ],
    ['a list', [], '', /one object/],
    ['nothing', null, '', /one object/],
  ])('are refused for %s, with place and way out', (_, input, path, message) => {
    expect(validate(input)).toEqual({ faults: [{ path, message: expect.stringMatching(message) }] });
  });

  it('name every fault at once and never repeat what was sent', () => {
    const answer = validate({ cause: 'aliens', dataClasses: ['shoe-size', 'hat-size'], scale: 7 });
    expect('faults' in answer && answer.faults.map(({ path }) => path)).toEqual([
      '/cause',
      '/dataClasses/0',
      '/dataClasses/1',
      '/scale',
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/aliens|shoe-size|hat-size/);
  });
});
