import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { CATALOGUE } from '../catalogue/catalogue.module.js';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import type { IncidentFacts } from '../incidents/domain/incident-facts.js';
import { FactsRevision } from '../incidents/facts-revision.entity.js';
import { Incident } from '../incidents/incident.entity.js';
import type { StepState } from '../plans/domain/step-state.js';
import { Reader } from '../platform/database/reader.js';
import { ComparableRow } from './comparable-row.entity.js';
import { monitoringWith, readOwnRecord } from './domain/own-record.js';
import type { Counted } from './domain/own-tally.js';

const FACTS_AT_ONCE = 100;

/** How some incidents are counted now, and which of them differ from what was kept. */
export interface RowsNow {
  states: ComparableRow[];
  changed: ComparableRow[];
}

/** Reads incidents as they are counted. Facts are read again only where they, or the knowledge, changed. */
@Injectable()
export class OwnRows {
  constructor(
    private readonly reader: Reader,
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
  ) {}

  /**
   * @param steps what the plan of each incident decided about monitoring, by incident
   * @param tally number of the count that is under way
   */
  async of(
    incidents: readonly Incident[],
    steps: ReadonlyMap<string, StepState>,
    tally: number,
  ): Promise<RowsNow> {
    const kept = await this.#kept(incidents);
    const unread = incidents.filter((one) => mayCount(one) && !this.#isRead(one, kept.get(one.id)));
    const facts = await this.#facts(unread);
    const now: RowsNow = { states: [], changed: [] };
    for (const incident of incidents) {
      const before = kept.get(incident.id);
      const after = this.#rowOf(incident, before, facts.get(incident.id), steps.get(incident.id));
      if (!after) continue;
      now.states.push(after);
      if (!before || !isSame(before, after)) now.changed.push({ ...after, tally });
    }
    return now;
  }

  async #kept(incidents: readonly Incident[]): Promise<Map<string, ComparableRow>> {
    const incidentId = In(incidents.map(({ id }) => id));
    const rows = await this.reader.manager.findBy(ComparableRow, { incidentId });
    return new Map(rows.map((row) => [row.incidentId, row]));
  }

  #isRead({ factsRevision }: Incident, row: ComparableRow | undefined): boolean {
    return row?.factsRevision === factsRevision && row.knowledge === this.catalogue.version;
  }

  async #facts(incidents: readonly Incident[]): Promise<Map<string, IncidentFacts>> {
    const found = new Map<string, IncidentFacts>();
    for (let start = 0; start < incidents.length; start += FACTS_AT_ONCE) {
      const ids = incidents.slice(start, start + FACTS_AT_ONCE).map(({ id }) => id);
      const current = await this.reader
        .query(FactsRevision, 'f')
        .innerJoin(Incident, 'i', 'i.id = f.incidentId AND i.factsRevision = f.revision')
        .where('f.incidentId IN (:...ids)', { ids })
        .getMany();
      for (const { incidentId, facts } of current) found.set(incidentId, facts);
    }
    return found;
  }

  #rowOf(
    incident: Incident,
    before: ComparableRow | undefined,
    facts: IncidentFacts | undefined,
    step: StepState | undefined,
  ): ComparableRow | undefined {
    // Out of the count; should it come back, its facts are read again.
    if (!mayCount(incident)) return before && { ...before, counted: false, factsRevision: 0 };
    const row = facts ? this.#read(incident, facts) : before;
    if (!row) return undefined;
    return { ...row, industry: incident.industry, monitoring: monitoringWith(row.monitoringCoded, step) };
  }

  #read({ id, factsRevision }: Incident, facts: IncidentFacts): ComparableRow {
    const record = readOwnRecord(facts, this.catalogue);
    return {
      incidentId: id,
      factsRevision,
      knowledge: this.catalogue.version,
      counted: record !== null,
      industry: null,
      cause: record?.cause ?? 'unknown',
      dataClasses: record?.dataClasses ?? [],
      monitoringCoded: record?.monitoring ?? null,
      monitoring: null,
      abuse: record?.abuse ?? null,
      days: record?.days ?? null,
      tally: 0,
    };
  }
}

export function toCounted({ industry, cause, dataClasses, monitoring, abuse, days }: ComparableRow): Counted {
  return { industry, cause, dataClasses, monitoring, abuse, days };
}

/**
 * Incidents that everyone with the role may see, so that no count gives away one that is kept to a circle; no
 * exercises, and none that turned out to be no breach.
 */
function mayCount({ kind, visibility, determination }: Incident): boolean {
  const breach = determination === 'confirmed' || determination === 'suspected';
  return kind === 'real' && visibility === 'organisation' && breach;
}

function isSame(one: ComparableRow, other: ComparableRow): boolean {
  const names = Object.keys(other) as (keyof ComparableRow)[];
  return names.every((name) => name === 'tally' || String(one[name]) === String(other[name]));
}
