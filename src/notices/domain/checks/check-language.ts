import { wordLanguages } from '../../../catalogue/domain/data-class-words.js';
import type { WordLanguage } from '../../../catalogue/domain/data-class-words.js';
import type { LintList } from '../../../catalogue/domain/lint-words.js';
import type { CheckGround } from './check-rule.js';
import type { Match } from './text/units.js';

/** The language whose words a text of this locale is checked by; null: there are none. */
export function checkLanguage(locale: string): WordLanguage | null {
  const [base = '', ...rest] = locale.toLowerCase().split('-');
  if (base === 'zh') return rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part)) ? null : 'zh-Hans';
  return wordLanguages.find((language) => language === base) ?? null;
}

/** Chinese and Japanese write no words apart; what is not known is read as words. */
export function matchOf(language: WordLanguage | null): Match {
  return language === 'ja' || language === 'zh-Hans' ? 'characters' : 'words';
}

export function listOf(language: WordLanguage | null, { lintWords }: CheckGround): LintList | null {
  return language === null ? null : lintWords[language];
}

/** How a report names it. */
export const languageNames: Readonly<Record<WordLanguage, string>> = {
  en: 'English',
  'zh-Hans': 'Simplified Chinese',
  ja: 'Japanese',
  de: 'German',
  fr: 'French',
  es: 'Spanish',
};
