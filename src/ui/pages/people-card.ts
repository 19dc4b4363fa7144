import { Injectable } from '@nestjs/common';
import { isFreshProof } from '../../identity/domain/session-life.js';
import { initialsOf } from '../../identity/domain/staff-details.js';
import { Users } from '../../identity/users.service.js';
import { IncidentMembers } from '../../incidents/incident-members.service.js';
import type { Actor } from '../../platform/access/actor.js';
import { holds } from '../../platform/access/permissions.js';
import { Clock } from '../../platform/clock.js';
import { roleWords } from '../role-words.js';
import type { PeopleCard } from './incident-overview.view.js';

/** Who works on an incident, and who else could. */
@Injectable()
export class PeopleCards {
  constructor(
    private readonly members: IncidentMembers,
    private readonly users: Users,
    private readonly clock: Clock,
  ) {}

  async of(incidentId: string, actor: Actor): Promise<PeopleCard> {
    const people = await this.users.list();
    const ids = await this.members.list(incidentId, actor);
    const mayChange = holds(actor.role, 'incidents:members');
    const byId = new Map(people.map((person) => [person.id, person]));
    return {
      members: ids.flatMap((id) => {
        const person = byId.get(id);
        if (!person) return [];
        return [{ id, name: person.name, initials: initialsOf(person.name), role: roleWords(person.role) }];
      }),
      others: mayChange
        ? people
            .filter(({ id, role, disabled }) => !ids.includes(id) && role !== 'admin' && !disabled)
            .map(({ id, name, role }) => ({ value: id, label: `${name}, ${roleWords(role).toLowerCase()}` }))
        : [],
      mayChange,
      proofIsOld: !isFreshProof(actor.provedAt, this.clock.now()),
    };
  }
}
