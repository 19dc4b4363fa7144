import { SMALLEST_SHOWN } from './group.js';
import type { ComparableGroup } from './group.js';
import { closest, knownOf } from './measures.js';
import type { DaysSpread, InGroup, Outcomes } from './measures.js';
import type { Outcome } from './own-record.js';
import { cellKey, countsIn } from './own-tally.js';
import type { Counted, OwnCell } from './own-tally.js';
import { percentilesOf } from './percentiles.js';

/** A count of all data classes together, and of each class of the incident at hand. */
export type WithClasses<Count> = InGroup<Count> & {
  /** An incident with several classes is in several counts. Null: too few known outcomes. */
  byDataClass: { dataClass: string; count: Count | null }[];
};

/** What the organisation's own other incidents show; null: no group has twenty known outcomes. */
export interface OwnComparables {
  creditMonitoring: WithClasses<Outcomes> | null;
  dataAbuse: WithClasses<Outcomes> | null;
  daysFromIncidentToNotification: WithClasses<DaysSpread> | null;
}

/** Counted cells by their key; those of too few incidents are not among them. */
export type OwnCells = ReadonlyMap<string, OwnCell>;

/**
 * @param groups      closest first
 * @param dataClasses of the incident at hand
 * @param own         the incident at hand as the cells count it, to be left out; null: they do not count it
 */
export function ownComparables(
  groups: readonly ComparableGroup[],
  dataClasses: readonly string[],
  cells: OwnCells,
  own: Counted | null,
): OwnComparables {
  const without = (cell: OwnCell) => (own && countsIn(own, cell) ? own : null);
  const pick = <Count>(read: (cell: OwnCell, out: Counted | null) => { count: Count; known: number }) => {
    const countIn = (group: ComparableGroup, dataClass: string) => {
      const cell = cells.get(cellKey({ ...group, dataClass }));
      const found = cell && read(cell, without(cell));
      return found && found.known >= SMALLEST_SHOWN ? found.count : undefined;
    };
    const all = closest(groups, (group) => countIn(group, 'any'));
    if (!all) return null;
    const byDataClass = dataClasses.map((dataClass) => ({
      dataClass,
      count: countIn(all.group, dataClass) ?? null,
    }));
    return { ...all, byDataClass };
  };
  return {
    creditMonitoring: pick(({ incidents, monitoring }, out) =>
      outcomes(incidents, monitoring, out && { outcome: out.monitoring }),
    ),
    dataAbuse: pick(({ incidents, abuse }, out) => outcomes(incidents, abuse, out && { outcome: out.abuse })),
    daysFromIncidentToNotification: pick(daysIn),
  };
}

function outcomes(
  incidents: number,
  counted: OwnCell['monitoring'],
  out: { outcome: Outcome } | null,
): { count: Outcomes; known: number } {
  const less = (outcome: Outcome) => counted[outcome ?? 'unknown'] - (out?.outcome === outcome ? 1 : 0);
  const [yes, no, unknown] = [less('yes'), less('no'), less('unknown')];
  const left = incidents - (out ? 1 : 0);
  return {
    count: { yes, no, unknown, notRecorded: left - yes - no - unknown, incidents: left },
    known: knownOf({ yes, no }),
  };
}

function daysIn({ incidents, days }: OwnCell, out: Counted | null): { count: DaysSpread; known: number } {
  const spread = percentilesOf(days, out?.days ?? undefined);
  const [p25 = 0, median = 0, p75 = 0, p90 = 0] = spread?.values ?? [];
  const known = spread?.n ?? 0;
  return { count: { p25, median, p75, p90, known, incidents: incidents - (out ? 1 : 0) }, known };
}
