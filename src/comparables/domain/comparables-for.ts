import type { ComparableCell, Comparables, ComparablesSource } from '../../catalogue/domain/comparables.js';
import { groupsFor, isSame, SMALLEST_SHOWN } from './group.js';
import type { ComparableGroup } from './group.js';
import { closest, knownOf } from './measures.js';
import type { DaysSpread, InGroup, Outcomes } from './measures.js';

export interface RecordsSpread {
  median: number;
  p90: number;
  known: number;
  incidents: number;
}

/** What organisations did in comparable public breaches: counts with their unknowns, never advice. */
export interface PublicComparables {
  /** What was asked for; `any`: not known. */
  asked: ComparableGroup;
  /** Each from the closest group with at least twenty known outcomes; null: no group has so many. */
  creditMonitoring: InGroup<Outcomes> | null;
  dataAbuse: InGroup<Outcomes> | null;
  daysFromIncidentToNotification: InGroup<DaysSpread> | null;
  records: InGroup<RecordsSpread> | null;
  smallestShown: number;
  /** The source does not say which kinds of data are in which counts. */
  splitByDataClass: false;
  counted: string;
  measures: Comparables['measures'];
  bias: readonly string[];
  source: ComparablesSource;
}

/**
 * @param industry profile id; absent or null: not known
 * @param cause    as plans read it; absent or `unknown`: not known
 */
export function comparablesFor(
  industry: string | null | undefined,
  cause: ComparableCell['cause'] | undefined,
  { comparables }: { comparables: Comparables },
): PublicComparables {
  const groups = groupsFor(industry, cause);
  const smallest = Math.max(comparables.smallestCell, SMALLEST_SHOWN);
  const pick = <Count>(read: (cell: ComparableCell) => { count: Count; known: number } | undefined) =>
    closest(groups, (group) => {
      const cell = comparables.cells.find((one) => isSame(one, group));
      const found = cell && read(cell);
      return found && found.known >= smallest ? found.count : undefined;
    });
  const { smallestCell: _, cells: __, ...about } = comparables;
  return {
    asked: groups[0] ?? { industry: 'any', cause: 'any' },
    creditMonitoring: pick(({ incidents, creditMonitoring: { offered, 'not-offered': not, unknown } }) =>
      outcomes(incidents, offered, not, unknown),
    ),
    dataAbuse: pick(({ incidents, dataAbuse: { yes, no, unknown } }) =>
      outcomes(incidents, yes, no, unknown),
    ),
    daysFromIncidentToNotification: pick(({ incidents, daysFromIncidentToNotification: days }) =>
      spread(incidents, days),
    ),
    records: pick(({ incidents, records }) => spread(incidents, records)),
    smallestShown: smallest,
    splitByDataClass: false,
    ...about,
  };
}

function outcomes(incidents: number, yes: number, no: number, unknown: number) {
  const count: Outcomes = { yes, no, unknown, notRecorded: incidents - yes - no - unknown, incidents };
  return { count, known: knownOf(count) };
}

function spread<Points extends object>(incidents: number, found: (Points & { n: number }) | undefined) {
  if (!found) return undefined;
  const { n: known, ...points } = found;
  return { count: { ...points, known, incidents }, known };
}
