import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { icalendar } from './ical.js';
import type { CalendarEvent } from './ical.js';

const EVENT: CalendarEvent = {
  uid: '01J000000000000000000000AA@redress.example',
  sequence: 3,
  changedAt: Temporal.Instant.from('2026-11-02T10:11:12.345Z'),
  at: Temporal.Instant.from('2026-11-05T09:00:00Z'),
  summary: 'INC-2026-00042: report due (GDPR Art. 33)',
  description: 'Last moment.',
  url: 'https://redress.example/incidents/INC-2026-00042/obligations?duty=eu-gdpr-33-authority',
  alarms: [24, 4],
};
const fileOf = (...events: CalendarEvent[]) => icalendar({ name: 'Redress duties', events });
const unfolded = (file: string) => file.replace(/\r\n /g, '');

it('writes an event as RFC 5545 has it', () => {
  expect(unfolded(fileOf(EVENT)).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Redress//Duties//EN',
    'CALSCALE:GREGORIAN',
    'NAME:Redress duties',
    'X-WR-CALNAME:Redress duties',
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    'X-PUBLISHED-TTL:PT15M',
    'BEGIN:VEVENT',
    'UID:01J000000000000000000000AA@redress.example',
    'DTSTAMP:20261102T101112Z',
    'LAST-MODIFIED:20261102T101112Z',
    'SEQUENCE:3',
    'DTSTART:20261105T090000Z',
    'SUMMARY:INC-2026-00042: report due (GDPR Art. 33)',
    'DESCRIPTION:Last moment.',
    'URL:https://redress.example/incidents/INC-2026-00042/obligations?duty=eu-gdpr-33-authority',
    'CLASS:CONFIDENTIAL',
    'TRANSP:TRANSPARENT',
    'STATUS:CONFIRMED',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'DESCRIPTION:INC-2026-00042: report due (GDPR Art. 33)',
    'TRIGGER:-PT24H',
    'END:VALARM',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'DESCRIPTION:INC-2026-00042: report due (GDPR Art. 33)',
    'TRIGGER:-PT4H',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

it('escapes what has a meaning of its own, so that no text can add a line', () => {
  const lines = unfolded(fileOf({ ...EVENT, summary: 'a, b; c\\d\r\nATTENDEE:x\u0000\u0007' })).split('\r\n');
  expect(lines).toContain('SUMMARY:a\\, b\\; c\\\\d\\nATTENDEE:x');
  expect(lines.filter((line) => line.startsWith('ATTENDEE'))).toEqual([]);
});

it('folds a long line at 75 octets, and not inside a character', () => {
  const file = fileOf({ ...EVENT, summary: 'ü'.repeat(60) });
  // "SUMMARY:" is 8 octets, so 33 of two octets fit the first line, and 37 a following one.
  expect(file).toContain(`\r\nSUMMARY:${'ü'.repeat(33)}\r\n ${'ü'.repeat(27)}\r\n`);
});

it('keeps every line within 75 octets and every text whole, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const file = fileOf({ ...EVENT, summary: text });
      for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(file.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
      const written = unfolded(file)
        .split('\r\n')
        .find((line) => line.startsWith('SUMMARY:'));
      const read = written?.slice(8).replace(/\\([\\;,n])/g, (_, one: string) => (one === 'n' ? '\n' : one));
      const plain = text.replace(/\r\n?/g, '\n').replace(/\p{Cc}/gu, (one) => (one === '\n' ? one : ''));
      expect(read).toBe(plain);
    }),
  );
});
