import type { Temporal } from 'temporal-polyfill';

/** A moment in a calendar, by which something has to be done. */
export interface CalendarEvent {
  /** Stays with the event for ever. */
  uid: string;
  /** Rises with each change. */
  sequence: number;
  changedAt: Temporal.Instant;
  at: Temporal.Instant;
  summary: string;
  description: string;
  url: string;
  /** Hours before `at` at which the calendar rings. */
  alarms: readonly number[];
}

export interface CalendarFile {
  name: string;
  events: readonly CalendarEvent[];
}

const LONGEST_LINE = 75;

/**
 * An iCalendar object (RFC 5545; the name and the pace of fetching by RFC 7986). Moments are in UTC, so that no
 * time zone has to be told. The same events give the same bytes.
 */
export function icalendar({ name, events }: CalendarFile): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Redress//Duties//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    'X-PUBLISHED-TTL:PT15M',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function eventLines(event: CalendarEvent): string[] {
  const changed = utc(event.changedAt);
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(event.uid)}`,
    // Without a METHOD it says when the event was last revised.
    `DTSTAMP:${changed}`,
    `LAST-MODIFIED:${changed}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTART:${utc(event.at)}`,
    `SUMMARY:${escaped(event.summary)}`,
    `DESCRIPTION:${escaped(event.description)}`,
    `URL:${event.url}`,
    'CLASS:CONFIDENTIAL',
    'TRANSP:TRANSPARENT',
    'STATUS:CONFIRMED',
    ...event.alarms.flatMap((hours) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escaped(event.summary)}`,
      `TRIGGER:-PT${hours}H`,
      'END:VALARM',
    ]),
    'END:VEVENT',
  ];
}

/** `20261105T090000Z`; whole seconds. */
function utc(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
}

/** TEXT of RFC 5545, 3.3.11; control characters, which it does not know, are left out. */
function escaped(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}]/gu, (character) => (character === '\n' ? '\n' : ''))
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');
}

/** Lines of at most 75 octets, never cut inside a character (RFC 5545, 3.1). */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const more = Buffer.byteLength(character);
    if (octets + more > LONGEST_LINE) {
      parts.push(part);
      part = '';
      // The space with which the next line begins.
      octets = 1;
    }
    part += character;
    octets += more;
  }
  return [...parts, part].join('\r\n ');
}
