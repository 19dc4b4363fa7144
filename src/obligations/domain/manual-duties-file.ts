import { parse } from 'csv-parse/sync';
import type { Info } from 'csv-parse';
import { BrokenFile, faultOfBytes, faultOfParser } from '../../platform/domain/csv-faults.js';
import type { FileFault } from '../../platform/domain/csv-faults.js';
import { looksLikeFormula } from '../../platform/domain/csv-writer.js';
import { LineCounter } from '../../platform/domain/text-place.js';
import { manualIdentity } from './manual-duty.js';
import type { ManualDuty, ManualDutyCodes } from './manual-duty.js';
import { readManualDuty } from './manual-duty-reading.js';

/** Columns of a file of contracts, as the first line names them. */
export const DUTY_COLUMNS = [
  'counterparty',
  'contract',
  'title',
  'clock',
  'amount',
  'unit',
  'zone',
  'calendar',
  'cutoff',
  'channels',
  'content',
  'keeper_email',
  'note',
] as const;
export type DutyColumn = (typeof DUTY_COLUMNS)[number];

const NEEDED: readonly DutyColumn[] = ['counterparty', 'contract', 'title', 'unit'];

export const MOST_DUTY_ROWS = 5_000;
export const LARGEST_DUTIES_FILE = 1024 * 1024;
const MOST_RECORD_CHARACTERS = 65_536;

/** One contract of a file, as checked. */
export interface DutyFileRow {
  /** On which the row begins, from 1. */
  line: number;
  duty: ManualDuty;
  keeperId: string | null;
  /** Columns whose text a spreadsheet would take for a formula; it is kept as it is. */
  marked: DutyColumn[];
}

/** What is wrong with a row. Never what it said. */
export interface DutyRowFault {
  line: number;
  /** From 1. */
  column: number;
  field: DutyColumn;
  message: string;
}

export interface DutiesFile {
  rows: DutyFileRow[];
  faults: DutyRowFault[];
}

export interface DutyFileRules {
  codes: ManualDutyCodes;
  /** Id of the person who signs in with the address; undefined: nobody who can keep a duty. */
  keeperOf: (email: string) => string | undefined;
}

/**
 * Reads a file of contracts: CSV in UTF-8, separated by commas or semicolons, the first line naming the columns in any
 * order. Broken form refuses the whole file; every fault of every row is told.
 */
export function readManualDutiesFile(
  bytes: Uint8Array,
  rules: DutyFileRules,
): { file: DutiesFile } | { fault: FileFault } {
  if (bytes.length > LARGEST_DUTIES_FILE)
    return { fault: { line: 1, column: 1, message: 'The file is over 1 MiB; split it.' } };
  const fault = faultOfBytes(bytes);
  if (fault) return { fault };
  try {
    return { file: readRecords(bytes, rules) };
  } catch (error) {
    return { fault: faultOfParser(error, bytes) };
  }
}

function readRecords(bytes: Uint8Array, rules: DutyFileRules): DutiesFile {
  const [header, ...records] = recordsOf(bytes);
  if (!header) throw new BrokenFile({ line: 1, column: 1, message: 'The file is empty.' });
  const columns = columnsOf(header);
  const tooMany = records[MOST_DUTY_ROWS];
  if (tooMany)
    throw new BrokenFile({ line: tooMany.line, column: 1, message: 'More than 5,000 rows; split the file.' });
  const file: DutiesFile = { rows: [], faults: [] };
  const seen = new Map<string, number>();
  for (const { cells, line } of records) {
    const { row, faults } = rowOf(cells, line, columns, rules);
    file.faults.push(...faults);
    if (!row) continue;
    const identity = manualIdentity(row.duty);
    const before = seen.get(identity);
    if (before === undefined) file.rows.push(row);
    else
      file.faults.push({
        line,
        column: (columns.get('title') ?? 0) + 1,
        field: 'title',
        message: `Line ${before} has the same counterparty, contract and title; tell the two apart by their titles.`,
      });
    seen.set(identity, before ?? line);
  }
  return file;
}

interface CsvRecord {
  cells: string[];
  line: number;
}

function recordsOf(bytes: Uint8Array): CsvRecord[] {
  const lines = new LineCounter(bytes);
  let end = 0;
  let width: number | undefined;
  return parsed(bytes).map(({ record: cells, info }) => {
    const line = lines.lineOfTextAfter(end);
    end = info.bytes;
    width ??= cells.length;
    if (cells.length === width) return { cells, line };
    const message = 'This row has another number of cells than the first line.';
    throw new BrokenFile({ line, column: Math.min(cells.length, width) + 1, message });
  });
}

function parsed(bytes: Uint8Array): { record: string[]; info: Info }[] {
  const options = {
    bom: true,
    delimiter: delimiterOf(bytes),
    info: true,
    max_record_size: MOST_RECORD_CHARACTERS,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
  };
  return parse(bytes, options) as unknown as { record: string[]; info: Info }[];
}

/** The separator under which the first line names more columns; a comma where neither does. */
function delimiterOf(bytes: Uint8Array): ',' | ';' {
  const text = new TextDecoder().decode(bytes.subarray(0, MOST_RECORD_CHARACTERS));
  const header = text.split(/[\r\n]/).find((line) => line !== '') ?? '';
  const known = (delimiter: string) =>
    header.split(delimiter).filter((name) => columnNamed(name.replaceAll('"', '')) !== undefined).length;
  return known(';') > known(',') ? ';' : ',';
}

function columnNamed(name: string): DutyColumn | undefined {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');
  return DUTY_COLUMNS.find((column) => column === plain);
}

/** Where each field stands. The names of strange columns are not repeated: without a first line they are data. */
function columnsOf({ cells, line }: CsvRecord): ReadonlyMap<DutyColumn, number> {
  const columns = new Map<DutyColumn, number>();
  for (const [at, name] of cells.entries()) {
    const field = columnNamed(name);
    const place = { line, column: at + 1 };
    if (field === undefined)
      throw new BrokenFile({
        ...place,
        message: `The first line names a column that is not known; it may name: ${DUTY_COLUMNS.join(', ')}.`,
      });
    if (columns.has(field))
      throw new BrokenFile({ ...place, message: `Two columns hold the ${field}; keep one.` });
    columns.set(field, at);
  }
  const missing = NEEDED.filter((field) => !columns.has(field));
  if (missing.length > 0)
    throw new BrokenFile({
      line,
      column: 1,
      message: `The first line must also name: ${missing.join(', ')}.`,
    });
  return columns;
}

function rowOf(
  cells: readonly string[],
  line: number,
  columns: ReadonlyMap<DutyColumn, number>,
  { codes, keeperOf }: DutyFileRules,
): { row: DutyFileRow | null; faults: DutyRowFault[] } {
  const cell = (field: DutyColumn) => (cells[columns.get(field) ?? cells.length] ?? '').trim();
  const at = (field: DutyColumn, message: string): DutyRowFault => ({
    line,
    column: (columns.get(field) ?? 0) + 1,
    field,
    message,
  });
  const { duty, faults } = readManualDuty(valuesOf(cell, codes), codes);
  const found = (faults ?? []).map(({ path, message }) => at(fieldOf(path), message));
  const email = cell('keeper_email');
  const keeperId = email === '' ? null : keeperOf(email);
  if (keeperId === undefined)
    found.push(at('keeper_email', 'Nobody signs in with this address, or the account is disabled.'));
  if (!duty || keeperId === undefined)
    return { row: null, faults: found.sort((one, other) => one.column - other.column) };
  const marked = [...columns.keys()].filter((field) => looksLikeFormula(cell(field)));
  return { row: { line, duty, keeperId, marked }, faults: [] };
}

/** What the cells say, in the form that is checked; a number that is none stays text. */
function valuesOf(cell: (field: DutyColumn) => string, codes: ManualDutyCodes): Record<string, unknown> {
  const amount = cell('amount');
  const clock = cell('clock').toLowerCase();
  const [, hour = '', minute = ''] = /^(\d{1,2}):(\d{2})(?::00)?$/.exec(cell('cutoff')) ?? [];
  return {
    counterparty: cell('counterparty'),
    contract: cell('contract'),
    title: cell('title'),
    clock: codes.clocks.find((code) => code.toLowerCase() === clock) ?? cell('clock'),
    amount: /^\d{1,9}$/.test(amount) ? Number(amount) : amount,
    unit: cell('unit').toLowerCase().replace(/\s+/g, '-'),
    zone: cell('zone'),
    calendar: cell('calendar').toLowerCase(),
    cutoff: hour === '' ? cell('cutoff') : `${hour.padStart(2, '0')}:${minute}`,
    channels: cell('channels')
      .split(';')
      .map((code) => code.trim().toLowerCase())
      .filter((code) => code !== ''),
    content: cell('content'),
    note: cell('note'),
  };
}

function fieldOf(path: string): DutyColumn {
  return DUTY_COLUMNS.find((field) => path === `/${field}`) ?? 'counterparty';
}
