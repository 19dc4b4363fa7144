import { Injectable } from '@nestjs/common';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { IncidentList } from '../../incidents/incident-list.js';
import { Incidents } from '../../incidents/incidents.service.js';
import { toIncidentView } from '../../incidents/incidents.views.js';
import type { IncidentView } from '../../incidents/incidents.views.js';
import { Plans } from '../../plans/plans.service.js';
import type { StepStanding } from '../../plans/plans.service.js';
import type { Actor } from '../../platform/access/actor.js';
import { Clock } from '../../platform/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { dutyClocks } from '../duty-clocks.js';
import type { DutyClock } from '../duty-clocks.js';
import { DutyMemory } from './dashboard.duties.js';

/** The duties of one incident take some milliseconds to work out, so the dashboard takes the newest ones only. */
export const INCIDENTS_SHOWN = 20;

/** An open incident with what a dashboard says of it. */
export interface BoardIncident {
  incident: IncidentView;
  facts: IncidentFacts;
  clocks: DutyClock[];
  /** Rules that wait for facts. */
  undecided: number;
  standings: ReadonlyMap<string, StepStanding>;
}

export interface Board {
  incidents: BoardIncident[];
  /** Open incidents in all. */
  open: number;
  /** Incidents in all, closed ones too. */
  all: number;
}

/** Reads the newest open incidents that someone may see, each with its clocks. */
@Injectable()
export class Boards {
  constructor(
    private readonly list: IncidentList,
    private readonly incidents: Incidents,
    private readonly duties: DutyMemory,
    private readonly plans: Plans,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async of(actor: Actor): Promise<Board> {
    const page = await this.list.page({ ongoing: true, limit: INCIDENTS_SHOWN }, actor);
    const incidents: BoardIncident[] = [];
    for (const incident of page.incidents) incidents.push(await this.#read(toIncidentView(incident)));
    return {
      incidents,
      open: await this.list.count({ ongoing: true }, actor),
      all: await this.list.count({}, actor),
    };
  }

  async #read(incident: IncidentView): Promise<BoardIncident> {
    const { manager } = this.reader;
    const { facts, revision } = await this.incidents.currentFacts(manager, incident.id);
    const at = this.clock.now();
    const { owed, undecided } = this.duties.of(incident.id, revision, facts, at);
    return {
      incident,
      facts,
      clocks: dutyClocks(owed, facts, at),
      undecided,
      standings: await this.plans.standings(manager, incident.id),
    };
  }
}
