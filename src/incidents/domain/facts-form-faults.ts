import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Fault } from '../../platform/errors.js';
import { pointerTo } from './json-pointer.js';
import { allowedWords, nearestWords } from './nearest-words.js';

/** What Ajv found in facts, as one sentence per place that says how to mend it, and never repeats the value. */
export function faultsOfForm(errors: readonly ErrorObject[]): Fault[] {
  const telling = [...errors].sort((a, b) => rank(a.keyword) - rank(b.keyword));
  const byPath = new Map<string, string>();
  for (const error of telling) {
    const message = messages[error.keyword]?.(error);
    const path = placeOf(error);
    if (message && !byPath.has(path)) byPath.set(path, message);
  }
  return [...new Set(errors.map(placeOf))].flatMap((path) => {
    const message = byPath.get(path);
    return message === undefined ? [] : [{ path, message }];
  });
}

/** Where several rules object to one place, the first of these tells most. */
const TELLING_FIRST = [
  'enum',
  'format',
  'pattern',
  'minimum',
  'maxLength',
  'minItems',
  'uniqueItems',
  'type',
];

function rank(keyword: string): number {
  const at = TELLING_FIRST.indexOf(keyword);
  return at < 0 ? TELLING_FIRST.length : at;
}

function placeOf(error: ErrorObject): string {
  const { additionalProperty, missingProperty, i } = error.params as Record<string, string | number>;
  const member = error.propertyName ?? additionalProperty ?? missingProperty;
  if (member !== undefined) return pointerTo(error.instancePath, member);
  return error.keyword === 'uniqueItems' && i !== undefined
    ? pointerTo(error.instancePath, i)
    : error.instancePath;
}

const messages: Record<string, (error: ErrorObject) => string> = {
  enum: ({ params, data, propertyName }) =>
    `Unknown code. ${allowedWords(propertyName ?? data, (params as { allowedValues: string[] }).allowedValues)}`,
  format: () => INSTANT,
  pattern: ({ params, propertyName, parentSchema }) =>
    (parentSchema as { format?: string }).format === 'date-time'
      ? INSTANT
      : patternMessage((params as { pattern: string }).pattern, propertyName !== undefined),
  minimum: () => 'Must not be negative; give a whole number, 0 or more.',
  maxLength: ({ params }) =>
    `Too long; at most ${(params as { limit: number }).limit.toLocaleString('en')} characters.`,
  minItems: () => 'An empty list says nothing; leave it out while it is unknown.',
  uniqueItems: () => 'Says the same as an earlier entry of the list; remove one of them.',
  type: (error) => typeMessage(error),
  required: () => 'Is missing here; add it.',
  additionalProperties: (error) => unknownFact(error),
};

const INSTANT =
  'Must be an instant that exists, from 1950 to 2100, with its offset, such as 2026-11-02T17:00:00Z. ' +
  'If only the day is known, give local noon.';

const TYPES: Record<string, string> = {
  object: 'an object with named facts',
  array: 'a list',
  string: 'text',
  boolean: 'true or false',
  integer: 'a whole number, 0 or more',
};

function typeMessage({ params, instancePath }: ErrorObject): string {
  const type = String((params as { type: string | string[] }).type).split(',');
  if (type[0] === 'null') return '';
  const orUnknown = instancePath.startsWith('/affected/byJurisdiction/')
    ? ', or null for people in unknown number'
    : '';
  return `Must be ${TYPES[type[0] ?? ''] ?? type[0]}${orUnknown}. Leave it out while it is unknown.`;
}

function patternMessage(pattern: string, isName: boolean): string {
  if (pattern === '^\\d{2,6}$') return 'Must be a NAICS code of 2 to 6 digits, such as 522110.';
  if (pattern.includes('EU|ZZ'))
    return 'Must be a jurisdiction: EU, ZZ, or an ISO code such as DE, US-CA or CA-QC.';
  return isName ? 'Must be the id of a rule, such as eu-gdpr-33-authority.' : 'Is not written as asked for.';
}

function unknownFact({ params, parentSchema }: ErrorObject): string {
  const known = Object.keys((parentSchema as { properties?: object }).properties ?? {});
  const near = nearestWords((params as { additionalProperty: string }).additionalProperty, known);
  const hint = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
  return `There is no such fact.${hint} Correct the name or leave it out.`;
}
