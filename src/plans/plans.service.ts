import { Inject, Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { ownStepAsStep } from '../catalogue/domain/own-step.js';
import type { Step } from '../catalogue/domain/step.js';
import { EvidenceFiles } from '../evidence/evidence.service.js';
import type { IncidentFacts } from '../incidents/domain/incident-facts.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { buildPlan } from './domain/build-plan.js';
import type { Plan, PlanOptions } from './domain/build-plan.js';
import type { FeasibilityOverrule } from './domain/plan.js';
import { rankingFactsOf } from './domain/ranking-facts.js';
import { StepProof } from './domain/step-proof.js';
import { OwnStepRow } from './own-step.entity.js';
import { PlanStep } from './plan-step.entity.js';
import type { OwnStepStanding, StepStanding } from './step-standing.js';

export { UNDECIDED } from './step-standing.js';
export type { OwnStepStanding, StepStanding } from './step-standing.js';

export interface IncidentPlan {
  /** With own steps, people's titles and their feasibility. */
  plan: Plan;
  /** The moment the plan was made for. */
  at: Temporal.Instant;
  factsRevision: number;
  /** By step id; also of steps that no longer apply. */
  standings: ReadonlyMap<string, StepStanding>;
  /** Every step of the catalogue and every own one by id, withdrawn ones too. */
  steps: ReadonlyMap<string, Step>;
  /** By id, oldest first, withdrawn ones too. */
  ownSteps: ReadonlyMap<string, OwnStepStanding>;
  /** How many evidence files are linked to each step. */
  filesByStep: ReadonlyMap<string, number>;
  /** Which steps are shown to be done, and what the others lack. */
  proof: StepProof;
}

interface PlanMoment {
  /** Absent: now. */
  at?: Temporal.Instant;
  /** False spares the draws where only the steps matter. */
  bands?: boolean;
  /** True also ranks under other choices. */
  dials?: boolean;
}

/** Ranks the steps of an incident anew from its facts; what people decided about them stays. */
@Injectable()
export class Plans {
  constructor(
    private readonly reader: Reader,
    private readonly incidents: Incidents,
    private readonly evidence: EvidenceFiles,
    private readonly clock: Clock,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  async of(incidentId: string, actor: Actor, moment: PlanMoment = {}): Promise<IncidentPlan> {
    const incident = await this.incidents.visible(this.reader.manager, incidentId, actor);
    return this.madeFor(this.reader.manager, incident.id, moment);
  }

  /** The same within a transaction; the caller has seen to it that the actor may see the incident. */
  async madeFor(manager: EntityManager, incidentId: string, moment: PlanMoment = {}): Promise<IncidentPlan> {
    const { facts, revision } = await this.incidents.currentFacts(manager, incidentId);
    const standings = await this.standings(manager, incidentId);
    const ownSteps = await this.ownSteps(manager, incidentId);
    const filesByStep = await this.evidence.subjectsWithFiles(manager, incidentId, 'step');
    const { at = this.clock.now(), bands, dials } = moment;
    const inPlan = [...ownSteps.values()].filter(({ withdrawn }) => withdrawn === null).map(asStep);
    const ranked = this.planFor(facts, {
      at,
      bands,
      dials,
      ownSteps: inPlan,
      overrules: overrulesOf(standings),
    });
    const plan = { ...ranked, steps: ranked.steps.map((step) => titled(step, standings)) };
    const steps = new Map([
      ...this.catalogue.steps,
      ...[...ownSteps].map(([id, own]) => [id, asStep(own)] as const),
    ]);
    const proof = new StepProof({ schedule: plan.schedule, steps, standings, filesByStep });
    return { plan, at, factsRevision: revision, standings, steps, ownSteps, filesByStep, proof };
  }

  /** The plan of facts alone, without what people decided. */
  planFor(
    facts: IncidentFacts,
    options: PlanMoment & Pick<PlanOptions, 'ownSteps' | 'overrules'> = {},
  ): Plan {
    const { at = this.clock.now(), bands = true, dials, ownSteps, overrules } = options;
    return buildPlan(rankingFactsOf(facts, at, this.catalogue), this.catalogue, {
      at: at.toString(),
      awareAt: facts.awareAt,
      bands,
      dials,
      ownSteps,
      overrules,
    });
  }

  async standings(manager: EntityManager, incidentId: string): Promise<Map<string, StepStanding>> {
    const rows = await manager.findBy(PlanStep, { incidentId });
    return new Map(rows.map((row) => [row.stepId, row]));
  }

  /** By id, oldest first, withdrawn ones too. */
  async ownSteps(manager: EntityManager, incidentId: string): Promise<Map<string, OwnStepStanding>> {
    const rows = await manager.find(OwnStepRow, { where: { incidentId }, order: { id: 'ASC' } });
    return new Map(rows.map((row) => [row.id, toOwnStepStanding(row)]));
  }
}

export function toOwnStepStanding(row: OwnStepRow): OwnStepStanding {
  const { id, own, revision, addedBy, addedAt, changedBy, changedAt, withdrawnAt, withdrawnReason } = row;
  const withdrawn = withdrawnAt && { reason: withdrawnReason, by: changedBy, at: withdrawnAt };
  return { id, own, revision, addedBy, addedAt, changedBy, changedAt, withdrawn };
}

function asStep({ id, own }: OwnStepStanding): Step {
  return ownStepAsStep(id, own);
}

function overrulesOf(standings: ReadonlyMap<string, StepStanding>): Record<string, FeasibilityOverrule> {
  const given = [...standings].flatMap(([id, { feasibility }]) => (feasibility ? [[id, feasibility]] : []));
  return Object.fromEntries(given) as Record<string, FeasibilityOverrule>;
}

function titled(step: Plan['steps'][number], standings: ReadonlyMap<string, StepStanding>) {
  return { ...step, title: standings.get(step.id)?.title ?? step.title };
}
