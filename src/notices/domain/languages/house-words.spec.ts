import { inHouseWords, inReaderWords } from './house-words.js';

const japanese = '当社はお客様にお知らせします。';

describe('The word of a house for itself', () => {
  it.each([
    [{ industry: 'financial-services', name: 'Larkmoor Bank' }, '当行はお客様にお知らせします。'],
    [{ industry: 'financial-services', name: 'Larkmoor Insurance' }, japanese],
    [{ industry: 'healthcare', name: 'Kestrel Bay Hospital' }, '当院はお客様にお知らせします。'],
    [{ industry: 'healthcare', relations: ['patient'] }, '当院は患者様にお知らせします。'],
    [{ industry: 'education', relations: ['student'] }, '当校はあなたにお知らせします。'],
    [{ industry: 'retail', relations: ['customer'] }, japanese],
    [{ industry: 'retail', relations: ['employee'] }, '当社はあなたにお知らせします。'],
    [{ industry: 'retail', relations: ['customer', 'employee'] }, japanese],
    [{ industry: 'retail', selfName: '当組合' }, '当組合はお客様にお知らせします。'],
    [{ industry: 'retail', selfName: 'our shop' }, japanese],
    [{}, japanese],
  ])('is in Japanese, for %j, in "%s"', (house, said) => {
    expect(inHouseWords('ja', house)(japanese)).toBe(said);
  });

  it('is in Chinese 我行 for a bank and 我院 for a hospital', () => {
    const bank = { industry: 'financial-services', name: 'Larkmoor Bank' };
    expect(inHouseWords('zh-CN', bank)('我们向您道歉。')).toBe('我行向您道歉。');
    expect(inHouseWords('zh-Hans', { industry: 'healthcare' })('我们向您道歉。')).toBe('我院向您道歉。');
  });

  it.each(['en', 'de', 'fr', 'es', 'pt'])('is the same for every house in %s', (locale) => {
    const house = { industry: 'healthcare', relations: ['patient'], selfName: '我行' };
    expect(inHouseWords(locale, house)('We, 当社, お客様')).toBe('We, 当社, お客様');
  });

  it('changes the reader’s word alone in words that are values', () => {
    expect(inReaderWords('ja', ['patient'])(japanese)).toBe('当社は患者様にお知らせします。');
  });
});
