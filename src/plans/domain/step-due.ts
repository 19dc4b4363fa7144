import { Temporal } from 'temporal-polyfill';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
const EARLIEST = Temporal.Instant.from('2000-01-01T00:00:00Z');
const LATEST = Temporal.Instant.from('2100-01-01T00:00:00Z');

/** The moment by which a step is due, RFC 3339 with its offset, years 2000 to 2099; null: no such moment. */
export function readDue(text: string): Temporal.Instant | null {
  if (!INSTANT.test(text)) return null;
  try {
    const at = Temporal.Instant.from(text).round({ smallestUnit: 'millisecond', roundingMode: 'floor' });
    return isDue(at) ? at : null;
  } catch {
    return null;
  }
}

export function isDue(at: Temporal.Instant): boolean {
  return Temporal.Instant.compare(at, EARLIEST) >= 0 && Temporal.Instant.compare(at, LATEST) < 0;
}
