import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access/actor.js';
import { IncidentScope } from '../platform/access/incident-scope.js';
import { Reader } from '../platform/database/reader.js';
import { Incident } from './incident.entity.js';

export interface IncidentFilter {
  status?: string;
  severity?: string;
  determination?: string;
  industry?: string;
  /** True: only those that are not closed. */
  ongoing?: boolean;
  /** Contained in title or reference; at most 100 characters. */
  text?: string;
  /** Cursor: incidents opened before the one of this id. */
  before?: string;
  limit: number;
}

/** Lists the incidents an actor may see, newest first. */
@Injectable()
export class IncidentList {
  constructor(
    private readonly reader: Reader,
    private readonly scope: IncidentScope,
  ) {}

  async page(filter: IncidentFilter, actor: Actor): Promise<{ incidents: Incident[]; next: string | null }> {
    const query = this.#filtered(filter, actor);
    if (filter.before !== undefined) query.andWhere('i.id < :before', { before: filter.before });
    const found = await query
      .orderBy('i.id', 'DESC')
      .limit(filter.limit + 1)
      .getMany();
    const incidents = found.slice(0, filter.limit);
    return { incidents, next: found.length > filter.limit ? (incidents.at(-1)?.id ?? null) : null };
  }

  /** How many there are in all under the filter. */
  count(filter: Omit<IncidentFilter, 'limit' | 'before'>, actor: Actor): Promise<number> {
    return this.#filtered(filter, actor).getCount();
  }

  #filtered(filter: Omit<IncidentFilter, 'limit' | 'before'>, actor: Actor) {
    const scope = this.scope.condition('i.id', actor);
    const query = this.reader.query(Incident, 'i').where(scope.sql, scope.parameters);
    if (filter.status !== undefined) query.andWhere('i.status = :status', { status: filter.status });
    if (filter.severity !== undefined)
      query.andWhere('i.severity = :severity', { severity: filter.severity });
    if (filter.determination !== undefined)
      query.andWhere('i.determination = :determination', { determination: filter.determination });
    if (filter.industry !== undefined)
      query.andWhere('i.industry = :industry', { industry: filter.industry });
    if (filter.ongoing === true) query.andWhere(`i.status <> 'closed'`);
    if (filter.text !== undefined) {
      const pattern = `%${filter.text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
      query.andWhere(
        `(LOWER(i.title) LIKE :pattern ESCAPE '\\' OR LOWER(i.reference) LIKE :pattern ESCAPE '\\')`,
        { pattern },
      );
    }
    return query;
  }
}
