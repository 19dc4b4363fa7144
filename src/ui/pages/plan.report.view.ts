import type { Temporal } from 'temporal-polyfill';
import type { Evidence } from '../../catalogue/domain/evidence.js';
import { priorities } from '../../catalogue/domain/priorities.js';
import type { RankingFacts } from '../../plans/domain/ranking-facts.js';
import { wants, type Want } from '../charts/wants.js';
import type { IncidentHeaderView, KeyValueView, PageView } from '../views.types.js';
import { weightsView, type WeightsView } from './plan.aside.view.js';
import type { FactOrigins } from './fact-origins.js';
import type { PlanContext } from './plan.context.js';
import { modulatorView } from './plan.detail.view.js';
import { dialsView, type DialsView } from './plan.dials.view.js';
import { gapView, type GapView } from './plan.gap.view.js';
import { movesView, type MovesView } from './plan.moves.view.js';
import { outlookView, type OutlookView } from './plan.outlook.view.js';
import { reportFacts, type ReportFactView } from './plan.report.facts.js';
import { ReportSources, type ReportSourceView, type SourceRefView } from './plan.report.sources.js';
import { findings, reportStep, type ReportFindingView, type ReportStepView } from './plan.report.steps.js';
import { RULE_WORDS, supportWords } from './plan.rule.view.js';
import { decisionsNoLonger, type PlanExtrasView } from './plan.view.js';
import { LANE_WORDS, percentWords, STATE_WORDS } from './plan.words.js';

/** The whole plan on paper: every number with what it rests on, and how to make it again. */
export interface PlanReportView extends PageView {
  header: IncidentHeaderView;
  reference: string;
  at: Temporal.Instant;
  planHref: string;
  basis: KeyValueView[];
  reproduce: ReproduceView;
  facts: ReportFactView[];
  weights: WeightsView;
  weighings: ReportWeighingView[];
  rule: string[];
  steps: ReportStepView[];
  /** What speaks for the weight of each wish that some step serves most, and what against it. */
  wishes: ReportWishView[];
  schedule: ReportScheduleRow[];
  ownSteps: ReportOwnStepView[];
  noLonger: { name: string; state: string; reason: string }[];
  moves: MovesView | null;
  gap: GapView;
  outlook: OutlookView;
  dials: DialsView;
  sources: ReportSourceView[];
}

/** The command that gives the same ranking, and the files it takes. */
export interface ReproduceView {
  command: string;
  inputHref: string;
  /** Empty: people added and overruled nothing. */
  decisionsHref: string;
  exportCommand: string;
  /** What the command cannot carry. */
  limits: string[];
}

export interface ReportWeighingView {
  want: Want;
  name: string;
  before: string;
  range: string;
  changes: { text: string; refs: SourceRefView[] }[];
  factor: string;
  held: string;
  after: string;
}

export interface ReportWishView {
  want: Want;
  name: string;
  ofWeight: SourceRefView[];
  contradicts: ReportFindingView[];
  qualifies: ReportFindingView[];
}

export interface ReportScheduleRow {
  place: number;
  title: string;
  lane: string;
  rank: number;
  waitsFor: string;
  state: string;
}

export interface ReportOwnStepView {
  title: string;
  serves: string;
  added: { by: string; at: Temporal.Instant };
  withdrawn: { by: string; at: Temporal.Instant; reason: string } | null;
}

/** What the report takes besides the plan page's own ground. */
export interface ReportGround {
  rankingFacts: RankingFacts;
  origins: FactOrigins;
  basis: KeyValueView[];
  reproduce: ReproduceView;
  extras: PlanExtrasView;
}

export function planReportBody(
  context: PlanContext,
  { rankingFacts, origins, basis, reproduce, extras }: ReportGround,
): Omit<PlanReportView, 'title' | 'shell' | 'errors' | 'header'> {
  const sources = new ReportSources(citedIn(context), context.catalogue.evidence);
  const steps = context.inRank().map((placed) => reportStep(placed, context, sources));
  const { reference, made } = context;
  return {
    reference,
    at: made.at,
    planHref: `/incidents/${reference}/plan`,
    basis,
    reproduce,
    facts: reportFacts(rankingFacts, origins, context),
    weights: weightsView(context),
    weighings: priorities.map((want) => weighing(want, context, sources)),
    rule: [RULE_WORDS, ...supportWords(context)],
    steps,
    wishes: wishesOf(context, sources),
    schedule: scheduleRows(context),
    ownSteps: ownSteps(context),
    noLonger: decisionsNoLonger(made.standings, context),
    moves: movesView(extras.moves, context),
    gap: gapView(context),
    outlook: outlookView(context.plan.outlook, context),
    dials: dialsView(context),
    sources: sources.list(),
  };
}

/** Every finding that any part of the report names. */
function citedIn({ plan }: PlanContext): Set<string> {
  const { industry, allIndustries, trust } = plan.outlook;
  const columns = [industry, allIndustries].flatMap((one) => (one ? Object.values(one) : [])).flat();
  return new Set([
    ...plan.steps.flatMap(({ evidence, against }) => [...evidence, ...against].map(({ id }) => id)),
    ...priorities.flatMap((want) => plan.weighing[want].modulators.flatMap(({ evidence }) => evidence)),
    ...plan.gap.rows.flatMap(({ consumers, leaders }) =>
      [consumers, leaders].flatMap((group) => (group ? [group.evidence] : [])),
    ),
    ...[...columns, ...trust].map(({ evidence }) => evidence),
    ...(plan.dials?.withoutSource ?? []).flatMap(({ evidence }) => evidence),
  ]);
}

function weighing(want: Want, context: PlanContext, sources: ReportSources): ReportWeighingView {
  const { before, low, high, modulators, factor, heldFrom, after } = context.plan.weighing[want];
  return {
    want,
    name: wants[want],
    before: percentWords(before),
    range: `${(low * 100).toFixed(1)} to ${(high * 100).toFixed(1)}`,
    changes: modulators.map((one) => ({
      text: modulatorView(one, context).text,
      refs: sources.refs(one.evidence),
    })),
    factor: factor.toFixed(2),
    held:
      heldFrom === undefined ? '' : `held down from ${percentWords(heldFrom)}: product rule, see evidence`,
    after: percentWords(after),
  };
}

/** Steps that serve the same wish most rest on the same findings beside their own: told once. */
function wishesOf(context: PlanContext, sources: ReportSources): ReportWishView[] {
  return priorities.flatMap((want) => {
    const serving = context.plan.steps.filter(({ mainPriority }) => mainPriority === want);
    const [first] = serving;
    if (!first) return [];
    const behind = serving.flatMap(({ evidence }) => evidence.filter(({ from }) => from === 'weight'));
    const told = (stance: Evidence['stance']) =>
      findings(
        first.against.filter((finding) => finding.stance === stance).map(({ id }) => id),
        context,
        sources,
      );
    return [
      {
        want,
        name: wants[want],
        ofWeight: sources.refs([...new Set(behind.map(({ id }) => id))]),
        contradicts: told('contradicts'),
        qualifies: told('qualifies'),
      },
    ];
  });
}

function scheduleRows(context: PlanContext): ReportScheduleRow[] {
  return context.inTime().map(({ place, title, scheduled, planned, standing }) => ({
    place,
    title,
    lane: LANE_WORDS[scheduled.lane],
    rank: planned.rank,
    waitsFor: scheduled.waitsFor.map((id) => context.byId.get(id)?.place ?? '').join(', '),
    state: standing.state === 'proposed' ? 'Not decided' : STATE_WORDS[standing.state],
  }));
}

function ownSteps(context: PlanContext): ReportOwnStepView[] {
  return [...context.made.ownSteps.values()].map(({ own, addedBy, addedAt, withdrawn }) => ({
    title: own.title,
    serves: priorities
      .flatMap((want) =>
        own.serves[want] === undefined ? [] : [`${wants[want].toLowerCase()} ${own.serves[want]} of 4`],
      )
      .join(', '),
    added: { by: context.nameOf(addedBy), at: addedAt },
    withdrawn: withdrawn && { by: context.nameOf(withdrawn.by), at: withdrawn.at, reason: withdrawn.reason },
  }));
}
