import type { ContentCode } from '../../catalogue/domain/report-forms.js';

/** A section of a notice as far as coverage reads it. */
export interface CoveredSection {
  id: string;
  heading: string;
  /** Content codes that its kind says it carries. */
  codes: readonly string[];
  /** Language of its words where it is another one than that of the notice. */
  locale?: string;
  /** In the text that would be sent. */
  shown: boolean;
  /** Words as people read them, values filled in. */
  text: string;
  /** Fields that stand in it with a value, and without one. */
  filled: readonly string[];
  empty: readonly string[];
}

/**
 * `present`: the text says it by a field with a value or by one of its words; of a code without either, a shown section
 * that carries it says something. `thin`: a section that should carry it is shown, but nothing tells that it does.
 * `missing`: no shown section carries it.
 */
export type Coverage = 'present' | 'thin' | 'missing';

export interface CodeCoverage {
  code: string;
  coverage: Coverage;
  /** Ids of the shown sections that carry it. */
  places: string[];
  /** Why it is thin or missing; empty when present. */
  because: string;
}

export interface ForbiddenContent {
  code: string;
  places: string[];
}

export interface DutyCoverage {
  codes: CodeCoverage[];
  /** What the law forbids and the text carries. */
  forbidden: ForbiddenContent[];
}

/** Words below which a section says too little to carry anything. */
export const THIN_WORDS = 5;

/**
 * How far a notice carries what a duty asks. It reads where fields, words and sections stand, not whether sentences
 * are true or complete: a person still reads the text.
 *
 * @param locale of the notice; words are known by language
 */
export function coverageOf(
  duty: { contentCodes: readonly string[]; prohibitedContent: readonly string[] },
  sections: readonly CoveredSection[],
  contents: ReadonlyMap<string, ContentCode>,
  locale: string,
): DutyCoverage {
  const signs = (code: string): SignsIn => {
    const content = contents.get(code);
    return (section) => signsOf(content, section.locale ?? locale);
  };
  return {
    codes: duty.contentCodes.map((code) => codeCoverage(code, sections, signs(code))),
    forbidden: duty.prohibitedContent.flatMap((code) => {
      const places = sections
        .filter(
          (section) =>
            section.shown &&
            ((section.codes.includes(code) && section.text.trim() !== '') ||
              says(section, signs(code)(section))),
        )
        .map(({ id }) => id);
      return places.length === 0 ? [] : [{ code, places }];
    }),
  };
}

/** What tells that a text says a code. `words` null: the code has words, but none in this language. */
interface Signs {
  fields: readonly string[];
  words: readonly string[] | null;
}

/** Sections differ in the language of their words. */
type SignsIn = (section: CoveredSection) => Signs;

function signsOf(content: ContentCode | undefined, locale: string): Signs {
  const { noticeFields = [], noticeWords } = content ?? {};
  const words =
    noticeWords === undefined ? [] : Object.entries(noticeWords).find(([key]) => key === locale)?.[1];
  return { fields: noticeFields, words: words ?? null };
}

function says({ filled, text }: CoveredSection, { fields, words }: Signs): boolean {
  return fields.some((field) => filled.includes(field)) || (words ?? []).some((word) => hasWords(text, word));
}

/** Whole words, whatever their case and the spaces between them. */
function hasWords(text: string, words: string): boolean {
  const flat = (one: string) =>
    ` ${one
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .join(' ')
      .trim()} `;
  return flat(text).includes(flat(words));
}

function codeCoverage(code: string, sections: readonly CoveredSection[], signs: SignsIn): CodeCoverage {
  const shown = sections.filter((section) => section.shown);
  const saying = shown.filter((section) => says(section, signs(section)));
  if (saying.length > 0)
    return { code, coverage: 'present', places: saying.map(({ id }) => id), because: '' };
  const carrying = (section: CoveredSection) =>
    section.codes.includes(code) || signs(section).fields.some((field) => section.empty.includes(field));
  const places = shown.filter(carrying);
  if (places.length === 0)
    return { code, coverage: 'missing', places: [], because: absence(sections.filter(carrying)) };
  const because = thinness(places, signs(places[0] as CoveredSection));
  const coverage = because === '' ? 'present' : 'thin';
  return { code, coverage, places: places.map(({ id }) => id), because };
}

function absence(leftOut: readonly CoveredSection[]): string {
  return leftOut.length === 0
    ? 'No section of this kind of notice carries it, and no words say it.'
    : `Left out with ${leftOut.map(({ heading, id }) => heading || id).join(', ')}.`;
}

function thinness(shown: readonly CoveredSection[], { fields, words }: Signs): string {
  if (fields.some((field) => shown.some(({ empty }) => empty.includes(field))))
    return 'The section is there; the value is not known yet.';
  if (words === null) return 'No words of this language are known for it: read whether the section says it.';
  if (fields.length > 0 || words.length > 0)
    return 'The section is there, but no field and no words say it: read whether it does.';
  const longest = Math.max(
    ...shown.map(({ text }) => text.split(/\s+/).filter((word) => word !== '').length),
  );
  return longest < THIN_WORDS ? `The section has fewer than ${THIN_WORDS} words.` : '';
}
