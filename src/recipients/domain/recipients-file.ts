import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { Info } from 'csv-parse';
import { BrokenFile, faultOfBytes, faultOfParser } from '../../platform/domain/csv-faults.js';
import type { FileFault } from '../../platform/domain/csv-faults.js';
import { LineCounter } from '../../platform/domain/text-place.js';
import { columnsOf } from './csv-columns.js';
import { rowOf } from './recipient-row.js';
import type { RecipientRow, RejectedRow, RowRules } from './recipient-row.js';

/** What a file held: `read` = `rows` + `rejected` + `duplicates`. */
export interface RecipientsFile {
  /** Records below the header. */
  read: number;
  /** Each mailbox once, in the order of the file. */
  rows: RecipientRow[];
  rejected: RejectedRow[];
  /** Rows whose address stands further up in the same file. */
  duplicates: number;
  /** Columns that were not read, counted from 1. */
  unreadColumns: number[];
}

/** What one import takes into memory and one transaction. */
export const MOST_ROWS = 100_000;
export const MOST_COLUMNS = 64;
export const MOST_RECORD_CHARACTERS = 65_536;
export const MOST_CELL_BYTES = 4_096;
const ROWS_BETWEEN_RESTS = 500;
const CHUNK = 64 * 1024;
const DELIMITERS = [',', ';', '\t'] as const;
const RECORD_ENDS = ['\r\n', '\n', '\r'];

/**
 * Reads a recipients file: CSV in UTF-8, separated by commas, semicolons or tabs, the first line naming the columns.
 * Broken form refuses the whole file; a wrong row is reported and left out.
 *
 * @param rest awaited every few hundred rows, so that others get their turn
 */
export async function readRecipientsFile(
  bytes: Uint8Array,
  rules: RowRules,
  rest: () => Promise<unknown> = () => Promise.resolve(),
): Promise<{ file: RecipientsFile } | { fault: FileFault }> {
  const fault = faultOfBytes(bytes);
  if (fault) return { fault };
  try {
    return { file: await readRecords(bytes, rules, rest) };
  } catch (error) {
    return { fault: faultOfParser(error, bytes) };
  }
}

async function readRecords(
  bytes: Uint8Array,
  rules: RowRules,
  rest: () => Promise<unknown>,
): Promise<RecipientsFile> {
  const records = recordsOf(bytes, delimiterOf(bytes));
  const first = await records.next();
  if (first.done) throw new BrokenFile({ line: 1, column: 1, message: 'The file is empty.' });
  const header = columnsOf(first.value.cells);
  if ('fault' in header) throw new BrokenFile({ line: first.value.line, ...header.fault });
  const file: RecipientsFile = {
    read: 0,
    rows: [],
    rejected: [],
    duplicates: 0,
    unreadColumns: header.columns.unread,
  };
  const seen = new Set<string>();
  for await (const { cells, line } of records) {
    if (++file.read > MOST_ROWS)
      throw new BrokenFile({ line, column: 1, message: `More than ${MOST_ROWS} rows; split the file.` });
    if (file.read % ROWS_BETWEEN_RESTS === 0) await rest();
    const outcome = rowOf(cells, header.columns, rules);
    if ('code' in outcome) file.rejected.push({ line, ...outcome });
    else if (seen.has(outcome.address.folded)) file.duplicates++;
    else {
      seen.add(outcome.address.folded);
      file.rows.push(outcome);
    }
  }
  return file;
}

interface CsvRecord {
  cells: string[];
  /** Line on which the record begins. */
  line: number;
}

async function* recordsOf(bytes: Uint8Array, delimiter: string): AsyncGenerator<CsvRecord, void> {
  const lines = new LineCounter(bytes);
  let end = 0;
  let width: number | undefined;
  for await (const { record, info } of parsed(bytes, delimiter)) {
    const line = lines.lineOfTextAfter(end);
    end = info.bytes;
    width ??= record.length;
    checkCells(record, line, width);
    yield { cells: record, line };
  }
}

function checkCells(cells: string[], line: number, width: number): void {
  if (cells.length > MOST_COLUMNS)
    throw new BrokenFile({ line, column: MOST_COLUMNS + 1, message: `More than ${MOST_COLUMNS} columns.` });
  if (cells.length !== width) {
    const message = 'This row has another number of cells than the first line.';
    throw new BrokenFile({ line, column: Math.min(cells.length, width) + 1, message });
  }
  const long = cells.findIndex((cell) => Buffer.byteLength(cell) > MOST_CELL_BYTES);
  if (long >= 0)
    throw new BrokenFile({
      line,
      column: long + 1,
      message: `A cell of more than ${MOST_CELL_BYTES} bytes.`,
    });
}

function parsed(bytes: Uint8Array, delimiter: string): AsyncIterable<{ record: string[]; info: Info }> {
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    max_record_size: MOST_RECORD_CHARACTERS,
    record_delimiter: RECORD_ENDS,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  return Readable.from(chunksOf(bytes)).pipe(parser);
}

function* chunksOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += CHUNK) yield bytes.subarray(from, from + CHUNK);
}

/** The first separator under which the header names an e-mail column; else a comma. */
function delimiterOf(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes.subarray(0, MOST_RECORD_CHARACTERS));
  const header = text.split(/[\r\n]/).find((line) => line !== '') ?? '';
  const names = (delimiter: string) => header.split(delimiter).map((name) => name.replace(/^"|"$/g, ''));
  return DELIMITERS.find((delimiter) => 'columns' in columnsOf(names(delimiter))) ?? ',';
}
