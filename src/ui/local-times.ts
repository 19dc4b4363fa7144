import { Temporal } from 'temporal-polyfill';
import { asInstant, isoOf, type InstantLike } from './views.time.js';

/** What a `datetime-local` field shows for an instant: `2026-11-17T09:10`. */
export function localText(at: InstantLike, zone: string): string {
  return asInstant(at).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/**
 * The instant a `datetime-local` field means, as RFC 3339 in UTC; of the hour that comes twice in autumn, the
 * first. A time that the clocks skip, and text that is no time, is a message for the person.
 */
export function readLocalTime(text: string, zone: string): { instant: string } | { message: string } {
  let local: Temporal.PlainDateTime;
  try {
    local = Temporal.PlainDateTime.from(text);
  } catch {
    return { message: 'Write day and time, such as 2026-11-17T09:10.' };
  }
  const zoned = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (!zoned.toPlainDateTime().equals(local))
    return { message: 'This time does not exist: the clocks went forward. Write the time after the change.' };
  return { instant: isoOf(zoned.toInstant()) };
}
