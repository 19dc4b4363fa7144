import type { Catalogue } from '../../catalogue/domain/catalogue.js';
import type { Industry } from '../../catalogue/domain/industry.js';
import { CitedFindings } from '../../plans/domain/cited-findings.js';
import { retentionOutlook } from '../../plans/domain/retention-outlook.js';
import type { OutlookColumns, OutlookFigure } from '../../plans/domain/retention-outlook.js';
import { evidenceHref, industryHref } from '../evidence-links.js';
import type { CrumbView, PageView, TabView } from '../views.types.js';
import { capital, classWords } from './comparables.words.js';
import type { LinkView } from './knowledge.evidence.view.js';
import { inPlainWords, regionWords, sampleWords, yearWords } from './knowledge.words.js';
import { figureWords } from './plan.words.js';

export interface IndustryListView extends PageView {
  sections: TabView[];
  lead: string;
  industries: { href: string; name: string; data: string; own: boolean }[];
}

export interface IndustryView extends PageView {
  crumbs: readonly CrumbView[];
  name: string;
  /** It comes from a pack of the organisation. */
  own: boolean;
  data: string[];
  expectations: BackedSentence[];
  concerns: BackedSentence[];
  switching: string;
  compensation: readonly string[];
  support: readonly string[];
  regulators: { place: string; names: string }[];
  leaving: LeavingView;
  basis: string;
  naics: string;
  note: string;
}

/** A sentence of the profile with the findings behind it; none: a plain judgement. */
export interface BackedSentence {
  words: string;
  findings: LinkView[];
}

/** What is known about leaving, in columns that are never averaged. */
export interface LeavingView {
  title: string;
  words: string[];
  columns: { title: string; rows: LeavingRow[] }[];
}

export interface LeavingRow {
  href: string;
  figure: string;
  statement: string;
  source: string;
  old: boolean;
}

export function industryRows({ industries, ownRows }: Catalogue): IndustryListView['industries'] {
  return [...industries.values()].map(({ id, name, typicalDataClasses }) => ({
    href: industryHref(id),
    name,
    data: typicalDataClasses.map(classWords).join(', '),
    own: ownRows.industries.has(id),
  }));
}

/** @param year of reading: figures older than ten years are greyed */
export function industryView(
  profile: Industry,
  catalogue: Catalogue,
  year: number,
): Omit<IndustryView, 'title' | 'shell' | 'crumbs'> {
  const backed = (words: string, ids: readonly string[]): BackedSentence => ({
    words,
    findings: ids.map((id) => ({
      href: evidenceHref(id),
      text: catalogue.evidence.get(id)?.statement ?? id,
      note: catalogue.evidence.get(id)?.verified === false ? 'not verified' : '',
    })),
  });
  return {
    name: profile.name,
    own: catalogue.ownRows.industries.has(profile.id),
    data: profile.typicalDataClasses.map(classWords),
    expectations: profile.expectations.map(({ expectation, evidence }) => backed(expectation, evidence)),
    concerns: profile.specificConcerns.map(({ concern, evidence }) => backed(concern, evidence)),
    switching: capital(profile.switchingCost),
    compensation: profile.compensationForms,
    support: profile.supportForms,
    regulators: Object.entries(profile.regulators).map(([place, names]) => ({
      place,
      names: names.join(', '),
    })),
    leaving: leavingView(profile, catalogue, year),
    basis:
      profile.weightBasis === 'own and pooled'
        ? 'Weights of this industry rest on findings of its own together with those of all industries.'
        : 'No finding of this industry alone enters the weights: they are those of all industries, with a wider range.',
    naics: [...profile.naicsPrefixes, ...profile.naics2022Only].join(', '),
    note: inPlainWords(profile.notes ?? ''),
  };
}

const COLUMNS: readonly { kind: keyof OutlookColumns; title: string }[] = [
  { kind: 'said', title: 'What people say they would do' },
  { kind: 'did', title: 'What people say they did' },
  { kind: 'measuredAtFirms', title: 'Measured at firms' },
  { kind: 'doNotChart', title: 'Open to two readings' },
];

function leavingView(profile: Industry, catalogue: Catalogue, year: number): LeavingView {
  const findings = new CitedFindings(catalogue.evidence, catalogue.weights);
  const outlook = retentionOutlook(profile, [...catalogue.industries.values()], findings, year);
  const columns = [
    ...COLUMNS.map(({ kind, title }) => ({ title, rows: (outlook.industry?.[kind] ?? []).map(leavingRow) })),
    { title: 'Trust in the sector', rows: outlook.trust.map(leavingRow) },
  ].filter(({ rows }) => rows.length > 0);
  const none = columns.length === 0 && !outlook.captive;
  return {
    title: outlook.captive ? 'Trust' : 'What is known about leaving',
    words: none ? ['No figure of this industry is known.'] : outlook.words,
    columns,
  };
}

function leavingRow(figure: OutlookFigure): LeavingRow {
  const { evidence, statement, year, region, verified, greyed } = figure;
  const standing = [verified ? '' : 'not verified', greyed ? 'older than ten years' : ''];
  return {
    href: evidenceHref(evidence),
    figure: figureWords(figure),
    statement,
    source: [regionWords(region), yearWords(year), sampleWords(figure), ...standing]
      .filter((part) => part !== '')
      .join(', '),
    old: greyed,
  };
}
