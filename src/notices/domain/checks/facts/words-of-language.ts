import type { FactWords } from '../../../../catalogue/domain/fact-words.js';
import { checkLanguage } from '../check-language.js';
import type { CheckGround } from '../check-rule.js';

/** Null: no words are known by which facts could be read in this language. */
export function factWordsOf(locale: string, { factWords }: Pick<CheckGround, 'factWords'>): FactWords | null {
  const language = checkLanguage(locale);
  return language === null ? null : factWords[language];
}
