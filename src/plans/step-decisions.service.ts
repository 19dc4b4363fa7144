import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { RefusedActs } from '../identity/refused-acts.js';
import { Users } from '../identity/users.service.js';
import type { Incident } from '../incidents/incident.entity.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { mayDecideStep } from './domain/step-owners.js';
import { REASON_NEEDED, nextState } from './domain/step-state.js';
import type { StepDecision, StepState } from './domain/step-state.js';
import { PlanStep } from './plan-step.entity.js';
import {
  AssigneeRefused,
  DecisionRefused,
  NotYourStep,
  ReasonMissing,
  StepChanged,
  StepNotInPlan,
  StepNotProven,
} from './plans.errors.js';
import { Plans } from './plans.service.js';
import type { IncidentPlan } from './plans.service.js';
import { adaptStep } from './step-adaptation.js';
import type { StepAdaptation, StepChange } from './step-adaptation.js';
import { UNDECIDED } from './step-standing.js';
import type { StepStanding } from './step-standing.js';

export interface DecideStep {
  decision: StepDecision;
  reason: string;
  /** Revision of the decision that was seen; 0 when there was none. */
  revision: number;
}

/** What decisions of one transaction rest on, read once. */
export interface DecisionGround {
  incident: Incident;
  made: IncidentPlan;
  /** As they stand within the transaction. */
  standings: Map<string, StepStanding>;
}

const ACCEPTED_ALREADY: ReadonlySet<StepState> = new Set(['accepted', 'in_progress']);

/** What people decide about the steps of a plan. Each change is one entry in the trail. */
@Injectable()
export class StepDecisions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly incidents: Incidents,
    private readonly plans: Plans,
    private readonly users: Users,
    private readonly refused: RefusedActs,
    private readonly clock: Clock,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** @throws StepNotInPlan, NotYourStep, ReasonMissing, StepChanged, DecisionRefused, StepNotProven, IncidentIsClosed */
  decide(incidentId: string, stepId: string, wanted: DecideStep, actor: Actor): Promise<StepStanding> {
    const { decision, revision } = wanted;
    const reason = wanted.reason.trim();
    if (REASON_NEEDED.has(decision) && reason === '') throw new ReasonMissing();
    return this.#change(incidentId, stepId, revision, actor, (manager, ground, current) => {
      const state = nextState(current.state, decision);
      if (state === null) throw new DecisionRefused(current.state);
      if (state === 'done') refuseUnproven(ground, stepId);
      const next = { ...current, ...this.#decided(ground, stepId, state, actor), reason };
      return this.#save(manager, ground, stepId, next, actor, [this.#entry(current, next)]);
    });
  }

  /**
   * Gives the step to a person, or to nobody; who decided about it, and when, stays.
   *
   * @param seen revision that was seen; absent: whatever stands is replaced
   * @throws StepNotInPlan, NotYourStep, AssigneeRefused, StepChanged, IncidentIsClosed
   */
  async assign(
    incidentId: string,
    stepId: string,
    assigneeId: string | null,
    actor: Actor,
    seen?: number,
  ): Promise<StepStanding> {
    if (assigneeId !== null && !(await this.users.isActive(assigneeId))) throw new AssigneeRefused();
    return this.#change(incidentId, stepId, seen, actor, (manager, ground, current) => {
      const facts = { before: current.assigneeId, after: assigneeId };
      return this.#save(manager, ground, stepId, { ...current, assigneeId }, actor, [
        { action: 'step.assigned', facts },
      ]);
    });
  }

  /**
   * Changes title, due date or feasibility; state and rank of the decision stay. What is as it was leaves no entry.
   *
   * @throws StepNotInPlan, NotYourStep, StepValueRefused, ReasonMissing, StepChanged, IncidentIsClosed
   */
  adapt(
    incidentId: string,
    stepId: string,
    wanted: StepAdaptation & { revision: number },
    actor: Actor,
  ): Promise<StepStanding> {
    const { revision, ...adaptation } = wanted;
    return this.#change(incidentId, stepId, revision, actor, (manager, ground, current) => {
      const { next, changes } = adaptStep(current, adaptation, namedBy(ground, stepId));
      return changes.length === 0 ? current : this.#save(manager, ground, stepId, next, actor, changes);
    });
  }

  /** What decisions in the caller's transaction rest on; read it after the last own step was added. */
  async ground(manager: EntityManager, incidentId: string, actor: Actor): Promise<DecisionGround> {
    const incident = await this.incidents.workable(manager, incidentId, actor);
    const made = await this.plans.madeFor(manager, incident.id, { bands: false });
    return { incident, made, standings: new Map(made.standings) };
  }

  /**
   * Accepts a step that is proposed and adapts it, inside the caller's transaction; one that is accepted or in
   * progress is adapted only.
   *
   * @throws StepNotInPlan, NotYourStep, StepValueRefused, ReasonMissing, DecisionRefused for a step that has ended
   */
  async acceptWith(
    manager: EntityManager,
    ground: DecisionGround,
    stepId: string,
    adaptation: StepAdaptation,
    actor: Actor,
  ): Promise<StepStanding> {
    const current = standingFor(ground, stepId, actor);
    const { next, changes } = adaptStep(current, adaptation, namedBy(ground, stepId));
    if (ACCEPTED_ALREADY.has(current.state))
      return changes.length === 0 ? current : this.#save(manager, ground, stepId, next, actor, changes);
    const state = nextState(current.state, 'accept');
    if (state === null) throw new DecisionRefused(current.state);
    const accepted = { ...next, ...this.#decided(ground, stepId, state, actor), reason: '' };
    const entries = [this.#entry(current, accepted), ...changes];
    return this.#save(manager, ground, stepId, accepted, actor, entries);
  }

  /** Runs one change of a step after what every change asks for; being forbidden goes on record. */
  #change(
    incidentId: string,
    stepId: string,
    seen: number | undefined,
    actor: Actor,
    work: (
      manager: EntityManager,
      ground: DecisionGround,
      current: StepStanding,
    ) => StepStanding | Promise<StepStanding>,
  ): Promise<StepStanding> {
    return this.refused.watch(actor, { act: 'plan.step', incident: incidentId, step: stepId }, () =>
      this.unitOfWork.run(async (manager) => {
        const ground = await this.ground(manager, incidentId, actor);
        const current = standingFor(ground, stepId, actor);
        if (seen !== undefined && seen !== current.revision) throw new StepChanged(current.revision);
        return work(manager, ground, current);
      }),
    );
  }

  #decided({ made }: DecisionGround, stepId: string, state: StepState, actor: Actor) {
    return {
      state,
      decidedBy: actor.id,
      decidedAt: this.clock.now(),
      decidedRank: made.plan.steps.find(({ id }) => id === stepId)?.rank ?? null,
      decidedFactsRevision: made.factsRevision,
      decidedKnowledge: this.catalogue.version,
    };
  }

  #entry(before: StepStanding, after: StepStanding): StepChange {
    return {
      action: `step.${after.state}`,
      facts: {
        before: before.state,
        after: after.state,
        rank: after.decidedRank,
        factsRevision: after.decidedFactsRevision,
        knowledge: after.decidedKnowledge,
      },
      detail: after.reason === '' ? undefined : { reason: after.reason },
    };
  }

  async #save(
    manager: EntityManager,
    ground: DecisionGround,
    stepId: string,
    standing: StepStanding,
    actor: Actor,
    changes: readonly StepChange[],
  ): Promise<StepStanding> {
    const { id: incidentId } = ground.incident;
    const saved = {
      ...standing,
      decidedBy: standing.decidedBy ?? actor.id,
      decidedAt: standing.decidedAt ?? this.clock.now(),
      revision: standing.revision + 1,
    };
    const row = { ...saved, incidentId, stepId };
    if (standing.revision === 0) await manager.insert(PlanStep, row);
    else {
      const seen = { incidentId, stepId, revision: standing.revision };
      const { affected } = await manager.update(PlanStep, seen, row);
      if (affected !== 1) throw new StepChanged(row.revision);
    }
    ground.standings.set(stepId, saved);
    for (const { action, facts, detail } of changes)
      await this.audit.append(manager, {
        action,
        subject: stepId,
        incidentId,
        actor,
        facts: { ...facts, revision: saved.revision },
        detail,
      });
    return saved;
  }
}

/** The step as it stands, for someone who may decide about it. @throws StepNotInPlan, NotYourStep */
function standingFor({ made, standings }: DecisionGround, stepId: string, actor: Actor): StepStanding {
  const step = made.steps.get(stepId);
  const current = standings.get(stepId);
  const inPlan = made.plan.steps.some(({ id }) => id === stepId);
  const withdrawn = made.ownSteps.get(stepId)?.withdrawn ?? null;
  if (withdrawn !== null || (!current && !inPlan)) throw new StepNotInPlan();
  const assigneeId = current?.assigneeId ?? null;
  const owner = step?.owner ?? '';
  if (!mayDecideStep(actor, { owner, assigneeId })) throw new NotYourStep(owner);
  return current ?? UNDECIDED;
}

/** @throws StepNotProven naming what is missing */
function refuseUnproven({ made }: DecisionGround, stepId: string): void {
  const missing = made.proof.missingFor(stepId);
  if (missing.length === 0) return;
  const titles = new Map(made.plan.steps.map(({ id, title }) => [id, title]));
  throw new StepNotProven(missing, (id) => titles.get(id) ?? made.steps.get(id)?.title ?? id);
}

function namedBy({ made }: DecisionGround, stepId: string): { title: string; own: boolean } {
  return { title: made.steps.get(stepId)?.title ?? '', own: made.ownSteps.has(stepId) };
}
