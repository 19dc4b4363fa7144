import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import { formsOf } from './languages/forms-of.js';
import { languageTag, wordLanguageOf } from './languages/language-tag.js';
import { LanguageMissing, type NoticeLanguage } from './notice-helpers.js';

/**
 * Words and forms of a language for one notice, from the catalogue.
 *
 * @param locale  BCP 47; a country in it (`de-AT`, `zh-CN`) decides forms of figures and dates
 * @param country ISO 3166 code of where the readers live, if they all live in one place; wins over that of the locale
 * @throws LanguageMissing
 */
export function noticeLanguage(
  { dataClassWords, vocabulary }: Pick<Catalogue, 'dataClassWords' | 'vocabulary'>,
  locale: string,
  country: string | undefined = languageTag(locale)?.country,
): NoticeLanguage {
  const language = wordLanguageOf(locale);
  if (language === undefined) throw new LanguageMissing(locale);
  const rankingClasses = new Map(
    vocabulary.dataClasses.map(({ code, rankingClass }) => [code, rankingClass]),
  );
  return {
    locale,
    language,
    forms: formsOf[language],
    words: dataClassWords,
    rankingClassOf: (dataClass) => rankingClasses.get(dataClass),
    ...(country !== undefined && { country }),
  };
}
