import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { loadCatalogue } from './catalogue.loader.js';
import { rankingWords } from './domain/ranking-words.js';
import { rankingFactNames } from './domain/step.js';
import { priorities } from './domain/priorities.js';
import { checkShape, shippedFolder } from './knowledge-schemas.js';

type Schema = Record<string, unknown> & {
  $defs?: Record<string, Schema>;
  properties?: Record<string, Schema>;
};

const folder = join(shippedFolder, 'schema');
const schemas = new Map(
  readdirSync(folder).map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as Schema]),
);
const named = (name: string): Schema => schemas.get(`${name}.schema.json`) ?? {};

/** Every closed list of words in a schema, by the field that it closes. */
function closedLists(schema: unknown, field = '', found: [field: string, words: unknown[]][] = []) {
  if (typeof schema !== 'object' || schema === null) return found;
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'enum') found.push([field, value as unknown[]]);
    else closedLists(value, Array.isArray(schema) || structural.has(key) ? field : key, found);
  }
  return found;
}
const structural = new Set(['items', 'anyOf', 'allOf', 'if', 'then', 'else', 'properties', 'propertyNames']);

/** Places where an object may hold fields that nobody named. */
function openObjects(schema: unknown, at = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties, additionalProperties } = schema as Schema;
  const isOpen =
    properties !== undefined && additionalProperties === undefined && !/\/(if|then|else|not)$/.test(at);
  return [
    ...(isOpen ? [at] : []),
    ...Object.entries(schema).flatMap(([key, value]) => openObjects(value, `${at}/${key}`)),
  ];
}

describe('the schemas', () => {
  it.each([...schemas.keys()])(
    '%s is a schema of draft 2020-12 named as its file and closed all through',
    (name) => {
      const schema = schemas.get(name) as Schema;
      expect(new Ajv2020().validateSchema(schema)).toBe(true);
      expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
      expect(schema['$id']).toBe(name);
      expect(openObjects(schema)).toEqual([]);
    },
  );

  it('know the same codes as the vocabulary', () => {
    const { vocabulary } = loadCatalogue();
    const codes = (terms: { code: string }[]) => terms.map(({ code }) => code);
    const lists: Record<string, string[]> = {
      org: codes(vocabulary.organisationAttributes),
      finding: codes(vocabulary.findings),
      type: codes(vocabulary.incidentTypes),
      data: codes(vocabulary.dataTests),
      content: codes(vocabulary.contentCodes),
      prohibitedContent: codes(vocabulary.contentCodes),
      channels: codes(vocabulary.channels),
      clock: codes(vocabulary.clocks),
      status: codes(vocabulary.statuses),
      stage: codes(vocabulary.stages),
      recipient: codes(vocabulary.recipients),
      effects: codes(vocabulary.effects),
      emailCondition: codes(vocabulary.emailConditions),
      safeHarbor: codes(vocabulary.safeHarbors),
      sectorScreen: vocabulary.sectors,
      harmAtMost: codes(vocabulary.harmScale),
    };
    const met = closedLists(named('obligation-rule')).filter(([field]) => Object.hasOwn(lists, field));
    for (const [field, words] of met) expect([field, words]).toEqual([field, lists[field]]);
    expect(new Set(met.map(([field]) => field))).toEqual(new Set(Object.keys(lists)));
  });

  it('know the same priorities, ranking facts and ranking words as the code', () => {
    const common = named('common').$defs ?? {};
    expect(common['priority']?.['enum']).toEqual(priorities);
    expect(common['factTest']?.properties?.['fact']?.['enum']).toEqual(rankingFactNames);
    const ranking = Object.fromEntries(closedLists(named('ranking-golden')));
    const { cause, scale, mode, lossesIncurred, regions, ongoing } = rankingWords;
    expect(ranking).toMatchObject({ cause, scale, mode, lossesIncurred, regions, ongoing });
  });
});

describe('checkShape', () => {
  it('gives one fault for one wrong value with two allowed types', () => {
    const [step] = JSON.parse(JSON.stringify([...loadCatalogue().steps.values()])) as Record<
      string,
      unknown
    >[];
    expect(checkShape('steps', [{ ...step, legalDueHours: 'soon' }])).toEqual([
      { path: ['0', 'legalDueHours'], message: 'must be integer or must be null' },
    ]);
  });

  it('refuses a number that is none', () => {
    const { weights } = loadCatalogue();
    const scoring = { ...weights.scoring, capMargin: Number.NaN };
    expect(checkShape('weights', { ...weights, scoring }).map(({ path }) => path)).toEqual([
      ['scoring', 'capMargin'],
    ]);
  });

  it('names the field with a wrong name, not its value', () => {
    const [step] = JSON.parse(JSON.stringify([...loadCatalogue().steps.values()])) as Record<
      string,
      unknown
    >[];
    expect(checkShape('steps', [{ ...step, serves: { kindness: 3 } }])).toEqual([
      {
        path: ['0', 'serves', 'kindness'],
        message: expect.stringMatching(/^as a name must be one of proof-of-fix/),
      },
    ]);
  });
});
