/** A value of a CSV file; null is an empty cell. */
export type CsvCell = string | number | null;

/** What a spreadsheet would take for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** True when a spreadsheet would run the text. */
export function looksLikeFormula(text: string): boolean {
  return FORMULA.test(text);
}

/**
 * A CSV file for spreadsheets: UTF-8 with a byte order mark, comma, CR LF, every cell in quotes. A text that looks like
 * a formula gets an apostrophe in front, so that opening the file runs nothing.
 */
export function csvText(rows: Iterable<readonly CsvCell[]>): string {
  return `${CSV_START}${[...rows].map(csvLine).join('')}`;
}

/** What a file begins with that is written line by line with {@link csvLine}. */
export const CSV_START = '\ufeff';

/** One line of such a file. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(quoted).join(',')}\r\n`;
}

function quoted(cell: CsvCell): string {
  const text = cell === null ? '' : String(cell);
  const safe = typeof cell === 'string' && looksLikeFormula(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
