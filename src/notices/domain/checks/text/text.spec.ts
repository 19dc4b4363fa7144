import type { WordLanguage } from '../../../../catalogue/domain/data-class-words.js';
import { blocksOf } from './notice-blocks.js';
import { PhraseSearch } from './phrase-search.js';
import type { Phrase } from './phrase-search.js';
import { sentencesIn } from './sentences.js';
import { unitsOf } from './units.js';
import type { Match } from './units.js';

describe('blocks', () => {
  const blocks = (words: string) =>
    blocksOf(words).map(({ kind, numbered, start, end }) => [kind, numbered, words.slice(start, end)]);

  it('are paragraphs parted by an empty line, and items without their marks', () => {
    expect(blocks('One\nline.\n\nTwo.\n- first\n  goes on\n- second\n\n12. third')).toEqual([
      ['paragraph', false, 'One\nline.'],
      ['paragraph', false, 'Two.'],
      ['item', false, 'first\n  goes on'],
      ['item', false, 'second'],
      ['item', true, 'third'],
    ]);
  });

  it('are none in an empty text, and an item without words is none', () => {
    expect(blocks(' \n\n \n')).toEqual([]);
    expect(blocks('- \n\nWords')).toEqual([['paragraph', false, 'Words']]);
  });
});

describe('sentences', () => {
  const sentences = (text: string, language: WordLanguage) =>
    sentencesIn(text, language).map(({ start, end }) => text.slice(start, end));

  it.each<[string, WordLanguage, string[]]>([
    [
      'Dear Dr. Ruth, we met at 7:20 p.m. on Monday. It cost 3.50 euro! Right?',
      'en',
      ['Dear Dr. Ruth, we met at 7:20 p.m. on Monday.', 'It cost 3.50 euro!', 'Right?'],
    ],
    [
      'Dear A. Verhoeven-Test, see larkmoor.example/proof. “It is shut.” We go on',
      'en',
      ['Dear A. Verhoeven-Test, see larkmoor.example/proof.', '“It is shut.”', 'We go on'],
    ],
    [
      'Zwischen dem 14. und dem 16. November 2026. Am 3. Tag, z. B. am Montag, war Ruhe.',
      'de',
      ['Zwischen dem 14. und dem 16. November 2026.', 'Am 3. Tag, z. B. am Montag, war Ruhe.'],
    ],
    [
      'Mme. Dupont a perdu 61\u202f480 euros. C’est fini\u00a0!',
      'fr',
      ['Mme. Dupont a perdu 61\u202f480 euros.', 'C’est fini\u00a0!'],
    ],
    ['Le escribe la Sra. López. ¿Está bien?', 'es', ['Le escribe la Sra. López.', '¿Está bien?']],
    [
      '攻击者复制了姓名。您是其中一位!“没有。”完',
      'zh-Hans',
      ['攻击者复制了姓名。', '您是其中一位!', '“没有。”', '完'],
    ],
    ['データは3.5件です。「はい。」終わり', 'ja', ['データは3.5件です。', '「はい。」', '終わり']],
  ])('%s', (text, language, expected) => {
    expect(sentences(text, language)).toEqual(expected);
  });
});

describe('phrases', () => {
  const found = (text: string, phrases: Phrase[], match: Match = 'words') =>
    new PhraseSearch(phrases, match).in(unitsOf(text, match)).map(({ start, end }) => text.slice(start, end));
  const of = (...texts: string[]) => texts.map((text): Phrase => ({ text }));

  it('are whole words in any case, over any white space and hyphens', () => {
    expect(
      found('A Third\u2011party\n  provider; not thirdparty provider.', of('third-party provider')),
    ).toEqual(['Third\u2011party\n  provider']);
    expect(found('Limitedness is unlimited.', of('limited'))).toEqual([]);
  });

  it('take both kinds of apostrophe, ß for ss, and pass over what nobody sees', () => {
    expect(found("il n'est pas exclu", of('il n’est pas exclu'))).toHaveLength(1);
    expect(found('grosse GROSSE große', of('große'))).toHaveLength(3);
    expect(found('a valu\u00ADed cus\u200Btomer', of('valued customer'))).toEqual([
      'valu\u00ADed cus\u200Btomer',
    ]);
  });

  it('do not go over a comma that they do not have themselves', () => {
    expect(found('may, have', of('may have'))).toEqual([]);
    expect(found('nicht bekannt, dass', of('nicht bekannt, dass'))).toHaveLength(1);
  });

  it('give way to the longest that overlaps', () => {
    expect(found('a very small number', of('small number', 'very small', 'a very small number'))).toEqual([
      'a very small number',
    ]);
  });

  it('keep their case, stand before a figure, or are excused, where the list says so', () => {
    expect(found('API and api', [{ text: 'API', caseSensitive: true }])).toEqual(['API']);
    expect(found('up to you, up to 5', [{ text: 'up to', followedBy: 'number' }])).toEqual(['up to']);
    const limited = [{ text: 'limited', except: ['limited company'] }];
    expect(found('a limited company, a limited risk', limited)).toEqual(['limited']);
  });

  it('are found anywhere in scripts without spaces, and over line breaks', () => {
    expect(found('我司高度\n重视', of('高度重视'), 'characters')).toEqual(['高度\n重视']);
    expect(found('氏名など\uFF09', of('など)'), 'characters')).toHaveLength(1);
  });

  it('are not found in addresses', () => {
    const texts = of('event', 'issue', 'proof');
    expect(found('event@issue.example, https://event.example/issue, issue.example/proof', texts)).toEqual([]);
    expect(found('and/or an event/issue', texts)).toEqual(['event', 'issue']);
  });
});
