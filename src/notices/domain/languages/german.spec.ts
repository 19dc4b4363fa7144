import { Temporal } from 'temporal-polyfill';
import { german } from './german.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const at = (text: string) => Temporal.PlainDateTime.from(text);
const germany = { country: 'DE' };

describe('German dates', () => {
  it('say the month in words', () => {
    expect(german.longDate(day('2026-11-19'), germany)).toBe('19. November 2026');
    expect(german.longDate(day('2026-03-01'), { country: 'US-CA' })).toBe('1. März 2026');
  });

  it.each([
    ['2026-11-14', '2026-11-16', '14. bis 16. November 2026', '14. und dem 16. November 2026'],
    ['2026-10-30', '2026-11-02', '30. Oktober bis 2. November 2026', '30. Oktober und dem 2. November 2026'],
    [
      '2025-12-30',
      '2026-01-02',
      '30. Dezember 2025 bis 2. Januar 2026',
      '30. Dezember 2025 und dem 2. Januar 2026',
    ],
    ['2026-11-14', '2026-11-14', '14. November 2026', '14. November 2026'],
  ])('say what %s and %s share once', (from, to, range, bounds) => {
    expect(german.dateRange(day(from), day(to), germany)).toBe(range);
    expect(german.dateBounds(day(from), day(to), germany)).toBe(bounds);
  });

  it('say the time with its word', () => {
    expect(german.dateTime(at('2026-11-16T19:20'), germany)).toBe('16. November 2026 um 19:20 Uhr');
    expect(german.timeOfDay(at('2026-11-16T00:05'), germany)).toBe('0:05 Uhr');
  });
});

describe('German figures', () => {
  it.each([
    ['DE', '48.213'],
    ['AT', '48\u00A0213'],
    ['IE', '48.213'],
    ['US-CA', '48.213'],
  ])('are written as in %s', (country, written) => {
    expect(german.number(48_213, { country })).toBe(written);
  });

  it('do not have the point of Germany in Switzerland', () => {
    expect(german.number(48_213, { country: 'CH' })).toMatch(/^48['’]213$/);
    expect(german.money({ amount: '2310.50', currency: 'CHF' }, { country: 'CH' })).toMatch(
      /^2['’]310\.50 Franken$/,
    );
  });

  it.each([
    [1, ['customer'], '1 Person'],
    [48_213, ['customer'], '48.213 Kundinnen und Kunden'],
    [3, ['employee'], '3 Personen aus der Belegschaft'],
    [2, ['patient', 'employee'], '2 Personen'],
    [1, [], '1 Person'],
  ])('say what %d people with relations %j are', (count, relations, words) => {
    expect(german.peopleOf(count, relations, germany)).toBe(words);
  });

  it.each([
    ['61480', 'EUR', '61.480 Euro'],
    ['1.5', 'USD', '1,50 Dollar'],
    ['15.00', 'GBP', '15 Pfund'],
    ['20', 'SEK', 'SEK 20'],
  ])('say %s %s without rounding', (amount, currency, words) => {
    expect(german.money({ amount, currency }, germany)).toBe(words);
  });
});

describe('German lengths of time', () => {
  it('stand in the accusative, and within takes the dative', () => {
    expect([24, 12, 18, 1].map(german.months)).toEqual([
      'zwei Jahre',
      'ein Jahr',
      '18 Monate',
      'einen Monat',
    ]);
    expect([1, 10, 14].map(german.days)).toEqual(['einen Tag', 'zehn Tage', '14 Tage']);
    expect([1, 10, 14].map(german.withinDays)).toEqual([
      'innerhalb von einem Tag',
      'innerhalb von zehn Tagen',
      'innerhalb von 14 Tagen',
    ]);
  });
});

describe('German sentences', () => {
  it('join items', () => {
    expect(german.and(['a', 'b', 'c'])).toBe('a, b und c');
    expect(german.or(['a', 'b'])).toBe('a oder b');
  });

  it('name German first', () => {
    expect(german.languageNames(['en', 'de', 'zh-Hans'])).toEqual(['Deutsch', 'Englisch', 'Chinesisch']);
  });

  it('say hours', () => {
    expect(german.hours({ days: 'every-day', from: '07:00', to: '23:00' }, germany)).toBe(
      'täglich von 7:00 bis 23:00 Uhr',
    );
    expect(german.hours({ days: 'monday-to-friday', from: '09:00', to: '17:30' }, germany)).toBe(
      'montags bis freitags von 9:00 bis 17:30 Uhr',
    );
  });

  it('greet by the name as it was written', () => {
    expect(german.addressee('A. Verhoeven-Test')).toBe('Guten Tag A. Verhoeven-Test,');
  });
});
