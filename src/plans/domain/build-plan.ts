import type { ByPriority } from '../../catalogue/domain/priorities.js';
import type { Step } from '../../catalogue/domain/step.js';
import type { Weights } from '../../catalogue/domain/weights.js';
import { applicableSteps } from './applicable-steps.js';
import { spreadsOf } from './bands.js';
import type { CitedFindings } from './cited-findings.js';
import { turnDials } from './dials.js';
import { explainStep, shownWeighing, shownWeights } from './explain.js';
import type { FeasibilityOverrule, Plan, PlanStep, Sensitivity } from './plan.js';
import type { PlanKnowledge } from './plan-knowledge.js';
import type { PosteriorDraws } from './posterior-draws.js';
import type { RankingFacts } from './ranking-facts.js';
import { retentionOutlook } from './retention-outlook.js';
import { prerequisitesOf, scheduleSteps } from './schedule.js';
import { rankSteps } from './score.js';
import { StudiedKnowledge } from './studied-knowledge.js';
import { weigh } from './weighing.js';

export type { Plan, PlanKnowledge };

export interface PlanOptions {
  /** Instant of evaluation, RFC 3339; figures age from its year. Absent: the year of the knowledge. */
  at?: string;
  /** Instant of awareness, RFC 3339; starts the one clock that a step itself knows. */
  awareAt?: string;
  /** False spares the draws; bands and spreads are then null. */
  bands?: boolean;
  /** True ranks again under other choices; else dials are null. */
  dials?: boolean;
  /** The firm's own feasibility of single steps, by step id. */
  overrules?: Readonly<Record<string, FeasibilityOverrule>>;
  /** Steps that people added to this incident: ranked by the same rules, they always apply and cite no evidence. */
  ownSteps?: readonly Step[];
}

const generator = 'xoshiro128** seeded by SplitMix64, normals by Box-Muller';

/**
 * Ranks the steps that apply by what affected customers ask for, and puts them in time order.
 *
 * @param facts validated ranking facts; their order of keys and list items makes no difference
 * @throws RangeError for knowledge that its check would have refused (unknown evidence, a cycle), for an
 *   overrule outside 0.5 to 1 or without a reason, and for own steps with an id that is taken, that serve no
 *   priority, or that wait for each other in a circle (the message names them)
 */
export function buildPlan(facts: RankingFacts, knowledge: PlanKnowledge, options: PlanOptions = {}): Plan {
  const { bands = true, dials = false, overrules = {}, ownSteps = [] } = options;
  const { weights: weightData } = knowledge;
  const studied = StudiedKnowledge.of(knowledge);
  const weighing = weigh(facts, weightData);
  const applicable = applicableSteps(studied.terms, facts, ownSteps, overrules, weightData.scoring);
  const ranked = rankSteps(applicable, weighing.weights, weightData.scoring);
  const schedule = scheduleSteps(ranked, facts, options.awareAt);
  const draws = bands ? studied.draws(facts.industry) : undefined;
  const spreads = draws ? spreadsOf(ranked, weighing.factors, draws, weightData.scoring) : [];
  const own = new Set(ownSteps.map(({ id }) => id));
  const prerequisites = prerequisitesOf(schedule);
  const context = { facts, findings: studied.findings, prerequisites, overrules, own };
  const steps = ranked.map((scored, index) => explainStep(scored, index + 1, spreads[index], context));
  return {
    knowledgeVersion: knowledge.version,
    industry: facts.industry ?? null,
    modulators: weighing.modulators.map(({ id }) => id),
    weights: shownWeights(weighing),
    steps,
    schedule,
    gap: studied.gap,
    outlook: outlookOf(facts.industry, yearOf(options.at ?? knowledge.version), knowledge, studied.findings),
    mode: facts.mode,
    basis: basisOf(facts.industry, weightData),
    weighing: shownWeighing(weighing),
    leadStep: leadSteps(steps),
    sensitivity: draws ? sensitivityOf(draws) : null,
    dials: dials
      ? turnDials({ applicable, ranked, weighing, industry: facts.industry, weights: weightData })
      : null,
  };
}

function outlookOf(
  industry: string | undefined,
  year: number,
  knowledge: PlanKnowledge,
  findings: CitedFindings,
) {
  const profile = industry === undefined ? undefined : knowledge.industries.get(industry);
  return retentionOutlook(profile, [...knowledge.industries.values()], findings, year);
}

function leadSteps(steps: readonly PlanStep[]): Partial<ByPriority<string>> {
  const lead: Partial<ByPriority<string>> = {};
  for (const { id, mainPriority } of steps) lead[mainPriority] ??= id;
  return lead;
}

function basisOf(industry: string | undefined, weights: Weights): Plan['basis'] {
  if (industry === undefined) return 'all industries pooled';
  return weights.results[industry]?.basis ?? 'pooled only';
}

function sensitivityOf({ seed, posterior, drawn, kept }: PosteriorDraws): Sensitivity {
  return { generator, seed, posterior, drawn, kept };
}

/** Of an instant, or of a knowledge version such as `2026-11-21+0123456789ab`. */
function yearOf(text: string): number {
  const year = /^[+-]?\d{4,6}(?=-)/.exec(text);
  if (!year)
    throw new RangeError('The year of reading is known neither from `at` nor from the knowledge version.');
  return Number(year[0]);
}
