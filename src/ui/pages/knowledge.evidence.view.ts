import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { Evidence } from '../../catalogue/domain/evidence.js';
import { usesOfEvidence } from '../../catalogue/domain/evidence-uses.js';
import type { EvidenceUses, WeightUse } from '../../catalogue/domain/evidence-uses.js';
import { isLeadersFigureApart } from '../../plans/domain/security-leaders.js';
import { evidenceHref, industryHref, stepHref } from '../evidence-links.js';
import type { ChipView, CrumbView, OptionView, PageView, PagerView, TabView } from '../views.types.js';
import {
  FIGURE_APART,
  figureShown,
  inPlainWords,
  linkedPlaces,
  regionWords,
  sampleWords,
  STANCE_MEANING,
  stanceChip,
  verifiedChip,
  wantWords,
  yearWords,
} from './knowledge.words.js';
import type { TextPart } from './knowledge.words.js';
import { KIND_WORDS, testWords } from './plan.words.js';

export interface EvidenceListView extends PageView {
  sections: TabView[];
  lead: string;
  filters: EvidenceFiltersView;
  rows: FindingRow[];
  pager: PagerView;
}

export interface EvidenceFiltersView {
  text: string;
  chosen: Record<EvidenceSelect, string>;
  options: Record<EvidenceSelect, OptionView[]>;
}

export type EvidenceSelect = 'priority' | 'stance' | 'kind' | 'industry' | 'region' | 'year' | 'verified';

export interface FindingRow {
  href: string;
  statement: string;
  figure: string;
  sample: string;
  /** Publisher, year, region. */
  source: string;
  kind: string;
  stance: ChipView;
  verified: ChipView;
}

export interface LinkView {
  href: string;
  text: string;
  /** Small and grey after it. */
  note: string;
}

export interface FindingView extends PageView {
  crumbs: readonly CrumbView[];
  id: string;
  /** It comes from a pack of the organisation. */
  own: boolean;
  statement: string;
  figure: string;
  /** Why the figure is not printed; empty: it is. */
  apart: string;
  apiHref: string;
  facts: { key: string; value: string }[];
  stance: ChipView;
  stanceMeaning: string;
  verified: ChipView;
  verifiedMeaning: string;
  seenAt: TextPart[];
  bearsOn: { id: string; words: string }[];
  note: string;
  steps: LinkView[];
  weights: string[];
  modulators: string[];
  industries: LinkView[];
  unused: boolean;
}

export function findingRow(finding: Evidence): FindingRow {
  const { id, statement, figure, year, region, source, kind, stance, verified } = finding;
  return {
    href: evidenceHref(id),
    statement,
    figure: figureShown(finding),
    sample: sampleWords(figure),
    source: [inPlainWords(source.publisher), yearWords(year), regionWords(region)].join(', '),
    kind: KIND_WORDS[kind],
    stance: stanceChip(stance),
    verified: verifiedChip(verified),
  };
}

/** The card of one finding: everything that lets a reader judge it, and all that rests on it. */
export function findingView(
  finding: Evidence,
  catalogue: Catalogue,
): Omit<FindingView, 'title' | 'shell' | 'crumbs'> {
  const industryName = (id: string) => catalogue.industries.get(id)?.name ?? id;
  const uses = usesOfEvidence(finding.id, catalogue);
  const cited = citedBy(uses, catalogue, industryName);
  return {
    id: finding.id,
    own: catalogue.ownRows.evidence.has(finding.id),
    statement: finding.statement,
    figure: figureShown(finding),
    apart: isLeadersFigureApart(finding) ? APART : '',
    apiHref: `/api/v1/knowledge/evidence/${finding.id}`,
    facts: factsOf(finding, industryName),
    stance: stanceChip(finding.stance),
    stanceMeaning: STANCE_MEANING[finding.stance],
    verified: verifiedChip(finding.verified),
    verifiedMeaning: verifiedMeaning(finding),
    seenAt: linkedPlaces(finding.checkedAt ?? ''),
    bearsOn: finding.bearsOn.map((id) => ({ id, words: wantWords(id) })),
    note: inPlainWords(finding.note ?? ''),
    ...cited,
    unused: Object.values(cited).every((list) => list.length === 0),
  };
}

const APART = `${FIGURE_APART}: security leaders and customers were asked the same in two questions only, and these pages print no other figure of security leaders, so that none is read as part of a ranking. The number is in the knowledge file and in the API.`;

function factsOf(finding: Evidence, industryName: (id: string) => string): FindingView['facts'] {
  const { figure, year, region, source, industry, kind } = finding;
  const published = source.year === null || source.year === year ? '' : `, published ${source.year}`;
  return [
    { key: 'Asked or studied', value: figure.population },
    { key: 'Sample', value: figure.n === null ? 'Not known' : figure.n.toLocaleString('en-GB') },
    { key: 'Year', value: year === null ? 'Not known' : `${year}${published}` },
    { key: 'Region', value: region === 'unknown' ? 'Not known' : region },
    {
      key: 'Industries',
      value: industry.length === 0 ? 'All, none in particular' : industry.map(industryName).join(', '),
    },
    { key: 'Kind of knowing', value: KIND_WORDS[kind] },
    { key: 'Source', value: inPlainWords(`${source.publisher}: ${source.title}`) },
  ];
}

function verifiedMeaning({ verified, checkedAt }: Evidence): string {
  if (verified) return 'The figure was seen on a public page, and may enter the weights.';
  const place =
    checkedAt === undefined
      ? 'The figure was not seen on a public page.'
      : 'The page itself did not settle the figure.';
  return `${place} It may be wrong, and enters the weights only where a founding document of the project gave it.`;
}

function citedBy(
  { steps, weights, modulators, industries }: EvidenceUses,
  catalogue: Catalogue,
  industryName: (id: string) => string,
) {
  return {
    steps: steps.map((id) => ({ href: stepHref(id), text: catalogue.steps.get(id)?.title ?? id, note: '' })),
    weights: [...new Set(weights.map((one) => weightWords(one, industryName)))],
    modulators: catalogue.weights.modulators
      .filter(({ id }) => modulators.includes(id))
      .map(({ when, basis }) => `${testWords(when, industryName)}: ${BASIS_WORDS[basis]}`),
    industries: industries.map(({ industry, as, words }) => ({
      href: industryHref(industry),
      text: industryName(industry),
      note: as === 'leaving' ? 'figure on leaving' : words,
    })),
  };
}

const BASIS_WORDS = {
  direction: 'findings give the direction of the shift, its size is a choice',
  judgement: 'direction and size of the shift are a choice',
} as const;

function weightWords({ as, priorities, industry }: WeightUse, industryName: (id: string) => string): string {
  const where = industry === null ? 'all industries' : industryName(industry);
  const [first, second] = priorities.map((one) => wantWords(one).toLowerCase());
  if (as === 'order') return `Order of ${first} before ${second} (${where})`;
  return as === 'share' ? `Share for ${first} (${where})` : `Lean towards ${first} (${where})`;
}
