import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { In } from 'typeorm';
import { Incident } from '../incidents/incident.entity.js';
import { Incidents } from '../incidents/incidents.service.js';
import { eachDutyOnce, plainDutyName } from '../obligations/domain/duty-names.js';
import { ObligationEvent } from '../obligations/obligation-event.entity.js';
import { Obligation } from '../obligations/obligation.entity.js';
import type { Actor } from '../platform/access/actor.js';
import { IncidentScope } from '../platform/access/incident-scope.js';
import { holds } from '../platform/access/permissions.js';
import { Environment } from '../platform/config/environment.js';
import { Reader } from '../platform/database/reader.js';
import { icalendar } from './domain/ical.js';
import type { CalendarEvent } from './domain/ical.js';

const ALARM_HOURS = [24, 4];
/** Calendars with more are a burden to every program; the last moments furthest ahead stay. */
const MOST_EVENTS = 5_000;
const AT_ONCE = 500;

/** The history of a duty as a calendar tells it. */
interface Changes {
  count: number;
  lastAt: Temporal.Instant;
}

/** Writes the open duties that a person may see as a calendar: no title, no name, nothing that people typed. */
@Injectable()
export class DutyCalendar {
  readonly #origin: string;
  readonly #host: string;

  constructor(
    private readonly reader: Reader,
    private readonly scope: IncidentScope,
    private readonly incidents: Incidents,
    environment: Environment,
  ) {
    this.#origin = environment.PUBLIC_URL.replace(/\/$/, '');
    this.#host = new URL(environment.PUBLIC_URL).hostname;
  }

  /** Of all open incidents that the actor may see now. */
  async of(actor: Actor): Promise<string> {
    const events = holds(actor.role, 'obligations:read') ? await this.#events(actor, null) : [];
    return icalendar({ name: 'Redress duties', events });
  }

  /** Of one incident. @throws IncidentNotFound */
  async ofIncident(incident: Pick<Incident, 'id' | 'reference'>, actor: Actor): Promise<string> {
    const { id, reference } = await this.incidents.visible(this.reader.manager, incident.id, actor);
    return icalendar({ name: `${reference} duties`, events: await this.#events(actor, id) });
  }

  async #events(actor: Actor, incidentId: string | null): Promise<CalendarEvent[]> {
    const rows = await this.#openDuties(actor, incidentId);
    const incidentIds = [...new Set(rows.map((row) => row.incidentId))];
    const [incidents, changes, twins] = [
      await this.#incidents(incidentIds),
      await this.#changes(incidentIds),
      await this.#twins(rows),
    ];
    return rows.flatMap((row) => {
      const incident = incidents.get(row.incidentId);
      const once = eachDutyOnce([row, ...(twins.get(row.incidentId) ?? [])]).includes(row);
      return incident && once ? this.#event(row, incident, changes.get(row.id)) : [];
    });
  }

  #openDuties(actor: Actor, incidentId: string | null): Promise<Obligation[]> {
    const scope = this.scope.condition('o.incident_id', actor);
    const query = this.reader
      .query(Obligation, 'o')
      .innerJoin(Incident, 'i', `i.id = o.incidentId AND i.status <> 'closed'`)
      .where('o.settled = :settled AND o.dueAt IS NOT NULL', { settled: false })
      .andWhere(scope.sql, scope.parameters);
    if (incidentId !== null) query.andWhere('o.incidentId = :incidentId', { incidentId });
    return query.orderBy('o.dueAt', 'DESC').addOrderBy('o.id', 'ASC').limit(MOST_EVENTS).getMany();
  }

  async #incidents(ids: readonly string[]): Promise<Map<string, Incident>> {
    const found = new Map<string, Incident>();
    for (const some of chunks(ids))
      for (const incident of await this.reader.manager.findBy(Incident, { id: In(some) }))
        found.set(incident.id, incident);
    return found;
  }

  /** Every change of a duty, by facts, by knowledge or by people, is an entry of its history. */
  async #changes(incidentIds: readonly string[]): Promise<Map<string, Changes>> {
    const found = new Map<string, Changes>();
    for (const some of chunks(incidentIds)) {
      const rows = await this.reader
        .query(ObligationEvent, 'e')
        .select(['e.obligationId AS id', 'COUNT(*) AS times', 'MAX(e.at) AS last'])
        .where('e.incidentId IN (:...some)', { some })
        .groupBy('e.obligationId')
        .getRawMany<{ id: string; times: number | string; last: string }>();
      for (const { id, times, last } of rows)
        found.set(id, { count: Number(times), lastAt: Temporal.Instant.from(last) });
    }
    return found;
  }

  /** The rows of the rules that describe the same duty, by incident. */
  async #twins(rows: readonly Obligation[]): Promise<Map<string, Obligation[]>> {
    const doubled = rows.filter(({ rule }) => rule.sameDutyAs !== undefined);
    const ruleIds = [...new Set(doubled.flatMap(({ rule }) => rule.sameDutyAs ?? []))];
    const found = new Map<string, Obligation[]>();
    for (const some of chunks([...new Set(doubled.map(({ incidentId }) => incidentId))])) {
      const where = { incidentId: In(some), ruleId: In(ruleIds) };
      for (const row of await this.reader.manager.findBy(Obligation, where))
        found.set(row.incidentId, [...(found.get(row.incidentId) ?? []), row]);
    }
    return found;
  }

  #event(row: Obligation, { reference, kind }: Incident, changes: Changes | undefined): CalendarEvent[] {
    if (row.dueAt === null) return [];
    const evaluatedAt = Temporal.Instant.from(row.terms.evaluatedAt);
    return [
      {
        uid: `${row.id}@${this.#host}`,
        sequence: Math.max(0, (changes?.count ?? 1) - 1),
        changedAt: changes?.lastAt ?? evaluatedAt,
        at: row.dueAt,
        summary: `${kind === 'exercise' ? 'EXERCISE ' : ''}${reference}: ${plainDutyName(row.rule, row.origin)}`,
        description: descriptionOf(row),
        url: `${this.#origin}/incidents/${reference}/obligations?duty=${row.ruleId}#duty-${row.ruleId}`,
        alarms: ALARM_HOURS,
      },
    ];
  }
}

function descriptionOf({ rule, terms }: Obligation): string {
  return [
    `The last moment, counted in ${rule.deadline.tz}.`,
    ...(terms.projected ? ['Provisional: the notice it counts from has not gone out.'] : []),
    'Computed from the facts on record; no legal advice.',
  ].join(' ');
}

function* chunks<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let from = 0; from < items.length; from += AT_ONCE) yield items.slice(from, from + AT_ONCE);
}
