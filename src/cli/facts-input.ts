import { Temporal } from 'temporal-polyfill';
import { pointerTo } from '../incidents/domain/json-pointer.js';
import { jsonTextsOf } from '../incidents/domain/json-texts.js';
import { writtenTwice } from '../incidents/domain/strict-json.js';
import type { Fault } from '../platform/errors.js';
import { UsageError } from './outcome.js';

/** One item of a FACTS file, still unchecked but for its wrapper. */
export interface FactsItem {
  /** Given by the caller; in a list without ids the place from 1; null for a single item without one. */
  id: string | number | null;
  at: Temporal.Instant | null;
  facts: unknown;
  /** Faults of the wrapper or of the JSON text. */
  errors: Fault[];
}

export interface FactsInput {
  items: FactsItem[];
  /** Many items give JSON Lines; one object gives one. */
  many: boolean;
}

const WRAPPER_KEYS = ['id', 'at', 'facts'];

/** Reads one object, an array, or JSON Lines; each item is facts alone or `{id, at, facts}`. */
export function readFactsInput(text: string): FactsInput {
  const bare = text.replace(/^\uFEFF/, '');
  const whole = parse(bare);
  if (whole.ok && Array.isArray(whole.value)) {
    const texts = jsonTextsOf(bare);
    const items = whole.value.map((value, index) => readItem(value, texts[index]?.text ?? '', index + 1));
    return { many: true, items };
  }
  if (whole.ok) return { many: false, items: [readItem(whole.value, bare, null)] };
  const lines = bare.split('\n').map((line, index) => ({ line, number: index + 1 }));
  const filled = lines.filter(({ line }) => line.trim() !== '');
  if (filled.length < 2) return { many: false, items: [unreadable(null, 'line 1')] };
  const items = filled.map(({ line, number }, index) => {
    const parsed = parse(line);
    return parsed.ok ? readItem(parsed.value, line, index + 1) : unreadable(index + 1, `line ${number}`);
  });
  return { many: true, items };
}

/** The same of values that were read from another form than JSON. */
export function factsInputOf(value: unknown): FactsInput {
  if (!Array.isArray(value)) return { many: false, items: [toItem(value, null)] };
  return { many: true, items: value.map((one: unknown, index) => toItem(one, index + 1)) };
}

/** An item of JSON: a key twice in one object is a fault, for a parser drops the first without a word. */
function readItem(value: unknown, json: string, place: number | null): FactsItem {
  const item = toItem(value, place);
  const isWrapped = item.facts !== value;
  const twice = writtenTwice(json).map(({ path, message }) => ({
    path: isWrapped ? path.replace(/^\/facts(?=\/)/, '') : path,
    message,
  }));
  return twice.length === 0 ? item : { ...item, errors: [...item.errors, ...twice] };
}

function toItem(value: unknown, place: number | null): FactsItem {
  if (!isObject(value))
    return { ...unreadable(place, ''), errors: [{ path: '', message: 'An item is one JSON object.' }] };
  if (!Object.hasOwn(value, 'facts')) return { id: place, at: null, facts: value, errors: [] };
  const errors: Fault[] = Object.keys(value)
    .filter((key) => !WRAPPER_KEYS.includes(key))
    .map((key) => ({
      path: pointerTo('', key),
      message: `Beside facts only ${WRAPPER_KEYS.join(', ')} are known.`,
    }));
  const id = readId(value.id, place, errors);
  const at = readAt(value.at, errors);
  return { id, at, facts: value.facts, errors };
}

function readId(id: unknown, place: number | null, errors: Fault[]): string | number | null {
  if (typeof id === 'string' || typeof id === 'number') return id;
  if (id !== undefined && id !== null) errors.push({ path: '/id', message: 'An id is text or a number.' });
  return place;
}

function readAt(at: unknown, errors: Fault[]): Temporal.Instant | null {
  if (at === undefined || at === null) return null;
  const instant = typeof at === 'string' ? instantOrNull(at) : null;
  if (instant === null)
    errors.push({ path: '/at', message: 'The instant of evaluation is text such as 2026-11-02T17:00:00Z.' });
  return instant;
}

/** The `--at` of a command. @throws UsageError when it is no instant */
export function readAtOption(at: string | undefined): Temporal.Instant | null {
  if (at === undefined) return null;
  const instant = instantOrNull(at);
  if (instant === null) throw new UsageError('--at takes an instant such as 2026-11-02T17:00:00Z.');
  return instant;
}

function instantOrNull(text: string): Temporal.Instant | null {
  try {
    return Temporal.Instant.from(text);
  } catch {
    return null;
  }
}

function unreadable(place: number | null, path: string): FactsItem {
  return { id: place, at: null, facts: null, errors: [{ path, message: 'This is no JSON.' }] };
}

function parse(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false };
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
