import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { assert, integer, property } from 'fast-check';
import { countdownWords, durationWords, formatDay, formatInstant, metWords, urgency } from './views.time.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('An instant in words', () => {
  it('names the zone and uses the 24-hour clock', () => {
    expect(formatInstant('2026-11-20T09:10:00Z', 'Europe/Dublin')).toBe('Fri 20 Nov 2026, 09:10 GMT');
    expect(formatInstant('2026-07-01T22:05:00Z', 'Europe/Berlin')).toBe('Thu 2 Jul 2026, 00:05 CEST');
    expect(formatInstant('2026-11-20T09:10:00Z', 'America/New_York')).toBe('Fri 20 Nov 2026, 04:10 EST');
    expect(formatInstant('2026-11-20T09:10:00Z', 'Asia/Tokyo')).toBe('Fri 20 Nov 2026, 18:10 GMT+9');
  });

  it('has shorter forms where the year or the zone stands elsewhere', () => {
    const at = '2026-11-20T09:10:41Z';
    expect(formatInstant(at, 'UTC', 'short')).toBe('Fri 20 Nov, 09:10 UTC');
    expect(formatInstant(at, 'UTC', 'dense')).toBe('Fri 20 Nov, 09:10');
    expect(formatInstant(at, 'UTC', 'date')).toBe('Fri 20 Nov 2026');
    expect(formatInstant(at, 'UTC', 'minute')).toBe('09:10 UTC');
    expect(formatInstant(at, 'UTC', 'second')).toBe('09:10:41');
    expect(formatDay('2026-11-20')).toBe('Fri 20 Nov 2026');
  });
});

describe('A length of time in words', () => {
  it('counts minutes below 48 hours, then days and hours, then days, then years', () => {
    expect(durationWords(59_999)).toBe('less than 1 min');
    expect(durationWords(28 * minute)).toBe('28 min');
    expect(durationWords(18 * hour + 50 * minute)).toBe('18 h 50 min');
    expect(durationWords(2 * hour)).toBe('2 h');
    expect(durationWords(day + 52 * minute)).toBe('1 d 0 h 52 min');
    expect(durationWords(day)).toBe('1 d');
    expect(durationWords(2 * day + 3 * hour + 59 * minute)).toBe('2 d 3 h');
    expect(durationWords(14 * day)).toBe('14 days');
    expect(durationWords(731 * day)).toBe('2 years');
  });

  it('is the same on the server and in the browser', () => {
    const script = readFileSync(new URL('./assets/app.js', import.meta.url), 'utf8');
    const source = /function durationWords[\s\S]*?\n {2}\}/.exec(script)?.[0];
    const inBrowser = runInNewContext(
      `const minute = ${minute}, hour = ${hour}, day = ${day}; (${source})`,
    ) as typeof durationWords;
    assert(
      property(integer({ min: 0, max: 4000 * day }), (length) => {
        expect(inBrowser(length)).toBe(durationWords(length));
      }),
    );
  });
});

describe('A due time', () => {
  const due = '2026-11-20T09:10:00Z';

  it('is late from the first millisecond after it, not at it', () => {
    expect(countdownWords(due, due)).toBe('less than 1 min left');
    expect(urgency(due, due)).toBe('soon');
    expect(urgency(due, '2026-11-20T09:10:00.001Z')).toBe('over');
    expect(countdownWords(due, '2026-11-20T12:30:00Z')).toBe('3 h 20 min late');
  });

  it('is soon within 24 hours', () => {
    expect(urgency(due, '2026-11-19T09:10:00Z')).toBe('');
    expect(urgency(due, '2026-11-19T09:10:00.001Z')).toBe('soon');
  });

  it('stays late after it was met late', () => {
    expect(metWords(due, '2026-11-20T08:42:00Z')).toEqual({ state: 'met', words: 'Met, 28 min to spare' });
    expect(metWords(due, '2026-11-20T11:10:00Z')).toEqual({ state: 'over', words: 'Met, late by 2 h' });
  });
});
