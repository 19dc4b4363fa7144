import { Temporal } from 'temporal-polyfill';

export type InstantLike = Temporal.Instant | string;

/**
 * full  `Fri 20 Nov 2026, 09:10 GMT`; short `Fri 20 Nov, 09:10 GMT`; dense `Fri 20 Nov, 09:10`, where the
 * zone stands in the heading; date `Fri 20 Nov 2026`; minute `09:10 GMT`; second `09:10:41`.
 */
export type TimeStyle = 'full' | 'short' | 'dense' | 'date' | 'minute' | 'second';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export function asInstant(at: InstantLike): Temporal.Instant {
  return typeof at === 'string' ? Temporal.Instant.from(at) : at;
}

/** Seconds are kept only where there are some: `2026-11-17T09:10:00Z`. */
export function isoOf(at: InstantLike): string {
  return asInstant(at).toString({ smallestUnit: 'second' });
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string, locale: string): Intl.DateTimeFormat {
  const key = `${locale} ${zone}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
  formats.set(key, made);
  return made;
}

function partsOf(at: Temporal.Instant, zone: string, locale: string): Record<string, string> {
  const parts = formatOf(zone, locale).formatToParts(at.epochMilliseconds);
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

/** `GMT`, `CET`, `EST`; an offset such as `GMT+9` where neither English has a name for the zone. */
function zoneName(at: Temporal.Instant, zone: string): string {
  const british = partsOf(at, zone, 'en-GB')['timeZoneName'] ?? zone;
  return /\d/.test(british) ? (partsOf(at, zone, 'en-US')['timeZoneName'] ?? british) : british;
}

/**
 * An instant in words, 24-hour clock.
 * @param zone IANA name, such as `Europe/Dublin`
 */
export function formatInstant(at: InstantLike, zone: string, style: TimeStyle = 'full'): string {
  const instant = asInstant(at);
  const { weekday, day, month, year, hour, minute, second } = partsOf(instant, zone, 'en-GB');
  const clock = `${hour}:${minute}`;
  const named = zoneName(instant, zone);
  switch (style) {
    case 'full':
      return `${weekday} ${day} ${month} ${year}, ${clock} ${named}`;
    case 'short':
      return `${weekday} ${day} ${month}, ${clock} ${named}`;
    case 'dense':
      return `${weekday} ${day} ${month}, ${clock}`;
    case 'date':
      return `${weekday} ${day} ${month} ${year}`;
    case 'minute':
      return `${clock} ${named}`;
    case 'second':
      return `${clock}:${second}`;
  }
}

/** The zone of a form or a list, once for all its times: `Times in Europe/Dublin, GMT`. */
export function zoneWords(zone: string, at: InstantLike): string {
  const name = zoneName(asInstant(at), zone);
  return name === zone ? `Times in ${zone}` : `Times in ${zone}, ${name}`;
}

/** A day without a clock time, from `2026-11-20`: `Fri 20 Nov 2026`. */
export function formatDay(day: string): string {
  return formatInstant(`${Temporal.PlainDate.from(day).toString()}T12:00:00Z`, 'UTC', 'date');
}

/**
 * How long, in words: minutes below 48 hours, then days and hours, then days, then years. Rounded down, so no
 * one is promised a minute that is not there. `assets/app.js` holds the same rule for the browser.
 */
export function durationWords(milliseconds: number): string {
  const days = Math.floor(milliseconds / day);
  const hours = Math.floor((milliseconds % day) / hour);
  const minutes = Math.floor((milliseconds % hour) / minute);
  if (days >= 730) return `${Math.floor(days / 365.25)} years`;
  if (days >= 14) return `${days} days`;
  if (days >= 2) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  const rest = minutes > 0 ? ` ${minutes} min` : '';
  if (days === 1) return hours + minutes > 0 ? `1 d ${hours} h${rest}` : '1 d';
  if (hours > 0) return `${hours} h${rest}`;
  return minutes > 0 ? `${minutes} min` : 'less than 1 min';
}

/** `18 h 50 min left` or, after the time, `3 h 20 min late`. */
export function countdownWords(due: InstantLike, now: InstantLike, form: 'left' | 'plain' = 'left'): string {
  const left = asInstant(due).epochMilliseconds - asInstant(now).epochMilliseconds;
  if (left < 0) return `${durationWords(-left)} late`;
  return form === 'left' ? `${durationWords(left)} left` : durationWords(left);
}

/** `over` after the time, `soon` within 24 hours of it, else empty. */
export function urgency(due: InstantLike, now: InstantLike): 'over' | 'soon' | '' {
  const left = asInstant(due).epochMilliseconds - asInstant(now).epochMilliseconds;
  if (left < 0) return 'over';
  return left < day ? 'soon' : '';
}

/** `Met, 28 min to spare`, or `Met, late by 2 h`: being late stays visible after the duty was met. */
export function metWords(due: InstantLike, metAt: InstantLike): { state: 'met' | 'over'; words: string } {
  const spare = asInstant(due).epochMilliseconds - asInstant(metAt).epochMilliseconds;
  return spare < 0
    ? { state: 'over', words: `Met, late by ${durationWords(-spare)}` }
    : { state: 'met', words: `Met, ${durationWords(spare)} to spare` };
}
