import { priorities } from '../../catalogue/domain/priorities.js';
import { wants } from '../charts/wants.js';
import type { WeightChart } from '../charts/weights.js';
import type { PlanContext } from './plan.context.js';
import { modulatorView, type WeighingLineView } from './plan.detail.view.js';
import { gapView, type GapView } from './plan.gap.view.js';
import { outlookView, type OutlookView } from './plan.outlook.view.js';

/** Why this order: what leaders miss, how sure the weights are, what is known about leaving. */
export interface PlanAsideView {
  gap: GapView;
  weights: WeightsView;
  outlook: OutlookView;
}

export interface WeightsView {
  chart: WeightChart;
  ground: string;
  changes: { title: string; lines: WeighingLineView[] }[];
}

export function planAsideView(context: PlanContext): PlanAsideView {
  return {
    gap: gapView(context),
    weights: weightsView(context),
    outlook: outlookView(context.plan.outlook, context),
  };
}

export function weightsView(context: PlanContext): WeightsView {
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
      lines: plan.weighing[want].modulators.map((one) => modulatorView(one, context)),
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
