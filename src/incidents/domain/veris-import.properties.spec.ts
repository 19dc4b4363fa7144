import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { load as parse } from 'js-yaml';
import type { Vocabulary } from '../../catalogue/domain/vocabulary.js';
import { canonicalText } from './canonical-text.js';
import { factsValidator } from './validate-facts.js';
import { importVeris } from './veris-import.js';

const vocabulary = parse(readFileSync('knowledge/obligations/vocabulary.yaml', 'utf8')) as Vocabulary;
const schema = JSON.parse(readFileSync('knowledge/schema/facts.schema.json', 'utf8')) as object;
const validateFacts = factsValidator(schema);
const knowledge = { varieties: vocabulary.verisVarieties, validateFacts };
const said = { by: 'Imke Dorn', at: '2026-11-21T10:00:00Z' };
const take = (record: unknown) => importVeris(record, knowledge, said);

type Parts = Record<string, unknown>;

/** A record of the right form, with every part that facts are read from. */
function whole(): Parts {
  return {
    schema_version: '1.4.1',
    incident_id: 'case-1',
    security_incident: 'Confirmed',
    summary: 'Files copied.',
    victim: { victim_id: 'Acme', industry: '522110', country: ['US'], state: 'OH', locations_affected: 1 },
    actor: { external: { variety: ['Unknown'], motive: ['Financial'], country: ['Unknown'] } },
    action: { hacking: { variety: ['SQLi'], vector: ['Web application'], result: ['Exfiltrate'] } },
    asset: { assets: [{ variety: 'S - Database', amount: 1 }], cloud: ['Unknown'] },
    attribute: {
      confidentiality: {
        data_disclosure: 'Yes',
        data_total: 900,
        data: [{ variety: 'Bank', amount: 900 }],
        data_victim: ['Customer'],
        state: ['Stored unencrypted'],
      },
    },
    timeline: {
      incident: { year: 2026, month: 11, day: 2 },
      discovery: { unit: 'Days', value: 3 },
      containment: { unit: 'Hours', value: 2 },
    },
    discovery_method: { external: { variety: ['Customer'] } },
    impact: { overall_rating: 'Painful', loss: [{ variety: 'Other', amount: 12.5 }] },
    plus: { redress: { affected: { byJurisdiction: { 'US-OH': 900 } } } },
  };
}

/** Places of the record with what cannot stand there, whatever else is right. */
const BREAKS: [path: string, broken: fc.Arbitrary<unknown>][] = [
  ['/incident_id', fc.constantFrom('', ' ', 5, null, [])],
  ['/summary', notText()],
  ['/victim', fc.constantFrom('Acme', 1, null, [])],
  ['/victim/country', fc.constantFrom('US', 1, null, {})],
  ['/victim/locations_affected', notAnAmount()],
  ['/action/hacking/variety', fc.constantFrom('SQLi', 1, null, {})],
  ['/action/hacking/variety/0', notText()],
  ['/asset/assets/0/amount', notAnAmount()],
  ['/attribute/confidentiality/data_total', notAnAmount()],
  ['/attribute/confidentiality/data/0/amount', notAnAmount()],
  ['/attribute/confidentiality/data/0/variety', notText()],
  ['/timeline/incident/year', fc.oneof(fc.integer({ max: 1949 }), fc.integer({ min: 2101 }), notText())],
  ['/timeline/incident/month', fc.oneof(fc.integer({ max: 0 }), fc.integer({ min: 13 }), fc.constant('11'))],
  ['/timeline/incident/day', fc.oneof(fc.integer({ max: 0 }), fc.integer({ min: 31 }), fc.constant('2'))],
  ['/timeline/discovery/value', fc.oneof(fc.double({ max: -0.1, noNaN: true }), fc.constant('3'))],
  ['/timeline/discovery/unit', notText()],
  ['/impact/loss/0/amount', fc.oneof(fc.double({ max: -0.1, noNaN: true }), fc.constant('12'))],
  ['/plus/redress/affected/byJurisdiction/US-OH', notAnAmount()],
];

function notText(): fc.Arbitrary<unknown> {
  return fc.constantFrom(1.5, null, true, [], {});
}

function notAnAmount(): fc.Arbitrary<unknown> {
  const negative = fc.integer({ max: -1 });
  const fraction = fc.integer({ min: 0, max: 1_000_000 }).map((whole) => whole + 0.5);
  return fc.oneof(negative, fraction, fc.constantFrom('900', [], {}, true));
}

function broken(path: string, value: unknown): Parts {
  const record = whole();
  const keys = path.slice(1).split('/');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>((at, key) => (at as Parts)[key], record) as Parts;
  parent[last] = value;
  return record;
}

describe('importVeris over any input', () => {
  it('takes the whole record without a warning, which the properties below break', () => {
    const result = take(whole());
    expect('facts' in result && result.warnings).toEqual([]);
  });

  it('gives a record or errors for any JSON value, never an exception, and only valid facts', () => {
    const keys = fc.constantFrom(...Object.keys(whole()), 'incident', 'year', 'redress', '__proto__', 'data');
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom(null, true, -1, 0, 2.5, 2026, 'Yes', 'Days', '', '\ud800', 'Bank'),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(keys, tie('tree'), { maxKeys: 5 }),
      ),
    }));
    const record = fc.dictionary(keys, tree).map((parts) => ({ incident_id: 'case-1', ...parts }) as unknown);
    fc.assert(
      fc.property(fc.oneof(record, tree, fc.jsonValue()), (input) => {
        const result = take(input);
        if ('errors' in result) expect(result.errors.length).toBeGreaterThan(0);
        else expect(validateFacts(result.facts)).toEqual({ facts: result.facts });
      }),
      { numRuns: 500 },
    );
  });

  it('takes whole parts from anywhere: swapped parts give a record or errors with a place', () => {
    const part = fc.constantFrom(...Object.keys(whole()));
    fc.assert(
      fc.property(part, part, (to, from) => {
        const result = take({ ...whole(), [to]: whole()[from] });
        if ('errors' in result) for (const { path } of result.errors) expect(path).toMatch(/^\//);
      }),
    );
  });

  it.each(BREAKS)('refuses a record by the place of its one broken field: %s', (path, value) =>
    fc.assert(
      fc.property(value, (wrong) => {
        const result = take(broken(path, wrong));
        expect('errors' in result && result.errors.map((error) => error.path)).toEqual([path]);
      }),
      { numRuns: 30 },
    ),
  );

  it('keeps everything: the record stands in veris as it came, with any key added anywhere', () => {
    const paths = ['', '/victim', '/timeline', '/attribute/confidentiality', '/plus', '/action/hacking'];
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        fc.string(),
        fc.jsonValue({ maxDepth: 3 }),
        (path, key, value) => {
          const added = `${JSON.stringify(`added ${key}`)}:${JSON.stringify(value)}`;
          const text = JSON.stringify(broken(`${path}/x`, 1)).replace('"x":1', () => added);
          const result = take(JSON.parse(text));
          expect('facts' in result && canonicalText(result.facts.veris)).toBe(
            canonicalText(JSON.parse(text)),
          );
          expect('facts' in result && result.warnings).toHaveLength(path === '/plus' ? 0 : 1);
        },
      ),
    );
  });

  it('is deterministic, whatever the order of keys', () => {
    const shuffled = (value: unknown, turn: number): unknown =>
      typeof value !== 'object' || value === null || Array.isArray(value)
        ? value
        : Object.fromEntries(
            Object.entries(value)
              .sort(([a], [b]) => ((a.length * turn) % 7) - ((b.length * turn) % 7))
              .map(([key, member]) => [key, shuffled(member, turn)]),
          );
    const first = take(whole());
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), (turn) =>
        expect(take(shuffled(whole(), turn))).toEqual(first),
      ),
    );
  });
});
