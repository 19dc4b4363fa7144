import type { ByPriority, Priority } from '../../catalogue/domain/priorities.js';
import type { Phase } from '../../catalogue/domain/step.js';
import type { WeightBasis } from '../../catalogue/domain/weights.js';
import type { Band, Spread } from './bands.js';
import type { CitedFinding, SupportingFinding } from './cited-findings.js';
import type { MatchedFact } from './conditions.js';
import type { PlanDials } from './dials.js';
import type { PriorityGap } from './priority-gap.js';
import type { Mode } from './ranking-words.js';
import type { RetentionOutlook } from './retention-outlook.js';
import type { ScheduledStep } from './schedule.js';
import type { PriorityWeighing } from './weighing.js';

/**
 * The plan of one set of facts: what matters most to the people affected (`steps`), and what to do next
 * (`schedule`). The same facts and the same knowledge give the same bytes.
 */
export interface Plan {
  knowledgeVersion: string;
  /** Null: none known; the weights are those of all industries pooled. */
  industry: string | null;
  /** Ids of the modulators whose condition holds. */
  modulators: string[];
  /** Shares of 1 after the facts. */
  weights: ByPriority<number>;
  /** In consumer order. */
  steps: PlanStep[];
  /** In the order of time. */
  schedule: ScheduledStep[];
  gap: PriorityGap;
  outlook: RetentionOutlook;
  mode: Mode;
  basis: WeightBasis | 'all industries pooled';
  /** How each weight came about. */
  weighing: ByPriority<PriorityWeighing>;
  /** Best step of each priority, by main priority, best first. */
  leadStep: Partial<ByPriority<string>>;
  /** Null: bands were not asked for. */
  sensitivity: Sensitivity | null;
  /** Null: dials were not asked for. */
  dials: PlanDials | null;
}

export interface PlanStep {
  id: string;
  rank: number;
  /** Two decimals; the order rests on the exact value. */
  score: number;
  /** Null: bands were not asked for, or no draw was kept. */
  band: Band | null;
  mainPriority: Priority;
  /** Points: the main priority, the others, then `lead`, `effort` and `cap`; they sum to the score. */
  contributions: Record<string, number>;
  evidence: readonly SupportingFinding[];
  /** Every finding that contradicts or qualifies and bears on the main priority. */
  against: readonly CitedFinding[];
  title: string;
  phase: Phase;
  owner: string;
  /** The facts that matched; empty: it applies to every incident. */
  appliesBecause: MatchedFact[];
  commitment: PlannedCommitment | null;
  standards: readonly string[];
  /** The firm's own feasibility in place of the one by effort, with its reason. */
  overruled: FeasibilityOverrule | null;
  spread: Spread | null;
  /** Added by people of the firm: no finding was cited for it, only for the weights of what it serves. */
  own: boolean;
}

/** What people may be told, once every step of `claimableAfter` has evidence of completion. */
export interface PlannedCommitment {
  text: string;
  claimableAfter: string[];
}

export interface FeasibilityOverrule {
  /** 0.5 to 1. */
  factor: number;
  reason: string;
}

/** What the bands rest on. */
export interface Sensitivity {
  generator: string;
  seed: number;
  /** The entry of `posterior` in `weights.yaml`. */
  posterior: string;
  drawn: number;
  /** Draws that meet the ordering rule. */
  kept: number;
}
