import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { loadCatalogue } from '../../../catalogue/catalogue.loader.js';
import { wordLanguages } from '../../../catalogue/domain/data-class-words.js';
import { formsOf } from './forms-of.js';
import { knownHours } from './known-hours.js';
import { wordLanguageOf } from './language-tag.js';

const catalogue = loadCatalogue();
const countries = [
  undefined,
  'US-CA',
  'ZA',
  'IN',
  'DE',
  'AT',
  'CH',
  'FR',
  'CA',
  'ES',
  'MX',
  'CR',
  'JP',
  'CN',
];
const place = fc.constantFrom(...countries).map((country) => (country === undefined ? {} : { country }));
const days = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => Temporal.PlainDate.from(date.toISOString().slice(0, 10)));
const digitsOf = (text: string) => text.replace(/\D/g, '');
const monthWords = /\p{L}/u;

describe.each(wordLanguages)('In %s', (language) => {
  const forms = formsOf[language];

  it('no digit of a number is lost, added or moved', () => {
    fc.assert(
      fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), place, (amount, where) => {
        expect(digitsOf(forms.number(amount, where))).toBe(String(amount));
        expect(digitsOf(forms.people(amount, where))).toBe(String(amount));
        expect(digitsOf(forms.peopleOf(amount, ['customer'], where))).toBe(String(amount));
      }),
    );
  });

  it('no digit of a sum is lost, however large', () => {
    const whole = fc.bigInt({ min: 0n, max: 999_999_999_999_999n });
    const currency = fc.constantFrom('EUR', 'USD', 'JPY', 'CHF', 'SEK', 'INR');
    fc.assert(
      fc.property(whole, fc.integer({ min: 0, max: 99 }), currency, place, (units, cents, code, where) => {
        const two = String(cents).padStart(2, '0');
        const said = forms.money({ amount: `${units}.${two}`, currency: code }, where);
        expect(digitsOf(said)).toBe(cents === 0 ? String(units) : `${units}${two}`);
      }),
    );
  });

  it('day, year and a word for the month of every date are said', () => {
    fc.assert(
      fc.property(days, place, (day, where) => {
        const said = forms.longDate(day, where);
        const figures = said.match(/\d+/g) ?? [];
        expect(figures).toContain(String(day.year));
        expect(figures).toContain(String(day.day));
        expect(said).toMatch(monthWords);
      }),
    );
  });

  it('two days that differ are both told, with each year that differs', () => {
    fc.assert(
      fc.property(days, days, place, (one, other, where) => {
        const [from, to] = Temporal.PlainDate.compare(one, other) <= 0 ? [one, other] : [other, one];
        for (const said of [forms.dateRange(from, to, where), forms.dateBounds(from, to, where)]) {
          const figures = (said.match(/\d+/g) ?? []).map(Number);
          expect(figures).toEqual(expect.arrayContaining([from.day, to.day, from.year, to.year]));
        }
      }),
    );
  });

  it('hour and minute of every time are told', () => {
    const times = fc.record({
      hour: fc.integer({ min: 0, max: 23 }),
      minute: fc.integer({ min: 1, max: 59 }),
    });
    fc.assert(
      fc.property(days, times, (day, time) => {
        const figures = (forms.dateTime(day.toPlainDateTime(time), {}).match(/\d+/g) ?? []).map(Number);
        expect(figures).toEqual(expect.arrayContaining([day.year, day.day, time.hour, time.minute]));
      }),
    );
  });

  it('every item of a list stands in it once, in its order', () => {
    const items = fc.uniqueArray(fc.stringMatching(/^[B-Z]{4}$/), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(items, (list) => {
        for (const said of [forms.and(list), forms.or(list), forms.commas(list)])
          expect(said.match(/[B-Z]{4}/g)).toEqual(list);
      }),
    );
  });

  it('every data class has words for the person and for tables', () => {
    const { vocabulary, dataClassWords } = catalogue;
    const words = new Map(dataClassWords.classes.map((name) => [name.code, name[language]]));
    for (const { code } of vocabulary.dataClasses) {
      expect({ code, words: words.get(code) }).toEqual({
        code,
        words: { your: expect.stringMatching(/\S/), bare: expect.stringMatching(/\S/) },
      });
    }
  });

  it('every kind of data has a sentence about what someone can do with it', () => {
    for (const { rankingClass } of catalogue.vocabulary.dataClasses) {
      const said = catalogue.dataClassWords.consequences.find((one) => one.rankingClass === rankingClass);
      expect({ rankingClass, said: said?.[language] }).toEqual({
        rankingClass,
        said: expect.stringMatching(/[.。]$/),
      });
    }
  });

  it('what is still open ends with its day, and with one full stop in its sentence', () => {
    const by = Temporal.PlainDate.from('2026-11-27');
    const said = forms.openPoint({ text: 'we test our other services.', by }, {});
    expect(said).toContain(forms.longDate(by, {}));
    expect(said).not.toMatch(/\.\.|\.。/);
  });
});

describe('The language of a tag', () => {
  it.each([
    ['de-AT', 'de'],
    ['en-GB', 'en'],
    ['es-MX', 'es'],
    ['zh-CN', 'zh-Hans'],
    ['zh-TW', undefined],
    ['zh-Hant', undefined],
    ['pt', undefined],
    ['no tag', undefined],
  ])('is for %s %s', (tag, language) => expect(wordLanguageOf(tag)).toBe(language));
});

describe('Hours typed in English', () => {
  it.each([
    ['every day from 7:00 to 23:00', { days: 'every-day', from: '07:00', to: '23:00' }],
    ['Monday to Friday, 9:00 to 17:30', { days: 'monday-to-friday', from: '09:00', to: '17:30' }],
    ['day and night', 'around-the-clock'],
    ['Sundays after mass', 'Sundays after mass'],
    ['every day from 7:00 to 25:00', 'every day from 7:00 to 25:00'],
    ['toute la journée', 'toute la journée'],
  ])('are understood, or stay as they are: %s', (typed, understood) => {
    expect(knownHours(typed)).toEqual(understood);
  });
});
