/** One row of `knowledge/obligations/cases.yaml`; the facts have the form of `facts.schema.json`. */
export interface WorkedCase {
  id: string;
  title: string;
  source: string;
  why: string;
  /** Instant of evaluation. */
  at: string;
  facts: { notices?: Record<string, unknown> } & Record<string, unknown>;
  /** Every rule that is not listed comes out as not-owed or inactive. */
  expected: ExpectedDuty[];
  mustNotBeDue: string[];
}

export interface ExpectedDuty {
  ruleId: string;
  status: string;
  dueAt?: string;
  safeDueAt?: string;
  softDueAt?: string;
  notBefore?: string;
  projected?: true;
  missingFacts?: string[];
  /** worked: by hand from the row; derived: found by evaluating every rule. */
  basis: 'worked' | 'derived';
}

/** One row of `knowledge/ranking-golden.yaml`; scores hold to 0.01. */
export interface GoldenRanking {
  id: string;
  facts: { industry?: string } & Record<string, unknown>;
  modulators: string[];
  weights: Record<string, number>;
  applicableSteps: number;
  top: { step: string; score: number }[];
  leadStep: Record<string, string>;
  apology: { step: string; rank: number; cap: number }[];
  firstInTime: string[];
}
