import { Temporal } from 'temporal-polyfill';
import { french } from './french.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const at = (text: string) => Temporal.PlainDateTime.from(text);
const france = { country: 'FR' };

describe('French dates', () => {
  it('count the first day of a month in order', () => {
    expect(french.longDate(day('2026-11-19'), france)).toBe('19 novembre 2026');
    expect(french.longDate(day('2026-11-01'), france)).toBe('1er novembre 2026');
  });

  it.each([
    ['2026-11-14', '2026-11-16', '14 au 16 novembre 2026', '14 et le 16 novembre 2026'],
    ['2026-11-01', '2026-11-03', '1er au 3 novembre 2026', '1er et le 3 novembre 2026'],
    ['2026-10-30', '2026-11-02', '30 octobre au 2 novembre 2026', '30 octobre et le 2 novembre 2026'],
    ['2026-11-14', '2026-11-14', '14 novembre 2026', '14 novembre 2026'],
  ])('say what %s and %s share once', (from, to, range, bounds) => {
    expect(french.dateRange(day(from), day(to), france)).toBe(range);
    expect(french.dateBounds(day(from), day(to), france)).toBe(bounds);
  });

  it('keep a time of day together', () => {
    expect(french.dateTime(at('2026-11-16T19:20'), france)).toBe('16 novembre 2026 à 19\u00A0h\u00A020');
    expect(french.hours({ days: 'every-day', from: '07:00', to: '23:00' }, france)).toBe(
      'tous les jours de 7\u00A0h\u00A000 à 23\u00A0h\u00A000',
    );
  });
});

describe('French figures', () => {
  it('are grouped by a narrow space that does not break, in Canada by a wide one', () => {
    expect(french.number(48_213, france)).toBe('48\u202F213');
    expect(french.number(48_213, { country: 'CA' })).toBe('48\u00A0213');
    expect(french.number(48_213, { country: 'IE' })).toBe('48\u202F213');
  });

  it.each([
    [0, '0 personne'],
    [1, '1 personne'],
    [2, '2 personnes'],
    [48_213, '48\u202F213 personnes'],
    [1_000_000, '1\u202F000\u202F000 de personnes'],
  ])('agree with %d', (count, words) => expect(french.people(count, france)).toBe(words));

  it.each([
    ['61480', 'EUR', '61\u202F480 euros'],
    ['1.50', 'EUR', '1,50 euro'],
    ['2310.5', 'GBP', '2\u202F310,50 livres sterling'],
    ['3000000', 'EUR', '3\u202F000\u202F000 d’euros'],
    ['20', 'SEK', '20\u00A0SEK'],
  ])('say %s %s without rounding', (amount, currency, words) => {
    expect(french.money({ amount, currency }, france)).toBe(words);
  });

  it('say lengths of time', () => {
    expect([24, 12, 18, 1].map(french.months)).toEqual(['deux ans', 'un an', '18 mois', 'un mois']);
    expect([10, 1].map(french.withinDays)).toEqual(['sous dix jours', 'sous un jour']);
  });
});

describe('French sentences', () => {
  it('join items and name French first', () => {
    expect(french.and(['a', 'b', 'c'])).toBe('a, b et c');
    expect(french.languageNames(['en', 'fr'])).toEqual(['français', 'anglais']);
  });

  it('greet by the name as it was written', () => {
    expect(french.addressee('A. Verhoeven-Test')).toBe('Bonjour A. Verhoeven-Test,');
  });
});
