import type { Evidence, EvidenceKind, Stance } from './evidence.js';
import type { Priority } from './priorities.js';

export const stances = ['supports', 'contradicts', 'qualifies', 'context'] as const satisfies Stance[];

export const evidenceKinds = [
  'survey-stated',
  'survey-recall',
  'experiment',
  'field-study',
  'meta-analysis',
  'content-analysis',
  'interview',
  'benchmark',
  'guidance',
  'law',
  'theory',
] as const satisfies EvidenceKind[];

/** `unknown`: the findings whose year nobody wrote down. */
export type YearOfEvidence = number | 'unknown';

/** Each test that is given must hold. */
export interface EvidenceFilter {
  /** Every word must be somewhere in what the finding says or where it is from; case and accents do not count. */
  text?: string;
  priority?: Priority;
  stance?: Stance;
  kind?: EvidenceKind;
  /** Findings of this industry, or `all`: those of no industry in particular. */
  industry?: string;
  region?: string;
  year?: YearOfEvidence;
  verified?: boolean;
}

export interface EvidencePage {
  findings: Evidence[];
  /** Findings that fit in all. */
  found: number;
  /** Place of the first one shown among them, from 0. */
  from: number;
  /** Cursor of the page before; empty: that is the first page; absent: there is none. */
  previous?: string;
  /** Cursor of the next page, where there is one. */
  next?: string;
}

/**
 * The findings that fit, in the order of the file, which ranks nothing.
 *
 * @param after id of the last finding of the page before; one that is not among the findings begins anew
 */
export function evidencePage(
  evidence: Iterable<Evidence>,
  filter: EvidenceFilter,
  { after, limit }: { after?: string; limit: number },
): EvidencePage {
  const fitting = [...evidence].filter((finding) => fits(finding, filter));
  const from = after === undefined ? 0 : fitting.findIndex(({ id }) => id === after) + 1;
  const findings = fitting.slice(from, from + limit);
  const last = findings.at(-1)?.id;
  return {
    findings,
    found: fitting.length,
    from,
    ...(from > 0 ? { previous: fitting[from - limit - 1]?.id ?? '' } : {}),
    ...(from + limit < fitting.length && last !== undefined ? { next: last } : {}),
  };
}

function fits(finding: Evidence, filter: EvidenceFilter): boolean {
  const { priority, stance, kind, industry, region, year, verified, text } = filter;
  return (
    (priority === undefined || finding.bearsOn.includes(priority)) &&
    (stance === undefined || finding.stance === stance) &&
    (kind === undefined || finding.kind === kind) &&
    (industry === undefined || isOf(finding, industry)) &&
    (region === undefined || finding.region === region) &&
    (year === undefined || finding.year === (year === 'unknown' ? null : year)) &&
    (verified === undefined || finding.verified === verified) &&
    (text === undefined || holdsWords(finding, text))
  );
}

function isOf({ industry }: Evidence, asked: string): boolean {
  return asked === 'all' ? industry.length === 0 : industry.includes(asked);
}

function holdsWords({ id, statement, figure, source, region }: Evidence, text: string): boolean {
  const said = plain([id, statement, figure.population, source.title, source.publisher, region].join(' '));
  return plain(text)
    .split(/\s+/)
    .every((word) => said.includes(word));
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
