import { isRecord } from './json-pointer.js';

/**
 * One text for one JSON value, whatever the order of its keys: to be hashed, to tell whether a record came
 * unchanged. Unlike the canonical JSON of the audit log it takes fractions and broken text, as records have them.
 */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    isRecord(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : member,
  );
}
