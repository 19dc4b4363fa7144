import { Temporal } from 'temporal-polyfill';
import type { Fault } from '../../platform/errors.js';
import { isRecord, memberOf, pointerTo, valueAt } from './json-pointer.js';
import { jurisdictionFault } from './jurisdictions.js';

/** What of an incident cannot come before the incident itself. Awareness may well come before discovery is dated. */
const NEVER_BEFORE_IT_OCCURRED = [
  'discoveredAt',
  'awareAt',
  'containedAt',
  'determinedAt',
  'noHarmDeterminedAt',
  'classifiedAt',
  'materialityDeterminedAt',
  'ransomPaidAt',
  'incidentResolvedAt',
  'handlingConcludedAt',
];

/**
 * Facts that contradict each other or the world, whatever law applies: only the impossible, not the odd.
 * Reads any value; what has not the form of facts is left to the check of form.
 */
export function impossibleFacts(facts: unknown): Fault[] {
  return [
    ...ordersOfTime(facts),
    ...placesThatAreNone(facts),
    ...peopleThatCannotBe(facts),
    ...provenanceOfNothing(facts),
    ...brokenText(facts),
  ];
}

function ordersOfTime(facts: unknown): Fault[] {
  const occurred = instantOf(memberOf(facts, 'occurredAt'));
  if (!occurred) return [];
  return NEVER_BEFORE_IT_OCCURRED.filter((name) => {
    const instant = instantOf(memberOf(facts, name));
    return instant !== undefined && Temporal.Instant.compare(instant, occurred) < 0;
  }).map((name) => ({
    path: `/${name}`,
    message: 'Lies before occurredAt, which cannot be; correct one of the two.',
  }));
}

function placesThatAreNone(facts: unknown): Fault[] {
  const keyed = ['/affected/byJurisdiction', '/harm/byJurisdiction'].flatMap((path) =>
    Object.keys(recordAt(facts, path)).map((code) => ({ path: pointerTo(path, code), code })),
  );
  const listed = ['/organisation/establishments', '/organisation/insuranceLicences'].flatMap((path) => {
    const list = valueAt(facts, path);
    return (Array.isArray(list) ? list : []).map((code: unknown, at) => ({
      path: pointerTo(path, at),
      code,
    }));
  });
  return [...keyed, ...listed].flatMap(({ path, code }) => {
    if (typeof code !== 'string' || !WELL_FORMED.test(code)) return [];
    const message = jurisdictionFault(code);
    return message ? [{ path, message }] : [];
  });
}

const WELL_FORMED = /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/;

/** Numbers that contradict each other are odd, not impossible: they come in piece by piece while an incident runs. */
function peopleThatCannotBe(facts: unknown): Fault[] {
  const path = '/affected/byJurisdiction';
  const entries = Object.entries(recordAt(facts, path)).map(([code, people]) => ({
    path: pointerTo(path, code),
    people,
  }));
  const total = { path: '/affected/total', people: memberOf(memberOf(facts, 'affected'), 'total') };
  return [...entries, total]
    .filter(({ people }) => typeof people === 'number' && people > Number.MAX_SAFE_INTEGER)
    .map((entry) => ({ path: entry.path, message: 'Is more than can be counted; correct the number.' }));
}

function provenanceOfNothing(facts: unknown): Fault[] {
  return Object.keys(recordAt(facts, '/provenance'))
    .filter((pointer) => !pointer.startsWith('/'))
    .map((pointer) => ({
      path: pointerTo('/provenance', pointer),
      message: 'Must be the JSON pointer of a fact, such as /affected/total.',
    }));
}

/** Text that no notice, page or hash can carry. `veris` is kept as it came. */
function brokenText(value: unknown, path = ''): Fault[] {
  if (typeof value === 'string') {
    return value.isWellFormed() && !value.includes('\u0000')
      ? []
      : [{ path, message: 'Holds a character that is no text (NUL or half a pair); remove it.' }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    path === '' && key === 'veris' ? [] : brokenText(member, pointerTo(path, key)),
  );
}

function recordAt(facts: unknown, pointer: string): Record<string, unknown> {
  const value = valueAt(facts, pointer);
  return isRecord(value) ? value : {};
}

function instantOf(value: unknown): Temporal.Instant | undefined {
  try {
    return typeof value === 'string' ? Temporal.Instant.from(value) : undefined;
  } catch {
    return undefined;
  }
}
