import * as fc from 'fast-check';
import { readVeris } from './read-veris.js';

const id = (incident_id: string) => ({ incident_id });

/** Line and id of each record, or line and message of what cannot be read. */
function read(text: string): [number, unknown][] {
  return readVeris(text).map((one) =>
    'errors' in one
      ? [one.line, one.errors.map(({ path, message }) => `${path} ${message}`.trim()).join()]
      : [one.line, (one.record as { incident_id?: unknown } | null)?.incident_id ?? one.record],
  );
}

describe('readVeris', () => {
  it.each<[string, string, [number, unknown][]]>([
    ['one object', '{"incident_id": "a"}', [[1, 'a']]],
    ['one object over several lines', `\n\n${JSON.stringify(id('a'), null, 2)}\n`, [[3, 'a']]],
    ['a byte order mark', '\uFEFF{"incident_id":"a"}', [[1, 'a']]],
    [
      'JSON Lines with empty lines',
      '{"incident_id":"a"}\n\n{"incident_id":"b"}\n',
      [
        [1, 'a'],
        [3, 'b'],
      ],
    ],
    [
      'JSON Lines from Windows',
      '{"incident_id":"a"}\r\n{"incident_id":"b"}\r\n',
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    [
      'a list',
      '[\n  {"incident_id":"a"},\n  {"incident_id":"b"}\n]\n',
      [
        [2, 'a'],
        [3, 'b'],
      ],
    ],
    [
      'a list on one line',
      '[{"incident_id":"a"},{"incident_id":"b"}]',
      [
        [1, 'a'],
        [1, 'b'],
      ],
    ],
    [
      'objects in a row, laid out',
      `${JSON.stringify(id('a'), null, 1)}\n${JSON.stringify(id('b'), null, 1)}`,
      [
        [1, 'a'],
        [4, 'b'],
      ],
    ],
    [
      'entries that are no records',
      '[1, "x", null]',
      [
        [1, 1],
        [1, 'x'],
        [1, null],
      ],
    ],
    [
      'brackets, commas and quotes inside text',
      '[{"incident_id":"a","notes":"],[{ \\" \\\\"},\n{"incident_id":"b"}]',
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
  ])('reads %s', (_, text, expected) => expect(read(text)).toEqual(expected));

  it.each<[string, string, [number, unknown][]]>([
    [
      'a broken line among lines',
      '{"incident_id":"a"}\n{"incident_id":\n{"incident_id":"c"}',
      [
        [1, 'a'],
        [2, 'Is not valid JSON.'],
        [3, 'c'],
      ],
    ],
    [
      'a broken first line',
      '{"incident_id":"a"\n{"incident_id":"b"}',
      [
        [1, 'Is not valid JSON.'],
        [2, 'b'],
      ],
    ],
    [
      'a line cut short at the end of the file',
      '{"incident_id":"a"}\n{"incident_id":"b","summ',
      [
        [1, 'a'],
        [2, 'Is not valid JSON.'],
      ],
    ],
    [
      'a broken entry of a list',
      '[{"incident_id":"a"},\n{"incident_id": oops},\n{"incident_id":"c"}]',
      [
        [1, 'a'],
        [2, 'Is not valid JSON.'],
        [3, 'c'],
      ],
    ],
    [
      'a comma too many',
      '[{"incident_id":"a"},,{"incident_id":"b"}]',
      [
        [1, 'a'],
        [1, 'There is a comma too many before this place.'],
        [1, 'b'],
      ],
    ],
    [
      'a comma after the last entry',
      '[{"incident_id":"a"},]',
      [
        [1, 'a'],
        [1, 'There is a comma too many before this place.'],
      ],
    ],
    [
      'a list that is not closed',
      '[{"incident_id":"a"},\n{"incident_id":"b"}\n',
      [
        [1, 'a'],
        [2, 'b'],
        [3, 'The list is not closed; add "]".'],
      ],
    ],
    [
      'text after the list',
      '[{"incident_id":"a"}]\n{"incident_id":"b"}',
      [
        [1, 'a'],
        [1, 'There is text after the end of the list.'],
      ],
    ],
    ['no JSON at all', 'Dear all,\nsee below.', [[1, 'Is not valid JSON.']]],
    ['an empty file', ' \n ', [[1, 'There is no record in the file.']]],
    ['an empty list', '[]', [[1, 'There is no record in the file.']]],
  ])('refuses %s alone, with its line', (_, text, expected) => expect(read(text)).toEqual(expected));

  it('takes a key written twice and names its place, since only the last is kept', () => {
    const text = '{"incident_id":"a","plus":{"x":[{"k":1,"\\u006b":2}]},"notes":"a","notes":"b","notes":"c"}';
    const [read] = readVeris(text);
    expect(read).toMatchObject({ record: { plus: { x: [{ k: 2 }] }, notes: 'c' } });
    expect(read && 'warnings' in read && read.warnings.map(({ path }) => path)).toEqual([
      '/plus/x/0/k',
      '/notes',
      '/notes',
    ]);
  });

  it('takes the same key in different objects', () =>
    expect(readVeris('{"incident_id":"a","list":[{"k":1},{"k":{"k":2}}]}')).toMatchObject([
      { warnings: [] },
    ]));

  it('takes 10,000 records and refuses one more whole', () => {
    const lines = (count: number) => '{"incident_id":"a"}\n'.repeat(count);
    expect(readVeris(lines(10_000))).toHaveLength(10_000);
    expect(read(lines(10_001))).toEqual([[1, 'The file holds more than 10,000 records; split it.']]);
  });

  it('refuses a file over 20 MiB whole, counted in bytes', () => {
    const twoBytesEach = 'é'.repeat(10 * 1024 * 1024);
    expect(read(`{"incident_id":"a","notes":"${twoBytesEach}"}`)).toEqual([
      [1, 'The file is over 20 MiB; split it.'],
    ]);
  });

  it('reads text full of escapes, and brackets without end, in bounded stack', () => {
    const escapes = JSON.stringify({ incident_id: 'a', notes: '\\"'.repeat(1_000_000) });
    expect(read(escapes)).toEqual([[1, 'a']]);
    expect(read('['.repeat(1_000_000))).toEqual([
      [1, 'Is not valid JSON.'],
      [1, 'The list is not closed; add "]".'],
    ]);
  });

  const records = fc.array(
    fc.record({ incident_id: fc.string(), notes: fc.string(), list: fc.array(fc.jsonValue()) }),
    { minLength: 1, maxLength: 6 },
  );

  it.each<[string, (list: unknown[]) => string]>([
    ['a list', (list) => JSON.stringify(list, null, 2)],
    ['a list without spaces', (list) => JSON.stringify(list)],
    ['JSON Lines', (list) => list.map((one) => JSON.stringify(one)).join('\n')],
    ['objects in a row', (list) => list.map((one) => JSON.stringify(one, null, 2)).join('\n')],
  ])('reads back any records written as %s', (_, write) =>
    fc.assert(
      fc.property(records, (list) =>
        expect(readVeris(write(list)).map((one) => 'record' in one && one.record)).toEqual(
          JSON.parse(JSON.stringify(list)),
        ),
      ),
    ),
  );

  it('answers any text with at least one entry and never throws', () => {
    const sign = fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', '\n', ' ', 'a', '1', '{"a":1}');
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 30 }), (signs) =>
        expect(readVeris(signs.join('')).length).toBeGreaterThan(0),
      ),
    );
  });
});
