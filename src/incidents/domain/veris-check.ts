import type { Fault } from '../../platform/errors.js';
import { isRecord, memberOf, pointerTo } from './json-pointer.js';
import { nearestWords } from './nearest-words.js';
import { VERIS_RECORD, type VerisShape, type VerisVersion } from './veris-shape.js';

/** What refuses a record, and what is only outside the published words: kept as it came, read as unknown. */
export interface VerisFindings {
  errors: Fault[];
  warnings: Fault[];
}

/** Compares a record with the published shape; needs nothing to be there. At most 20 levels deep, see the caller. */
export function checkVeris(record: unknown): VerisFindings {
  const findings: VerisFindings = { errors: [], warnings: [] };
  visit({ findings, version: versionOf(memberOf(record, 'schema_version')) }, record, VERIS_RECORD, '');
  return findings;
}

interface Check {
  findings: VerisFindings;
  version: VerisVersion;
}

const NEWEST: VerisVersion = 999;

/** `1.3.3` as 103.03; what is no version is read as the newest. */
function versionOf(written: unknown): VerisVersion {
  if (typeof written !== 'string') return NEWEST;
  const [, major, minor, patch = '0'] = /^(\d)\.(\d)(?:\.(\d{1,2}))?$/.exec(written) ?? [];
  return minor === undefined ? NEWEST : Number(major) * 100 + Number(minor) + Number(patch) / 100;
}

function visit(check: Check, value: unknown, shape: VerisShape, path: string): void {
  if (shape.kind === 'inert') return;
  if (shape.kind === 'object') return visitObject(check, value, shape, path);
  if (shape.kind === 'list') return visitList(check, value, shape, path);
  if (shape.kind === 'changed') {
    return visit(check, value, takesEarly(check, value, shape) ? shape.early : shape.now, path);
  }
  const error = scalarError(value, shape.kind);
  if (error) check.findings.errors.push({ path, message: error });
  else if (shape.kind === 'word') visitWord(check, value as string, shape.words, path);
}

function takesEarly({ version }: Check, value: unknown, shape: VerisShape & { kind: 'changed' }): boolean {
  return version < shape.formBefore && (shape.early.kind === 'list' || !isRecord(value));
}

function visitObject(
  check: Check,
  value: unknown,
  shape: VerisShape & { kind: 'object' },
  path: string,
): void {
  if (!isRecord(value)) {
    check.findings.errors.push({ path, message: 'Must be an object.' });
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    const known = shape.keys.get(key);
    if (known) visit(check, member, known, pointerTo(path, key));
    else if (!shape.open) check.findings.warnings.push(unknownKey(pointerTo(path, key), key, shape.keys));
  }
}

function visitList(check: Check, value: unknown, shape: VerisShape & { kind: 'list' }, path: string): void {
  if (Array.isArray(value)) {
    value.forEach((item, at) => visit(check, item, shape.of, pointerTo(path, at)));
  } else if (shape.oneBefore !== undefined && check.version < shape.oneBefore) {
    visit(check, value, shape.of, path);
  } else {
    check.findings.errors.push({ path, message: 'Must be a list.' });
  }
}

function visitWord(check: Check, written: string, words: ReadonlySet<string>, path: string): void {
  if (words.has(written)) return;
  const near = nearestWords(written, words, 1, 0.5)[0];
  const hint = near ? ` The nearest word it has is "${near}".` : '';
  check.findings.warnings.push({
    path,
    message: `VERIS publishes no such word here; it is kept as it came and counts as unknown.${hint}`,
  });
}

function unknownKey(path: string, key: string, known: ReadonlyMap<string, VerisShape>): Fault {
  const near = nearestWords(key, known.keys(), 1, 0.5)[0];
  const hint = near ? ` The nearest key it has is "${near}".` : '';
  return { path, message: `VERIS publishes no such key here; it is kept as it came and not read.${hint}` };
}

function scalarError(value: unknown, kind: VerisShape['kind']): string | undefined {
  if (kind === 'text' || kind === 'word') return typeof value === 'string' ? undefined : 'Must be text.';
  if (kind === 'flag') return typeof value === 'boolean' ? undefined : 'Must be true or false.';
  if (typeof value !== 'number') return 'Must be a number.';
  if (kind === 'date-part') return Number.isInteger(value) ? undefined : 'Must be a whole number.';
  if (value < 0) return 'Must not be negative.';
  if (kind === 'quantity') return undefined;
  if (!Number.isInteger(value)) return 'Must be a whole number.';
  return Number.isSafeInteger(value) ? undefined : 'Is more than can be counted.';
}
