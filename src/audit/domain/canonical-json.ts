/** A value that has no canonical form: it would hash differently elsewhere, or not survive a round trip. */
export class NotCanonical extends Error {
  constructor(reason: string) {
    super(`The value has no canonical JSON form: ${reason}.`);
    this.name = 'NotCanonical';
  }
}

const DEEPEST = 20;

/**
 * The one text of a JSON value (in the manner of RFC 8785): keys sorted by UTF-16 code unit, no white space,
 * numbers safe integers only. Members that are `undefined` are left out.
 *
 * @throws NotCanonical for lone surrogates, -0, fractions, unsafe integers, other types, or a depth over 20
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  if (depth > DEEPEST) throw new NotCanonical(`deeper than ${DEEPEST} levels`);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writeText(value);
  if (typeof value === 'number') return writeNumber(value);
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`;
  if (typeof value === 'object' && isPlain(value))
    return writeObject(value as Record<string, unknown>, depth);
  throw new NotCanonical(`a ${typeof value} is no JSON value`);
}

function writeText(text: string): string {
  if (!text.isWellFormed()) throw new NotCanonical('text with a lone surrogate');
  return JSON.stringify(text);
}

function writeNumber(value: number): string {
  if (!Number.isSafeInteger(value) || Object.is(value, -0))
    throw new NotCanonical('a number that is no safe integer');
  return String(value);
}

function writeObject(value: Record<string, unknown>, depth: number): string {
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${writeText(key)}:${write(value[key], depth + 1)}`);
  return `{${members.join(',')}}`;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
