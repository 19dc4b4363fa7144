import { localeFor, NoTextsAtAll } from './locale-for.js';

const shipped = ['de', 'en', 'es', 'fr', 'ja', 'zh-Hans'];

describe('The language a notice is written in', () => {
  it.each(shipped)('is %s where there are texts in it', (wanted) => {
    expect(localeFor(wanted, shipped)).toEqual({ locale: wanted, fallback: null });
  });

  it('is found in any spelling of its tag', () => {
    expect(localeFor('ZH-hans', shipped)).toEqual({ locale: 'zh-Hans', fallback: null });
  });

  it.each([
    ['de-AT', 'de'],
    ['en-GB', 'en'],
    ['es-MX', 'es'],
    ['zh-CN', 'zh-Hans'],
    ['zh', 'zh-Hans'],
    ['zh-Hans-SG', 'zh-Hans'],
  ])('is for %s the same language without the country, and says so', (wanted, locale) => {
    const chosen = localeFor(wanted, shipped);
    expect(chosen.locale).toBe(locale);
    expect(chosen.fallback?.wanted).toBe(wanted);
    expect(chosen.fallback?.reason).toContain('same language, same script');
  });

  it('is named as its texts are', () => {
    expect(localeFor('zh-Hans', ['zh-hans']).locale).toBe('zh-hans');
  });

  it('prefers texts of the country over those of the language', () => {
    expect(localeFor('de-AT', ['de', 'de-AT']).locale).toBe('de-AT');
  });

  it.each(['zh-Hant', 'zh-TW', 'zh-HK'])(
    'is for %s the house’s first language, never simplified Chinese in silence',
    (wanted) => {
      const { locale, fallback } = localeFor(wanted, shipped);
      expect(locale).toBe('en');
      expect(fallback?.reason).toMatch(/another script and does not stand in for it/);
      expect(fallback?.reason).toContain('(en)');
    },
  );

  it('is the house’s first language where there are no texts', () => {
    expect(localeFor('pt-BR', shipped, 'es').locale).toBe('es');
    expect(localeFor('pt-BR', shipped).fallback?.reason).toContain(
      'There are no texts in Portuguese (Brazil) (pt-BR).',
    );
  });

  it('is whatever there is where the house’s first language has no texts either', () => {
    expect(localeFor('pt', ['ja'], 'de').locale).toBe('ja');
  });

  it.each(['', 'klingon language', 'x_1', '<script>'])(
    'is the house’s first one for %j, which is no tag',
    (wanted) => {
      const { locale, fallback } = localeFor(wanted, shipped);
      expect(locale).toBe('en');
      expect(fallback?.reason).not.toContain('<');
    },
  );

  it('does not exist without any text', () => {
    expect(() => localeFor('en', [])).toThrow(NoTextsAtAll);
  });
});
