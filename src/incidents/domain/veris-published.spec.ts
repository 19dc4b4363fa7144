import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { load as parse } from 'js-yaml';
import type { Vocabulary } from '../../catalogue/domain/vocabulary.js';
import { readVeris } from './read-veris.js';
import { factsValidator } from './validate-facts.js';
import { checkVeris } from './veris-check.js';
import { importVeris, type ImportedRecord } from './veris-import.js';

const REFERENCE = '../shared/reference/veris';
const VCDB = '../shared/data/incidents/vcdb-sample.jsonl';
const SAMPLES = 'knowledge/sample-incidents';

const vocabulary = parse(readFileSync('knowledge/obligations/vocabulary.yaml', 'utf8')) as Vocabulary;
const schema = JSON.parse(readFileSync('knowledge/schema/facts.schema.json', 'utf8')) as object;
const validateFacts = factsValidator(schema);
const knowledge = { varieties: vocabulary.verisVarieties, validateFacts };
const said = { by: 'Imke Dorn', at: '2026-11-21T10:00:00Z' };

/** Skipped, saying why, where a folder that is not part of the project is absent. */
function itWith(path: string, name: string, check: () => void): void {
  if (existsSync(path)) it(name, check);
  else it.skip(`${name} (skipped: ${path} is not here)`, check);
}

interface Published {
  type?: string;
  enum?: string[];
  properties?: Record<string, Published>;
  items?: Published;
}

function published(file: string): Published {
  return JSON.parse(readFileSync(`${REFERENCE}/${file}`, 'utf8')) as Published;
}

/** A record that has every key of a schema, and of every closed list the word at one position. */
function everyKey(node: Published, position: number): unknown {
  if (node.enum) return node.enum[position % node.enum.length];
  if (node.properties) {
    return Object.fromEntries(
      Object.entries(node.properties).map(([key, member]) => [key, everyKey(member, position)]),
    );
  }
  if (node.type === 'array') return [everyKey(node.items ?? {}, position)];
  return { integer: 1, number: 1, boolean: true, object: {} }[node.type ?? ''] ?? '1';
}

describe('the published VERIS', () => {
  for (const [file, version] of [
    ['vcdb-merged-1.3.json', '1.3.3'],
    ['verisc-merged-1.4.1.json', '1.4.1'],
  ] as const) {
    itWith(REFERENCE, `has no key, type or word in ${file} that is unknown here`, () => {
      const root = published(file);
      for (let position = 0; position < 260; position++) {
        const record = { ...(everyKey(root, position) as object), schema_version: version };
        expect([position, checkVeris(record)]).toEqual([position, { errors: [], warnings: [] }]);
      }
    });
  }
});

describe('850 real incidents', () => {
  const all = existsSync(VCDB)
    ? readVeris(readFileSync(VCDB, 'utf8')).map((read) => {
        if ('errors' in read) throw new Error(`Line ${read.line} cannot be read.`);
        return { line: read.line, record: read.record, ...importVeris(read.record, knowledge, said) };
      })
    : [];

  itWith(VCDB, 'are all taken over, with valid facts and the record whole', () => {
    expect(all).toHaveLength(850);
    for (const { line, record, ...result } of all) {
      if ('errors' in result) throw new Error(`Line ${line} was refused: ${JSON.stringify(result.errors)}`);
      expect(validateFacts(result.facts)).toEqual({ facts: result.facts });
      expect(result.facts.veris).toBe(record);
    }
  });

  itWith(VCDB, 'set an instant only where the very day is told', () => {
    for (const { line, ...result } of all as ({ line: number } & ImportedRecord)[]) {
      const toTheDay = result.reported.occurred?.precision === 'day';
      expect([line, result.facts.occurredAt !== undefined]).toEqual([line, toTheDay]);
    }
  });

  itWith(VCDB, 'hold three oddities, each told by its place, and no other', () => {
    const told = all.flatMap(({ line, warnings }) => warnings.map(({ path }) => `${line} ${path}`));
    expect(told).toEqual([
      '245 /victim/state',
      '539 /plus/timeline/notification/day',
      '830 /plus/timeline/notification/year',
    ]);
  });

  itWith(VCDB, 'stay when one among them is broken', () => {
    const lines = readFileSync(VCDB, 'utf8').trim().split('\n');
    const seventh = JSON.parse(lines[6] ?? '') as { timeline: { incident: { month: number } } };
    seventh.timeline.incident.month = 13;
    lines[6] = JSON.stringify(seventh);
    lines[99] = lines[99]?.slice(0, -9) ?? '';
    const refused = readVeris(lines.join('\n')).flatMap((read) => {
      const result = 'errors' in read ? read : importVeris(read.record, knowledge, said);
      return 'errors' in result ? [[read.line, result.errors.map(({ path }) => path)]] : [];
    });
    expect(refused).toEqual([
      [7, ['/timeline/incident/month']],
      [100, ['']],
    ]);
  });
});

describe('our own sample incidents', () => {
  const files = readdirSync(SAMPLES).filter((name) => name.endsWith('.veris.json'));
  const sample = (file: string) => JSON.parse(readFileSync(`${SAMPLES}/${file}`, 'utf8')) as object;

  it('are at least three, of as many industries', () => {
    const industries = files.map((file) => {
      const result = importVeris(sample(file), knowledge, said);
      return 'facts' in result && result.facts.industry;
    });
    expect(new Set(industries).size).toBeGreaterThanOrEqual(3);
    expect(industries).not.toContain(undefined);
  });

  it.each(files)(
    '%s is taken over without a warning and says what plan, duties and notices ask for',
    (file) => {
      const result = importVeris(sample(file), knowledge, said);
      if ('errors' in result) throw new Error(JSON.stringify(result.errors));
      expect(result.warnings).toEqual([]);
      expect(result.facts).toMatchObject({
        awareAt: expect.any(String),
        discoveredAt: expect.any(String),
        containedAt: expect.any(String),
        organisation: { name: expect.any(String), attributesComplete: true },
        incident: { types: expect.any(Array), effects: expect.arrayContaining(['confidentiality']) },
        data: { complete: true },
        affected: { complete: true, total: expect.any(Number), relations: expect.any(Array) },
        harm: { level: expect.any(String) },
      });
      const byPlace = Object.values(result.facts.affected?.byJurisdiction ?? {});
      expect(byPlace.reduce<number>((sum, people) => sum + (people ?? 0), 0)).toBe(
        result.facts.affected?.total,
      );
    },
  );

  for (const file of files) {
    itWith(REFERENCE, `${file} is VERIS 1.4.1`, () => {
      const { $schema: _draft4, ...root } = published('verisc-merged-1.4.1.json') as { $schema?: string };
      const ajv = new Ajv({ strict: false, allErrors: true });
      expect([ajv.validate(root, sample(file)), ajv.errors]).toEqual([true, null]);
    });
  }
});
