import type { WordLanguage } from '../../../catalogue/domain/data-class-words.js';
import { english } from './english.js';
import { french } from './french.js';
import { german } from './german.js';
import { japanese } from './japanese.js';
import { spaceBetween, type LanguageForms } from './language-forms.js';
import { wordLanguageOf } from './language-tag.js';
import { simplifiedChinese } from './simplified-chinese.js';
import { spanish } from './spanish.js';

export const formsOf: Record<WordLanguage, LanguageForms> = {
  en: english,
  'zh-Hans': simplifiedChinese,
  ja: japanese,
  de: german,
  fr: french,
  es: spanish,
};

/** What stands between two lines of one paragraph; a space in a language without forms. */
export function jointOf(locale: string): LanguageForms['joint'] {
  const language = wordLanguageOf(locale);
  return language === undefined ? spaceBetween : formsOf[language].joint;
}
