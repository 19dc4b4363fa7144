import type { Fault } from '../../platform/errors.js';
import { FirstFaults } from './first-faults.js';
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
  const check = {
    errors: new FirstFaults(),
    warnings: new FirstFaults(),
    version: versionOf(memberOf(record, 'schema_version')),
  };
  visit(check, record, VERIS_RECORD, { key: '' });
  return { errors: check.errors.list(), warnings: check.warnings.list() };
}

interface Check {
  errors: FirstFaults;
  warnings: FirstFaults;
  version: VerisVersion;
}

const NEWEST: VerisVersion = 999;

/** `1.3.3` as 103.03; what is no version is read as the newest. */
function versionOf(written: unknown): VerisVersion {
  if (typeof written !== 'string') return NEWEST;
  const [, major, minor, patch = '0'] = /^(\d)\.(\d)(?:\.(\d{1,2}))?$/.exec(written) ?? [];
  return minor === undefined ? NEWEST : Number(major) * 100 + Number(minor) + Number(patch) / 100;
}

/** Where the visit stands; made into a pointer only for a fault, since a record may have millions of places. */
interface Place {
  within?: Place;
  key: string | number;
}

function pointerOf({ within, key }: Place): string {
  return within ? pointerTo(pointerOf(within), key) : '';
}

function visit(check: Check, value: unknown, shape: VerisShape, place: Place): void {
  if (shape.kind === 'object') return visitObject(check, value, shape, place);
  if (shape.kind === 'list') return visitList(check, value, shape, place);
  if (shape.kind === 'changed') {
    return visit(check, value, takesEarly(check, value, shape) ? shape.early : shape.now, place);
  }
  const error = scalarError(value, shape.kind);
  if (error) refuse(check, place, error);
  else if (shape.kind === 'word' && !shape.words.has(value as string)) {
    const { words } = shape;
    check.warnings.add(() => ({ path: pointerOf(place), message: unknownWord(value as string, words) }));
  }
}

function takesEarly({ version }: Check, value: unknown, shape: VerisShape & { kind: 'changed' }): boolean {
  return version < shape.formBefore && (shape.early.kind === 'list' || !isRecord(value));
}

function visitObject(
  check: Check,
  value: unknown,
  shape: VerisShape & { kind: 'object' },
  place: Place,
): void {
  if (!isRecord(value)) return refuse(check, place, 'Must be an object.');
  for (const key of Object.keys(value)) {
    const known = shape.keys.get(key);
    const member = { within: place, key };
    if (known) visit(check, value[key], known, member);
    else if (!shape.open) {
      check.warnings.add(() => ({ path: pointerOf(member), message: unknownKey(key, shape.keys) }));
    }
  }
}

function visitList(check: Check, value: unknown, shape: VerisShape & { kind: 'list' }, place: Place): void {
  if (Array.isArray(value)) {
    value.forEach((item, key) => visit(check, item, shape.of, { within: place, key }));
  } else if (shape.oneBefore !== undefined && check.version < shape.oneBefore) {
    visit(check, value, shape.of, place);
  } else {
    refuse(check, place, 'Must be a list.');
  }
}

function refuse(check: Check, place: Place, message: string): void {
  check.errors.add(() => ({ path: pointerOf(place), message }));
}

function unknownWord(written: string, words: ReadonlySet<string>): string {
  const near = nearestWords(written, words, 1, 0.5)[0];
  const hint = near ? ` The nearest word it has is "${near}".` : '';
  return `VERIS publishes no such word here; it is kept as it came and counts as unknown.${hint}`;
}

function unknownKey(key: string, known: ReadonlyMap<string, VerisShape>): string {
  const near = nearestWords(key, known.keys(), 1, 0.5)[0];
  const hint = near ? ` The nearest key it has is "${near}".` : '';
  return `VERIS publishes no such key here; it is kept as it came and not read.${hint}`;
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
