import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import { FactsWatchers } from '../incidents/facts-watchers.js';
import { SYSTEM, type Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Ids } from '../platform/ids.js';
import { isOwed } from './domain/duty-terms.js';
import { manualRulesOf } from './manual-rows.js';
import { Obligation } from './obligation.entity.js';
import { Obligations } from './obligations.service.js';
import { RegisterState } from './register-state.entity.js';
import { RegisterPass, type FactsInForce, type RegisterChange } from './register-pass.js';

/**
 * Keeps the register: one row per duty that is or was owed, with the terms frozen when they were first worked out.
 * It is held against each new revision of the facts in the transaction that saves them, and against new knowledge
 * by {@link Reevaluations}. Duties that wait for facts have no row; every look works them out anew.
 */
@Injectable()
export class DutyRegister implements OnModuleInit {
  constructor(
    private readonly obligations: Obligations,
    private readonly watchers: FactsWatchers,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: Ids,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  onModuleInit(): void {
    this.watchers.watch(async (manager, { incident, revision, actor }) => {
      await this.hold(
        manager,
        { incidentId: incident.id, revision: revision.revision, facts: revision.facts },
        actor,
      );
    });
  }

  /** Holds the register against facts and the knowledge in force. */
  async hold(manager: EntityManager, inForce: FactsInForce, actor: Actor = SYSTEM): Promise<RegisterChange> {
    const at = this.clock.now();
    const rows = await manager.findBy(Obligation, { incidentId: inForce.incidentId });
    const manual = manualRulesOf(rows);
    const answers = this.obligations.answersFor(inForce.facts, at, manual);
    const pass = new RegisterPass(inForce, at, this.catalogue, manual, this.ids, actor);
    const known = new Map(rows.map((row) => [row.ruleId, row]));
    for (const { ruleId, status, duty } of answers) {
      const row = known.get(ruleId);
      known.delete(ruleId);
      if (row) pass.holdRow(row, duty());
      else if (isOwed(status)) pass.freeze(duty());
    }
    for (const row of known.values()) pass.ruleGone(row);
    await pass.save(manager);
    await manager.upsert(
      RegisterState,
      {
        incidentId: inForce.incidentId,
        factsRevision: inForce.revision,
        knowledgeVersion: this.catalogue.version,
        evaluatedAt: at,
        undecided: answers.filter(({ status }) => status === 'needs-facts').length,
      },
      ['incidentId'],
    );
    if (pass.changed)
      await this.audit.append(manager, {
        action: 'obligations.evaluated',
        subject: inForce.incidentId,
        incidentId: inForce.incidentId,
        actor,
        facts: { revision: inForce.revision, knowledge: this.catalogue.version, ...pass.change },
      });
    return pass.change;
  }

  /**
   * A row for a duty on which someone acts: the one there is, or a new one for a duty that waits for facts.
   *
   * @returns null when no such duty concerns the incident
   */
  async rowFor(
    manager: EntityManager,
    inForce: FactsInForce,
    ruleId: string,
    actor: Actor,
  ): Promise<Obligation | null> {
    const row = await manager.findOneBy(Obligation, { incidentId: inForce.incidentId, ruleId });
    if (row) return row;
    const at = this.clock.now();
    const duty = this.obligations.dutiesFor(inForce.facts, at).find((one) => one.ruleId === ruleId);
    if (duty?.status !== 'needs-facts' && (duty === undefined || !isOwed(duty.status))) return null;
    const pass = new RegisterPass(inForce, at, this.catalogue, [], this.ids, actor);
    const made = pass.freeze(duty);
    await pass.save(manager);
    return made;
  }

  /**
   * Rows for duties that are not owed, and only because someone assessed the incident so: the decision not to notify
   * then stands on record, and facts that make them owed after all show as a change.
   *
   * @param ruleIds rules without a row that the facts in force do not make owed; others are passed over
   */
  async recordNotOwed(
    manager: EntityManager,
    inForce: FactsInForce,
    ruleIds: readonly string[],
    actor: Actor,
  ): Promise<void> {
    if (ruleIds.length === 0) return;
    const at = this.clock.now();
    const wanted = new Set(ruleIds);
    const known = await manager.findBy(Obligation, { incidentId: inForce.incidentId });
    for (const { ruleId } of known) wanted.delete(ruleId);
    const pass = new RegisterPass(inForce, at, this.catalogue, [], this.ids, actor);
    for (const duty of this.obligations.dutiesFor(inForce.facts, at))
      if (wanted.has(duty.ruleId) && duty.status === 'not-owed') pass.freeze(duty);
    await pass.save(manager);
  }
}
