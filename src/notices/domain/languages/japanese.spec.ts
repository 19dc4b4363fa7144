import { Temporal } from 'temporal-polyfill';
import { japanese } from './japanese.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const at = (text: string) => Temporal.PlainDateTime.from(text);

describe('Japanese dates', () => {
  it.each([
    ['2026-11-14', '2026-11-16', '2026年11月14日から16日'],
    ['2026-10-30', '2026-11-02', '2026年10月30日から11月2日'],
    ['2025-12-30', '2026-01-02', '2025年12月30日から2026年1月2日'],
    ['2026-11-14', '2026-11-14', '2026年11月14日'],
  ])('say what %s and %s share once', (from, to, range) => {
    expect(japanese.dateRange(day(from), day(to), {})).toBe(range);
  });

  it.each([
    ['2026-11-16T19:20', '2026年11月16日19時20分'],
    ['2026-11-16T09:00', '2026年11月16日9時'],
    ['2026-11-16T00:05', '2026年11月16日0時5分'],
  ])('say %s without needless minutes', (instant, words) => {
    expect(japanese.dateTime(at(instant), {})).toBe(words);
  });
});

describe('Japanese figures', () => {
  it('count people by what they are', () => {
    expect(japanese.people(48_213, {})).toBe('48,213名');
    expect(japanese.peopleOf(48_213, ['customer'], {})).toBe('お客様48,213名');
    expect(japanese.peopleOf(2, ['customer', 'employee'], {})).toBe('2名');
  });

  it.each([
    ['61480', 'EUR', '61,480ユーロ'],
    ['500', 'JPY', '500円'],
    ['20', 'SEK', 'SEK 20'],
  ])('say %s %s without rounding', (amount, currency, words) => {
    expect(japanese.money({ amount, currency }, {})).toBe(words);
  });

  it('say lengths of time', () => {
    expect([24, 12, 18].map(japanese.months)).toEqual(['2年間', '1年間', '18か月']);
    expect([japanese.days(10), japanese.withinDays(10)]).toEqual(['10日', '10日以内に']);
  });
});

describe('Japanese sentences', () => {
  it('join items', () => {
    expect(japanese.and(['a', 'b', 'c'])).toBe('a、b、c');
    expect(japanese.or(['英語', 'ドイツ語'])).toBe('英語またはドイツ語');
    expect(japanese.or(['甲', '乙', '丙'])).toBe('甲、乙、または丙');
    expect(japanese.or(['Adlumen', 'Brightmere'])).toBe('Adlumen または Brightmere');
    expect(japanese.languageNames(['en', 'ja'])).toEqual(['日本語', '英語']);
  });

  it('greet after the name as it was written', () => {
    expect(japanese.addressee('山田太郎')).toBe('山田太郎 様');
  });

  it.each([
    ['07:00', '23:00', '毎日7時から23時まで'],
    ['07:30', '23:00', '毎日7時30分から23時まで'],
  ])('say hours from %s to %s', (from, to, words) => {
    expect(japanese.hours({ days: 'every-day', from, to }, {})).toBe(words);
  });
});
