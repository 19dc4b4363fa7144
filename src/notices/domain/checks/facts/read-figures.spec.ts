import { loadCatalogue } from '../../../../catalogue/catalogue.loader.js';
import type { FactWords } from '../../../../catalogue/domain/fact-words.js';
import { readFigures } from './read-figures.js';
import type { FoundDay } from './figures.js';
import { factWordsOf } from './words-of-language.js';

const catalogue = loadCatalogue();
const words = (locale: string) => factWordsOf(locale, catalogue) as FactWords;
const day = ({ year, month, day: date, bound }: FoundDay) =>
  `${year ?? '?'}-${month}-${date ?? '?'}${bound === null ? '' : ` ${bound}`}`;
const days = (locale: string, text: string) => readFigures(text, words(locale)).days.map(day);

describe('days', () => {
  it.each([
    ['en', 'Between 14 and 16 November 2026, someone', ['2026-11-14 from', '2026-11-16 to']],
    ['en', 'From 3 March 2025 to 2 September 2026, we passed', ['2025-3-3 from', '2026-9-2 to']],
    ['en', 'from 30 October to 2 November 2026', ['2026-10-30 from', '2026-11-2 to']],
    ['en', 'On November 16, 2026 and March 3', ['2026-11-16', '?-3-3']],
    ['en', 'November 14 to 16, 2026', ['2026-11-14 from', '2026-11-16 to']],
    ['en', 'In September a test; in May we may march.', ['?-9-?']],
    ['en', 'Since 2026-11-14.', ['2026-11-14']],
    ['de', 'Zwischen dem 14. und dem 16. November 2026 hat', ['2026-11-14 from', '2026-11-16 to']],
    ['de', '„14. bis 16. November“', ['?-11-14 from', '?-11-16 to']],
    ['de', 'Am 4.12.2026 und bis zum 30. November 2028.', ['2026-12-4', '2028-11-30']],
    [
      'fr',
      'Entre le 14 et le 16 novembre 2026, puis le 1er décembre',
      ['2026-11-14 from', '2026-11-16 to', '?-12-1'],
    ],
    [
      'es',
      'Entre el 14 y el 16 de noviembre de 2026, y el 4 de diciembre de 2026',
      ['2026-11-14 from', '2026-11-16 to', '2026-12-4'],
    ],
    ['ja', '2026年11月14日から16日の間に、今年9月の検査', ['2026-11-14 from', '2026-11-16 to', '?-9-?']],
    [
      'zh-Hans',
      '2026年11月14日至16日,3月1日至3日',
      ['2026-11-14 from', '2026-11-16 to', '?-3-1 from', '?-3-3 to'],
    ],
    ['ja', '２０２６年１１月１９日', ['2026-11-19']],
  ])('%s: %s', (locale, text, expected) => expect(days(locale, text)).toEqual(expected));
});

it('reads times of day by the clock of each language', () => {
  const minutes = (locale: string, text: string) =>
    readFigures(text, words(locale)).times.map((time) => time.minutes);
  expect(minutes('en', 'from 7:00 to 23:00, or 7:20 p.m.')).toEqual([420, 1380, 1160]);
  expect(minutes('fr', 'de 7 h 00 à 23 h')).toEqual([420, 1380]);
  expect(minutes('ja', '毎日7時から23時まで、19時20分')).toEqual([420, 1380, 1160]);
  expect(minutes('de', 'von 8 bis 17 Uhr, am 3. März um 16:00 Uhr')).toEqual([480, 1020, 960]);
});

it('ends a link where a sign of Chinese or Japanese follows', () => {
  const links = (locale: string, text: string) =>
    readFigures(text, words(locale)).links.map(({ value }) => value);
  expect(links('zh-Hans', '报告在 https://bank.example/proof。我们')).toEqual(['bank.example/proof']);
  expect(links('ja', '（https://bank.example/status）に載せます')).toEqual(['bank.example/status']);
});

it('reads millions behind a figure as what they are', () => {
  const sums = (locale: string, text: string) =>
    readFigures(text, words(locale)).sums.map(({ amount, currency }) => `${amount} ${currency}`);
  const limit = ['1100000 EUR'];
  expect(sums('en', 'to EUR 1.1 million: we promised')).toEqual(limit);
  expect(sums('en', 'to 1.1 million euro')).toEqual(limit);
  expect(sums('de', 'auf 1,1 Millionen Euro')).toEqual(limit);
  expect(sums('fr', 'à 1,1 million d’euros')).toEqual(limit);
  expect(sums('es', 'a 1,1 millones de euros')).toEqual(limit);
  expect(sums('ja', '110万ユーロ')).toEqual(limit);
});

it('reads sums with their currency, whatever parts the groups', () => {
  const sums = (locale: string, text: string) =>
    readFigures(text, words(locale)).sums.map(({ amount, currency }) => `${amount} ${currency}`);
  expect(sums('en', '61,480 euro in all; we pay you 15 pounds, £15.50, AUD 20')).toEqual([
    '61480 EUR',
    '15 GBP',
    '15.5 GBP',
    '20 AUD',
  ]);
  expect(sums('de', 'zusammen 61.480 Euro und 2.310,50 Euro')).toEqual(['61480 EUR', '2310.5 EUR']);
  expect(sums('fr', '61\u202f480\u00a0euros')).toEqual(['61480 EUR']);
  expect(sums('ja', '合計61,480ユーロ、6万1480円')).toEqual(['61480 EUR', '61480 JPY']);
  expect(sums('zh-Hans', '共61,480欧元')).toEqual(['61480 EUR']);
});

it('counts people, and nothing else', () => {
  const people = (locale: string, text: string) =>
    readFigures(text, words(locale)).people.map((one) => one.people);
  expect(people('en', '48,213 Larkmoor customers; two of our 19 systems; 37 customers')).toEqual([48213, 37]);
  expect(people('de', '48.213 Kundinnen und Kunden')).toEqual([48213]);
  expect(people('fr', '48\u00a0213 clients de Larkmoor')).toEqual([48213]);
  expect(people('ja', 'お客様48,213名の明細書、37名のお客様')).toEqual([48213, 37]);
  expect(people('zh-Hans', '受影响的客户共48,213位')).toEqual([48213]);
});

it('reads telephone numbers, addresses and lengths of time, and takes numbers of cases for none of them', () => {
  const found = readFigures(
    'Call 1800 555 014 within ten days. Say R-004812 or LRK 7F4 Q29. See https://www.larkmoor.example/proof. INC-2026-0042: help@larkmoor.example.',
    words('en'),
  );
  expect(found.phones.map(({ value }) => value)).toEqual(['1800555014']);
  expect(found.links.map(({ value }) => value)).toEqual(['larkmoor.example/proof']);
  expect(found.emails.map(({ value }) => value)).toEqual(['help@larkmoor.example']);
  expect(found.durations.map(({ amount, unit }) => `${amount} ${unit}`)).toEqual(['10 day']);
});

it('gives the place of each figure in the text it was given', () => {
  const text = 'So far, 37 customers have lost money: 61,480 euro.';
  const { people, sums } = readFigures(text, words('en'));
  expect([...people, ...sums].map(({ start, end }) => text.slice(start, end))).toEqual([
    '37 customers',
    '61,480 euro',
  ]);
});
