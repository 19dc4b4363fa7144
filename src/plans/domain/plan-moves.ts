import { priorities, type ByPriority, type Priority } from '../../catalogue/domain/priorities.js';
import type { FactTest, Step } from '../../catalogue/domain/step.js';
import { applicableSteps } from './applicable-steps.js';
import type { Band } from './bands.js';
import { buildPlan } from './build-plan.js';
import { meets } from './conditions.js';
import type { Plan, PlanStep } from './plan.js';
import { changesBetween, testsOf, withChangeFrom } from './plan-changes.js';
import type { PlanChange, PlanGiven } from './plan-changes.js';
import { rankSteps } from './score.js';
import { StudiedKnowledge } from './studied-knowledge.js';
import { weigh } from './weighing.js';

/** How the consumer order of one state of an incident became that of another, and why. */
export interface PlanMoves {
  changes: PlanChange[];
  /** Steps whose rank changed, that entered or that left: in the order of the later plan, those that left last. */
  steps: StepMove[];
  weights: WeightMove[];
  /** Modulators whose condition began or ceased to hold. */
  modulators: { begun: string[]; ended: string[] };
  /** Main priority of the first step; null where no step applies. */
  lead: { before: Priority | null; after: Priority | null };
}

export interface StepMove {
  id: string;
  title: string;
  /** Null before: it entered; null after: it left. */
  rank: { before: number | null; after: number | null };
  /** Null where bands were not asked for, or the step was not there. */
  band: { before: Band | null; after: Band | null };
  /** Changes that move the step when switched alone, strongest first. */
  because: MoveCause[];
  /** What several changes do only together; null: nothing. */
  together: TogetherCause | null;
  /** Of a step that entered: the tests that now hold; of one that left: those that no longer do. */
  condition: FactTest[];
}

export interface MoveCause {
  /** Id of the change. */
  change: string;
  /** Ranks down (positive) or up (negative) by this change alone; null: it alone brings the step in, or out. */
  ranks: number | null;
}

export interface TogetherCause {
  /** Ids of the changes without which the step would stand elsewhere. */
  changes: string[];
  /** What is left of the move; with `because` it adds up to it. Null: the step entered or left. */
  ranks: number | null;
}

export interface WeightMove {
  priority: Priority;
  /** Shares of 1. */
  before: number;
  after: number;
}

/**
 * Compares two plans and names what moved each step: every change is switched alone, and what no single change
 * explains is named together. Equal states have no moves; every move names at least one change.
 *
 * @param options `bands: false` spares the draws; the bands are then null
 */
export function planMoves(
  before: PlanGiven,
  after: PlanGiven,
  { bands = true }: { bands?: boolean } = {},
): PlanMoves {
  const changes = changesBetween(before, after);
  const drawn = bands && changes.length > 0;
  const [was, is] = [planOf(before, drawn), planOf(after, drawn)];
  const attribution = new Attribution(before, after, changes);
  return {
    changes,
    steps: changes.length === 0 ? [] : movedSteps(was, is, attribution),
    weights: movedWeights(was.weights, is.weights),
    modulators: {
      begun: is.modulators.filter((id) => !was.modulators.includes(id)),
      ended: was.modulators.filter((id) => !is.modulators.includes(id)),
    },
    lead: { before: was.steps[0]?.mainPriority ?? null, after: is.steps[0]?.mainPriority ?? null },
  };
}

function planOf({ facts, knowledge, ownSteps, overrules }: PlanGiven, bands: boolean): Plan {
  return buildPlan(facts, knowledge, {
    bands,
    ...(ownSteps && { ownSteps }),
    ...(overrules && { overrules }),
  });
}

function movedSteps(was: Plan, is: Plan, attribution: Attribution): StepMove[] {
  const earlier = new Map(was.steps.map((step) => [step.id, step]));
  const later = new Map(is.steps.map((step) => [step.id, step]));
  const present = is.steps.map((step) => stepMove(earlier.get(step.id), step, attribution));
  const left = was.steps
    .filter(({ id }) => !later.has(id))
    .map((step) => stepMove(step, undefined, attribution));
  return [...present, ...left].filter(({ rank }) => rank.before !== rank.after);
}

function stepMove(was: PlanStep | undefined, is: PlanStep | undefined, attribution: Attribution): StepMove {
  const { id, title } = (is ?? was)!;
  const rank = { before: was?.rank ?? null, after: is?.rank ?? null };
  const moved = rank.before !== rank.after;
  return {
    id,
    title,
    rank,
    band: { before: was?.band ?? null, after: is?.band ?? null },
    ...(moved ? attribution.of(id) : { because: [], together: null }),
    condition: was && is ? [] : attribution.condition(id, is !== undefined),
  };
}

function movedWeights(was: ByPriority<number>, is: ByPriority<number>): WeightMove[] {
  return priorities
    .filter((priority) => was[priority] !== is[priority])
    .map((priority) => ({ priority, before: was[priority], after: is[priority] }));
}

type Ranks = ReadonlyMap<string, number>;

/** Ranks again with single changes switched; each of these rankings is made once. */
class Attribution {
  private readonly from: Ranks;
  private readonly to: Ranks;
  private readonly alone: readonly Ranks[];
  private without: readonly Ranks[] | undefined;

  constructor(
    private readonly before: PlanGiven,
    private readonly after: PlanGiven,
    private readonly changes: readonly PlanChange[],
  ) {
    this.from = ranksOf(before);
    this.to = ranksOf(after);
    this.alone = changes.map((change) => ranksOf(withChangeFrom(before, after, change)));
  }

  of(id: string): Pick<StepMove, 'because' | 'together'> {
    const [from, to] = [this.from.get(id), this.to.get(id)];
    return from === undefined || to === undefined ? this.comingOrGoing(id) : this.moving(id, to - from);
  }

  /** The tests that answer otherwise than before; a phase reads the mode of the facts. */
  condition(id: string, entered: boolean): FactTest[] {
    const { knowledge } = entered ? this.after : this.before;
    const step = knowledge.steps.get(id);
    if (!step) return [];
    const [holds, lacks] = entered ? [this.after, this.before] : [this.before, this.after];
    return conditionsOf(step).filter((test) => meets(test, holds.facts) && !meets(test, lacks.facts));
  }

  private comingOrGoing(id: string): Pick<StepMove, 'because' | 'together'> {
    const there = this.from.has(id);
    const because = this.changes
      .filter((_, index) => this.alone[index]!.has(id) !== there)
      .map(({ id: change }) => ({ change, ranks: null }));
    if (because.length > 0) return { because, together: null };
    return { because, together: { changes: this.neededFor(id), ranks: null } };
  }

  private moving(id: string, ranks: number): Pick<StepMove, 'because' | 'together'> {
    const from = this.from.get(id)!;
    const effects = this.changes.map(({ id: change }, index) => ({
      change,
      ranks: (this.alone[index]!.get(id) ?? from) - from,
    }));
    const because = effects
      .filter((effect) => effect.ranks !== 0)
      .sort((a, b) => Math.abs(b.ranks) - Math.abs(a.ranks));
    const rest = ranks - because.reduce((sum, effect) => sum + effect.ranks, 0);
    const together = rest === 0 ? null : { changes: this.neededFor(id), ranks: rest };
    return { because, together };
  }

  /** Changes without which the step would not stand where it stands; all of them where each can be spared. */
  private neededFor(id: string): string[] {
    this.without ??= this.changes.map((change) => ranksOf(withChangeFrom(this.after, this.before, change)));
    const ids = this.changes.map((change) => change.id);
    const needed = ids.filter((_, index) => this.without![index]!.get(id) !== this.to.get(id));
    return needed.length > 0 ? needed : ids;
  }
}

function conditionsOf({ phase, appliesWhen }: Step): FactTest[] {
  const mode = phase === 'prepare' ? 'prepare' : 'incident';
  return [{ fact: 'mode', equals: mode }, ...testsOf(appliesWhen)];
}

function ranksOf({ facts, knowledge, ownSteps = [], overrules = {} }: PlanGiven): Ranks {
  const { weights } = knowledge;
  const { terms } = StudiedKnowledge.of(knowledge);
  const applicable = applicableSteps(terms, facts, ownSteps, overrules, weights.scoring);
  const ranked = rankSteps(applicable, weigh(facts, weights).weights, weights.scoring);
  return new Map(ranked.map((scored, index) => [scored.terms.step.id, index + 1]));
}
