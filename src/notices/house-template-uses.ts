import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { Incident } from '../incidents/incident.entity.js';
import type { Actor } from '../platform/access/actor.js';
import { IncidentScope } from '../platform/access/incident-scope.js';
import { holds } from '../platform/access/permissions.js';
import { Reader } from '../platform/database/reader.js';
import type { HouseOrigin } from './domain/house-texts.js';
import type { NoticeState } from './domain/notice-state.js';
import { HouseTemplates } from './house-templates.service.js';
import { NoticeRevision } from './notice-revision.entity.js';
import { Notice } from './notice.entity.js';

/** A notice whose current text has house words in it. */
export interface HouseTemplateUse {
  noticeId: string;
  incidentId: string;
  reference: string;
  title: string;
  exercise: boolean;
  state: NoticeState;
  revision: number;
  savedAt: Temporal.Instant;
  /** Parts that came from the house, each with the version it was drafted from. */
  parts: HouseOrigin[];
}

export interface HouseTemplateUsesPage {
  uses: HouseTemplateUse[];
  /** Cursor of the next page: the id of the last notice on this one. */
  next: string | null;
}

/** Where house texts are used, as far as the reader may see the incidents; nothing tells of the others. */
@Injectable()
export class HouseTemplateUses {
  constructor(
    private readonly templates: HouseTemplates,
    private readonly reader: Reader,
    private readonly scope: IncidentScope,
  ) {}

  /** Newest notices first. @throws TemplateNotFound */
  async of(
    kindId: string,
    locale: string,
    actor: Actor,
    { before, limit = 50 }: { before?: string; limit?: number } = {},
  ): Promise<HouseTemplateUsesPage> {
    this.templates.shipped(kindId, locale);
    if (!holds(actor.role, 'notices:read')) return { uses: [], next: null };
    const notices = await this.#notices({ kind: kindId, locale }, actor, before, limit + 1);
    const shown = notices.slice(0, limit);
    const next = notices.length > limit ? (shown.at(-1)?.id ?? null) : null;
    const texts = await this.#texts(shown);
    const incidents = await this.reader.manager.findBy(Incident, {
      id: In(shown.map(({ incidentId }) => incidentId)),
    });
    const byId = new Map(incidents.map((incident) => [incident.id, incident]));
    const uses = shown.flatMap((notice) => {
      const incident = byId.get(notice.incidentId);
      const text = texts.get(notice.id);
      return incident && text ? [useOf(notice, incident, text)] : [];
    });
    return { uses, next };
  }

  /** The version of the templates names the house where one of its words was taken. */
  #notices(
    { kind, locale }: Pick<Notice, 'kind' | 'locale'>,
    actor: Actor,
    before: string | undefined,
    most: number,
  ): Promise<Notice[]> {
    const scope = this.scope.condition('n.incident_id', actor);
    const query = this.reader
      .query(Notice, 'n')
      .innerJoin(NoticeRevision, 'r', 'r.noticeId = n.id AND r.revision = n.revision')
      .where('n.kind = :kind AND n.locale = :locale', { kind, locale })
      .andWhere(`r.templateVersion LIKE '%+house.%'`)
      .andWhere(scope.sql, scope.parameters);
    if (before !== undefined) query.andWhere('n.id < :before', { before });
    return query.orderBy('n.id', 'DESC').limit(most).getMany();
  }

  async #texts(notices: readonly Notice[]): Promise<Map<string, UsedText>> {
    if (notices.length === 0) return new Map();
    const rows = await this.reader
      .query(NoticeRevision, 'r')
      .innerJoin(Notice, 'n', 'n.id = r.noticeId AND n.revision = r.revision')
      .select(['r.noticeId', 'r.revision', 'r.house', 'r.savedAt'])
      .where('n.id IN (:...ids)', { ids: notices.map(({ id }) => id) })
      .getMany();
    return new Map(rows.map((row) => [row.noticeId, row]));
  }
}

type UsedText = Pick<NoticeRevision, 'revision' | 'house' | 'savedAt'>;

function useOf(notice: Notice, incident: Incident, { house, savedAt }: UsedText): HouseTemplateUse {
  return {
    noticeId: notice.id,
    incidentId: incident.id,
    reference: incident.reference,
    title: incident.title,
    exercise: incident.kind === 'exercise',
    state: notice.state,
    revision: notice.revision,
    savedAt,
    parts: (house ?? []).filter(({ used }) => used),
  };
}
