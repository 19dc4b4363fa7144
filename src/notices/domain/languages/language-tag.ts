import { wordLanguages, type WordLanguage } from '../../../catalogue/domain/data-class-words.js';

/** A BCP 47 tag taken apart, with the script that is usual where it names none: `zh-TW` is Hant. */
export interface LanguageTag {
  /** In its usual spelling: `de-AT`. */
  tag: string;
  language: string;
  script: string;
  /** ISO 3166; only where the tag names it. */
  country?: string;
}

/** `undefined` for what is not a language tag. */
export function languageTag(text: string): LanguageTag | undefined {
  try {
    const locale = new Intl.Locale(text);
    const { region } = locale;
    return {
      tag: locale.toString(),
      language: locale.language,
      script: locale.maximize().script ?? '',
      ...(region !== undefined && { country: region }),
    };
  } catch {
    return undefined;
  }
}

/** The language whose words a tag asks for: `de-AT` is German; `zh-TW` is no simplified Chinese. */
export function wordLanguageOf(text: string): WordLanguage | undefined {
  const wanted = languageTag(text);
  return wordLanguages.find((known) => {
    const one = languageTag(known);
    return one?.language === wanted?.language && one?.script === wanted?.script;
  });
}
