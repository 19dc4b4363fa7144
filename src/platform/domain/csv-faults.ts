import type { CsvError } from 'csv-parse';
import { LineCounter, firstNotUtf8, placeOf } from './text-place.js';
import type { TextPlace } from './text-place.js';

/** The file is broken in form, and none of it is taken. */
export interface FileFault extends TextPlace {
  message: string;
}

/** Thrown while a file is read, where it is broken. */
export class BrokenFile extends Error {
  override readonly name = 'BrokenFile';

  constructor(readonly fault: FileFault) {
    super(fault.message);
  }
}

/** Why the bytes are no text to begin with; null: they are UTF-8 without NUL. */
export function faultOfBytes(bytes: Uint8Array): FileFault | null {
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    const message = 'A NUL byte: the file is no text, or in UTF-16. Save it as CSV in UTF-8.';
    return { ...placeOf(bytes, nul), message };
  }
  const place = firstNotUtf8(bytes);
  return place && { ...place, message: 'This is not UTF-8. Save the file as CSV in UTF-8.' };
}

const MESSAGES: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'A quote is opened here or below and never closed.',
  CSV_INVALID_CLOSING_QUOTE: 'Text follows a closing quote; write a quote inside quotes twice.',
  INVALID_OPENING_QUOTE:
    'A quote stands inside a cell; put the whole cell in quotes and write the inner quote twice.',
  CSV_MAX_RECORD_SIZE: 'A row of more than 64 KiB; perhaps a quote is not closed.',
};

/**
 * What stopped the reading of a file. The parser's own message repeats the cell, so only its code and place are used.
 * What is no fault of the file is thrown on.
 */
export function faultOfParser(error: unknown, bytes: Uint8Array): FileFault {
  if (error instanceof BrokenFile) return error.fault;
  const { code, bytes: read, column } = error as CsvError & { bytes?: number; column?: number };
  const message = typeof code === 'string' ? MESSAGES[code] : undefined;
  if (message === undefined) throw error;
  const line = new LineCounter(bytes).lineOfTextAfter(read ?? 0);
  return { line, column: (column ?? 0) + 1, message };
}
