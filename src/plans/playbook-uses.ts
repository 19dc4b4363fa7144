import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { Incident } from '../incidents/incident.entity.js';
import type { Actor } from '../platform/access/actor.js';
import { IncidentScope } from '../platform/access/incident-scope.js';
import { holds } from '../platform/access/permissions.js';
import { Reader } from '../platform/database/reader.js';
import { IncidentPlaybook } from '../playbooks/incident-playbook.entity.js';
import { PlanStep } from './plan-step.entity.js';

/** One incident that a playbook was applied to. */
export interface PlaybookUse {
  incidentId: string;
  reference: string;
  title: string;
  status: string;
  exercise: boolean;
  version: number;
  contentHash: string;
  appliedBy: string;
  appliedAt: Temporal.Instant;
  /** Steps of the playbook that were in the plan when it was applied, and how many of them are done. */
  steps: number;
  done: number;
}

export interface PlaybookUsesPage {
  uses: PlaybookUse[];
  /** Cursor of the next page: `<incident id>.<version>`. */
  next: string | null;
}

/** Form of the cursor. */
export const USES_CURSOR = /^[0-9A-HJKMNP-TV-Z]{26}\.[1-9]\d{0,8}$/;

/** Where a playbook is used, as far as the reader may see the incidents; nothing tells of the others. */
@Injectable()
export class PlaybookUses {
  constructor(
    private readonly reader: Reader,
    private readonly scope: IncidentScope,
  ) {}

  /** Newest incidents first. */
  async of(
    playbookId: string,
    actor: Actor,
    { before, limit = 50 }: { before?: string; limit?: number } = {},
  ): Promise<PlaybookUsesPage> {
    if (!holds(actor.role, 'incidents:read')) return { uses: [], next: null };
    const pins = await this.#pins(playbookId, actor, before, limit + 1);
    const shown = pins.slice(0, limit);
    const last = shown.at(-1);
    const next = pins.length > limit && last ? `${last.incidentId}.${last.version}` : null;
    const ids = [...new Set(shown.map(({ incidentId }) => incidentId))];
    const incidents = await this.reader.manager.findBy(Incident, { id: In(ids) });
    const byId = new Map(incidents.map((incident) => [incident.id, incident]));
    const done = await this.#done(ids);
    const uses = shown.flatMap((pin) => {
      const incident = byId.get(pin.incidentId);
      return incident ? [useOf(pin, incident, done)] : [];
    });
    return { uses, next };
  }

  #pins(playbookId: string, actor: Actor, before: string | undefined, most: number) {
    const scope = this.scope.condition('u.incident_id', actor);
    const query = this.reader
      .query(IncidentPlaybook, 'u')
      .select(['u.incidentId', 'u.playbookId', 'u.version', 'u.contentHash'])
      .addSelect(['u.steps', 'u.appliedBy', 'u.appliedAt'])
      .where('u.playbookId = :playbookId', { playbookId })
      .andWhere(scope.sql, scope.parameters);
    if (before !== undefined) {
      const [incident, version] = before.split('.');
      query.andWhere('(u.incidentId < :incident OR (u.incidentId = :incident AND u.version < :version))', {
        incident,
        version: Number(version),
      });
    }
    return query.orderBy('u.incidentId', 'DESC').addOrderBy('u.version', 'DESC').limit(most).getMany();
  }

  /** `<incident id> <step id>` of every step that is done. */
  async #done(incidentIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.reader.manager.find(PlanStep, {
      select: { incidentId: true, stepId: true },
      where: { incidentId: In(incidentIds), state: 'done' },
    });
    return new Set(rows.map(({ incidentId, stepId }) => `${incidentId} ${stepId}`));
  }
}

function useOf(pin: IncidentPlaybook, incident: Incident, done: ReadonlySet<string>): PlaybookUse {
  const steps = Object.values(pin.steps);
  return {
    incidentId: incident.id,
    reference: incident.reference,
    title: incident.title,
    status: incident.status,
    exercise: incident.kind === 'exercise',
    version: pin.version,
    contentHash: pin.contentHash,
    appliedBy: pin.appliedBy,
    appliedAt: pin.appliedAt,
    steps: steps.length,
    done: steps.filter((id) => done.has(`${incident.id} ${id}`)).length,
  };
}
