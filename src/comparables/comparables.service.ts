import { Inject, Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { In } from 'typeorm';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import type { IncidentFacts } from '../incidents/domain/incident-facts.js';
import { Incidents } from '../incidents/incidents.service.js';
import { causeOf } from '../plans/domain/cause.js';
import type { Actor } from '../platform/access/actor.js';
import { Reader } from '../platform/database/reader.js';
import { ComparableCellRow } from './comparable-cell.entity.js';
import { ComparableRow } from './comparable-row.entity.js';
import { ComparableTally } from './comparable-tally.entity.js';
import { comparablesFor } from './domain/comparables-for.js';
import type { PublicComparables } from './domain/comparables-for.js';
import { groupsFor, SMALLEST_SHOWN } from './domain/group.js';
import type { ComparableGroup } from './domain/group.js';
import { ownComparables } from './domain/own-comparables.js';
import type { OwnCells, OwnComparables } from './domain/own-comparables.js';
import { cellKey } from './domain/own-tally.js';
import type { OwnCell } from './domain/own-tally.js';
import { toCounted } from './own-rows.js';

/** What the organisation's own incidents show, as they were last counted. */
export interface OwnCounts extends OwnComparables {
  /** `counting`: this incident changed and is being counted anew, so that it cannot be left out yet. */
  state: 'counted' | 'not-counted-yet' | 'counting';
  /** As of when; null: not counted yet. */
  asOf: Temporal.Instant | null;
  /** Own incidents that are counted at all; null: fewer than twenty. */
  incidents: number | null;
}

export interface IncidentComparables {
  /** What is known of the incident at hand; `any`: not known. */
  asked: ComparableGroup;
  /** Ranking classes of its data. */
  dataClasses: string[];
  public: PublicComparables;
  own: OwnCounts;
}

/** Puts beside an incident what organisations did in others: in public ones, and in the organisation's own. */
@Injectable()
export class IncidentsCompared {
  constructor(
    private readonly reader: Reader,
    private readonly incidents: Incidents,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /** @throws IncidentNotFound */
  async of(incidentId: string, actor: Actor): Promise<IncidentComparables> {
    const incident = await this.incidents.visible(this.reader.manager, incidentId, actor);
    const { facts } = await this.incidents.currentFacts(this.reader.manager, incident.id);
    return this.with(incident, facts);
  }

  /** The same for whoever has read the incident and its facts already. */
  async with(
    incident: { id: string; industry: string | null },
    facts: IncidentFacts,
  ): Promise<IncidentComparables> {
    const groups = groupsFor(incident.industry, causeOf(facts));
    const dataClasses = this.#classesOf(facts);
    const [closest = { industry: 'any', cause: 'any' as const }] = groups;
    return {
      asked: closest,
      dataClasses,
      public: comparablesFor(incident.industry, causeOf(facts), this.catalogue),
      own: await this.#own(incident.id, groups, dataClasses),
    };
  }

  #classesOf(facts: IncidentFacts): string[] {
    const { dataClasses } = this.catalogue.vocabulary;
    const found = (facts.data?.classes ?? []).flatMap(
      (entry) => dataClasses.find(({ code }) => code === entry.class)?.rankingClass ?? [],
    );
    return [...new Set(found)].sort();
  }

  /** Cells before the row: a row that was written after them says so. */
  async #own(
    incidentId: string,
    groups: readonly ComparableGroup[],
    dataClasses: readonly string[],
  ): Promise<OwnCounts> {
    const { countedAt, incidents } = await this.reader.manager.findOneByOrFail(ComparableTally, { id: 1 });
    const about = { asOf: countedAt, incidents: incidents < SMALLEST_SHOWN ? null : incidents };
    if (!countedAt) return { ...NOTHING, ...about, state: 'not-counted-yet' };
    const { cells, tally } = await this.#cells(groups, dataClasses);
    const row = await this.reader.manager.findOneBy(ComparableRow, { incidentId });
    if (row && tally !== null && row.tally > tally) return { ...NOTHING, ...about, state: 'counting' };
    const own = row?.counted ? toCounted(row) : null;
    return { ...ownComparables(groups, dataClasses, cells, own), ...about, state: 'counted' };
  }

  async #cells(
    groups: readonly ComparableGroup[],
    dataClasses: readonly string[],
  ): Promise<{ cells: OwnCells; tally: number | null }> {
    const rows = await this.reader.manager.findBy(ComparableCellRow, {
      industry: In(groups.map(({ industry }) => industry)),
      cause: In(groups.map(({ cause }) => cause)),
      dataClass: In(['any', ...dataClasses]),
    });
    const cells: OwnCell[] = rows;
    return { cells: new Map(cells.map((cell) => [cellKey(cell), cell])), tally: rows[0]?.tally ?? null };
  }
}

const NOTHING: OwnComparables = {
  creditMonitoring: null,
  dataAbuse: null,
  daysFromIncidentToNotification: null,
};
