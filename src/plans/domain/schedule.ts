import { lanes, type Lane } from '../../catalogue/domain/step.js';
import { Temporal } from 'temporal-polyfill';
import type { RankingFacts } from './ranking-facts.js';
import { compareIds, type StepScore } from './score.js';

/** A step in the order of time. */
export interface ScheduledStep {
  id: string;
  /** The most urgent lane of this step and of every step that needs it. */
  lane: Lane;
  /** UTC instant of the one clock that a step itself knows; null: none, or awareness is not known. */
  dueAt: string | null;
  /** Prerequisites that apply, sorted. */
  waitsFor: string[];
  /** Consumer rank, a separate number. */
  rank: number;
  /** The step's own lane, before a step that needs it pulled it forward. */
  ownLane: Lane;
  /** Why it stands here though its rank may say otherwise; null in lane `normal`. */
  placed: string | null;
}

const placedFirst = 'placed first for safety, containment or law';

interface Waiting {
  scored: StepScore;
  rank: number;
  waitsFor: string[];
  /** Position in `lanes`. */
  lane: number;
  dueAt: string | null;
}

/**
 * What to do next: lane, then due time, then score down, then id, each step after the prerequisites that apply.
 *
 * @param ranked  applicable steps in consumer order
 * @param awareAt instant of awareness, RFC 3339
 * @throws RangeError when prerequisites form a cycle; the knowledge check refuses such steps at load
 */
export function scheduleSteps(
  ranked: readonly StepScore[],
  facts: RankingFacts,
  awareAt?: string,
): ScheduledStep[] {
  const steps = waitingSteps(ranked, facts, awareAt);
  inheritLanes(steps);
  return inTime(steps).map(({ scored, rank, waitsFor, lane, dueAt }) => ({
    id: scored.terms.step.id,
    lane: lanes[lane]!,
    dueAt,
    waitsFor,
    rank,
    ownLane: scored.terms.step.lane,
    placed: lanes[lane] === 'normal' ? null : placedFirst,
  }));
}

/**
 * Every applicable prerequisite of each step, near and far, in the order of the schedule. A commitment may be
 * claimed only when all of them have evidence of completion: no proof of a fix before the independent test.
 */
export function prerequisitesOf(schedule: readonly ScheduledStep[]): Map<string, string[]> {
  const place = new Map(schedule.map(({ id }, position) => [id, position]));
  const all: Set<number>[] = [];
  for (const { waitsFor } of schedule) {
    const needed = new Set<number>();
    for (const near of waitsFor) {
      const position = place.get(near)!;
      needed.add(position);
      for (const far of all[position]!) needed.add(far);
    }
    all.push(needed);
  }
  const named = (positions: Set<number>) =>
    Array.from(Uint32Array.from(positions).sort(), (position) => schedule[position]!.id);
  return new Map(schedule.map(({ id }, position) => [id, named(all[position]!)]));
}

function waitingSteps(
  ranked: readonly StepScore[],
  facts: RankingFacts,
  awareAt: string | undefined,
): Map<string, Waiting> {
  const applicable = new Set(ranked.map(({ terms }) => terms.step.id));
  return new Map(
    ranked.map((scored, position) => {
      const { id, lane, requires, requiresIfApplicable, legalDueHours } = scored.terms.step;
      const needed = new Set([...requires, ...requiresIfApplicable].filter((other) => applicable.has(other)));
      const waiting = {
        scored,
        rank: position + 1,
        waitsFor: [...needed].sort(compareIds),
        lane: lanes.indexOf(lane),
        dueAt: dueAt(legalDueHours, facts, awareAt),
      };
      return [id, waiting];
    }),
  );
}

/** A step takes the most urgent lane of any step that needs it, until nothing changes. */
function inheritLanes(steps: Map<string, Waiting>): void {
  const toVisit = [...steps.values()];
  for (let step = toVisit.pop(); step; step = toVisit.pop()) {
    for (const id of step.waitsFor) {
      const needed = steps.get(id)!;
      if (needed.lane <= step.lane) continue;
      needed.lane = step.lane;
      toVisit.push(needed);
    }
  }
}

/** Kahn's method: of the steps whose prerequisites are placed, the most urgent is placed next. */
function inTime(steps: Map<string, Waiting>): Waiting[] {
  const placed = new Set<string>();
  const order: Waiting[] = [];
  const waiting = [...steps.values()].sort(byUrgency);
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ waitsFor }) => waitsFor.every((id) => placed.has(id)));
    const [step] = next < 0 ? [] : waiting.splice(next, 1);
    if (step === undefined) throw new RangeError('The prerequisites of the steps form a cycle.');
    placed.add(step.scored.terms.step.id);
    order.push(step);
  }
  return order;
}

/** Lane, due time, score down, id: the last two are what the rank is made of. */
function byUrgency(a: Waiting, b: Waiting): number {
  return a.lane - b.lane || compareDue(a.dueAt, b.dueAt) || a.rank - b.rank;
}

/** UTC instants of one form sort as text; no due time comes last. */
function compareDue(a: string | null, b: string | null): number {
  return compareIds(a ?? '~', b ?? '~');
}

/** `legalDueHours` is the common clock of the EU and the UK; elsewhere only the duties of the place say when. */
function dueAt(hours: number | null, facts: RankingFacts, awareAt: string | undefined): string | null {
  const common = facts.regions?.some((region) => region === 'eu' || region === 'uk') === true;
  if (!common || awareAt === undefined || hours === null) return null;
  return Temporal.Instant.from(awareAt).add({ hours }).toString({ smallestUnit: 'second' });
}
