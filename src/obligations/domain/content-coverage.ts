import type { ContentCode } from '../../catalogue/domain/report-forms.js';

/** A section of a notice as far as coverage reads it. */
export interface CoveredSection {
  id: string;
  heading: string;
  /** Content codes that its kind says it carries. */
  codes: readonly string[];
  /** In the text that would be sent. */
  shown: boolean;
  /** Words as people read them, values filled in. */
  text: string;
  /** Fields that stand in it with a value, and without one. */
  filled: readonly string[];
  empty: readonly string[];
}

/**
 * `present`: a section that carries the code is shown, says something, and holds a field that carries the code where
 * one must. `thin`: it is shown, but is short or a value is missing. `missing`: no shown section carries it.
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
 * How far a notice carries what a duty asks. It reads where fields and sections stand, not whether sentences are
 * true or complete: a person still reads the text.
 */
export function coverageOf(
  duty: { contentCodes: readonly string[]; prohibitedContent: readonly string[] },
  sections: readonly CoveredSection[],
  contents: ReadonlyMap<string, ContentCode>,
): DutyCoverage {
  const shown = sections.filter((section) => section.shown);
  return {
    codes: duty.contentCodes.map((code) =>
      codeCoverage(code, sections, contents.get(code)?.noticeFields ?? []),
    ),
    forbidden: duty.prohibitedContent.flatMap((code) => {
      const fields = contents.get(code)?.noticeFields ?? [];
      const places = shown
        .filter(
          ({ codes, filled, text }) =>
            (codes.includes(code) && text.trim() !== '') || fields.some((field) => filled.includes(field)),
        )
        .map(({ id }) => id);
      return places.length === 0 ? [] : [{ code, places }];
    }),
  };
}

function codeCoverage(
  code: string,
  sections: readonly CoveredSection[],
  fields: readonly string[],
): CodeCoverage {
  const carrying = sections.filter(
    (section) =>
      section.codes.includes(code) ||
      fields.some((field) => section.filled.includes(field) || section.empty.includes(field)),
  );
  const shown = carrying.filter((section) => section.shown);
  const places = shown.map(({ id }) => id);
  if (shown.length === 0) {
    const because =
      carrying.length === 0
        ? 'No section of this kind of notice carries it.'
        : `Left out with ${carrying.map(({ heading, id }) => heading || id).join(', ')}.`;
    return { code, coverage: 'missing', places: [], because };
  }
  const because = thinness(shown, fields);
  return { code, coverage: because === '' ? 'present' : 'thin', places, because };
}

function thinness(shown: readonly CoveredSection[], fields: readonly string[]): string {
  if (fields.some((field) => shown.some(({ filled }) => filled.includes(field)))) return '';
  if (fields.some((field) => shown.some(({ empty }) => empty.includes(field))))
    return 'The section is there; the value is not known yet.';
  if (fields.length > 0)
    return 'The section is there, but no field that carries it: read whether it says it.';
  const longest = Math.max(
    ...shown.map(({ text }) => text.split(/\s+/).filter((word) => word !== '').length),
  );
  return longest < THIN_WORDS ? `The section has fewer than ${THIN_WORDS} words.` : '';
}
