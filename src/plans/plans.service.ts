import { Inject, Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { Users } from '../identity/users.service.js';
import type { IncidentFacts } from '../incidents/domain/incident-facts.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { buildPlan } from './domain/build-plan.js';
import type { Plan } from './domain/build-plan.js';
import { rankingFactsOf } from './domain/ranking-facts.js';
import { REASON_NEEDED, nextState } from './domain/step-state.js';
import type { StepDecision, StepState } from './domain/step-state.js';
import { PlanStep } from './plan-step.entity.js';
import {
  AssigneeRefused,
  DecisionRefused,
  ReasonMissing,
  StepChanged,
  StepNotInPlan,
} from './plans.errors.js';

export interface DecideStep {
  decision: StepDecision;
  reason: string;
  /** Revision of the decision that was seen; 0 when there was none. */
  revision: number;
}

/** A decision as it stands; a step without one is proposed, revision 0. */
export interface StepStanding {
  state: StepState;
  reason: string;
  assigneeId: string | null;
  decidedBy: string | null;
  decidedAt: Temporal.Instant | null;
  revision: number;
}

export interface IncidentPlan {
  plan: Plan;
  /** The moment the plan was made for. */
  at: Temporal.Instant;
  factsRevision: number;
  /** By step id; also of steps that no longer apply. */
  standings: ReadonlyMap<string, StepStanding>;
}

const UNDECIDED: StepStanding = {
  state: 'proposed',
  reason: '',
  assigneeId: null,
  decidedBy: null,
  decidedAt: null,
  revision: 0,
};

/** Ranks the steps of an incident anew from its facts; what people decided about them stays. */
@Injectable()
export class Plans {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly audit: AuditTrail,
    private readonly incidents: Incidents,
    private readonly users: Users,
    private readonly clock: Clock,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  async of(incidentId: string, actor: Actor, options: { bands?: boolean } = {}): Promise<IncidentPlan> {
    const incident = await this.incidents.visible(this.reader.manager, incidentId, actor);
    const { facts, revision } = await this.incidents.currentFacts(this.reader.manager, incident.id);
    const standings = await this.standings(this.reader.manager, incident.id);
    const at = this.clock.now();
    return { plan: this.planFor(facts, { at, ...options }), at, factsRevision: revision, standings };
  }

  /** The plan of facts, now unless told; `bands: false` spares the draws where only the steps matter. */
  planFor(facts: IncidentFacts, options: { at?: Temporal.Instant; bands?: boolean } = {}): Plan {
    const { at = this.clock.now(), bands = true } = options;
    return buildPlan(rankingFactsOf(facts, at, this.catalogue), this.catalogue, {
      at: at.toString(),
      awareAt: facts.awareAt,
      bands,
    });
  }

  async standings(manager: EntityManager, incidentId: string): Promise<ReadonlyMap<string, StepStanding>> {
    const rows = await manager.findBy(PlanStep, { incidentId });
    return new Map(rows.map((row) => [row.stepId, row]));
  }

  /** @throws StepNotInPlan, ReasonMissing, StepChanged, DecisionRefused, IncidentIsClosed */
  decide(incidentId: string, stepId: string, wanted: DecideStep, actor: Actor): Promise<StepStanding> {
    if (REASON_NEEDED.has(wanted.decision) && wanted.reason.trim() === '') throw new ReasonMissing();
    return this.unitOfWork.run(async (manager) => {
      const current = await this.#standing(manager, incidentId, stepId, actor);
      if (current.revision !== wanted.revision) throw new StepChanged(current.revision);
      const state = nextState(current.state, wanted.decision);
      if (state === null) throw new DecisionRefused(current.state);
      const next = await this.#save(
        manager,
        incidentId,
        stepId,
        { ...current, state, reason: wanted.reason.trim(), decidedBy: actor.id, decidedAt: this.clock.now() },
        actor,
      );
      await this.audit.append(manager, {
        action: `step.${state}`,
        subject: stepId,
        incidentId,
        actor,
        facts: {
          before: current.state,
          after: state,
          revision: next.revision,
          knowledge: this.catalogue.version,
        },
        detail: next.reason === '' ? undefined : { reason: next.reason },
      });
      return next;
    });
  }

  /**
   * Gives the step to a person, or to nobody; who decided about it, and when, stays.
   *
   * @param seen revision that was seen; absent: whatever stands is replaced
   * @throws StepNotInPlan, AssigneeRefused, StepChanged, IncidentIsClosed
   */
  async assign(
    incidentId: string,
    stepId: string,
    assigneeId: string | null,
    actor: Actor,
    seen?: number,
  ): Promise<StepStanding> {
    const person = assigneeId === null ? null : await this.users.find(assigneeId);
    if (assigneeId !== null && (person === null || person.disabled)) throw new AssigneeRefused();
    return this.unitOfWork.run(async (manager) => {
      const current = await this.#standing(manager, incidentId, stepId, actor);
      if (seen !== undefined && seen !== current.revision) throw new StepChanged(current.revision);
      const next = await this.#save(manager, incidentId, stepId, { ...current, assigneeId }, actor);
      await this.audit.append(manager, {
        action: 'step.assigned',
        subject: stepId,
        incidentId,
        actor,
        facts: { before: current.assigneeId, after: assigneeId, revision: next.revision },
      });
      return next;
    });
  }

  async #standing(
    manager: EntityManager,
    incidentId: string,
    stepId: string,
    actor: Actor,
  ): Promise<StepStanding> {
    const incident = await this.incidents.workable(manager, incidentId, actor);
    const row = await manager.findOneBy(PlanStep, { incidentId: incident.id, stepId });
    if (row) return row;
    const { facts } = await this.incidents.currentFacts(manager, incident.id);
    const { steps } = this.planFor(facts, { bands: false });
    if (!steps.some((step) => step.id === stepId)) throw new StepNotInPlan();
    return UNDECIDED;
  }

  async #save(
    manager: EntityManager,
    incidentId: string,
    stepId: string,
    standing: StepStanding,
    actor: Actor,
  ): Promise<StepStanding> {
    const row = {
      incidentId,
      stepId,
      state: standing.state,
      reason: standing.reason,
      assigneeId: standing.assigneeId,
      decidedBy: standing.decidedBy ?? actor.id,
      decidedAt: standing.decidedAt ?? this.clock.now(),
      revision: standing.revision + 1,
    };
    if (standing.revision === 0) await manager.insert(PlanStep, row);
    else {
      const { affected } = await manager.update(
        PlanStep,
        { incidentId, stepId, revision: standing.revision },
        row,
      );
      if (affected !== 1) throw new StepChanged(row.revision);
    }
    return row;
  }
}
