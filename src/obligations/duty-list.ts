import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { In } from 'typeorm';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { Incident } from '../incidents/incident.entity.js';
import type { Actor } from '../platform/access/actor.js';
import { IncidentScope } from '../platform/access/incident-scope.js';
import { Clock } from '../platform/clock.js';
import { instantText } from '../platform/database/columns.js';
import { Reader } from '../platform/database/reader.js';
import { Obligation } from './obligation.entity.js';
import { RegisterState } from './register-state.entity.js';
import { registeredRow } from './registered-duties.js';
import type { DutyRecord, RegisteredDuty } from './registered-duties.js';

/**
 * How duties of all incidents can be asked for. `open`: nothing is filed or decided away yet. `late`: past the last
 * moment, filed by now or not. `soon`: open, and late or due within 24 hours. `late-filed`: filed after the last
 * moment. `attention`: open, or filed late. `change`: terms changed and nobody answered.
 */
export const DUTY_LIST_STATES = [
  'attention',
  'open',
  'late',
  'soon',
  'no-time',
  'change',
  'late-filed',
  'met',
  'let-off',
  'all',
] as const;
export type DutyListState = (typeof DUTY_LIST_STATES)[number];

export interface DutyListFilter {
  state: DutyListState;
  /** As rules state it: `IE`, `US-NY`, `EU`, `ZZ`. */
  jurisdiction?: string;
  /** A person, or `nobody`. */
  keeperId?: string;
  /** The whole reference; then closed incidents are listed too. */
  reference?: string;
  /** Leaves out what was due before. */
  dueFrom?: Temporal.Instant;
  /** Leaves out what is due from then on. */
  dueBefore?: Temporal.Instant;
  /** Leaves out exercises. */
  realOnly?: boolean;
}

/** A duty that has a row, with the incident it belongs to. */
export interface ListedDuty extends RegisteredDuty {
  record: DutyRecord;
  incident: { id: string; reference: string; title: string; exercise: boolean };
}

/** Where the next page begins: the part of the list, the last moment there (empty: none) and the id of the row. */
export const DUTY_CURSOR = /^[0-3]_(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)?_[0-9A-HJKMNP-TV-Z]{26}$/;

const DAY = { hours: 24 };

/** The list in order: open before settled, with a moment before without. Each part reads the index by due date. */
const PARTS = [
  { settled: false, timed: true },
  { settled: false, timed: false },
  { settled: true, timed: true },
  { settled: true, timed: false },
] as const;

/** The duties of all incidents that someone may see, as their rows stand: nothing is evaluated. */
@Injectable()
export class DutyList {
  constructor(
    private readonly reader: Reader,
    private readonly scope: IncidentScope,
    private readonly clock: Clock,
  ) {}

  /** What is due first comes first. @param after a cursor of the form {@link DUTY_CURSOR} */
  async page(
    filter: DutyListFilter,
    { after, limit }: { after?: string; limit: number },
    actor: Actor,
  ): Promise<{ duties: ListedDuty[]; next: string | null }> {
    const [from = '0', dueAt = '', id = ''] = after?.split('_') ?? [];
    const rows: Obligation[] = [];
    for (let part = Number(from); part < PARTS.length && rows.length <= limit; part += 1) {
      const query = this.#filtered(filter, actor);
      inPart(query, part);
      if (after !== undefined && part === Number(from)) {
        const later =
          dueAt === '' ? 'o.id > :id' : '(o.due_at > :dueAt OR (o.due_at = :dueAt AND o.id > :id))';
        query.andWhere(later, { dueAt, id });
      }
      const found = query
        .orderBy('o.dueAt', 'ASC')
        .addOrderBy('o.id', 'ASC')
        .limit(limit + 1 - rows.length);
      rows.push(...(await found.getMany()));
    }
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      duties: await this.#listed(shown),
      next: rows.length > limit && last ? cursorOf(last) : null,
    };
  }

  count(filter: DutyListFilter, actor: Actor): Promise<number> {
    return this.#filtered(filter, actor).getCount();
  }

  /** Incidents in which terms that would let people off wait for an answer, the oldest change first. */
  async asking(
    actor: Actor,
    limit: number,
  ): Promise<{ reference: string; title: string; changes: number }[]> {
    const rows = await this.#filtered({ state: 'change' }, actor)
      .andWhere(`o.open_change = 'looser'`)
      .groupBy('i.id')
      .addGroupBy('i.reference')
      .addGroupBy('i.title')
      .select('i.reference', 'reference')
      .addSelect('i.title', 'title')
      .addSelect('COUNT(*)', 'changes')
      .orderBy('i.id', 'ASC')
      .limit(limit)
      .getRawMany<{ reference: string; title: string; changes: string | number }>();
    return rows.map(({ reference, title, changes }) => ({ reference, title, changes: Number(changes) }));
  }

  /**
   * What is open in each of these incidents, which the caller has checked the actor may see.
   *
   * @returns by incident id; `undecided` counts the rules that wait for facts, as of the last evaluation
   */
  async openIn(
    manager: EntityManager,
    incidentIds: readonly string[],
  ): Promise<ReadonlyMap<string, { duties: RegisteredDuty[]; undecided: number }>> {
    const among = In([...incidentIds]);
    const rows = await manager.findBy(Obligation, { incidentId: among, settled: false });
    const states = await manager.findBy(RegisterState, { incidentId: among });
    const now = this.clock.now();
    return new Map(
      incidentIds.map((id) => {
        const own = rows.filter(({ incidentId }) => incidentId === id);
        const undecided = states.find(({ incidentId }) => incidentId === id)?.undecided ?? 0;
        return [id, { duties: own.map((row) => registeredRow(row, null, now)), undecided }];
      }),
    );
  }

  async #listed(rows: readonly Obligation[]): Promise<ListedDuty[]> {
    const ids = [...new Set(rows.map(({ incidentId }) => incidentId))];
    const incidents = ids.length === 0 ? [] : await this.reader.manager.findBy(Incident, { id: In(ids) });
    const byId = new Map(incidents.map((incident) => [incident.id, incident]));
    const now = this.clock.now();
    return rows.flatMap((row) => {
      const incident = byId.get(row.incidentId);
      const { duty, state, record } = registeredRow(row, null, now);
      if (!incident || !record) return [];
      const { id, reference, title, kind } = incident;
      return [{ duty, state, record, incident: { id, reference, title, exercise: kind === 'exercise' } }];
    });
  }

  #filtered(filter: DutyListFilter, actor: Actor): SelectQueryBuilder<Obligation> {
    const now = this.clock.now();
    const scope = this.scope.condition('o.incident_id', actor);
    const query = this.reader
      .query(Obligation, 'o')
      .innerJoin(Incident, 'i', 'i.id = o.incident_id')
      .where(scope.sql, scope.parameters)
      .andWhere(CONDITIONS[filter.state], {
        nowSecond: instantText(now.round({ smallestUnit: 'second', roundingMode: 'floor' })),
        inADay: instantText(now.add(DAY)),
        open: false,
        settled: true,
      });
    if (filter.reference === undefined) query.andWhere(`i.status <> 'closed'`);
    else query.andWhere('i.reference = :reference', { reference: filter.reference });
    if (filter.jurisdiction !== undefined)
      query.andWhere('o.rule LIKE :place', { place: `%"jurisdiction":"${filter.jurisdiction}"%` });
    if (filter.keeperId === 'nobody') query.andWhere('o.keeper_id IS NULL');
    else if (filter.keeperId !== undefined)
      query.andWhere('o.keeper_id = :keeper', { keeper: filter.keeperId });
    if (filter.dueFrom) query.andWhere('o.due_at >= :dueFrom', { dueFrom: instantText(filter.dueFrom) });
    if (filter.dueBefore)
      query.andWhere('o.due_at < :dueBefore', { dueBefore: instantText(filter.dueBefore) });
    if (filter.realOnly === true) query.andWhere(`i.kind = 'real'`);
    return query;
  }
}

/** Whole seconds, as deadlines count them; a moment is kept as text that sorts. */
const FILED_LATE = `(o.filed_at IS NOT NULL AND SUBSTR(o.filed_at, 1, 19) > COALESCE(SUBSTR(o.due_at, 1, 19), '9'))`;
const OPEN_LATE = '(o.settled = :open AND o.due_at < :nowSecond)';

const CONDITIONS: Readonly<Record<DutyListState, string>> = {
  attention: `(o.settled = :open OR ${FILED_LATE})`,
  open: 'o.settled = :open',
  late: `(${OPEN_LATE} OR ${FILED_LATE})`,
  soon: 'o.settled = :open AND o.due_at < :inADay',
  'no-time': 'o.settled = :open AND o.due_at IS NULL',
  change: 'o.open_change IS NOT NULL',
  'late-filed': FILED_LATE,
  met: `o.filed_at IS NOT NULL AND NOT ${FILED_LATE}`,
  'let-off': `o.decision IN ('waived','not_notifiable')`,
  all: '1 = 1',
};

function inPart(query: SelectQueryBuilder<Obligation>, part: number): void {
  const { settled, timed } = PARTS[part] ?? PARTS[0];
  query.andWhere('o.settled = :part', { part: settled });
  query.andWhere(timed ? 'o.due_at IS NOT NULL' : 'o.due_at IS NULL');
}

function cursorOf({ settled, dueAt, id }: Obligation): string {
  const part = PARTS.findIndex((one) => one.settled === settled && one.timed === (dueAt !== null));
  return `${part}_${dueAt === null ? '' : instantText(dueAt)}_${id}`;
}
