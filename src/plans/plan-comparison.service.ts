import { Inject, Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { KnowledgeEditions } from '../catalogue/knowledge-editions.service.js';
import type { RankingPart } from '../catalogue/ranking-part.js';
import type { IncidentFacts } from '../incidents/domain/incident-facts.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Reader } from '../platform/database/reader.js';
import { planMoves } from './domain/plan-moves.js';
import type { PlanMoves } from './domain/plan-moves.js';
import type { PlanGiven } from './domain/plan-changes.js';
import { rankingFactsOf } from './domain/ranking-facts.js';
import { RevisionNotComparable } from './plans.errors.js';
import { Plans } from './plans.service.js';
import type { IncidentPlan } from './plans.service.js';

/** The state a plan is compared with. */
export interface ComparedWith {
  revision: number;
  /** When it was decided upon, or else when the facts were saved. */
  at: Temporal.Instant;
  /** A revision that was asked for; that of the newest decision; else the one before the present. */
  because: 'asked' | 'decision' | 'previous';
}

export interface PlanMovesSince {
  since: ComparedWith;
  now: { revision: number; at: Temporal.Instant };
  /**
   * `then`: the earlier plan is ranked by the knowledge of its day. `today`: that knowledge is not kept here, or cannot
   * be read any more; both plans are ranked by today's.
   */
  rankedBy: 'then' | 'today';
  moves: PlanMoves;
}

interface Point extends ComparedWith {
  knowledge: string | null;
}

/** Says what moved in the plan of an incident since an earlier state of it, and which fact moved it. */
@Injectable()
export class PlanComparison {
  constructor(
    private readonly reader: Reader,
    private readonly incidents: Incidents,
    private readonly plans: Plans,
    private readonly editions: KnowledgeEditions,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /**
   * @param asked a facts revision; absent: that of the newest decision about a step, else the one before the present
   * @param made  the present plan where the caller has it
   * @returns null where there is nothing earlier to compare with
   * @throws RevisionNotComparable; IncidentNotFound
   */
  async since(
    incidentId: string,
    actor: Actor,
    asked?: number,
    made?: IncidentPlan,
  ): Promise<PlanMovesSince | null> {
    const incident = await this.incidents.visible(this.reader.manager, incidentId, actor);
    const now = made ?? (await this.plans.madeFor(this.reader.manager, incident.id, { bands: false }));
    const point = await this.#point(incident.id, now, asked);
    if (point === null) return null;
    const { knowledge: version, ...since } = point;
    const knowledge = await this.#knowledgeOf(version ?? (await this.editions.versionAt(since.at)));
    const [then, present] = await Promise.all([
      this.incidents.factsAt(this.reader.manager, incident.id, since.revision),
      this.incidents.factsAt(this.reader.manager, incident.id, now.factsRevision),
    ]);
    const before = givenAt(then.facts, since.at, knowledge ?? this.catalogue, now);
    const after = givenAt(present.facts, now.at, this.catalogue, now);
    return {
      since,
      now: { revision: now.factsRevision, at: now.at },
      rankedBy: knowledge === null ? 'today' : 'then',
      moves: planMoves(before, after),
    };
  }

  async #point(incidentId: string, made: IncidentPlan, asked: number | undefined): Promise<Point | null> {
    const decided = asked === undefined ? newestDecision(made) : null;
    if (decided) return decided;
    const revision = asked ?? made.factsRevision - 1;
    if (revision > made.factsRevision) throw new RevisionNotComparable(made.factsRevision);
    if (revision < 1) return null;
    const { savedAt } = await this.incidents.factsAt(this.reader.manager, incidentId, revision);
    const because = asked === undefined ? 'previous' : 'asked';
    return { revision, at: savedAt, because, knowledge: null };
  }

  /** Null: it was never kept here, or can no longer be read. */
  #knowledgeOf(version: string | null): Promise<RankingPart | null> {
    return version === null ? Promise.resolve(null) : this.editions.rankingPartOf(version);
  }
}

function newestDecision({ standings }: IncidentPlan): Point | null {
  const decided = [...standings.values()].flatMap(
    ({ decidedAt, decidedFactsRevision: revision, decidedKnowledge: knowledge }) =>
      decidedAt === null || revision === null
        ? []
        : [{ revision, at: decidedAt, because: 'decision' as const, knowledge }],
  );
  const newest = decided.sort((a, b) => (a.at.epochMilliseconds < b.at.epochMilliseconds ? 1 : -1))[0];
  return newest ?? null;
}

/** Own steps as they stood at the instant, in today's words; what people overruled is the same on both sides. */
function givenAt(
  facts: IncidentFacts,
  at: Temporal.Instant,
  knowledge: RankingPart,
  { ownSteps, steps, standings }: IncidentPlan,
): PlanGiven {
  const isBy = (instant: Temporal.Instant) => instant.epochMilliseconds <= at.epochMilliseconds;
  const there = [...ownSteps.values()].filter(
    ({ addedAt, withdrawn }) => isBy(addedAt) && !(withdrawn && isBy(withdrawn.at)),
  );
  const overrules = [...standings].flatMap(([id, { feasibility }]) =>
    feasibility ? [[id, feasibility] as const] : [],
  );
  return {
    facts: rankingFactsOf(facts, at, knowledge),
    knowledge,
    ownSteps: there.flatMap(({ id }) => steps.get(id) ?? []),
    overrules: Object.fromEntries(overrules),
  };
}
