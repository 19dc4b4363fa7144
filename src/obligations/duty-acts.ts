import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Ids } from '../platform/ids.js';
import { DutyRegister } from './duty-register.js';
import { Obligation } from './obligation.entity.js';
import { ObligationEvent, type ObligationEventKind } from './obligation-event.entity.js';
import { DutyChanged, DutyNotHere } from './obligations.errors.js';
import { settle } from './register-pass.js';

/** What an act leaves behind: in the duty's history and in the audit trail. */
export interface DutyAct {
  kind: ObligationEventKind;
  /** Past tense, as the audit trail names it: `obligation.decided`. */
  action: string;
  facts: Record<string, string | number | boolean | null>;
  reason: string;
}

/** Finds the duty that a person acts on, and writes down the act: row, history and audit entry together. */
@Injectable()
export class DutyActs {
  constructor(
    private readonly register: DutyRegister,
    private readonly incidents: Incidents,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /**
   * The row to act on; a duty that waits for facts gets one.
   *
   * @param seen revision that was seen, 0 for a duty without a row; absent: whatever stands
   * @throws IncidentNotFound, IncidentIsClosed, DutyNotHere, DutyChanged
   */
  async open(
    manager: EntityManager,
    incidentId: string,
    ruleId: string,
    seen: number | undefined,
    actor: Actor,
  ): Promise<Obligation> {
    const incident = await this.incidents.workable(manager, incidentId, actor);
    const { facts, revision } = await this.incidents.currentFacts(manager, incident.id);
    const before = await manager.findOneBy(Obligation, { incidentId: incident.id, ruleId });
    const standing = before?.revision ?? 0;
    if (seen !== undefined && seen !== standing) throw new DutyChanged(standing);
    const row =
      before ??
      (await this.register.rowFor(manager, { incidentId: incident.id, revision, facts }, ruleId, actor));
    if (!row) throw new DutyNotHere();
    return row;
  }

  /** Writes the row as it is now, one revision on, with what was done. @throws DutyChanged */
  async save(manager: EntityManager, row: Obligation, act: DutyAct, actor: Actor): Promise<Obligation> {
    const seen = row.revision;
    settle(row, row.filedAt);
    row.revision += 1;
    const { id, ...values } = row;
    const { affected } = await manager.update(Obligation, { id, revision: seen }, values as never);
    if (affected !== 1) throw new DutyChanged(seen);
    await this.tell(manager, row, act, actor);
    return row;
  }

  async tell(manager: EntityManager, row: Obligation, act: DutyAct, actor: Actor): Promise<void> {
    const event: ObligationEvent = {
      id: this.ids.next(),
      incidentId: row.incidentId,
      obligationId: row.id,
      kind: act.kind,
      facts: act.facts,
      reason: act.reason,
      by: actor.id,
      at: this.clock.now(),
    };
    await manager.insert(ObligationEvent, event as never);
    await this.audit.append(manager, {
      action: act.action,
      subject: row.ruleId,
      incidentId: row.incidentId,
      actor,
      facts: { obligation: row.id, revision: row.revision, ...act.facts },
      detail: act.reason === '' ? undefined : { reason: act.reason },
    });
  }

  now(): Temporal.Instant {
    return this.clock.now();
  }
}
