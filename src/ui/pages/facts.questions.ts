import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { Term } from '../../catalogue/domain/vocabulary.js';
import { capitalised } from '../code-words.js';
import type { FormFields } from '../form-fields.js';
import { placeName } from '../place-words.js';

/** A yes-or-no question about the organisation or the incident. */
export interface Question {
  /** `attribute.sec-registrant`. */
  name: string;
  words: string;
  answer: string;
}

export interface QuestionGroup {
  legend: string;
  questions: Question[];
  answered: number;
}

const ELSEWHERE = 'Everywhere';
/** Fewer questions of one place make no group of their own. */
const GROUP_FROM = 4;

/**
 * The questions of a list of terms, grouped by whose law asks them: the place of all rules that use the code, or
 * everywhere when several places do.
 *
 * @param key of a condition of the rules: `org` or `finding`
 */
export function questionGroups(
  terms: readonly Term[],
  key: 'org' | 'finding',
  catalogue: Pick<Catalogue, 'rules'>,
  form: FormFields,
): QuestionGroup[] {
  const places = placesOfCodes(catalogue, key);
  const prefix = key === 'org' ? 'attribute' : 'finding';
  const groups = new Map<string, Question[]>();
  for (const { code, meaning } of terms) {
    const asking = places.get(code) ?? new Set<string>();
    const legend = asking.size === 1 ? placeName([...asking][0] ?? '') : ELSEWHERE;
    const name = `${prefix}.${code}`;
    groups.set(legend, [
      ...(groups.get(legend) ?? []),
      { name, words: capitalised(meaning), answer: form.text(name) },
    ]);
  }
  return together(groups).map(([legend, questions]) => ({
    legend,
    questions,
    answered: questions.filter(({ answer }) => answer !== '').length,
  }));
}

/** Large groups first; the places with few questions stand in one group at the end, each question with its place. */
function together(groups: ReadonlyMap<string, Question[]>): [string, Question[]][] {
  const sorted = [...groups].sort(
    ([a, mine], [b, others]) => others.length - mine.length || a.localeCompare(b),
  );
  const large = sorted.filter(([legend, { length }]) => length >= GROUP_FROM || legend === ELSEWHERE);
  const small = sorted.filter((group) => !large.includes(group));
  const rest = small.flatMap(([place, questions]) =>
    questions.map((question) => ({ ...question, words: `${place}: ${question.words}` })),
  );
  return rest.length === 0 ? large : [...large, ['Other places', rest]];
}

/** Countries whose rules name each code anywhere in their conditions. */
function placesOfCodes(catalogue: Pick<Catalogue, 'rules'>, key: string): Map<string, Set<string>> {
  const places = new Map<string, Set<string>>();
  for (const rule of catalogue.rules.values()) {
    const country = rule.jurisdiction.split('-')[0] ?? rule.jurisdiction;
    for (const code of codesIn(rule, key)) places.set(code, (places.get(code) ?? new Set()).add(country));
  }
  return places;
}

function codesIn(value: unknown, key: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => codesIn(one, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === key && typeof member === 'string' ? [member] : codesIn(member, key),
  );
}
