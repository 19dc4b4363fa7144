import type { ByPriority, Priority } from './priorities.js';
import type { Effort, FactTest } from './step.js';

/** `weights.yaml`, field by field: inputs, coding of findings, results, modulators, scoring constants, posterior. */
export interface Weights {
  version: string;
  priorities: Priority[];
  model: WeightModel;
  directionCoding: Record<string, { delta: number; sd: number }>;
  observations: ObservationBlock[];
  directions: CodedDirection[];
  tilts: CodedTilt[];
  /** By industry id, and `all` for the pooled weights. */
  results: Record<string, WeightResult>;
  modulators: Modulator[];
  /** Lowest and highest product of factors on one priority. */
  modulatorBounds: [number, number];
  scoring: ScoringConstants;
  /** By industry id, `all`, and `pooled only` for the industries without findings of their own. */
  posterior: Record<string, Posterior>;
  /** The fit without one source of findings at a time. Absent: own weights of which nobody asked this. */
  withoutSource?: SourceLeftOut[];
}

export interface WeightModel {
  link: string;
  questionNoiseSd: number;
  priorSdTheta: number;
  industrySdTau: number;
  blockInterceptSd: number;
  draws: number;
  pointRule: string;
  intervalRule: string;
  orderingRule: string;
}

/** One survey question: only differences inside a block carry information. */
export interface ObservationBlock {
  block: string;
  /** 1: breach response; 0.5: a neighbouring question; 0.25: a distant one. */
  quality: number;
  items: { priority: Priority; share: number; n: number; industry: string | null; evidence: string }[];
  nNote?: string;
}

/** A finding that gives an order but no share, as a log ratio. */
export interface CodedDirection {
  higher: Priority;
  lower: Priority;
  industry: string | null;
  delta: number;
  sd: number;
  evidence: string;
}

export interface CodedTilt {
  industry: string;
  priority: Priority;
  delta: number;
  sd: number;
  evidence: string;
}

export type WeightBasis = 'own and pooled' | 'pooled only';

export interface WeightResult {
  /** Absent on `all`. */
  basis?: WeightBasis;
  ownEvidence?: string[];
  /** Share of draws in which the ordering rule, or its part, holds by itself. */
  support: { allThreeAboveApology: number; proofOfFix: number; compensation: number; identityHelp: number };
  /** Shares of 1; `low` and `high` are the 5th and 95th percentile. */
  weights: ByPriority<{ point: number; low: number; high: number }>;
}

/** What one incident fact does to the weights. */
export interface Modulator {
  id: string;
  when: FactTest;
  factors: Partial<ByPriority<number>>;
  /** direction: a finding gives the sign, the size is a choice; judgement: both are a choice. */
  basis: 'direction' | 'judgement';
  evidence: string[];
}

export interface ScoringConstants {
  /** What a priority beside the main one counts. */
  breadthFactor: number;
  leadFloor: number;
  leadSpan: number;
  leadHalfLifeHours: number;
  effortFactor: Record<Effort, number>;
  /** Strength from which a step delivers a remedy. */
  deliversFrom: number;
  /** How far below the lowest covered step an apology step is held. */
  capMargin: number;
}

/** Log weights before the ordering rule, in the order of `priorities`. */
export interface Posterior {
  mean: number[];
  covariance: number[][];
}

/** A study whose findings enter the fit, and the points of the fit without them. */
export interface SourceLeftOut {
  id: string;
  title: string;
  /** Its findings that enter the fit. */
  evidence: string[];
  /** By the names of `posterior`. */
  points: Record<string, ByPriority<number>>;
}
