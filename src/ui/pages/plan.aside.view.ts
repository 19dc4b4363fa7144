import { priorities } from '../../catalogue/domain/priorities.js';
import type {
  OutlookColumns,
  OutlookFigure,
  RetentionOutlook,
} from '../../plans/domain/retention-outlook.js';
import { plannedOrderGap } from '../../plans/domain/priority-gap.js';
import type { PriorityGap } from '../charts/priority-gap.js';
import { wants } from '../charts/wants.js';
import type { WeightChart } from '../charts/weights.js';
import { formatNumber } from '../views.helpers.js';
import type { PlanContext } from './plan.context.js';
import { modulatorWords } from './plan.detail.view.js';
import { figureWords } from './plan.words.js';

/** Why this order: what leaders miss, how sure the weights are, what is known about leaving. */
export interface PlanAsideView {
  gap: { chart: PriorityGap; customersN: number; leadersN: number; words: string[]; source: string };
  ownOrder: string[];
  weights: { chart: WeightChart; ground: string; changes: { title: string; lines: string[] }[] };
  outlook: OutlookView;
}

export interface OutlookView {
  title: string;
  words: string[];
  columns: { title: string; lists: { name: string; figures: OutlookLineView[] }[] }[];
}

export interface OutlookLineView {
  figure: string;
  statement: string;
  source: string;
  verified: boolean;
  old: boolean;
}

export function planAsideView(context: PlanContext): PlanAsideView {
  return {
    gap: gapView(context),
    ownOrder: ownOrderWords(context),
    weights: weightsView(context),
    outlook: outlookView(context.plan.outlook, context),
  };
}

function gapView({ plan, catalogue }: PlanContext): PlanAsideView['gap'] {
  const measured = plan.gap.rows.flatMap(({ priority, consumers, leaders, gap, interval }) =>
    consumers && leaders && gap !== null && interval ? [{ priority, consumers, leaders, gap, interval }] : [],
  );
  const source = catalogue.evidence.get(measured[0]?.consumers.evidence ?? '');
  return {
    chart: {
      rows: measured.map(({ priority, consumers, leaders }) => ({
        label: wants[priority],
        customers: consumers.percent,
        leaders: leaders.percent,
      })),
    },
    customersN: measured[0]?.consumers.n ?? 0,
    leadersN: measured[0]?.leaders.n ?? 0,
    words: [
      ...measured.map(({ priority, gap, interval: [low, high] }) => {
        const range = `${points(low)} to ${points(high)}`;
        return `${wants[priority]}: customers minus leaders ${points(gap)} points, 95 % range ${range}.`;
      }),
      plan.gap.words,
      'The other wishes were not measured among security leaders.',
    ],
    source: source
      ? `${source.source.publisher}, ${source.source.title}, asked in ${source.year}, ${source.figure.population}. All industries.`
      : '',
  };
}

function points(value: number): string {
  return value < 0 ? `−${-value}` : `+${value}`;
}

/** Where the organisation's own choice spends its first ten steps, and which remedy it leaves out. */
function ownOrderWords(context: PlanContext): string[] {
  const chosen = context
    .inTime()
    .filter(({ standing }) => ['accepted', 'in_progress', 'done'].includes(standing.state));
  if (chosen.length === 0) return ['No step is accepted yet.'];
  const applicable = context.inTime().map(({ step, planned: { mainPriority } }) => ({ step, mainPriority }));
  const { deliversFrom } = context.catalogue.weights.scoring;
  const ids = chosen.map(({ step }) => step.id);
  const { firstTen, missingRemedies } = plannedOrderGap(ids, applicable, deliversFrom);
  const counted = firstTen
    .filter(({ steps }) => steps > 0)
    .map(({ priority, steps }) => `${wants[priority].toLowerCase()} ${steps}`);
  return [
    `${chosenWords(chosen.length)}: ${counted.join(', ')}.`,
    ...missingRemedies.map((remedy) => `No accepted step delivers ${wants[remedy].toLowerCase()}.`),
  ];
}

function chosenWords(count: number): string {
  if (count === 1) return 'The one step you accepted mainly serves';
  return count < 10
    ? `The ${count} steps you accepted mainly serve`
    : 'The first ten steps you accepted mainly serve';
}

function weightsView(context: PlanContext): PlanAsideView['weights'] {
  const { plan } = context;
  const rows = [...priorities].sort((a, b) => plan.weights[b] - plan.weights[a]);
  const pooled = plan.industry === null;
  const changed = rows.filter((want) => plan.weighing[want].modulators.length > 0);
  return {
    chart: {
      rows: rows.map((want) => {
        const { before, low, high, after } = plan.weighing[want];
        return { want, weight: after * 100, prior: { mean: before * 100, low: low * 100, high: high * 100 } };
      }),
      industry: pooled ? 'All industries pooled' : context.industryName(plan.industry ?? ''),
    },
    ground: groundWords(context),
    changes: changed.map((want) => ({
      title: wants[want],
      lines: plan.weighing[want].modulators.map((one) => modulatorWords(one, context)),
    })),
  };
}

function groundWords({ plan }: PlanContext): string {
  if (plan.industry === null)
    return 'The industry is not known: these are the weights of all industries pooled.';
  return plan.basis === 'own and pooled'
    ? 'Findings of this industry together with those of all industries.'
    : 'No findings of this industry alone: all industries pooled, with a wider range.';
}

/** Three columns that are never averaged; nothing here says what will happen. */
function outlookView(outlook: RetentionOutlook, context: PlanContext): OutlookView {
  const own = context.plan.industry === null ? '' : context.industryName(context.plan.industry);
  const column = (title: string, pick: keyof OutlookColumns) => ({
    title,
    lists: [
      { name: own, figures: outlook.industry?.[pick] ?? [] },
      { name: 'All industries', figures: outlook.allIndustries?.[pick] ?? [] },
    ]
      .filter(({ figures }) => figures.length > 0)
      .map(({ name, figures }) => ({ name, figures: figures.map(outlookLine) })),
  });
  const trust = outlook.trust.map(outlookLine);
  return {
    title: outlook.captive ? 'Trust' : 'What is known about leaving',
    words: outlook.words,
    columns: [
      column('What people say they would do', 'said'),
      column('What people say they did', 'did'),
      column('Measured at firms', 'measuredAtFirms'),
      column('Open to two readings', 'doNotChart'),
      { title: 'Trust in the sector', lists: trust.length === 0 ? [] : [{ name: own, figures: trust }] },
    ].filter(({ lists }) => lists.length > 0),
  };
}

function outlookLine({
  value,
  unit,
  statement,
  n,
  year,
  region,
  verified,
  greyed,
}: OutlookFigure): OutlookLineView {
  const sample = n === null ? 'sample not known' : `n = ${formatNumber(n)}`;
  return {
    figure: figureWords({ value, unit }),
    statement,
    source: [region, year === null ? 'year not known' : String(year), sample].join(', '),
    verified,
    old: greyed,
  };
}
