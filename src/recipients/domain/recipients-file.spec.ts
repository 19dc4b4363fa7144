import fc from 'fast-check';
import { readRecipientsFile } from './recipients-file.js';
import type { RowRules } from './recipient-row.js';

const rules: RowRules = { dataClasses: new Set(['name', 'passport', 'bank-account']), exercise: false };
const read = (text: string | Uint8Array, given = rules) =>
  readRecipientsFile(typeof text === 'string' ? Buffer.from(text) : text, given);

async function fileOf(text: string | Uint8Array, given = rules) {
  const outcome = await read(text, given);
  if ('fault' in outcome) throw new Error(JSON.stringify(outcome.fault));
  return outcome.file;
}

async function placeOfFault(text: string | Uint8Array): Promise<string> {
  const outcome = await read(text);
  return 'fault' in outcome ? `${outcome.fault.line}:${outcome.fault.column}` : 'none';
}

describe('a recipients file', () => {
  it('gives each person with what the columns say, in any order of columns', async () => {
    const file = await fileOf(
      'Name,data_classes,E-Mail,Country,language,Reference\r\n' +
        '"Verhoeven, A.",passport; name;passport,A.V@Example.ORG,nl,nl-be,R-1\r\n',
    );
    expect(file.rows).toEqual([
      {
        address: { text: 'A.V@example.org', folded: 'a.v@example.org' },
        name: 'Verhoeven, A.',
        language: 'nl-BE',
        country: 'NL',
        reference: 'R-1',
        dataClasses: ['passport', 'name'],
      },
    ]);
  });

  it('needs nothing but the address', async () => {
    const { rows } = await fileOf('email\na@example.org\n');
    expect(rows).toEqual([
      {
        address: { text: 'a@example.org', folded: 'a@example.org' },
        name: null,
        language: null,
        country: null,
        reference: null,
        dataClasses: [],
      },
    ]);
  });

  it.each([
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
  ])('may be separated by a %s', async (_, mark) => {
    const file = await fileOf(
      `name${mark}email${mark}data classes\nAnna${mark}a@example.org${mark}"name;passport"`,
    );
    expect(file.rows).toMatchObject([{ name: 'Anna', dataClasses: ['name', 'passport'] }]);
  });

  it('drops the byte order mark and skips empty lines', async () => {
    const file = await fileOf('\ufeffemail,name\n\na@example.org,Anna\n\n\nb@example.org,Bo\n\n');
    expect([file.read, file.rows.length]).toEqual([2, 2]);
  });

  it('does not keep columns it has no use for, and says which', async () => {
    const file = await fileOf('email,iban,name,note\na@example.org,DE02,Anna,x\n');
    expect(file.unreadColumns).toEqual([2, 4]);
    expect(JSON.stringify(file.rows)).not.toContain('DE02');
  });

  it('counts an address that came before, in whatever case, as a duplicate', async () => {
    const file = await fileOf('email\na@example.org\nA@EXAMPLE.org\nb@example.org\n');
    expect([file.read, file.rows.length, file.duplicates]).toEqual([3, 2, 1]);
  });

  it('leaves a wrong row out and tells line, column and reason', async () => {
    const file = await fileOf(
      'email,name,language,country,data_classes\n' +
        'a@example.org,"two\r\nlines",,,\n' +
        'b@@example.org,B,,,\n' +
        ',C,,,\n' +
        '\n' +
        'd@example.org,D,english language,,\n' +
        'e@example.org,E,,Germany,\n' +
        'f@example.org,F,,,passprt\n' +
        `g@example.org,${'g'.repeat(201)},,,\n` +
        'h@example.org,H,,,\n',
    );
    expect(file.rejected).toEqual([
      { line: 2, column: 2, code: 'control_character' },
      { line: 4, column: 1, code: 'address_not_one_at' },
      { line: 5, column: 1, code: 'address_missing' },
      { line: 7, column: 3, code: 'language_unreadable' },
      { line: 8, column: 4, code: 'country_unreadable' },
      { line: 9, column: 5, code: 'data_class_unknown' },
      { line: 10, column: 2, code: 'too_long' },
    ]);
    expect(file.rows.map((row) => row.address.text)).toEqual(['h@example.org']);
    expect(file.read).toBe(8);
  });

  it('of an exercise holds reserved addresses only', async () => {
    const file = await fileOf('email\na@example.org\nb@bank.com\n', { ...rules, exercise: true });
    expect(file.rejected).toEqual([{ line: 3, column: 1, code: 'address_not_reserved' }]);
  });

  it.each([
    ['no column for the address', 'name\nAnna\n', '1:1'],
    ['two columns for the address', 'email,name,e-mail\na@example.org,A,\n', '1:3'],
    ['nothing', '', '1:1'],
    ['an open quote', 'email,name\na@example.org,"Anna\nb@example.org,Bo\n', '2:2'],
    ['text after a closing quote', 'email,name\na@example.org,"An"na\n', '2:2'],
    ['a quote within a cell', 'email,name\n"x\n@example.org",x\na@example.org,An"na\n', '4:2'],
    ['a cell too many', 'email,name\na@example.org,A\nb@example.org,B,C\n', '3:3'],
    ['a cell too few', 'email,name\na@example.org\n', '2:2'],
    ['a NUL', 'email,name\na@example.org,A\0\n', '2:16'],
    ['a cell over 4 KiB', `email,name\na@example.org,${'x'.repeat(4_097)}\n`, '2:2'],
    ['a row over 64 KiB', `email,name\na@example.org,${'x'.repeat(65_537)}\n`, '2:2'],
    ['65 columns', `email${',x'.repeat(64)}\na@example.org${',x'.repeat(64)}\n`, '1:65'],
  ])('with %s is refused whole, with the place', async (_, text, place) => {
    expect(await placeOfFault(text)).toBe(place);
  });

  it('that is not UTF-8 is refused with the place of the first wrong byte', async () => {
    const latin1 = Buffer.concat([
      Buffer.from('email,name\na@example.org,\ufffdJ'),
      Buffer.from([0xfc, 0x72]),
    ]);
    expect(await placeOfFault(latin1)).toBe('2:17');
    expect(await placeOfFault(Buffer.from('email,name\n', 'utf16le'))).toBe('1:2');
  });

  it('never repeats what a refused file said', async () => {
    const outcome = await read('email,name\nsecret@bank.com,"Secret"Name\n');
    expect(JSON.stringify(outcome)).not.toMatch(/secret/i);
  });
});

describe('any recipients file', () => {
  const cell = fc.string({
    unit: fc.oneof(fc.constantFrom(...' ,;\t"\'=+-@é名\n'), fc.constantFrom(...'abcxyz')),
    maxLength: 12,
  });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

  it('comes back as it was written, in every dialect: nobody is lost, changed or invented', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: 30 }), cell), { minLength: 1, maxLength: 40 }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        async (people, mark, end, bom) => {
          const lines = people.map(([n, name]) => [quoted(name), `p${n}@example.org`].join(mark));
          const text = [`name${mark}email`, ...lines].join(end);
          const file = await fileOf(`${bom ? '\ufeff' : ''}${text}`);
          expect(file.read).toBe(people.length);
          expect(file.rows.length + file.rejected.length + file.duplicates).toBe(file.read);
          const good = people.filter(([, name]) => !/[\n\t]/.test(name.trim()));
          const firsts = good.filter(([n], at) => good.findIndex(([other]) => other === n) === at);
          expect(file.rows.map((row) => [row.address.text, row.name])).toEqual(
            firsts.map(([n, name]) => [`p${n}@example.org`, name.trim() === '' ? null : name.trim()]),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of any bytes gives rows that add up, or one refusal with a place, and never throws', async () => {
    const soup = fc
      .array(
        fc.constantFrom(
          'email',
          'name',
          ',',
          ';',
          '"',
          '""',
          '\n',
          '\r\n',
          'a@example.org',
          'é',
          ' ',
          '\0',
          '\ufeff',
        ),
      )
      .map((parts) => Buffer.from(parts.join('')));
    const headed = soup.map((bytes) => Buffer.concat([Buffer.from('email,name\n'), bytes]));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 200 }), soup, headed), async (bytes) => {
        const outcome = await read(bytes);
        if ('fault' in outcome) {
          expect(outcome.fault.line).toBeGreaterThanOrEqual(1);
          expect(outcome.fault.column).toBeGreaterThanOrEqual(1);
          return;
        }
        const { file } = outcome;
        expect(file.rows.length + file.rejected.length + file.duplicates).toBe(file.read);
      }),
      { numRuns: 2_000 },
    );
  });
});
