import { readDue } from './step-due.js';

it('reads a moment with its offset, to the millisecond', () => {
  expect(readDue('2026-11-24T17:00:00+01:00')?.toString()).toBe('2026-11-24T16:00:00Z');
  expect(readDue('2026-11-24T17:00Z')?.toString()).toBe('2026-11-24T17:00:00Z');
  expect(readDue('2026-11-24T17:00:00.123999Z')?.toString()).toBe('2026-11-24T17:00:00.123Z');
});

it.each([
  ['a day alone', '2026-11-24'],
  ['no offset', '2026-11-24T17:00:00'],
  ['a day that no month has', '2026-02-30T17:00:00Z'],
  ['an hour that no day has', '2026-11-24T25:00:00Z'],
  ['words', 'tomorrow'],
  ['nothing', ''],
  ['the year 1999', '1999-12-31T23:59:59Z'],
  ['the year 2100', '2100-01-01T00:00:00Z'],
  ['the year 2100 before its offset', '2099-12-31T23:30:00-01:00'],
])('reads no moment in %s', (_, text) => {
  expect(readDue(text)).toBeNull();
});
