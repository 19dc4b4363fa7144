import { priorities, type ByPriority } from '../../catalogue/domain/priorities.js';
import type { Spread } from './bands.js';
import type { CitedFindings } from './cited-findings.js';
import { matchedFacts } from './conditions.js';
import type { FeasibilityOverrule, PlannedCommitment, PlanStep } from './plan.js';
import type { RankingFacts } from './ranking-facts.js';
import { rounded } from './rounding.js';
import type { StepScore } from './score.js';
import type { PriorityWeighing, Weighing } from './weighing.js';

/** What an explanation needs besides the score. */
export interface ExplanationContext {
  facts: RankingFacts;
  findings: CitedFindings;
  /** Every applicable prerequisite by step id, near and far. */
  prerequisites: ReadonlyMap<string, string[]>;
  overrules: Readonly<Record<string, FeasibilityOverrule>>;
  /** Ids of the firm's own steps. */
  own: ReadonlySet<string>;
}

const scoreDecimals = 2;
const pointDecimals = 4;
const shareDecimals = 4;
/** Enough for weights to sum to 1 within 1e-9. */
const weightDecimals = 12;

/** The step as the plan shows it: every number with what it rests on, for and against. */
export function explainStep(
  scored: StepScore,
  rank: number,
  spread: Spread | undefined,
  context: ExplanationContext,
): PlanStep {
  const { step } = scored.terms;
  const { facts, findings, prerequisites, overrules, own } = context;
  return {
    id: step.id,
    rank,
    score: rounded(scored.score, scoreDecimals),
    band: spread?.band ?? null,
    mainPriority: scored.mainPriority,
    contributions: contributionsOf(scored),
    evidence: findings.behind(step, scored.mainPriority, facts.industry),
    against: findings.against(scored.mainPriority),
    title: step.title,
    phase: step.phase,
    owner: step.owner,
    appliesBecause: matchedFacts(step.appliesWhen, facts),
    commitment: commitmentOf(step.commitment, prerequisites.get(step.id) ?? []),
    standards: step.standard,
    overruled: Object.hasOwn(overrules, step.id) ? overrules[step.id]! : null,
    spread: spread ? shownSpread(spread) : null,
    own: own.has(step.id),
  };
}

/** Weights as the plan shows them. */
export function shownWeights({ weights }: Weighing): ByPriority<number> {
  const entries = priorities.map((priority, index) => [priority, rounded(weights[index]!, weightDecimals)]);
  return Object.fromEntries(entries) as ByPriority<number>;
}

export function shownWeighing({ byPriority }: Weighing): ByPriority<PriorityWeighing> {
  const entries = priorities.map((priority) => {
    const { heldFrom, factor, after, ...rest } = byPriority[priority];
    const shown = {
      ...rest,
      factor: rounded(factor, weightDecimals),
      ...(heldFrom !== undefined && { heldFrom: rounded(heldFrom, weightDecimals) }),
      after: rounded(after, weightDecimals),
    };
    return [priority, shown];
  });
  return Object.fromEntries(entries) as ByPriority<PriorityWeighing>;
}

function contributionsOf({ parts, lead, effort, cap }: StepScore): Record<string, number> {
  const contributions: Record<string, number> = {};
  for (const { priority, points } of parts) contributions[priority] = rounded(points, pointDecimals);
  contributions['lead'] = rounded(lead, pointDecimals);
  contributions['effort'] = rounded(effort, pointDecimals);
  contributions['cap'] = rounded(cap, pointDecimals);
  return contributions;
}

function commitmentOf(text: string | null, claimableAfter: string[]): PlannedCommitment | null {
  return text === null ? null : { text, claimableAfter };
}

function shownSpread(spread: Spread): Spread {
  const { swapsWithNext } = spread;
  return {
    ...spread,
    inFirstFive: rounded(spread.inFirstFive, shareDecimals),
    inFirstTen: rounded(spread.inFirstTen, shareDecimals),
    swapsWithNext: swapsWithNext === null ? null : rounded(swapsWithNext, shareDecimals),
  };
}
