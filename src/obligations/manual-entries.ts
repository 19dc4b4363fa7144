import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import type { ObligationRule } from '../catalogue/domain/obligation-rule.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { inBatches } from '../platform/database/in-batches.js';
import { Ids } from '../platform/ids.js';
import type { Duty } from './domain/duty.js';
import { termsOf, type DutyTerms } from './domain/duty-terms.js';
import { MANUAL_PREFIX, manualDutyCodes, manualIdentity, manualRule } from './domain/manual-duty.js';
import type { ManualDuty, ManualDutyCodes } from './domain/manual-duty.js';
import { readManualDuty } from './domain/manual-duty-reading.js';
import { ManualDutyRow } from './manual-duty.entity.js';
import type { Obligation } from './obligation.entity.js';
import { ManualDutyRefused, TooManyManualDuties } from './obligations.errors.js';
import { Obligations } from './obligations.service.js';
import { RegisterPass, type FactsInForce } from './register-pass.js';
import { ruleVersion } from './rule-versions.js';

/** What is to become a duty of the register. */
export interface ManualEntry {
  duty: ManualDuty;
  keeperId: string | null;
}

/** Every page about an incident counts them all. */
export const MOST_MANUAL_DUTIES = 5_000;

/** Brings what people entered into the register, and counts it as the evaluator counts laws. */
@Injectable()
export class ManualEntries {
  readonly codes: ManualDutyCodes;

  constructor(
    private readonly obligations: Obligations,
    private readonly incidents: Incidents,
    private readonly clock: Clock,
    private readonly ids: Ids,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {
    this.codes = manualDutyCodes(catalogue.vocabulary, obligations.calendars);
  }

  /** @throws ManualDutyRefused */
  read(input: unknown): ManualDuty {
    const { duty, faults } = readManualDuty(input, this.codes);
    if (!duty) throw new ManualDutyRefused(faults);
    return duty;
  }

  /** The facts to which entries are held. @throws IncidentNotFound, IncidentIsClosed */
  async inForce(manager: EntityManager, incidentId: string, actor: Actor): Promise<FactsInForce> {
    const incident = await this.incidents.workable(manager, incidentId, actor);
    const { facts, revision } = await this.incidents.currentFacts(manager, incident.id);
    return { incidentId: incident.id, facts, revision };
  }

  /** @param asOf of the rule that this one follows; null: it is new */
  ruleOf(duty: ManualDuty, before: Pick<ObligationRule, 'id' | 'asOf'> | null): ObligationRule {
    const id = before?.id ?? MANUAL_PREFIX + this.ids.next().toLowerCase();
    return manualRule(id, duty, before?.asOf ?? this.now().toString().slice(0, 7));
  }

  dutiesOf(rules: readonly ObligationRule[], inForce: FactsInForce): Duty[] {
    return this.obligations.dutiesOf(rules, inForce.facts, this.now());
  }

  /** The terms that follow from a rule now. */
  termsOf(rule: ObligationRule, duty: Duty, inForce: FactsInForce): DutyTerms {
    return termsOf(duty, {
      ruleVersion: ruleVersion(rule),
      knowledgeVersion: this.catalogue.version,
      factsRevision: inForce.revision,
      evaluatedAt: this.now().toString(),
    });
  }

  /** What people entered into an incident, in the order of entry; withdrawn ones included. */
  entered(manager: EntityManager, incidentId: string): Promise<ManualDutyRow[]> {
    return manager.find(ManualDutyRow, { where: { incidentId }, order: { obligationId: 'ASC' } });
  }

  /**
   * Adds duties with their frozen terms; the caller has checked that none of them stands already.
   *
   * @param fileSha256 null: typed by hand
   * @throws TooManyManualDuties
   */
  async enter(
    manager: EntityManager,
    inForce: FactsInForce,
    entries: readonly ManualEntry[],
    fileSha256: string | null,
    actor: Actor,
  ): Promise<Obligation[]> {
    const standing = await manager.countBy(ManualDutyRow, { incidentId: inForce.incidentId });
    if (standing + entries.length > MOST_MANUAL_DUTIES) throw new TooManyManualDuties(MOST_MANUAL_DUTIES);
    const rules = entries.map(({ duty }) => this.ruleOf(duty, null));
    const pass = new RegisterPass(inForce, this.now(), this.catalogue, rules, this.ids, actor);
    const made = this.dutiesOf(rules, inForce).map((duty, at) => pass.freeze(duty, entries[at]?.keeperId));
    await pass.save(manager);
    const rows = made.map((row, at) => this.#rowOf(row, entries[at] as ManualEntry, fileSha256, actor));
    for (const batch of inBatches(rows)) await manager.insert(ManualDutyRow, batch as never);
    return made;
  }

  now(): Temporal.Instant {
    return this.clock.now();
  }

  #rowOf(
    { id, incidentId, ruleId }: Obligation,
    { duty }: ManualEntry,
    fileSha256: string | null,
    actor: Actor,
  ): ManualDutyRow {
    return {
      obligationId: id,
      incidentId,
      ruleId,
      identity: identityOf(duty),
      duty,
      fileSha256,
      addedBy: actor.id,
      addedAt: this.now(),
      withdrawnAt: null,
      withdrawnBy: null,
      withdrawnReason: '',
    };
  }
}

/** How the table knows two entries for the same duty. */
export function identityOf(duty: ManualDuty): string {
  return createHash('sha256').update(manualIdentity(duty), 'utf8').digest('hex');
}

/** Puts a duty on the terms of a person's own change: whatever waited for an answer is answered by it. */
export function takeOwnTerms(row: Obligation, rule: ObligationRule, terms: DutyTerms): void {
  row.rule = rule;
  row.terms = terms;
  row.openChange = null;
  row.otherTerms = null;
  row.otherRule = null;
  row.refusedTerms = null;
}
