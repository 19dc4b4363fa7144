import { priorities, remedies, type Priority } from '../../catalogue/domain/priorities.js';
import type { Step } from '../../catalogue/domain/step.js';
import type { ScoringConstants } from '../../catalogue/domain/weights.js';

/** What the score of a step rests on besides the weights: the same for every incident. */
export interface StepTerms {
  step: Step;
  /** What it serves, in the order of `priorities`; `share` is strength / 4. */
  serves: { priority: Priority; index: number; share: number }[];
  /** The priorities of highest strength, as positions in `serves`; the heaviest of them is the main one. */
  strongest: number[];
  /** Timeliness, 0.85 to 1. */
  timeliness: number;
  /** Feasibility, 0.9 to 1 by effort. */
  feasibility: number;
  /** Delivers proof of fix, compensation or identity help. */
  delivers: boolean;
}

/** Points by which a score came about; they sum to it. */
export interface StepScore {
  terms: StepTerms;
  mainPriority: Priority;
  /** One per priority served, the main one first, then in the order of `priorities`. */
  parts: { priority: Priority; points: number }[];
  lead: number;
  effort: number;
  /** The product rule on apologies; zero or negative. */
  cap: number;
  score: number;
}

export function termsOf(step: Step, scoring: ScoringConstants): StepTerms {
  const serves = priorities.flatMap((priority, index) => {
    const strength = step.serves[priority];
    return strength === undefined ? [] : [{ priority, index, share: strength / 4 }];
  });
  const highest = Math.max(...serves.map(({ share }) => share));
  const { leadFloor, leadSpan, leadHalfLifeHours } = scoring;
  return {
    step,
    serves,
    strongest: serves.flatMap(({ share }, position) => (share === highest ? [position] : [])),
    timeliness: leadFloor + leadSpan * 2 ** (-step.leadHours / leadHalfLifeHours),
    feasibility: scoring.effortFactor[step.effort],
    delivers: remedies.some((remedy) => (step.serves[remedy] ?? 0) >= scoring.deliversFrom),
  };
}

/** Position in `serves` of the main priority: highest strength, then heaviest, then first in `priorities`. */
export function mainPosition({ serves, strongest }: StepTerms, weights: ArrayLike<number>): number {
  let main = strongest[0]!;
  for (const position of strongest) {
    if (weights[serves[position]!.index]! > weights[serves[main]!.index]!) main = position;
  }
  return main;
}

/** Scores and ranks the steps: score down, then id. */
export function rankSteps(
  applicable: readonly StepTerms[],
  weights: readonly number[],
  scoring: ScoringConstants,
): StepScore[] {
  const scores = applicable.map((terms) => scoreOf(terms, weights, scoring.breadthFactor));
  capApologies(scores, scoring.capMargin);
  return scores.sort((a, b) => b.score - a.score || compareIds(a.terms.step.id, b.terms.step.id));
}

/** By code unit, the same on every machine. */
export function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function scoreOf(terms: StepTerms, weights: readonly number[], breadthFactor: number): StepScore {
  const { serves, timeliness, feasibility } = terms;
  const main = mainPosition(terms, weights);
  const points = serves.map(
    ({ index, share }, position) => 100 * weights[index]! * share * (position === main ? 1 : breadthFactor),
  );
  const base = points.reduce((sum, part) => sum + part, 0);
  const lead = base * (timeliness - 1);
  const effort = base * timeliness * (feasibility - 1);
  const parts = serves.map(({ priority }, position) => ({ priority, points: points[position]! }));
  return {
    terms,
    mainPriority: serves[main]!.priority,
    parts: [parts[main]!, ...parts.filter((_, position) => position !== main)],
    lead,
    effort,
    cap: 0,
    score: base + lead + effort,
  };
}

/**
 * The product rule: where steps apply that deliver proof of fix, compensation or identity help, an apology step
 * scores below the lowest of them. A decision the evidence leans to, shown as its own line.
 */
function capApologies(scores: StepScore[], margin: number): void {
  const isApology = ({ mainPriority }: StepScore) => mainPriority === 'apology';
  const covered = scores.filter((step) => step.terms.delivers && !isApology(step));
  const limit = Math.min(...covered.map(({ score }) => score)) - margin;
  for (const apology of scores.filter(isApology)) {
    if (apology.score <= limit) continue;
    apology.cap = limit - apology.score;
    apology.score = limit;
  }
}
