import { Injectable } from '@nestjs/common';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { IncidentList } from '../../incidents/incident-list.js';
import { Incidents } from '../../incidents/incidents.service.js';
import { toIncidentView } from '../../incidents/incidents.views.js';
import type { IncidentView } from '../../incidents/incidents.views.js';
import { Plans } from '../../plans/plans.service.js';
import type { StepStanding } from '../../plans/plans.service.js';
import type { Actor } from '../../platform/access/actor.js';
import { DutyList } from '../../obligations/duty-list.js';
import { Clock } from '../../platform/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { registerClocks } from '../duty-clocks.js';
import type { DutyClock } from '../duty-clocks.js';

/** Facts and plan of each are read, so the table takes the newest ones only; clocks are shown of all. */
export const INCIDENTS_SHOWN = 20;

/** An open incident with what a dashboard says of it. */
export interface BoardIncident {
  incident: IncidentView;
  facts: IncidentFacts;
  /** Of what is open; what was met has none. */
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
    private readonly duties: DutyList,
    private readonly plans: Plans,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async of(actor: Actor): Promise<Board> {
    const page = await this.list.page({ ongoing: true, limit: INCIDENTS_SHOWN }, actor);
    const open = await this.duties.openIn(
      this.reader.manager,
      page.incidents.map(({ id }) => id),
    );
    const incidents: BoardIncident[] = [];
    for (const incident of page.incidents)
      incidents.push(await this.#read(toIncidentView(incident), open.get(incident.id)));
    return {
      incidents,
      open: await this.list.count({ ongoing: true }, actor),
      all: await this.list.count({}, actor),
    };
  }

  async #read(incident: IncidentView, open: OpenDuties | undefined): Promise<BoardIncident> {
    const { manager } = this.reader;
    const { facts } = await this.incidents.currentFacts(manager, incident.id);
    return {
      incident,
      facts,
      clocks: registerClocks(open?.duties ?? [], this.clock.now()),
      undecided: open?.undecided ?? 0,
      standings: await this.plans.standings(manager, incident.id),
    };
  }
}

type OpenDuties =
  Awaited<ReturnType<DutyList['openIn']>> extends ReadonlyMap<string, infer Duties> ? Duties : never;
