import type { WordLanguage } from '../../../../catalogue/domain/data-class-words.js';
import { checkLanguage } from '../check-language.js';
import type { FactWords } from './fact-words.js';
import { chinese } from './words/chinese.js';
import { english } from './words/english.js';
import { french } from './words/french.js';
import { german } from './words/german.js';
import { japanese } from './words/japanese.js';
import { spanish } from './words/spanish.js';

const byLanguage: Readonly<Record<WordLanguage, FactWords>> = {
  en: english,
  'zh-Hans': chinese,
  ja: japanese,
  de: german,
  fr: french,
  es: spanish,
};

/** Null: no words are known by which facts could be read in this language. */
export function factWordsOf(locale: string): FactWords | null {
  const language = checkLanguage(locale);
  return language === null ? null : byLanguage[language];
}
