import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { CodeCoverage } from '../../obligations/domain/content-coverage.js';
import { shortLaw } from '../../obligations/domain/duty-names.js';
import type { CoveredDuty } from '../../reports/notice-coverage.js';
import { placeName } from '../place-words.js';
import type { ChipView } from '../views.types.js';

export interface CoverageView {
  /** `4 of 6 laws are carried in full.` */
  words: string;
  duties: CoveredDutyView[];
}

export interface CoveredDutyView {
  /** `Massachusetts, United States: Mass. Gen. Laws ch. 93H: 1 forbidden, 2 missing, 1 to be read` */
  title: string;
  open: boolean;
  forbidden: { label: string; places: string }[];
  codes: { label: string; chip: ChipView; words: string }[];
  reportHref: string;
}

const CHIPS: Readonly<Record<CodeCoverage['coverage'], ChipView>> = {
  present: { text: 'Present', tone: 'ok' },
  thin: { text: 'Thin', tone: 'warn' },
  missing: { text: 'Missing', tone: 'danger' },
};

/** Duties with most amiss first. Null: the stored text does not pass its check, or no duty to its readers is owed. */
export function coverageView(
  covered: readonly CoveredDuty[] | null,
  catalogue: Catalogue,
  reference: string,
  titles: ReadonlyMap<string, string>,
): CoverageView | null {
  if (covered === null || covered.length === 0) return null;
  const whole = covered.filter((one) => amiss(one) === 0).length;
  const label = (code: string) => catalogue.contentCodes.get(code)?.label ?? code;
  const placesOf = (ids: readonly string[]) => ids.map((id) => titles.get(id) || id).join(', ');
  return {
    words: `${whole} of ${covered.length} ${covered.length === 1 ? 'duty is' : 'duties are'} carried in full.`,
    duties: [...covered]
      .sort((a, b) => amiss(b) - amiss(a))
      .map((one) => ({
        title: titleOf(one),
        open: one.forbidden.length > 0,
        forbidden: one.forbidden.map(({ code, places }) => ({
          label: label(code),
          places: placesOf(places),
        })),
        codes: one.codes.map(({ code, coverage, places, because }) => ({
          label: label(code),
          chip: CHIPS[coverage],
          words: because === '' ? `In: ${placesOf(places)}` : because,
        })),
        reportHref: `/incidents/${reference}/obligations/${one.duty.ruleId}/report`,
      })),
  };
}

/** What the law forbids weighs most, then what is missing. */
function amiss({ codes, forbidden }: CoveredDuty): number {
  const count = (kind: CodeCoverage['coverage']) => codes.filter(({ coverage }) => coverage === kind).length;
  return forbidden.length * 10_000 + count('missing') * 100 + count('thin');
}

function titleOf({ duty, codes, forbidden }: CoveredDuty): string {
  const count = (kind: CodeCoverage['coverage']) => codes.filter(({ coverage }) => coverage === kind).length;
  const parts: [number, string][] = [
    [forbidden.length, 'forbidden'],
    [count('missing'), 'missing'],
    [count('thin'), 'thin'],
  ];
  const found = parts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`);
  const verdict =
    codes.length === 0 && found.length === 0
      ? 'the law lists nothing'
      : found.length === 0
        ? 'all present'
        : found.join(', ');
  return `${placeName(duty.jurisdiction)}, ${shortLaw(duty.law)}: ${verdict}`;
}
