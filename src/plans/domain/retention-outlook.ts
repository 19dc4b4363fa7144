import type { FigureUnit } from '../../catalogue/domain/evidence.js';
import type { ChurnKind, Industry } from '../../catalogue/domain/industry.js';
import type { CitedFindings } from './cited-findings.js';

/**
 * Figures on leaving, in three separate columns: never averaged, never multiplied by a number of customers, never a
 * forecast. Null or empty: no figure is known.
 */
export interface RetentionOutlook {
  /** People cannot leave: show trust, not churn. */
  captive: boolean;
  industry: OutlookColumns | null;
  allIndustries: OutlookColumns | null;
  /** Lowest and highest share of the industry's people who said they would leave, by question. */
  saidTheyWouldLeave: [number, number] | null;
  /** Lowest and highest share of people who reported that they left, over all studies at hand. */
  reportedLeaving: [number, number] | null;
  /** Trust of consumers in the sector with their data. */
  trust: OutlookFigure[];
  words: string[];
}

export interface OutlookColumns {
  said: OutlookFigure[];
  did: OutlookFigure[];
  measuredAtFirms: OutlookFigure[];
  /** Open to two readings; to be read, never charted. */
  doNotChart: OutlookFigure[];
}

export interface OutlookFigure {
  evidence: string;
  statement: string;
  value: number;
  unit: FigureUnit;
  n: number | null;
  year: number | null;
  region: string;
  verified: boolean;
  /** Counts people who left or say they would; false: of staying, being wary, buying less, or trust. */
  leaving: boolean;
  /** Older than ten years. */
  greyed: boolean;
}

/** Findings of all industries, which no profile carries. */
export const allIndustriesFindings: readonly { evidence: string; kind: ChurnKind }[] = [
  { evidence: 'ponemon12-terminate', kind: 'stated' },
  { evidence: 'ponemon12-consider-ending', kind: 'stated' },
  { evidence: 'experian19-leave-slow', kind: 'stated' },
  { evidence: 'rand16-left', kind: 'reported' },
  { evidence: 'thales25-abandoned', kind: 'reported' },
  { evidence: 'ponemon08-churn-all', kind: 'benchmark' },
  { evidence: 'ibm19-churn-all', kind: 'benchmark' },
];

export const trustFindings = [
  'thales25-trust-bank',
  'thales25-trust-government',
  'thales25-trust-health',
  'thales25-trust-insurance',
  'thales25-trust-social',
  'thales25-trust-automotive',
];

/** Stated or reported, but not of leaving: staying, being wary or undecided, buying less, changing settings. */
const notLeaving = new Set([
  'kpmg18-fs-conditional',
  'kpmg18-fs-definitely-stay',
  'kpmg18-auto-wary',
  'kpmg16-auto-wary',
  'optus22-considering',
  'interactions14-less',
  'fb18-settings-us',
  'thales25-abandoned',
  'ponemon12-consider-ending',
]);
const captiveIndustries = new Set(['education', 'public-sector']);
const greyAfterYears = 10;
const nationalSurvey = 'rand16-left';
const conditionalStay = {
  conditional: 'kpmg18-fs-conditional',
  leave: 'kpmg18-fs-definitely-leave',
  stay: 'kpmg18-fs-definitely-stay',
};

interface FigureRange {
  low: OutlookFigure;
  high: OutlookFigure;
}

const alwaysSaid = [
  'Intentions overstate behaviour, and surveys by vendors tend to be higher.',
  'Good handling lifts satisfaction; no study at hand shows that it lifts repurchase.',
];

/**
 * @param industry   profile, or absent for all industries
 * @param industries every profile, for what people anywhere reported they did
 * @param year       year of reading, from which figures age
 */
export function retentionOutlook(
  industry: Industry | undefined,
  industries: readonly Industry[],
  findings: CitedFindings,
  year: number,
): RetentionOutlook {
  const figure = (id: string) => figureOf(id, findings, year);
  const captive = industry !== undefined && captiveIndustries.has(industry.id);
  const trust = trustFindings.filter((id) => industry && findings.entry(id).industry.includes(industry.id));
  if (captive) {
    const words = ['People cannot leave this kind of organisation; what is at stake is trust.'];
    const none = { industry: null, allIndustries: null, saidTheyWouldLeave: null, reportedLeaving: null };
    return { captive, ...none, trust: trust.map(figure), words };
  }
  const said = rangeOf(idsOfLeaving('stated', industry?.churnFigures ?? allIndustriesFindings), figure);
  const did = rangeOf(reportedAnywhere(industries), figure);
  return {
    captive,
    industry: industry && industry.churnFigures.length > 0 ? columns(industry.churnFigures, figure) : null,
    allIndustries: columns(allIndustriesFindings, figure),
    saidTheyWouldLeave: said && [said.low.value, said.high.value],
    reportedLeaving: did && [did.low.value, did.high.value],
    trust: trust.map(figure),
    words: [
      ...(said ? [saidWords(said)] : []),
      ...(did ? [didWords(did, figure(nationalSurvey))] : []),
      ...conditionalWords(industry, figure),
      ...alwaysSaid,
    ],
  };
}

function columns(
  entries: readonly { evidence: string; kind: ChurnKind }[],
  figure: (id: string) => OutlookFigure,
): OutlookColumns {
  const ofKind = (kind: ChurnKind) =>
    entries.filter((entry) => entry.kind === kind).map(({ evidence }) => figure(evidence));
  return {
    said: ofKind('stated'),
    did: ofKind('reported'),
    measuredAtFirms: ofKind('benchmark'),
    doNotChart: ofKind('ambiguous'),
  };
}

function idsOfLeaving(kind: ChurnKind, entries: readonly { evidence: string; kind: ChurnKind }[]): string[] {
  return entries
    .filter((entry) => entry.kind === kind && !notLeaving.has(entry.evidence))
    .map(({ evidence }) => evidence);
}

function reportedAnywhere(industries: readonly Industry[]): string[] {
  const entries = [...industries.flatMap(({ churnFigures }) => churnFigures), ...allIndustriesFindings];
  return idsOfLeaving('reported', entries);
}

function rangeOf(ids: readonly string[], figure: (id: string) => OutlookFigure): FigureRange | null {
  const [first, ...rest] = ids.map(figure).sort((a, b) => a.value - b.value);
  return first ? { low: first, high: rest.at(-1) ?? first } : null;
}

function saidWords({ low, high }: FigureRange): string {
  if (low.value === high.value) return `In one survey ${share(low)} percent said they would leave.`;
  return `In surveys, between ${share(low)} and ${share(high)} percent said they would leave, depending on the question.`;
}

function didWords({ low, high }: FigureRange, national: OutlookFigure): string {
  const range = `${Math.round(low.value)} to ${Math.round(high.value)} percent`;
  return `Asked what they did, ${range} report that they left; ${national.value} percent in the one national probability survey.`;
}

/** The share that would stay if all is handled well is quoted only with those who would leave or stay anyway. */
function conditionalWords(industry: Industry | undefined, figure: (id: string) => OutlookFigure): string[] {
  if (!industry?.churnFigures.some(({ evidence }) => evidence === conditionalStay.conditional)) return [];
  const { conditional, leave, stay } = conditionalStay;
  return [
    `${figure(conditional).value} percent would stay if the breach is handled properly; beside them ${figure(leave).value} percent would leave and ${figure(stay).value} percent would stay in any case.`,
  ];
}

/** A lower bound says so. */
function share({ value, unit }: OutlookFigure): string {
  return unit === 'percent-min' ? `${value} or more` : String(value);
}

function figureOf(id: string, findings: CitedFindings, readIn: number): OutlookFigure {
  const { statement, figure, year, region, verified } = findings.entry(id);
  if (figure.value === null) throw new RangeError(`evidence.yaml: \`${id}\` needs a figure for the outlook.`);
  return {
    evidence: id,
    statement,
    value: figure.value,
    unit: figure.unit,
    n: figure.n,
    year,
    region,
    verified,
    leaving: !notLeaving.has(id) && !trustFindings.includes(id),
    greyed: year !== null && readIn - year > greyAfterYears,
  };
}
