import { Temporal } from 'temporal-polyfill';
import { spanish } from './spanish.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const at = (text: string) => Temporal.PlainDateTime.from(text);
const spain = { country: 'ES' };

describe('Spanish dates', () => {
  it.each([
    ['2026-11-14', '2026-11-16', '14 al 16 de noviembre de 2026', '14 y el 16 de noviembre de 2026'],
    [
      '2026-10-30',
      '2026-11-02',
      '30 de octubre al 2 de noviembre de 2026',
      '30 de octubre y el 2 de noviembre de 2026',
    ],
    [
      '2025-12-30',
      '2026-01-02',
      '30 de diciembre de 2025 al 2 de enero de 2026',
      '30 de diciembre de 2025 y el 2 de enero de 2026',
    ],
    ['2026-11-19', '2026-11-19', '19 de noviembre de 2026', '19 de noviembre de 2026'],
  ])('say what %s and %s share once', (from, to, range, bounds) => {
    expect(spanish.dateRange(day(from), day(to), spain)).toBe(range);
    expect(spanish.dateBounds(day(from), day(to), spain)).toBe(bounds);
  });

  it('have one o’clock in the singular', () => {
    expect(spanish.dateTime(at('2026-11-16T19:20'), spain)).toBe('16 de noviembre de 2026 a las 19:20');
    expect(spanish.timeOfDay(at('2026-11-16T01:05'), spain)).toBe('la 1:05');
  });
});

describe('Spanish figures', () => {
  it('have no point in four digits in Spain, and a comma in Mexico', () => {
    expect(spanish.number(48_213, spain)).toBe('48.213');
    expect(spanish.number(1_234, spain)).toBe('1234');
    expect(spanish.number(48_213, { country: 'MX' })).toBe('48,213');
    expect(spanish.number(1_234, { country: 'MX' })).toBe('1,234');
  });

  it.each([
    ['61480', 'EUR', '61.480 euros'],
    ['1', 'EUR', '1 euro'],
    ['1.5', 'EUR', '1,50 euros'],
    ['2000000', 'EUR', '2.000.000 de euros'],
    ['20', 'SEK', '20 SEK'],
  ])('say %s %s without rounding', (amount, currency, words) => {
    expect(spanish.money({ amount, currency }, spain)).toBe(words);
  });

  it('say people and lengths of time', () => {
    expect([1, 48_213].map((count) => spanish.people(count, spain))).toEqual([
      '1 persona',
      '48.213 personas',
    ]);
    expect([24, 12, 18].map(spanish.months)).toEqual(['dos años', 'un año', '18 meses']);
    expect([10, 1].map(spanish.withinDays)).toEqual(['en un plazo de diez días', 'en un plazo de un día']);
  });
});

describe('Spanish lists', () => {
  it.each([
    [['español', 'alemán', 'inglés'], 'español, alemán e inglés'],
    [['Ana', 'Hilario'], 'Ana e Hilario'],
    [['agua', 'hielo'], 'agua y hielo'],
    [['a', 'b'], 'a y b'],
  ])('say "e" before the sound i in %j', (items, words) => expect(spanish.and(items)).toBe(words));

  it.each([
    [['plata', 'oro'], 'plata u oro'],
    [['mañana', 'hoy'], 'mañana u hoy'],
    [['7', '8'], '7 u 8'],
    [['10', '11'], '10 u 11'],
    [['100', '110'], '100 o 110'],
    [['inglés', 'alemán'], 'inglés o alemán'],
  ])('say "u" before the sound o in %j', (items, words) => expect(spanish.or(items)).toBe(words));

  it('name Spanish first', () => {
    expect(spanish.languageNames(['en', 'es', 'de'])).toEqual(['español', 'inglés', 'alemán']);
  });
});

describe('Spanish sentences', () => {
  it('greet by the name as it was written and say hours', () => {
    expect(spanish.addressee('A. Verhoeven-Test')).toBe('Hola, A. Verhoeven-Test:');
    expect(spanish.hours({ days: 'every-day', from: '07:00', to: '23:00' }, spain)).toBe(
      'todos los días de 7:00 a 23:00',
    );
  });
});
