import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import { Users } from '../identity/users.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { IncidentMember } from './incident-member.entity.js';
import { Incidents } from './incidents.service.js';
import { MemberRefused } from './incidents.errors.js';

/** Who works on an incident. */
@Injectable()
export class IncidentMembers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly audit: AuditTrail,
    private readonly incidents: Incidents,
    private readonly users: Users,
    private readonly clock: Clock,
  ) {}

  /** Ids of the members, in the order they came. */
  async list(incidentId: string, actor: Actor): Promise<string[]> {
    await this.incidents.visible(this.reader.manager, incidentId, actor);
    const rows = await this.reader.manager.find(IncidentMember, {
      where: { incidentId },
      order: { addedAt: 'ASC', userId: 'ASC' },
    });
    return rows.map((row) => row.userId);
  }

  /** Puts a person on the incident; someone who is on it already stays. @throws MemberRefused */
  async add(incidentId: string, userId: string, actor: Actor): Promise<void> {
    const person = await this.users.find(userId);
    if (!person || person.disabled) throw new MemberRefused('There is no such account, or it is disabled.');
    if (person.role === 'admin')
      throw new MemberRefused('An administrator is no member of incidents; choose another account.');
    await this.unitOfWork.run(async (manager) => {
      const incident = await this.incidents.visible(manager, incidentId, actor);
      if (await manager.existsBy(IncidentMember, { incidentId: incident.id, userId })) return;
      await manager.insert(IncidentMember, { incidentId: incident.id, userId, addedAt: this.clock.now() });
      await this.audit.append(manager, {
        action: 'incident.member_added',
        subject: incident.id,
        incidentId: incident.id,
        actor,
        facts: { userId },
      });
    });
  }

  /** Takes a person off the incident; the last member stays. @throws MemberRefused */
  async remove(incidentId: string, userId: string, actor: Actor): Promise<void> {
    await this.unitOfWork.run(async (manager) => {
      const incident = await this.incidents.visible(manager, incidentId, actor);
      const others = (await manager.countBy(IncidentMember, { incidentId: incident.id })) - 1;
      if (others < 1)
        throw new MemberRefused('The last member of an incident cannot be taken off; add another first.');
      const { affected } = await manager.delete(IncidentMember, { incidentId: incident.id, userId });
      if (affected !== 1) return;
      await this.audit.append(manager, {
        action: 'incident.member_removed',
        subject: incident.id,
        incidentId: incident.id,
        actor,
        facts: { userId },
      });
    });
  }
}
