import { Inject, Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import type { IncidentFacts } from '../incidents/domain/incident-facts.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import type { Duty } from './domain/duty.js';
import { prepareDutyKnowledge } from './domain/duty-knowledge.js';
import type { DutyKnowledge } from './domain/duty-knowledge.js';
import { evaluateDuties } from './domain/evaluate-duties.js';

export interface IncidentDuties {
  /** Every rule's answer, in the order of the rules; those not owed and inactive included. */
  duties: Duty[];
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
      duties: this.dutiesFor(facts, at),
      at,
      factsRevision: revision,
      knowledgeVersion: this.catalogue.version,
    };
  }

  /** The duties of facts at an instant. */
  dutiesFor(facts: IncidentFacts, at: Temporal.Instant): Duty[] {
    return evaluateDuties(facts, at, this.#knowledge);
  }
}
