import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { load as parse } from 'js-yaml';
import type { IncidentFacts } from './incident-facts.js';
import { factsValidator } from './validate-facts.js';

const schema = JSON.parse(readFileSync('knowledge/schema/facts.schema.json', 'utf8')) as object;
const validate = factsValidator(schema);

function faultsOf(input: unknown): Record<string, string> {
  const result = validate(input);
  if ('facts' in result) return {};
  return Object.fromEntries(result.faults.map(({ path, message }) => [path, message]));
}

describe('validateFacts', () => {
  it('takes facts of which nothing is known', () => expect(validate({})).toEqual({ facts: {} }));

  it('takes the facts of every worked case', () => {
    const file = parse(readFileSync('knowledge/obligations/cases.yaml', 'utf8')) as {
      cases: { id: string; facts: IncidentFacts }[];
    };
    expect(file.cases.length).toBeGreaterThan(20);
    for (const { id, facts } of file.cases) expect([id, validate(facts)]).toEqual([id, { facts }]);
  });

  it.each([null, 'text', 3, [], true])('refuses %j, which is no object', (input) =>
    expect(faultsOf(input)).toEqual({ '': expect.stringContaining('Must be an object') }),
  );

  it.each([
    '2026-02-30T12:00:00Z',
    '2026-13-01T12:00:00Z',
    '2026-11-02T25:00:00Z',
    '2026-11-02T17:00:00',
    '2026-11-02',
    '0026-11-02T17:00:00Z',
    '2926-11-02T17:00:00Z',
    'yesterday',
  ])('refuses %s as an instant, once, and shows how one is written', (awareAt) =>
    expect(faultsOf({ awareAt })).toEqual({ '/awareAt': expect.stringContaining('2026-11-02T17:00:00Z') }),
  );

  it.each(['2026-11-02T17:00Z', '2026-11-02T17:00:00.123+05:45', '2024-02-29T00:00:00-03:30'])(
    'takes %s as an instant',
    (awareAt) => expect(faultsOf({ awareAt })).toEqual({}),
  );

  it.each(['containedAt', 'discoveredAt', 'awareAt', 'determinedAt'])(
    'refuses %s before the incident occurred, across offsets',
    (fact) => {
      const occurredAt = '2026-11-02T12:00:00+02:00';
      expect(faultsOf({ occurredAt, [fact]: '2026-11-02T09:59:59Z' })).toEqual({
        [`/${fact}`]: expect.stringContaining('before occurredAt'),
      });
      expect(faultsOf({ occurredAt, [fact]: '2026-11-02T10:00:00Z' })).toEqual({});
    },
  );

  it('takes what is odd but possible: aware before discovered, contained before discovered', () =>
    expect(
      faultsOf({
        occurredAt: '2026-11-01T12:00:00Z',
        containedAt: '2026-11-02T12:00:00Z',
        awareAt: '2026-11-03T12:00:00Z',
        discoveredAt: '2026-11-04T12:00:00Z',
      }),
    ).toEqual({}));

  it.each([
    [{ total: -1 }, '/affected/total', 'negative'],
    [{ total: 1.5 }, '/affected/total', 'whole number'],
    [{ total: '12' }, '/affected/total', 'whole number'],
    [{ total: 1e21 }, '/affected/total', 'more than can be counted'],
    [{ byJurisdiction: { DE: -5 } }, '/affected/byJurisdiction/DE', 'negative'],
    [{ byJurisdiction: { DE: 'some' } }, '/affected/byJurisdiction/DE', 'or null'],
    [{ byJurisdiction: { de: 5 } }, '/affected/byJurisdiction/de', 'ISO code'],
    [{ byJurisdiction: { UK: 5 } }, '/affected/byJurisdiction/UK', 'GB'],
    [{ byJurisdiction: { 'US-XX': 5 } }, '/affected/byJurisdiction/US-XX', 'no part'],
  ])('refuses affected people %j', (affected, path, words) =>
    expect(faultsOf({ affected })).toEqual({ [path]: expect.stringContaining(words) }),
  );

  it.each([
    { total: 10, byJurisdiction: { DE: 11, FR: 2 } },
    { byJurisdiction: { US: 10, 'US-CA': 11 } },
    { byJurisdiction: { US: null, 'US-CA': 11 } },
    { byJurisdiction: { DE: 0 } },
  ])('takes affected people %j', (affected) => expect(faultsOf({ affected })).toEqual({}));

  it('names the allowed words of a short list whole', () =>
    expect(faultsOf({ harm: { level: 'grave' } })).toEqual({
      '/harm/level': 'Unknown code. Allowed here: none, unlikely, possible, likely, serious.',
    }));

  it('names the nearest words of a long list', () =>
    expect(faultsOf({ data: { classes: [{ class: 'payment-card' }] } })).toEqual({
      '/data/classes/0/class': expect.stringMatching(/nearest of 61 .*payment-card-number/),
    }));

  it('names the nearest attribute for an unknown one, by the place of its key', () =>
    expect(faultsOf({ organisation: { attributes: { 'hipaa-covered': true } } })).toEqual({
      '/organisation/attributes/hipaa-covered': expect.stringContaining('hipaa-covered-entity'),
    }));

  it('names the nearest fact for an unknown one', () =>
    expect(faultsOf({ discoverdAt: '2026-11-02T17:00:00Z' })).toEqual({
      '/discoverdAt': expect.stringContaining('Did you mean discoveredAt'),
    }));

  it.each([
    [{ data: { classes: [{ class: 'ssn', protection: 'scrambled' }] } }, '/data/classes/0/protection'],
    [{ data: { classes: [{ class: 'ssn', keyTaken: 'no' }] } }, '/data/classes/0/keyTaken'],
    [{ data: { classes: [{ protection: 'none' }] } }, '/data/classes/0/class'],
    [{ incident: { types: ['phishing', 'phishing'] } }, '/incident/types/1'],
    [{ incident: { effects: [] } }, '/incident/effects'],
    [{ organisation: { naics: '5' } }, '/organisation/naics'],
    [{ organisation: { establishments: ['DE', 'UK'] } }, '/organisation/establishments/1'],
    [{ notices: { 'EU GDPR': {} } }, '/notices/EU GDPR'],
    [{ notices: { 'eu-gdpr-33-authority': { sentAt: 'now' } } }, '/notices/eu-gdpr-33-authority/sentAt'],
    [{ provenance: { total: { by: 'a', at: '2026-11-02T17:00:00Z' } } }, '/provenance/total'],
    [{ summary: 'a\u0000b' }, '/summary'],
    [{ organisation: { name: 'half \ud800 pair' } }, '/organisation/name'],
    [{ ongoing: 'yes' }, '/ongoing'],
  ])('refuses %j at its place alone', (input, path) => expect(Object.keys(faultsOf(input))).toEqual([path]));

  it('names every fault at once and repeats no value', () => {
    const secret = 'secret-value-4711';
    const faults = faultsOf({
      awareAt: secret,
      industry: secret,
      affected: { total: secret },
      organisation: { naics: secret, establishments: [secret] },
    });
    expect(Object.keys(faults).sort()).toEqual([
      '/affected/total',
      '/awareAt',
      '/industry',
      '/organisation/establishments/0',
      '/organisation/naics',
    ]);
    expect(JSON.stringify(faults)).not.toContain('4711');
  });

  it.each(['{"__proto__": {"ongoing": true}}', '{"harm": {"__proto__": 1}}', '{"constructor": {}}'])(
    'refuses %s as any unknown fact, and changes no prototype',
    (json) => {
      expect(Object.keys(faultsOf(JSON.parse(json)))).toHaveLength(1);
      expect('ongoing' in {}).toBe(false);
    },
  );

  it('takes objects without a prototype', () =>
    expect(faultsOf(Object.assign(Object.create(null) as object, { ongoing: true }))).toEqual({}));

  it('keeps veris free in form and depth, and refuses depth and width elsewhere', () => {
    const deep = JSON.parse('['.repeat(40) + ']'.repeat(40)) as unknown;
    expect(faultsOf({ veris: { deep } })).toEqual({});
    expect(Object.values(faultsOf({ data: deep }))[0]).toContain('deeper than 20');
    expect(faultsOf({ optIn: Array.from({ length: 2_001 }, () => 'voluntary') })).toEqual({
      '/optIn': expect.stringContaining('more than 2000'),
    });
  });

  it('lists at most a hundred faults and says how many more there are', () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`fact${at}`, 1]));
    const result = validate(many);
    if ('facts' in result) throw new Error('unknown facts were taken');
    expect(result.faults).toHaveLength(101);
    expect(result.faults.at(-1)?.message).toContain('400 more');
  });

  it('answers any JSON value without throwing, and takes again what it took', () => {
    const names = ['awareAt', 'affected', 'data', 'organisation', 'veris', 'provenance', '__proto__', 'a/b'];
    const input = fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 4 }));
    fc.assert(
      fc.property(fc.oneof(input, fc.jsonValue()), (value) => {
        const result = validate(value);
        if ('facts' in result) expect(result.facts).toBe(value);
        else for (const { path, message } of result.faults) expect([path, message]).not.toContain(undefined);
      }),
    );
  });
});
