import type { DataClassWords } from '../../../../catalogue/domain/data-class-words.js';
import { checkLanguage } from '../check-language.js';
import type { CheckedNotice, CheckedPart } from '../checked-notice.js';
import type { FactWords } from '../../../../catalogue/domain/fact-words.js';
import { perLanguage } from './per-language.js';
import { anyOf, hasPhrase } from './phrases.js';
import { clausesOf, linesOf, sentencesOf } from './sentences.js';
import type { Passage } from './sentences.js';

/** A data class that the text says was affected, by the words it uses. */
export interface NamedClass {
  code: string;
  section: string;
  text: string;
  start: number;
  end: number;
}

/** Parts that tell what happened and to which data; the others speak of data for other ends. */
const telling = new Set(['subject', 'preheader', 'opening', 'happened', 'happened-short', 'data', 'status']);

/**
 * The data classes that a notice tells as affected: in the list of its part on data, and in sentences that say data
 * were taken or passed on. What is said not to be affected, and what could happen with data, names none.
 */
export function namedClasses(
  notice: CheckedNotice,
  language: FactWords,
  words: DataClassWords,
): NamedClass[] {
  const names = classNames(words, notice.locale, language);
  return notice.parts
    .filter(({ id }) => telling.has(id))
    .flatMap((part) => tellingClauses(part, language).flatMap((clause) => names.in(clause, part.id)));
}

function tellingClauses(part: CheckedPart, language: FactWords): Passage[] {
  const { denied, told } = lists(part, language);
  return sentencesOf(part.words).flatMap((sentence) => {
    if (sentence.item && denied.has(sentence.start)) return [];
    const listed = sentence.item && (part.id === 'data' || told.has(sentence.start));
    const tells =
      listed ||
      (says(sentence, language.disclosed, language) && !says(sentence, language.possible, language));
    if (!tells) return [];
    return clausesOf(sentence, turnsOf(language)).filter(
      (clause) => !says(clause, language.denials, language),
    );
  });
}

/** Starts of the items whose lead-in says that they are affected, or that they are not. */
function lists(part: CheckedPart, language: FactWords): { denied: Set<number>; told: Set<number> } {
  const [denied, told] = [new Set<number>(), new Set<number>()];
  let kind: Set<number> | null = null;
  for (const line of linesOf(part.words)) {
    if (line.item) kind?.add(line.start);
    else if (says(line, language.denials, language)) kind = denied;
    else kind = says(line, language.disclosed, language) ? told : null;
  }
  return { denied, told };
}

function says({ text }: Passage, phrases: readonly string[], { match }: FactWords): boolean {
  return hasPhrase(text, phrases, match);
}

/** The words that end the reach of a denial. */
export const turnsOf = perLanguage(({ turns, match }) => {
  const words = anyOf(turns);
  return new RegExp(match === 'words' ? `(?<!\\p{L})(?:${words})(?!\\p{L})` : `(?<=${words})`, 'giu');
});

class ClassNames {
  readonly #codes = new Map<string, string>();
  readonly #pattern: RegExp;

  constructor(names: readonly (readonly [phrase: string, code: string])[], match: FactWords['match']) {
    for (const [phrase, code] of names) {
      const flat = flattened(phrase);
      if (!this.#codes.has(flat)) this.#codes.set(flat, code);
    }
    const alternatives = anyOf([...this.#codes.keys()]);
    const bounds = match === 'words' ? ['(?<![\\p{L}\\p{N}-])', '(?![\\p{L}\\p{N}])'] : ['', ''];
    this.#pattern = new RegExp(`${bounds[0]}(?:${alternatives})${bounds[1]}`, 'giu');
  }

  in({ text, start }: Passage, section: string): NamedClass[] {
    return [...text.matchAll(this.#pattern)].flatMap(({ 0: found, index }) => {
      const code = this.#codes.get(flattened(found));
      const place = { start: start + index, end: start + index + found.length };
      return code === undefined ? [] : [{ code, section, text: found, ...place }];
    });
  }
}

const known = new WeakMap<DataClassWords, Map<string, ClassNames>>();

/** Words of the words file come before other words for the same. */
function classNames(words: DataClassWords, locale: string, language: FactWords): ClassNames {
  const byLocale = known.get(words) ?? new Map<string, ClassNames>();
  known.set(words, byLocale);
  const ready = byLocale.get(locale);
  if (ready) return ready;
  const told = words.classes.flatMap((entry) => {
    const { your, bare } = entry[checkLanguage(locale) ?? 'en'];
    return [[your, entry.code] as const, [bare, entry.code] as const];
  });
  const others = Object.entries(language.classes).flatMap(([code, phrases]) =>
    phrases.map((phrase) => [phrase, code] as const),
  );
  const made = new ClassNames([...told, ...others], language.match);
  byLocale.set(locale, made);
  return made;
}

function flattened(phrase: string): string {
  return phrase
    .toLowerCase()
    .replace(/[’']/gu, "'")
    .replace(/[\s\u2010\u2011-]+/gu, ' ');
}
