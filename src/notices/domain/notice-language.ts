import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { NoticeLanguage } from './notice-helpers.js';

/**
 * Words and forms of a language for one notice, from the catalogue.
 *
 * @param country ISO 3166 code of where the readers live, if they all live in one place
 */
export function noticeLanguage(
  { dataClassWords, vocabulary }: Pick<Catalogue, 'dataClassWords' | 'vocabulary'>,
  locale: string,
  country?: string,
): NoticeLanguage {
  const rankingClasses = new Map(
    vocabulary.dataClasses.map(({ code, rankingClass }) => [code, rankingClass]),
  );
  return {
    locale,
    words: dataClassWords,
    rankingClassOf: (dataClass) => rankingClasses.get(dataClass),
    ...(country !== undefined && { country }),
  };
}
