import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { Users } from '../identity/users.service.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { compareTerms } from './domain/duty-terms.js';
import { isWithdrawn, withdrawnTerms } from './domain/manual-duty.js';
import type { ManualDuty, ManualDutyCodes } from './domain/manual-duty.js';
import { DutyActs } from './duty-acts.js';
import { ManualDutyRow } from './manual-duty.entity.js';
import { ManualEntries, identityOf, takeOwnTerms } from './manual-entries.js';
import type { Obligation } from './obligation.entity.js';
import {
  DutyNotHere,
  KeeperRefused,
  ManualDutyFiled,
  ManualDutyRefused,
  ManualDutyWithdrawn,
} from './obligations.errors.js';

/** What people entered for one duty, and who. */
export interface ManualDutySheet {
  ruleId: string;
  obligationId: string;
  duty: ManualDuty;
  /** SHA-256 of the file it came in; null: typed by hand. */
  fileSha256: string | null;
  addedBy: string;
  addedAt: Temporal.Instant;
  withdrawn: { at: Temporal.Instant; by: string; reason: string } | null;
}

/** Duties of one incident that no pack knows: what contracts ask for, entered by people. */
@Injectable()
export class ManualDuties {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly entries: ManualEntries,
    private readonly acts: DutyActs,
    private readonly incidents: Incidents,
    private readonly users: Users,
    private readonly audit: AuditTrail,
  ) {}

  /** The codes that an entry may name. */
  get codes(): ManualDutyCodes {
    return this.entries.codes;
  }

  /** Everything people entered, in the order of entry; withdrawn ones included. @throws IncidentNotFound */
  async of(incidentId: string, actor: Actor): Promise<ManualDutySheet[]> {
    const { manager } = this.reader;
    const incident = await this.incidents.visible(manager, incidentId, actor);
    return (await this.entries.entered(manager, incident.id)).map(sheetOf);
  }

  /** @throws IncidentNotFound, DutyNotHere */
  async one(incidentId: string, ruleId: string, actor: Actor): Promise<ManualDutySheet> {
    const { manager } = this.reader;
    const incident = await this.incidents.visible(manager, incidentId, actor);
    return sheetOf(await this.#row(manager, incident.id, ruleId));
  }

  /**
   * Adds a duty; its terms are worked out and frozen at once.
   *
   * @param wanted.duty a `ManualDuty`, to be checked
   * @throws ManualDutyRefused, KeeperRefused, TooManyManualDuties, IncidentIsClosed
   */
  async add(
    incidentId: string,
    wanted: { duty: unknown; keeperId: string | null },
    actor: Actor,
  ): Promise<Obligation> {
    const duty = this.entries.read(wanted.duty);
    const { keeperId } = wanted;
    if (keeperId !== null && !(await this.users.isActive(keeperId))) throw new KeeperRefused();
    return this.unitOfWork.run(async (manager) => {
      const inForce = await this.entries.inForce(manager, incidentId, actor);
      await this.#refuseTwin(manager, inForce.incidentId, duty, null);
      const [row] = await this.entries.enter(manager, inForce, [{ duty, keeperId }], null, actor);
      if (!row) throw new DutyNotHere();
      await this.audit.append(manager, {
        action: 'obligation.manual_added',
        subject: row.ruleId,
        incidentId: row.incidentId,
        actor,
        facts: { obligation: row.id, ...termsFacts(row), keeper: keeperId },
      });
      return row;
    });
  }

  /**
   * Says a duty anew. Terms that would let people off need a reason: the change is the person's own decision, and
   * counts at once.
   *
   * @throws ManualDutyRefused, ManualDutyWithdrawn, DutyNotHere, DutyChanged, IncidentIsClosed
   */
  change(
    incidentId: string,
    ruleId: string,
    wanted: { duty: unknown; reason: string; revision: number },
    actor: Actor,
  ): Promise<Obligation> {
    const duty = this.entries.read(wanted.duty);
    const reason = wanted.reason.trim();
    return this.unitOfWork.run(async (manager) => {
      const row = await this.#open(manager, incidentId, ruleId, wanted.revision, actor);
      await this.#refuseTwin(manager, row.incidentId, duty, row.id);
      const inForce = await this.entries.inForce(manager, incidentId, actor);
      const rule = this.entries.ruleOf(duty, row.rule);
      const [evaluated] = this.entries.dutiesOf([rule], inForce);
      if (!evaluated) throw new DutyNotHere();
      const terms = this.entries.termsOf(rule, evaluated, inForce);
      if (terms.ruleVersion === row.terms.ruleVersion) return row;
      const change = compareTerms(row.terms, terms);
      if (change === 'looser' && reason === '')
        throw new ManualDutyRefused([
          { path: '/reason', message: 'The last moment moves later or falls away. Say why.' },
        ]);
      const before = { dueBefore: row.terms.dueAt, statusBefore: row.terms.status };
      takeOwnTerms(row, rule, terms);
      const entered = { duty, identity: identityOf(duty) };
      await manager.update(ManualDutyRow, { obligationId: row.id }, entered as never);
      const facts = { change, ...before, ...termsFacts(row) };
      const act = { kind: 'manual_changed', action: 'obligation.manual_changed', facts, reason } as const;
      return this.acts.save(manager, row, act, actor);
    });
  }

  /**
   * Takes a duty back: it stays in the register as withdrawn, with the reason.
   *
   * @throws ManualDutyRefused without a reason, ManualDutyWithdrawn, ManualDutyFiled, DutyNotHere, DutyChanged
   */
  withdraw(
    incidentId: string,
    ruleId: string,
    wanted: { reason: string; revision: number },
    actor: Actor,
  ): Promise<Obligation> {
    const reason = wanted.reason.trim();
    if (reason === '')
      throw new ManualDutyRefused([{ path: '/reason', message: 'Say why nothing is owed to this party.' }]);
    return this.unitOfWork.run(async (manager) => {
      const row = await this.#open(manager, incidentId, ruleId, wanted.revision, actor);
      if (row.filedAt !== null) throw new ManualDutyFiled();
      const { revision: factsRevision } = await this.entries.inForce(manager, incidentId, actor);
      const before = { dueBefore: row.terms.dueAt, statusBefore: row.terms.status };
      const at = this.entries.now();
      takeOwnTerms(row, row.rule, withdrawnTerms(row.terms, { factsRevision, evaluatedAt: at.toString() }));
      const withdrawal = { withdrawnAt: at, withdrawnBy: actor.id, withdrawnReason: reason };
      await manager.update(ManualDutyRow, { obligationId: row.id }, withdrawal);
      return this.acts.save(
        manager,
        row,
        { kind: 'manual_withdrawn', action: 'obligation.manual_withdrawn', facts: before, reason },
        actor,
      );
    });
  }

  async #open(
    manager: EntityManager,
    incidentId: string,
    ruleId: string,
    revision: number,
    actor: Actor,
  ): Promise<Obligation> {
    await this.incidents.visible(manager, incidentId, actor);
    await this.#row(manager, incidentId, ruleId);
    const row = await this.acts.open(manager, incidentId, ruleId, revision, actor);
    if (isWithdrawn(row.terms)) throw new ManualDutyWithdrawn();
    return row;
  }

  async #row(manager: EntityManager, incidentId: string, ruleId: string): Promise<ManualDutyRow> {
    const row = await manager.findOneBy(ManualDutyRow, { incidentId, ruleId });
    if (!row) throw new DutyNotHere();
    return row;
  }

  /** One duty stands once; what was withdrawn may be entered anew. */
  async #refuseTwin(
    manager: EntityManager,
    incidentId: string,
    duty: ManualDuty,
    exceptId: string | null,
  ): Promise<void> {
    const alike = await manager.findBy(ManualDutyRow, { incidentId, identity: identityOf(duty) });
    if (alike.some(({ obligationId, withdrawnAt }) => withdrawnAt === null && obligationId !== exceptId))
      throw new ManualDutyRefused([
        {
          path: '/title',
          message:
            'The register has a duty with this counterparty, contract and title; give it another title.',
        },
      ]);
  }
}

function termsFacts({ terms }: Pick<Obligation, 'terms'>) {
  return { status: terms.status, dueAt: terms.dueAt, ruleVersion: terms.ruleVersion };
}

function sheetOf(row: ManualDutyRow): ManualDutySheet {
  const { withdrawnAt, withdrawnBy } = row;
  return {
    ruleId: row.ruleId,
    obligationId: row.obligationId,
    duty: row.duty,
    fileSha256: row.fileSha256,
    addedBy: row.addedBy,
    addedAt: row.addedAt,
    withdrawn:
      withdrawnAt === null || withdrawnBy === null
        ? null
        : { at: withdrawnAt, by: withdrawnBy, reason: row.withdrawnReason },
  };
}
