import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { In } from 'typeorm';
import { Incident } from '../incidents/incident.entity.js';
import { Incidents } from '../incidents/incidents.service.js';
import { plainDutyName } from '../obligations/domain/duty-names.js';
import { Obligation } from '../obligations/obligation.entity.js';
import type { Actor } from '../platform/access/actor.js';
import { IncidentScope } from '../platform/access/incident-scope.js';
import { Reader } from '../platform/database/reader.js';
import { grouped } from './domain/grouped.js';
import { rungWords } from './domain/ladder.js';
import { Reminder } from './reminder.entity.js';
import type { ReminderState } from './reminder.entity.js';

/** A duty that waits for a person who was told of it. */
export interface WaitingReminder {
  incidentId: string;
  reference: string;
  exercise: boolean;
  ruleId: string;
  /** `Report due (GDPR Art. 33)`. */
  name: string;
  /** As the setting names it: `24h`. */
  rung: string;
  /** `24 h before the last moment`. */
  words: string;
  dueAt: Temporal.Instant;
}

/** What became of one rung for one person. */
export interface SentReminder {
  rung: string;
  words: string;
  /** The last moment it was about. */
  dueAt: Temporal.Instant;
  /** When it came to its state. */
  at: Temporal.Instant;
  state: ReminderState;
  /** `kept`: as a file, for there is no mail server or it is an exercise; `nobody`: there was nobody to tell. */
  code: string | null;
  /** Empty where there was nobody to tell. */
  userId: string;
}

/** What pages show of reminders. */
@Injectable()
export class Reminders {
  constructor(
    private readonly reader: Reader,
    private readonly scope: IncidentScope,
    private readonly incidents: Incidents,
  ) {}

  /** The open duties of open incidents that this person was reminded of, each once; what is due first comes first. */
  async forActor(actor: Actor): Promise<WaitingReminder[]> {
    const scope = this.scope.condition('r.incident_id', actor);
    const reminders = await this.reader
      .query(Reminder, 'r')
      .innerJoin(Obligation, 'o', 'o.id = r.obligationId AND o.settled = :settled AND o.dueAt = r.dueAt', {
        settled: false,
      })
      .innerJoin(Incident, 'i', `i.id = r.incidentId AND i.status <> 'closed'`)
      .where('r.userId = :userId', { userId: actor.id })
      .andWhere(scope.sql, scope.parameters)
      .orderBy('r.id', 'ASC')
      .getMany();
    const newest = new Map(reminders.map((reminder) => [reminder.obligationId, reminder]));
    const { manager } = this.reader;
    const duties = await manager.findBy(Obligation, { id: In([...newest.keys()]) });
    const incidentIds = [...new Set(duties.map(({ incidentId }) => incidentId))];
    const incidents = await manager.findBy(Incident, { id: In(incidentIds) });
    const byId = new Map(incidents.map((incident) => [incident.id, incident]));
    return duties
      .flatMap((duty) => {
        const [reminder, incident] = [newest.get(duty.id), byId.get(duty.incidentId)];
        return reminder && incident ? [waitingOf(reminder, duty, incident)] : [];
      })
      .sort((a, b) => a.dueAt.epochMilliseconds - b.dueAt.epochMilliseconds);
  }

  /** Which reminders of an incident were made, by rule id, oldest first. @throws IncidentNotFound */
  async ofIncident(incidentId: string, actor: Actor): Promise<ReadonlyMap<string, SentReminder[]>> {
    const { manager } = this.reader;
    const incident = await this.incidents.visible(manager, incidentId, actor);
    const reminders = await manager.find(Reminder, {
      where: { incidentId: incident.id },
      order: { id: 'ASC' },
    });
    const duties = await manager.find(Obligation, {
      where: { incidentId: incident.id },
      select: { id: true, ruleId: true },
    });
    const rules = new Map(duties.map(({ id, ruleId }) => [id, ruleId]));
    const told = grouped(reminders, ({ obligationId }) => rules.get(obligationId) ?? '');
    return new Map([...told].map(([ruleId, ofDuty]) => [ruleId, ofDuty.map(sentOf)]));
  }
}

function waitingOf(reminder: Reminder, duty: Obligation, incident: Incident): WaitingReminder {
  const name = plainDutyName(duty.rule, duty.origin);
  return {
    incidentId: incident.id,
    reference: incident.reference,
    exercise: incident.kind === 'exercise',
    ruleId: duty.ruleId,
    name: `${name[0]?.toUpperCase()}${name.slice(1)}`,
    rung: reminder.rung,
    words: rungWords(reminder.rung),
    dueAt: reminder.dueAt,
  };
}

function sentOf({ rung, dueAt, at, state, code, userId }: Reminder): SentReminder {
  return { rung, words: rungWords(rung), dueAt, at, state, code, userId };
}
