import type {
  OutlookColumns,
  OutlookFigure,
  RetentionOutlook,
} from '../../plans/domain/retention-outlook.js';
import type { OutlookChart, OutlookMark } from '../charts/outlook.js';
import { evidenceHref } from '../evidence-links.js';
import { formatNumber } from '../views.helpers.js';
import type { PlanContext } from './plan.context.js';
import { figureWords } from './plan.words.js';

/** What is known about leaving: what people say, what they say they did, what was counted at firms. */
export interface OutlookView {
  title: string;
  words: string[];
  /** Null where nobody can leave, or nothing is known. */
  chart: OutlookChart | null;
  /** Every figure, kind by kind: also those that no chart may show. */
  columns: OutlookColumnView[];
}

export interface OutlookColumnView {
  title: string;
  rows: OutlookRowView[];
}

export interface OutlookRowView {
  href: string;
  figure: string;
  statement: string;
  /** The industry, or `All industries`. */
  of: string;
  source: string;
  verified: boolean;
  old: boolean;
}

type Kind = keyof OutlookColumns;

const KINDS: readonly { kind: Kind; title: string }[] = [
  { kind: 'said', title: 'What people say they would do' },
  { kind: 'did', title: 'What people say they did' },
  { kind: 'measuredAtFirms', title: 'Measured at firms' },
  { kind: 'doNotChart', title: 'Open to two readings' },
];
const ALL = 'All industries';

/** Three columns that are never averaged, and nothing that says what will happen. */
export function outlookView(outlook: RetentionOutlook, context: PlanContext): OutlookView {
  const own = context.plan.industry === null ? '' : context.industryName(context.plan.industry);
  const trust = outlook.trust.map((figure) => rowOf(figure, own));
  const columns = KINDS.map(({ kind, title }) => ({
    title,
    rows: [
      ...(outlook.industry?.[kind] ?? []).map((figure) => rowOf(figure, own)),
      ...(outlook.allIndustries?.[kind] ?? []).map((figure) => rowOf(figure, ALL)),
    ],
  }));
  return {
    title: outlook.captive ? 'Trust' : 'What is known about leaving',
    words: [...unknownWords(outlook, own), ...outlook.words],
    chart: chartOf(outlook),
    columns: [...columns, { title: 'Trust in the sector', rows: trust }].filter(
      ({ rows }) => rows.length > 0,
    ),
  };
}

/** An industry without figures says so, before those of all industries are shown. */
function unknownWords({ captive, industry }: RetentionOutlook, own: string): string[] {
  return captive || industry !== null || own === ''
    ? []
    : [`No figure is known for ${own}. What follows is of all industries.`];
}

/** Figures of leaving alone; one that has two readings is in no chart. */
function chartOf({ industry, allIndustries }: RetentionOutlook): OutlookChart | null {
  const panels = KINDS.filter(({ kind }) => kind !== 'doNotChart')
    .map(({ kind, title }) => ({
      title,
      figures: [...marksOf(industry?.[kind] ?? [], true), ...marksOf(allIndustries?.[kind] ?? [], false)],
    }))
    .filter(({ figures }) => figures.length > 0);
  return panels.length === 0 ? null : { panels };
}

function marksOf(figures: readonly OutlookFigure[], own: boolean): OutlookMark[] {
  return figures
    .filter(({ leaving }) => leaving)
    .map(({ value, unit, year, region, greyed }) => ({
      value,
      label: [year === null ? 'year not known' : String(year), region].join(', '),
      own,
      old: greyed,
      bound: unit === 'percent-min' ? 'at least' : unit === 'percent-max' ? 'at most' : null,
    }));
}

function rowOf(
  { evidence, value, unit, statement, n, year, region, verified, greyed }: OutlookFigure,
  of: string,
): OutlookRowView {
  const sample = n === null ? 'sample not known' : `n = ${formatNumber(n)}`;
  return {
    href: evidenceHref(evidence),
    figure: figureWords({ value, unit }),
    statement,
    of,
    source: [region, year === null ? 'year not known' : String(year), sample].join(', '),
    verified,
    old: greyed,
  };
}
