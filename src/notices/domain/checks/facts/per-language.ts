import type { FactWords } from '../../../../catalogue/domain/fact-words.js';

/** What is worked out of the words of a language, once for each list. */
export function perLanguage<T>(make: (language: FactWords) => T): (language: FactWords) => T {
  const made = new WeakMap<FactWords, T>();
  return (language) => {
    const known = made.get(language);
    if (known !== undefined) return known;
    const value = make(language);
    made.set(language, value);
    return value;
  };
}
