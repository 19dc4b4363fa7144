import { Temporal } from 'temporal-polyfill';
import type { Hours } from '../notice-values.js';
import { english } from './english.js';
import type { ReaderPlace } from './language-forms.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const ireland = { country: 'IE' };
const california = { country: 'US-CA' };

describe('English dates', () => {
  it('say the month in words, in the order of the reader’s country', () => {
    expect(english.longDate(day('2026-11-09'), ireland)).toBe('9 November 2026');
    expect(english.longDate(day('2026-11-09'), california)).toBe('November 9, 2026');
    expect(english.longDate(day('2026-11-09'), {})).toBe('9 November 2026');
  });

  it.each([
    ['2026-11-14', '2026-11-16', '14 to 16 November 2026', 'November 14 to 16, 2026'],
    ['2026-10-30', '2026-11-02', '30 October to 2 November 2026', 'October 30 to November 2, 2026'],
    [
      '2025-12-30',
      '2026-01-02',
      '30 December 2025 to 2 January 2026',
      'December 30, 2025 to January 2, 2026',
    ],
    ['2026-11-14', '2026-11-14', '14 November 2026', 'November 14, 2026'],
  ])('say what %s and %s share once', (from, to, elsewhere, us) => {
    expect(english.dateRange(day(from), day(to), ireland)).toBe(elsewhere);
    expect(english.dateRange(day(from), day(to), california)).toBe(us);
    expect(english.dateBounds(day(from), day(to), ireland)).toBe(elsewhere.replace(' to ', ' and '));
  });

  it.each([
    ['2026-11-16T19:20', '16 November 2026 at 19:20', 'November 16, 2026 at 7:20 p.m.'],
    ['2026-11-16T00:05', '16 November 2026 at 0:05', 'November 16, 2026 at 12:05 a.m.'],
    ['2026-11-16T12:00', '16 November 2026 at 12:00', 'November 16, 2026 at 12:00 p.m.'],
  ])('say %s with the clock of the reader', (at, elsewhere, us) => {
    expect(english.dateTime(Temporal.PlainDateTime.from(at), ireland)).toBe(elsewhere);
    expect(english.dateTime(Temporal.PlainDateTime.from(at), california)).toBe(us);
  });
});

describe('English numbers', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1_000, '1,000'],
    [48_213, '48,213'],
    [1_234_567, '1,234,567'],
  ])('group the digits of %d', (amount, words) => expect(english.number(amount, {})).toBe(words));

  it.each([
    [1, ['customer'], '1 customer'],
    [48_213, ['customer'], '48,213 customers'],
    [2, ['patient', 'employee'], '2 people'],
    [2, ['partner'], '2 people'],
    [1, [], '1 person'],
  ])('say what %d people with relations %j are', (count, relations, words) => {
    expect(english.peopleOf(count, relations, {})).toBe(words);
  });

  it.each([
    ['61480', 'EUR', '61,480 euro'],
    ['15.00', 'GBP', '15 pounds'],
    ['1', 'GBP', '1 pound'],
    ['1.5', 'USD', '1.50 dollars'],
    ['2310.50', 'EUR', '2,310.50 euro'],
    ['20', 'SEK', 'SEK 20'],
  ])('say %s %s without rounding', (amount, currency, words) => {
    expect(english.money({ amount, currency }, {})).toBe(words);
  });

  it.each([
    [24, 'two years'],
    [12, 'one year'],
    [18, '18 months'],
    [1, 'one month'],
  ])('say %d months', (count, words) => expect(english.months(count)).toBe(words));

  it('spell days up to ten', () => {
    expect([1, 10, 14].map(english.days)).toEqual(['one day', 'ten days', '14 days']);
  });
});

describe('English lists and hours', () => {
  it.each([
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('join %j', (items, words) => expect(english.and(items)).toBe(words));

  it.each([
    ['around-the-clock', {}, 'day and night'],
    ['Sundays after mass', {}, 'Sundays after mass'],
    [{ days: 'every-day', from: '07:00', to: '23:00' }, ireland, 'every day from 7:00 to 23:00'],
    [
      { days: 'monday-to-friday', from: '09:00', to: '17:30' },
      california,
      'Monday to Friday from 9:00 a.m. to 5:30 p.m.',
    ],
  ] satisfies [Hours, ReaderPlace, string][])('say the hours %j', (open, reader, words) => {
    expect(english.hours(open, reader)).toBe(words);
  });

  it('name languages without their script', () => {
    expect(english.languageNames(['en', 'zh-Hans', 'de'])).toEqual(['English', 'Chinese', 'German']);
  });
});
