import { DUTY_COLUMNS, readManualDutiesFile } from './manual-duties-file.js';

const CODES = {
  clocks: ['awareAt', 'discoveredAt'],
  calendars: ['gb-england'],
  channels: ['email', 'phone'],
};
const RULES = {
  codes: CODES,
  keeperOf: (email: string) => (email.toLowerCase() === 'lena@staff.example' ? 'L' : undefined),
};
const HEADER = DUTY_COLUMNS.join(',');
const ROW =
  'Northwind,MSA 14.2,Report incidents,awareAt,72,hours,Europe/Dublin,,,email;phone,What happened,,';

const bytesOf = (text: string) => Buffer.from(text, 'utf8');
const read = (text: string | Uint8Array) =>
  readManualDutiesFile(typeof text === 'string' ? bytesOf(text) : text, RULES);
const fileOf = (text: string | Uint8Array) => {
  const outcome = read(text);
  if ('fault' in outcome) throw new Error(JSON.stringify(outcome.fault));
  return outcome.file;
};
const faultOf = (text: string | Uint8Array) => {
  const outcome = read(text);
  return 'fault' in outcome ? outcome.fault : null;
};

describe('A file of contracts', () => {
  it('becomes duties, line by line', () => {
    expect(fileOf(`${HEADER}\n${ROW}\n`)).toEqual({
      faults: [],
      rows: [
        {
          line: 2,
          keeperId: null,
          marked: [],
          duty: {
            counterparty: 'Northwind',
            contract: 'MSA 14.2',
            title: 'Report incidents',
            clock: 'awareAt',
            amount: 72,
            unit: 'hours',
            zone: 'Europe/Dublin',
            calendar: null,
            cutoff: null,
            channels: ['email', 'phone'],
            content: 'What happened',
            note: '',
          },
        },
      ],
    });
  });

  it.each([
    ['a byte order mark', `\ufeff${HEADER}\n${ROW}`],
    ['lines that end in CR LF and in LF', `${HEADER}\r\n${ROW}\n`],
    ['empty lines', `\n${HEADER}\n\n${ROW}\n\n`],
  ])('is read with %s', (_, text) => {
    expect(fileOf(text).rows).toHaveLength(1);
  });

  it('reads a file of a spreadsheet: semicolons, other order, other capitals, short times', () => {
    const text =
      'Unit;TITLE;Keeper email;Contract;Counterparty;Amount;cutoff;Channels\n' +
      'Days;Report;Lena@staff.example;MSA;Northwind;3;9:00:00;"Email;phone"\n' +
      'Without undue delay;Call;;MSA;Northwind;;;\n';
    const { rows, faults } = fileOf(text);
    expect(faults).toEqual([]);
    expect(rows.map(({ line, keeperId, duty }) => [line, keeperId, duty.unit, duty.amount])).toEqual([
      [2, 'L', 'days', 3],
      [3, null, 'without-undue-delay', null],
    ]);
    expect(rows[0]?.duty).toMatchObject({ cutoff: '09:00', channels: ['email', 'phone'] });
  });

  it('keeps what looks like a formula, and marks it', () => {
    const [row] = fileOf(`${HEADER}\n"=HYPERLINK(""x"")",MSA,-Report,,1,days,,,,,@SUM(1),,\n`).rows;
    expect(row?.duty.counterparty).toBe('=HYPERLINK("x")');
    expect(row?.marked).toEqual(['counterparty', 'title', 'content']);
  });

  it('tells every fault of every row by line and column, and never what stood there', () => {
    const text = `${HEADER}\n${ROW}\n,MSA,Secret,,x,hours,Secret/Zone,,,pigeon,,secret@example.org,\n"a\nb",MSA,T,,1,days,,,,,,,\n`;
    const { rows, faults } = fileOf(text);
    expect(rows).toHaveLength(1);
    expect(faults.map(({ line, column, field }) => [line, column, field])).toEqual([
      [3, 1, 'counterparty'],
      [3, 5, 'amount'],
      [3, 7, 'zone'],
      [3, 10, 'channels'],
      [3, 12, 'keeper_email'],
      [4, 1, 'counterparty'],
    ]);
    expect(JSON.stringify(faults)).not.toMatch(/secret|pigeon/i);
  });

  it('does not take the same duty twice', () => {
    const { rows, faults } = fileOf(`${HEADER}\n${ROW}\n${ROW.replace('Northwind', 'NORTHWIND ')}\n`);
    expect(rows.map(({ line }) => line)).toEqual([2]);
    expect(faults).toEqual([
      { line: 3, column: 3, field: 'title', message: expect.stringContaining('Line 2 has the same') },
    ]);
  });

  it.each([
    ['nothing', '', 1, 1, /empty/],
    ['a NUL byte', `${HEADER}\nab\u0000`, 2, 3, /NUL/],
    ['a column that is not known', 'counterparty,contract,title,unit,lawyer\n', 1, 5, /not known/],
    [
      'a column with the name of every object',
      'counterparty,contract,title,unit,__proto__\n',
      1,
      5,
      /not known/,
    ],
    [
      'sixty-five columns',
      `${Array.from({ length: 65 }, (_, at) => `c${at}`).join(',')}\n`,
      1,
      1,
      /not known/,
    ],
    ['two columns of one name', 'title,contract,Title,unit\n', 1, 3, /keep one/],
    ['columns that lack', 'title,contract\n', 1, 1, /counterparty, unit/],
    ['a row that is too short', `${HEADER}\n${ROW}\na,b\n`, 3, 3, /number of cells/],
    ['a row that is too long', `${HEADER}\n${ROW},x\n`, 2, 14, /number of cells/],
    ['a quote that is never closed', `${HEADER}\n"${ROW}\n`, 2, 1, /never closed/],
    ['text after a quote', `${HEADER}\n"a"b,${ROW}\n`, 2, 1, /closing quote/],
    ['a quote inside a cell', `${HEADER}\na"b,${ROW}\n`, 2, 1, /inside a cell/],
  ])('is refused whole for %s', (_, text, line, column, message) => {
    expect(faultOf(text)).toEqual({ line, column, message: expect.stringMatching(message) });
  });

  it('is refused in UTF-16 and in Latin-1', () => {
    expect(faultOf(Buffer.from(`\ufeff${HEADER}`, 'utf16le'))?.message).toMatch(/UTF-16|UTF-8/);
    expect(faultOf(Buffer.from(`${HEADER}\nK\u00f6ln`, 'latin1'))).toMatchObject({ line: 2, column: 2 });
  });

  it('takes 1 MiB and 5,000 rows, and no more', () => {
    const row = (at: number) => `Northwind,MSA ${at},Report,,1,days,,,,,,,\n`;
    const rows = Array.from({ length: 5_001 }, (_, at) => row(at));
    expect(fileOf(`${HEADER}\n${rows.slice(0, 5_000).join('')}`).rows).toHaveLength(5_000);
    expect(faultOf(`${HEADER}\n${rows.join('')}`)).toMatchObject({
      line: 5_002,
      message: expect.stringMatching(/5,000 rows/),
    });
    const filled = (size: number) => {
      const text = `${HEADER}\n${ROW}`;
      return text + '\n'.repeat(size - text.length);
    };
    expect(fileOf(filled(1024 * 1024)).rows).toHaveLength(1);
    expect(faultOf(filled(1024 * 1024 + 1))?.message).toMatch(/1 MiB/);
  });
});
