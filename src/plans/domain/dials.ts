import { priorities, type Priority } from '../../catalogue/domain/priorities.js';
import type { Weights } from '../../catalogue/domain/weights.js';
import { posteriorOf } from './posterior-draws.js';
import { rankSteps, type StepScore, type StepTerms } from './score.js';
import { factorsOf, weightsUnder, type Weighing } from './weighing.js';

/** What the head of a plan would be if one choice behind it were another. The product rule holds in every setting. */
export interface PlanDials {
  /** Each modulator of this incident alone, then `all` together; empty: no fact changes a weight. */
  modulators: { id: string; settings: DialSetting[] }[];
  /** One per source of the fit that the knowledge stores; empty: own weights without such a table. */
  withoutSource: WithoutSource[];
  /** Ids of the sources without any one of which another priority would lead: the page warns. */
  leadRestsOn: string[];
}

/** First steps of a ranking. */
export interface PlanHead {
  /** Main priority of the first step. */
  leadPriority: Priority;
  leadStep: string;
  /** Step ids, best first; fewer where fewer apply. */
  firstFive: string[];
}

const exponents = [0, 0.5, 1, 2] as const;
type Exponent = (typeof exponents)[number];

export interface DialSetting extends PlanHead {
  /** Power to which the factors are raised: 0 off, 0.5 half on the log scale, 1 as coded, 2 squared. */
  exponent: Exponent;
  /** How many of the shown first five stay among the first five. */
  sameFirstFive: number;
}

export interface WithoutSource extends PlanHead {
  /** Id of the source in `weights.yaml`. */
  source: string;
  title: string;
  /** Ids of its findings that enter the fit. */
  evidence: string[];
  movesLead: boolean;
}

/** What the shown order came from. */
export interface DialGround {
  applicable: readonly StepTerms[];
  /** The applicable steps in the shown order. */
  ranked: readonly StepScore[];
  weighing: Weighing;
  industry: string | undefined;
  weights: Weights;
}

const headLength = 5;

/** Ranks the same steps again under each setting of each dial. No step applies: there is nothing to lead, all is empty. */
export function turnDials(ground: DialGround): PlanDials {
  const shown = headOf(ground.ranked);
  if (shown === undefined) return { modulators: [], withoutSource: [], leadRestsOn: [] };
  const withoutSource = sourceDial(ground, shown);
  return {
    modulators: modulatorDials(ground, shown),
    withoutSource,
    leadRestsOn: withoutSource.filter(({ movesLead }) => movesLead).map(({ source }) => source),
  };
}

function modulatorDials(ground: DialGround, shown: PlanHead): PlanDials['modulators'] {
  const { modulators, byPriority } = ground.weighing;
  const { modulatorBounds } = ground.weights;
  const base = priorities.map((priority) => byPriority[priority].before);
  const dial = (id: string, turns: (modulator: string) => boolean) => {
    const settings = exponents.map((exponent): DialSetting => {
      const factors = factorsOf(modulators, modulatorBounds, (one) => (turns(one.id) ? exponent : 1));
      const head = headUnder(ground, base, factors);
      const sameFirstFive = head.firstFive.filter((step) => shown.firstFive.includes(step)).length;
      return { exponent, ...head, sameFirstFive };
    });
    return { id, settings };
  };
  if (modulators.length === 0) return [];
  return [...modulators.map(({ id }) => dial(id, (other) => other === id)), dial('all', () => true)];
}

function sourceDial(ground: DialGround, shown: PlanHead): WithoutSource[] {
  const { weights, industry, weighing } = ground;
  const name = industry !== undefined && !Object.hasOwn(weights.results, industry) ? undefined : industry;
  return (weights.withoutSource ?? []).map(({ id, title, evidence, points }) => {
    const left = points[posteriorOf(name, weights)];
    if (left === undefined)
      throw new RangeError(`weights.yaml has no points of \`${name ?? 'all'}\` without ${id}.`);
    const base = priorities.map((priority) => left[priority]);
    const head = headUnder(ground, base, weighing.factors);
    return { source: id, title, evidence, ...head, movesLead: head.leadPriority !== shown.leadPriority };
  });
}

function headUnder(
  { applicable, weights }: DialGround,
  base: readonly number[],
  factors: readonly number[],
): PlanHead {
  return headOf(rankSteps(applicable, weightsUnder(base, factors), weights.scoring))!;
}

function headOf(ranked: readonly StepScore[]): PlanHead | undefined {
  const [first] = ranked;
  if (first === undefined) return undefined;
  return {
    leadPriority: first.mainPriority,
    leadStep: first.terms.step.id,
    firstFive: ranked.slice(0, headLength).map(({ terms }) => terms.step.id),
  };
}
