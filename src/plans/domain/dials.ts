import type { Priority } from '../../catalogue/domain/priorities.js';

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

export interface DialSetting extends PlanHead {
  /** Power to which the factors are raised: 0 off, 0.5 half on the log scale, 1 as coded, 2 squared. */
  exponent: 0 | 0.5 | 1 | 2;
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
