import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager, QueryDeepPartialEntity } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import type { AuditValue } from '../audit/audit-trail.js';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { OWN_STEP_PREFIX, ownStepAsStep } from '../catalogue/domain/own-step.js';
import type { OwnStep } from '../catalogue/domain/own-step.js';
import { RefusedActs } from '../identity/refused-acts.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { MOST_OWN_STEPS, checkOwnStep } from './domain/own-step-check.js';
import { mayDecideStep } from './domain/step-owners.js';
import { OwnStepRow } from './own-step.entity.js';
import {
  NotYourStep,
  OwnStepChanged,
  OwnStepNeeded,
  OwnStepNotFound,
  OwnStepRefused,
  ReasonMissing,
  TooManyOwnSteps,
} from './plans.errors.js';
import { Plans, toOwnStepStanding } from './plans.service.js';
import type { OwnStepStanding } from './step-standing.js';

/** A change of an own step: the whole step anew, on the state that was seen. */
export interface ChangeOwnStep {
  /** Checked as it comes. */
  step: unknown;
  reason: string;
  revision: number;
}

/** Own steps of one incident, read in one transaction. */
interface OwnGround {
  incidentId: string;
  /** Not withdrawn. */
  active: OwnStepStanding[];
}

/** Steps that people add to the plan of an incident. No study stands behind them; they are ranked like the others. */
@Injectable()
export class OwnSteps {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly audit: AuditTrail,
    private readonly incidents: Incidents,
    private readonly plans: Plans,
    private readonly refused: RefusedActs,
    private readonly clock: Clock,
    private readonly ids: Ids,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** Oldest first, withdrawn ones too. @throws IncidentNotFound */
  async list(incidentId: string, actor: Actor): Promise<OwnStepStanding[]> {
    const incident = await this.incidents.visible(this.reader.manager, incidentId, actor);
    return [...(await this.plans.ownSteps(this.reader.manager, incident.id)).values()];
  }

  /** @throws OwnStepRefused with the place of each fault; NotYourStep, TooManyOwnSteps, IncidentIsClosed */
  async add(incidentId: string, step: unknown, actor: Actor): Promise<OwnStepStanding> {
    return this.#watched(incidentId, actor, async (manager) => {
      const id = await this.addWith(manager, incidentId, step, actor);
      return this.#one(manager, incidentId, id);
    });
  }

  /**
   * The same inside the caller's transaction.
   *
   * @param step an {@link OwnStep}; checked as it comes
   * @returns its id in this incident
   */
  async addWith(manager: EntityManager, incidentId: string, step: unknown, actor: Actor): Promise<string> {
    const ground = await this.#ground(manager, incidentId, actor);
    const own = this.#checked(step, ground);
    refuseOthers(actor, own.owner, null);
    if (ground.active.length >= MOST_OWN_STEPS) throw new TooManyOwnSteps();
    const id = OWN_STEP_PREFIX + this.ids.next().toLowerCase();
    const now = this.clock.now();
    await manager.insert(OwnStepRow, {
      id,
      incidentId: ground.incidentId,
      own,
      revision: 1,
      addedBy: actor.id,
      addedAt: now,
      changedBy: actor.id,
      changedAt: now,
      withdrawnAt: null,
      withdrawnReason: '',
    });
    await this.audit.append(manager, {
      action: 'step.own_added',
      subject: id,
      incidentId: ground.incidentId,
      actor,
      facts: { revision: 1, ...codesOf(own) },
      detail: { after: asValue(own) },
    });
    return id;
  }

  /** @throws OwnStepNotFound, OwnStepChanged, OwnStepRefused, NotYourStep, ReasonMissing, IncidentIsClosed */
  change(incidentId: string, id: string, change: ChangeOwnStep, actor: Actor): Promise<OwnStepStanding> {
    const reason = neededReason(change.reason);
    return this.#watched(incidentId, actor, async (manager) => {
      const ground = await this.#ground(manager, incidentId, actor);
      const current = await this.#decidable(manager, ground, id, change.revision, actor);
      const own = this.#checked(change.step, ground, id);
      if (own.owner !== current.own.owner) refuseOthers(actor, own.owner, null);
      const revision = current.revision + 1;
      await this.#update(manager, current, { own, revision }, actor);
      await this.audit.append(manager, {
        action: 'step.own_changed',
        subject: id,
        incidentId: ground.incidentId,
        actor,
        facts: { revision, ...codesOf(own) },
        detail: { reason, before: asValue(current.own), after: asValue(own) },
      });
      return this.#one(manager, ground.incidentId, id);
    });
  }

  /**
   * Takes it out of the plan; what it said and what was decided about it stays on record.
   *
   * @throws OwnStepNotFound, OwnStepChanged, OwnStepNeeded, NotYourStep, ReasonMissing, IncidentIsClosed
   */
  withdraw(
    incidentId: string,
    id: string,
    withdrawal: { reason: string; revision: number },
    actor: Actor,
  ): Promise<OwnStepStanding> {
    const withdrawnReason = neededReason(withdrawal.reason);
    return this.#watched(incidentId, actor, async (manager) => {
      const ground = await this.#ground(manager, incidentId, actor);
      const current = await this.#decidable(manager, ground, id, withdrawal.revision, actor);
      const waiting = ground.active.filter(({ own }) => own.requires.includes(id));
      if (waiting.length > 0)
        throw new OwnStepNeeded(waiting.map((one) => ({ id: one.id, title: one.own.title })));
      const revision = current.revision + 1;
      const withdrawn = { revision, withdrawnAt: this.clock.now(), withdrawnReason };
      await this.#update(manager, current, withdrawn, actor);
      await this.audit.append(manager, {
        action: 'step.own_withdrawn',
        subject: id,
        incidentId: ground.incidentId,
        actor,
        facts: { revision },
        detail: { reason: withdrawnReason, before: asValue(current.own) },
      });
      return this.#one(manager, ground.incidentId, id);
    });
  }

  #watched<T>(incidentId: string, actor: Actor, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const act = { act: 'plan.own_step', incident: incidentId };
    return this.refused.watch(actor, act, () => this.unitOfWork.run(work));
  }

  async #ground(manager: EntityManager, incidentId: string, actor: Actor): Promise<OwnGround> {
    const incident = await this.incidents.workable(manager, incidentId, actor);
    const ownSteps = await this.plans.ownSteps(manager, incident.id);
    const active = [...ownSteps.values()].filter(({ withdrawn }) => withdrawn === null);
    return { incidentId: incident.id, active };
  }

  /** @throws OwnStepRefused */
  #checked(step: unknown, { active }: OwnGround, id?: string): OwnStep {
    const ownOnes = active.map(({ id: one, own }) => [one, ownStepAsStep(one, own)] as const);
    const read = checkOwnStep(step, new Map([...this.catalogue.steps, ...ownOnes]), id);
    if ('faults' in read) throw new OwnStepRefused(read.faults);
    return read.own;
  }

  async #decidable(
    manager: EntityManager,
    { incidentId, active }: OwnGround,
    id: string,
    seen: number,
    actor: Actor,
  ): Promise<OwnStepStanding> {
    const current = active.find((one) => one.id === id);
    if (!current) throw new OwnStepNotFound();
    const standings = await this.plans.standings(manager, incidentId);
    refuseOthers(actor, current.own.owner, standings.get(id)?.assigneeId ?? null);
    if (current.revision !== seen) throw new OwnStepChanged(current.revision);
    return current;
  }

  async #update(
    manager: EntityManager,
    { id, revision }: OwnStepStanding,
    change: Partial<Pick<OwnStepRow, 'own' | 'revision' | 'withdrawnAt' | 'withdrawnReason'>>,
    actor: Actor,
  ): Promise<void> {
    const row = { ...change, changedBy: actor.id, changedAt: this.clock.now() };
    // TypeORM's type of a row to change cannot hold JSON with members that may be absent.
    const changed = row as QueryDeepPartialEntity<OwnStepRow>;
    const { affected } = await manager.update(OwnStepRow, { id, revision }, changed);
    if (affected !== 1) throw new OwnStepChanged(revision + 1);
  }

  async #one(manager: EntityManager, incidentId: string, id: string): Promise<OwnStepStanding> {
    return toOwnStepStanding(await manager.findOneByOrFail(OwnStepRow, { id, incidentId }));
  }
}

/** @throws NotYourStep when the actor may not decide about steps of the owner */
function refuseOthers(actor: Actor, owner: string, assigneeId: string | null): void {
  if (!mayDecideStep(actor, { owner, assigneeId })) throw new NotYourStep(owner);
}

function neededReason(reason: string): string {
  if (reason.trim() === '') throw new ReasonMissing();
  return reason.trim();
}

/** What of an own step may stay in the log for ever: codes and numbers. */
function codesOf({ phase, lane, serves, leadHours, effort, asksEvidence, requires }: OwnStep) {
  return { phase, lane, serves, leadHours, effort, asksEvidence, requires: requires.length };
}

function asValue(own: OwnStep): AuditValue {
  return { ...own };
}
