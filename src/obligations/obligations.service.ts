import { Inject, Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import type { ObligationRule } from '../catalogue/domain/obligation-rule.js';
import type { IncidentFacts } from '../incidents/domain/incident-facts.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import type { Duty } from './domain/duty.js';
import { prepareDutyKnowledge } from './domain/duty-knowledge.js';
import type { DutyKnowledge } from './domain/duty-knowledge.js';
import { answersTo, evaluateDuties } from './domain/evaluate-duties.js';
import type { Answer } from './domain/evaluate-duties.js';
import { manualRulesOf } from './manual-rows.js';
import { Obligation } from './obligation.entity.js';
import { ObligationEvent } from './obligation-event.entity.js';
import { registeredDuties } from './registered-duties.js';
import type { RegisteredDuty } from './registered-duties.js';

export interface IncidentDuties {
  /** Every rule and every manual duty, in their order; those not owed and inactive included. */
  duties: RegisteredDuty[];
  at: Temporal.Instant;
  factsRevision: number;
  knowledgeVersion: string;
}

/** Evaluates every rule for an incident as its facts stand now. */
@Injectable()
export class Obligations {
  readonly #knowledge: DutyKnowledge;

  constructor(
    private readonly reader: Reader,
    private readonly incidents: Incidents,
    private readonly clock: Clock,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {
    this.#knowledge = prepareDutyKnowledge(catalogue);
  }

  async of(incidentId: string, actor: Actor): Promise<IncidentDuties> {
    const incident = await this.incidents.visible(this.reader.manager, incidentId, actor);
    const { facts, revision } = await this.incidents.currentFacts(this.reader.manager, incident.id);
    const at = this.clock.now();
    return {
      duties: await this.registered(this.reader.manager, incident.id, facts, at),
      at,
      factsRevision: revision,
      knowledgeVersion: this.catalogue.version,
    };
  }

  /** Every duty of an incident as people are held to it; the caller has checked that the actor may see it. */
  async registered(
    manager: EntityManager,
    incidentId: string,
    facts: IncidentFacts,
    at: Temporal.Instant,
  ): Promise<RegisteredDuty[]> {
    const rows = await manager.find(Obligation, { where: { incidentId }, order: { id: 'ASC' } });
    return registeredDuties(this.dutiesFor(facts, at, manualRulesOf(rows)), rows, at);
  }

  /** What has happened to the duties of an incident, newest first. @throws IncidentNotFound */
  async history(incidentId: string, actor: Actor): Promise<ObligationEvent[]> {
    const incident = await this.incidents.visible(this.reader.manager, incidentId, actor);
    return this.reader.manager.find(ObligationEvent, {
      where: { incidentId: incident.id },
      order: { id: 'DESC' },
    });
  }

  /**
   * The duties of facts at an instant.
   *
   * @param manual rules that people added to the incident; they come last
   */
  dutiesFor(facts: IncidentFacts, at: Temporal.Instant, manual: readonly ObligationRule[] = []): Duty[] {
    return evaluateDuties(facts, at, this.#knowledgeWith(manual));
  }

  /** The same, for who needs the words of some duties only. */
  answersFor(facts: IncidentFacts, at: Temporal.Instant, manual: readonly ObligationRule[] = []): Answer[] {
    return answersTo(facts, at, this.#knowledgeWith(manual));
  }

  /** The duties of these rules alone, in their order. */
  dutiesOf(rules: readonly ObligationRule[], facts: IncidentFacts, at: Temporal.Instant): Duty[] {
    return evaluateDuties(facts, at, { ...this.#knowledge, rules });
  }

  /** Calendars by which business days can be counted. */
  get calendars(): ReadonlySet<string> {
    return new Set(this.#knowledge.calendars.keys());
  }

  #knowledgeWith(manual: readonly ObligationRule[]): DutyKnowledge {
    if (manual.length === 0) return this.#knowledge;
    return { ...this.#knowledge, rules: [...this.#knowledge.rules, ...manual] };
  }
}
