import { Injectable } from '@nestjs/common';
import type { EntityManager, QueryDeepPartialEntity } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import type { Actor } from '../platform/access/actor.js';
import { RefusedActs } from '../identity/refused-acts.js';
import { IncidentScope } from '../platform/access/incident-scope.js';
import { holds } from '../platform/access/permissions.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { affectedTotal } from './domain/affected-total.js';
import { awarenessFaults } from './domain/awareness.js';
import { diffFacts } from './domain/facts-diff.js';
import type { IncidentFacts } from './domain/incident-facts.js';
import { incidentReference, parseIncidentReference } from './domain/incident-reference.js';
import { TRANSITIONS, mayBecome } from './domain/incident-state.js';
import type { Determination, IncidentStatus, Severity } from './domain/incident-state.js';
import { severityOf } from './domain/severity.js';
import { FactsForm } from './facts-form.js';
import { FactsWatchers } from './facts-watchers.js';
import { FactsRevision } from './facts-revision.entity.js';
import { IncidentMember } from './incident-member.entity.js';
import { Incident } from './incident.entity.js';
import type { IncidentVisibility } from './incident.entity.js';
import { IndustryOf } from './industry-of.js';
import {
  ClosingNotAllowed,
  FactsChanged,
  FactsRefused,
  IncidentIsClosed,
  IncidentNotFound,
  StatusRefused,
} from './incidents.errors.js';

export interface OpenIncident {
  title: string;
  kind: 'real' | 'exercise';
  visibility: IncidentVisibility;
  determination: Determination;
  severity?: Severity;
  /** Checked by {@link FactsForm}. */
  facts: unknown;
  /** Only for imports. */
  source?: { id: string; hash: string };
}

export interface ChangeIncident {
  title?: string;
  status?: IncidentStatus;
  severity?: Severity;
  determination?: Determination;
  visibility?: IncidentVisibility;
  reason: string;
}

/** Opens incidents and keeps their facts, each change as a numbered revision. */
@Injectable()
export class Incidents {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly audit: AuditTrail,
    private readonly scope: IncidentScope,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly form: FactsForm,
    private readonly industries: IndustryOf,
    private readonly refused: RefusedActs,
    private readonly watchers: FactsWatchers,
  ) {}

  /** @throws FactsRefused */
  open(input: OpenIncident, actor: Actor): Promise<Incident> {
    const facts = this.#read(input.facts);
    return this.unitOfWork.run((manager) => this.#insert(manager, input, facts, actor));
  }

  /** The incident by id, if the actor may see it. @throws IncidentNotFound */
  async visible(manager: EntityManager, incidentId: string, actor: Actor): Promise<Incident> {
    return this.#one(manager, 'i.id = :key', incidentId, actor);
  }

  /** The same for those who change something about it. @throws IncidentNotFound, IncidentIsClosed */
  async workable(manager: EntityManager, incidentId: string, actor: Actor): Promise<Incident> {
    const incident = await this.visible(manager, incidentId, actor);
    if (incident.status === 'closed') throw new IncidentIsClosed();
    return incident;
  }

  /** The incident by its readable reference. @throws IncidentNotFound */
  async byReference(reference: string, actor: Actor): Promise<Incident> {
    if (!parseIncidentReference(reference)) throw new IncidentNotFound();
    return this.#one(this.reader.manager, 'i.reference = :key', reference, actor);
  }

  /** The facts as they stand. */
  async currentFacts(manager: EntityManager, incidentId: string): Promise<FactsRevision> {
    const [latest] = await manager.find(FactsRevision, {
      where: { incidentId },
      order: { revision: 'DESC' },
      take: 1,
    });
    if (!latest) throw new IncidentNotFound();
    return latest;
  }

  /** The facts as they stood at a revision. @throws IncidentNotFound */
  async factsAt(manager: EntityManager, incidentId: string, revision: number): Promise<FactsRevision> {
    const found = await manager.findOneBy(FactsRevision, { incidentId, revision });
    if (!found) throw new IncidentNotFound();
    return found;
  }

  /** Every saved state, newest first. */
  async revisions(incidentId: string, actor: Actor): Promise<FactsRevision[]> {
    const incident = await this.visible(this.reader.manager, incidentId, actor);
    return this.reader.manager.find(FactsRevision, {
      where: { incidentId: incident.id },
      order: { revision: 'DESC' },
    });
  }

  /**
   * Saves the whole facts object as the next revision.
   *
   * @param seen the revision the writer started from
   * @throws FactsChanged with both states when someone saved in between; IncidentIsClosed
   */
  revise(
    incidentId: string,
    seen: number,
    input: unknown,
    reason: string,
    actor: Actor,
  ): Promise<FactsRevision> {
    const facts = this.#read(input);
    return this.unitOfWork.run(async (manager) => {
      const incident = await this.workable(manager, incidentId, actor);
      const current = await this.currentFacts(manager, incident.id);
      if (current.revision !== seen)
        throw new FactsChanged({ revision: current.revision, facts: current.facts }, facts);
      return this.#nextRevision(manager, incident, current, facts, reason, actor);
    });
  }

  /**
   * Changes the facts as they stand, inside the caller's transaction: for acts of which a fact follows, such as a
   * filing that was made.
   *
   * @throws IncidentIsClosed, FactsRefused when what follows is no valid facts object
   */
  async amend(
    manager: EntityManager,
    incidentId: string,
    change: (facts: IncidentFacts) => IncidentFacts,
    reason: string,
    actor: Actor,
  ): Promise<FactsRevision> {
    const incident = await this.workable(manager, incidentId, actor);
    const current = await this.currentFacts(manager, incident.id);
    const facts = this.#read(change(current.facts));
    return this.#nextRevision(manager, incident, current, facts, reason, actor);
  }

  /** Changes what stands beside the facts. @throws StatusRefused when the status cannot go that way */
  change(incidentId: string, change: ChangeIncident, actor: Actor): Promise<Incident> {
    return this.refused.watch(actor, { act: 'incident.change', incident: incidentId }, () =>
      this.unitOfWork.run((manager) => this.#change(manager, incidentId, change, actor)),
    );
  }

  /** The same inside the caller's transaction. */
  changeWith(
    manager: EntityManager,
    incidentId: string,
    change: ChangeIncident,
    actor: Actor,
  ): Promise<Incident> {
    return this.#change(manager, incidentId, change, actor);
  }

  async #change(
    manager: EntityManager,
    incidentId: string,
    change: ChangeIncident,
    actor: Actor,
  ): Promise<Incident> {
    const incident = await this.visible(manager, incidentId, actor);
    const { reason, ...wanted } = change;
    refuseWrongStatus(incident, wanted.status);
    refuseClosing(incident, wanted.status, actor);
    const changed = changedOnly(incident, wanted);
    if (Object.keys(changed).length === 0) return incident;
    await manager.update(Incident, { id: incident.id }, changed);
    const { title, ...codes } = changed;
    await this.audit.append(manager, {
      action: 'incident.changed',
      subject: incident.id,
      incidentId: incident.id,
      actor,
      facts: { ...codes, before: statesOf(incident) },
      detail: {
        reason,
        ...(title === undefined ? {} : { title: { before: incident.title, after: title } }),
      },
    });
    return Object.assign(incident, changed);
  }

  /** For imports: replaces the facts of an incident made from the same record. */
  async reimport(
    manager: EntityManager,
    incident: Incident,
    input: OpenIncident,
    actor: Actor,
  ): Promise<void> {
    const facts = this.form.read(input.facts);
    const current = await this.currentFacts(manager, incident.id);
    await manager.update(
      Incident,
      { id: incident.id },
      { title: input.title, determination: input.determination, sourceHash: input.source?.hash ?? null },
    );
    await this.#nextRevision(manager, incident, current, facts, 'Imported again', actor);
  }

  /** For imports: the same as {@link open}, inside the caller's transaction. */
  openWithin(manager: EntityManager, input: OpenIncident, actor: Actor): Promise<Incident> {
    return this.#insert(manager, input, this.form.read(input.facts), actor);
  }

  /** What people say; a record that is imported tells of the past. @throws FactsRefused */
  #read(input: unknown): IncidentFacts {
    const facts = this.form.read(input);
    const faults = awarenessFaults(facts, this.clock.now());
    if (faults.length > 0) throw new FactsRefused(faults);
    return facts;
  }

  async #one(manager: EntityManager, condition: string, key: string, actor: Actor): Promise<Incident> {
    const scope = this.scope.condition('i.id', actor);
    const incident = await manager
      .createQueryBuilder(Incident, 'i')
      .where(condition, { key })
      .andWhere(scope.sql, scope.parameters)
      .getOne();
    if (!incident) throw new IncidentNotFound();
    return incident;
  }

  async #insert(
    manager: EntityManager,
    input: OpenIncident,
    facts: IncidentFacts,
    actor: Actor,
  ): Promise<Incident> {
    const now = this.clock.now();
    const incident = manager.create(Incident, {
      id: this.ids.next(),
      reference: await this.#nextReference(manager, now.toZonedDateTimeISO('UTC').year),
      title: input.title,
      kind: input.kind,
      status: 'open',
      // Little known is no reason to call it small; a person corrects it.
      severity: input.severity ?? severityOf(facts)?.severity ?? 'medium',
      determination: input.determination,
      visibility: input.visibility,
      sourceId: input.source?.id ?? null,
      sourceHash: input.source?.hash ?? null,
      factsRevision: 1,
      openedAt: now,
      openedBy: actor.id,
      ...this.#listed(facts),
    });
    await manager.insert(Incident, incident);
    const first = {
      incidentId: incident.id,
      revision: 1,
      facts,
      savedAt: now,
      savedBy: actor.id,
      reason: '',
    };
    await insertRevision(manager, first);
    if (actor.kind === 'user')
      await manager.insert(IncidentMember, { incidentId: incident.id, userId: actor.id, addedAt: now });
    await this.audit.append(manager, {
      action: 'incident.opened',
      subject: incident.id,
      incidentId: incident.id,
      actor,
      facts: {
        reference: incident.reference,
        kind: incident.kind,
        visibility: incident.visibility,
        imported: input.source !== undefined,
      },
      detail: { title: incident.title },
    });
    await this.watchers.tell(manager, { incident, revision: first, actor });
    return incident;
  }

  async #nextRevision(
    manager: EntityManager,
    incident: Incident,
    current: FactsRevision,
    facts: IncidentFacts,
    reason: string,
    actor: Actor,
  ): Promise<FactsRevision> {
    const changes = diffFacts(current.facts, facts);
    if (changes.length === 0) return current;
    const revision = current.revision + 1;
    const savedAt = this.clock.now();
    const next = { incidentId: incident.id, revision, facts, savedAt, savedBy: actor.id, reason };
    await insertRevision(manager, next);
    await manager.update(Incident, { id: incident.id }, { factsRevision: revision, ...this.#listed(facts) });
    await this.audit.append(manager, {
      action: 'incident.facts_changed',
      subject: incident.id,
      incidentId: incident.id,
      actor,
      facts: { revision, paths: changes.map((change) => change.path) },
      detail: {
        reason,
        changes: changes.map(({ path, before, after }) => ({
          path,
          before: jsonText(before),
          after: jsonText(after),
        })),
      },
    });
    await this.watchers.tell(manager, { incident, revision: next, actor });
    return next;
  }

  async #nextReference(manager: EntityManager, year: number): Promise<string> {
    // One statement on both databases; on PostgreSQL a rival waits for the row and is then tried again.
    const sql =
      manager.connection.options.type === 'postgres'
        ? `INSERT INTO reference_counter (year, last) VALUES ($1, 1)
           ON CONFLICT (year) DO UPDATE SET last = reference_counter.last + 1 RETURNING last`
        : `INSERT INTO reference_counter (year, last) VALUES (?, 1)
           ON CONFLICT (year) DO UPDATE SET last = reference_counter.last + 1 RETURNING last`;
    const [row] = (await manager.query(sql, [year])) as { last: number }[];
    return incidentReference(year, row?.last ?? 1);
  }

  #listed(facts: IncidentFacts): Pick<Incident, 'industry' | 'peopleAffected'> {
    return { industry: this.industries.of(facts), peopleAffected: affectedTotal(facts)?.people ?? null };
  }
}

/** TypeORM's type of a row to insert cannot hold free JSON, as `facts.veris` is. */
async function insertRevision(manager: EntityManager, revision: FactsRevision): Promise<void> {
  await manager.insert(FactsRevision, revision as QueryDeepPartialEntity<FactsRevision>);
}

function refuseWrongStatus(incident: Incident, wanted: IncidentStatus | undefined): void {
  if (wanted === undefined || wanted === incident.status) return;
  const from = incident.status as IncidentStatus;
  if (!mayBecome(from, wanted)) throw new StatusRefused(from, wanted, TRANSITIONS[from]);
}

function refuseClosing(incident: Incident, wanted: IncidentStatus | undefined, actor: Actor): void {
  if (wanted === undefined || wanted === incident.status) return;
  const closes = wanted === 'closed' || incident.status === 'closed';
  if (closes && !holds(actor.role, 'incidents:close')) throw new ClosingNotAllowed();
}

type Changeable = Omit<ChangeIncident, 'reason'>;

function changedOnly(incident: Incident, wanted: Changeable): Changeable {
  const entries = Object.entries(wanted).filter(
    ([key, value]) => value !== undefined && value !== incident[key as keyof Changeable],
  );
  return Object.fromEntries(entries);
}

function statesOf({ status, severity, determination, visibility }: Incident): Record<string, string> {
  return { status, severity, determination, visibility };
}

function jsonText(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
