import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { actorOf } from '../identity/person.js';
import { User } from '../identity/user.entity.js';
import { IncidentMember } from '../incidents/incident-member.entity.js';
import { Incident } from '../incidents/incident.entity.js';
import { IncidentScope } from '../platform/access/incident-scope.js';
import { holds } from '../platform/access/permissions.js';

/** Who is told of the duties of one incident. */
export interface Audience {
  /** The keeper of a duty, if they may see it; else everyone on the incident who decides about duties. */
  of(keeperId: string | null): readonly User[];
}

/** Finds whom to remind: people with an account in use who may see the incident at this moment. */
@Injectable()
export class ReminderAudience {
  constructor(private readonly scope: IncidentScope) {}

  /** @param keeperIds of the duties that will be asked about */
  async read(
    manager: EntityManager,
    incident: Pick<Incident, 'id' | 'kind'>,
    keeperIds: readonly (string | null)[],
  ): Promise<Audience> {
    const members = await manager
      .createQueryBuilder(User, 'u')
      .innerJoin(IncidentMember, 'm', 'm.userId = u.id')
      .where('m.incidentId = :incidentId AND u.disabled = :disabled', {
        incidentId: incident.id,
        disabled: false,
      })
      .orderBy('u.id', 'ASC')
      .getMany();
    const deciders = members.filter(({ role }) => holds(role, 'obligations:decide'));
    const keepers = new Map<string, User>();
    for (const keeperId of new Set(keeperIds)) {
      const keeper = keeperId === null ? null : await this.#keeper(manager, incident, keeperId, members);
      if (keeper) keepers.set(keeper.id, keeper);
    }
    return {
      of: (keeperId) => {
        const keeper = keeperId === null ? undefined : keepers.get(keeperId);
        return keeper ? [keeper] : deciders;
      },
    };
  }

  /** An exercise is a matter of its members alone. */
  async #keeper(
    manager: EntityManager,
    incident: Pick<Incident, 'id' | 'kind'>,
    keeperId: string,
    members: readonly User[],
  ): Promise<User | null> {
    const member = members.find(({ id }) => id === keeperId);
    const user =
      member ??
      (incident.kind === 'exercise'
        ? null
        : await manager.findOneBy(User, { id: keeperId, disabled: false }));
    if (!user || !holds(user.role, 'obligations:read')) return null;
    const scope = this.scope.condition('i.id', actorOf(user));
    const sees = await manager
      .createQueryBuilder(Incident, 'i')
      .where('i.id = :incidentId', { incidentId: incident.id })
      .andWhere(scope.sql, scope.parameters)
      .getExists();
    return sees ? user : null;
  }
}
