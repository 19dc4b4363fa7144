import type { Fault } from '../../platform/errors.js';
import { duplicateKeys } from './duplicate-keys.js';
import { jsonTextsOf, type JsonText } from './json-texts.js';

/** One record of a file with the line it begins on (the first is 1), or why its text cannot be read. */
export type VerisRecordText =
  { line: number; record: unknown; warnings: Fault[] } | { line: number; errors: Fault[] };

const MOST_BYTES = 20 * 1024 * 1024;
const MOST_RECORDS = 10_000;

/**
 * Splits a file into records: one object, several in a row, a list (as VCDB joins them), or JSON Lines; a byte
 * order mark is skipped. Text that is no JSON is one refused record with its line, the others stay. A file over
 * 20 MiB or 10,000 records is refused whole.
 */
export function readVeris(text: string): VerisRecordText[] {
  if (Buffer.byteLength(text) > MOST_BYTES) return [refusal(1, 'The file is over 20 MiB; split it.')];
  const texts = jsonTextsOf(text.replace(/^\uFEFF/, ''));
  if (texts.length === 0) return [refusal(1, 'There is no record in the file.')];
  if (texts.length > MOST_RECORDS) {
    return [refusal(1, `The file holds more than ${MOST_RECORDS.toLocaleString('en')} records; split it.`)];
  }
  return texts.map(recordOf);
}

function recordOf({ line, text, fault }: JsonText): VerisRecordText {
  if (fault !== undefined) return refusal(line, fault);
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch {
    return refusal(line, 'Is not valid JSON.');
  }
  return { line, record, warnings: duplicateKeys(text) };
}

function refusal(line: number, message: string): VerisRecordText {
  return { line, errors: [{ path: '', message }] };
}
