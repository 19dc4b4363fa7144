import { Temporal } from 'temporal-polyfill';
import { simplifiedChinese as chinese } from './simplified-chinese.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const at = (text: string) => Temporal.PlainDateTime.from(text);

describe('Chinese dates', () => {
  it.each([
    ['2026-11-14', '2026-11-16', '2026年11月14日至16日'],
    ['2026-10-30', '2026-11-02', '2026年10月30日至11月2日'],
    ['2025-12-30', '2026-01-02', '2025年12月30日至2026年1月2日'],
    ['2025-11-14', '2026-11-16', '2025年11月14日至2026年11月16日'],
    ['2026-11-14', '2026-11-14', '2026年11月14日'],
  ])('say what %s and %s share once', (from, to, range) => {
    expect(chinese.dateRange(day(from), day(to), {})).toBe(range);
  });

  it('keep the year before the time', () => {
    expect(chinese.dateTime(at('2026-11-16T19:20'), {})).toBe('2026年11月16日19:20');
  });
});

describe('Chinese figures', () => {
  it('count people by what they are', () => {
    expect(chinese.people(48_213, {})).toBe('48,213人');
    expect(chinese.peopleOf(48_213, ['customer'], {})).toBe('48,213位客户');
    expect(chinese.peopleOf(2, ['customer', 'employee'], {})).toBe('2人');
  });

  it.each([
    ['61480', 'EUR', '61,480欧元'],
    ['2310.50', 'USD', '2,310.50美元'],
    ['20', 'SEK', 'SEK 20'],
  ])('say %s %s without rounding', (amount, currency, words) => {
    expect(chinese.money({ amount, currency }, {})).toBe(words);
  });

  it('say lengths of time', () => {
    expect([24, 12, 18, 144].map(chinese.months)).toEqual(['两年', '一年', '18个月', '12年']);
    expect([chinese.days(10), chinese.withinDays(10)]).toEqual(['10天', '10天内']);
  });
});

describe('Chinese sentences', () => {
  it('join items without spaces', () => {
    expect(chinese.and(['甲', '乙', '丙'])).toBe('甲、乙和丙');
    expect(chinese.and(['Adlumen', 'Brightmere'])).toBe('Adlumen 和 Brightmere');
    expect(chinese.or(['英语', '德语'])).toBe('英语或德语');
    expect(chinese.languageNames(['en', 'zh-Hans', 'de'])).toEqual(['中文', '英语', '德语']);
  });

  it('greet after the name, with a space after Latin letters only', () => {
    expect(chinese.addressee('A. Verhoeven-Test')).toBe('A. Verhoeven-Test 您好：');
    expect(chinese.addressee('王小明')).toBe('王小明您好：');
  });

  it('say hours', () => {
    expect(chinese.hours({ days: 'every-day', from: '07:00', to: '23:00' }, {})).toBe('每天7:00至23:00');
  });

  it('have nothing between them, but a space between two Latin words', () => {
    expect(chinese.joint('您好。', '我们')).toBe('');
    expect(chinese.joint('Corvane', 'Security')).toBe(' ');
    expect(chinese.joint('由 Corvane', '检验')).toBe('');
  });
});
