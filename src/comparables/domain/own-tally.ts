import type { ComparableGroup } from './group.js';
import type { Outcome, OwnRecord } from './own-record.js';
import { aroundPercentiles } from './percentiles.js';
import type { AroundPercentiles } from './percentiles.js';

/** One incident as it is counted. */
export type Counted = OwnRecord & { industry: string | null };

/** Counts of the organisation's own incidents of one industry, cause and class of data; `any`: all. */
export interface OwnCell extends ComparableGroup {
  dataClass: string;
  incidents: number;
  monitoring: Record<NonNullable<Outcome>, number>;
  abuse: Record<NonNullable<Outcome>, number>;
  days: AroundPercentiles;
}

interface Tallied extends Omit<OwnCell, 'days'> {
  days: number[];
}

/** Adds incidents up into cells. An incident counts once in each cell that it fits. */
export class OwnTally {
  readonly #cells = new Map<string, Tallied>();

  add(record: Counted): void {
    for (const place of placesOf(record)) {
      const cell = this.#at(place);
      cell.incidents++;
      if (record.monitoring !== null) cell.monitoring[record.monitoring]++;
      if (record.abuse !== null) cell.abuse[record.abuse]++;
      if (record.days !== null) cell.days.push(record.days);
    }
  }

  /** @param smallest cells of fewer incidents are left out */
  cells(smallest: number): OwnCell[] {
    return [...this.#cells.values()]
      .filter(({ incidents }) => incidents >= smallest)
      .map((cell) => ({ ...cell, days: aroundPercentiles(cell.days) }));
  }

  #at(place: CellPlace): Tallied {
    const key = cellKey(place);
    const known = this.#cells.get(key);
    if (known) return known;
    const none = () => ({ yes: 0, no: 0, unknown: 0 });
    const made = { ...place, incidents: 0, monitoring: none(), abuse: none(), days: [] };
    this.#cells.set(key, made);
    return made;
  }
}

type CellPlace = Pick<OwnCell, 'industry' | 'cause' | 'dataClass'>;

export function cellKey({ industry, cause, dataClass }: CellPlace): string {
  return `${industry}/${cause}/${dataClass}`;
}

/** True when the incident counts in the cell. */
export function countsIn(record: Counted, cell: CellPlace): boolean {
  return placesOf(record).some((place) => cellKey(place) === cellKey(cell));
}

/** An incident whose cause or industry is not known is counted only where all are. */
function placesOf({ industry, cause, dataClasses }: Counted): CellPlace[] {
  const industries = industry === null ? ['any'] : ['any', industry];
  const causes: ComparableGroup['cause'][] = cause === 'unknown' ? ['any'] : ['any', cause];
  return industries.flatMap((one) =>
    causes.flatMap((other) =>
      ['any', ...dataClasses].map((dataClass) => ({ industry: one, cause: other, dataClass })),
    ),
  );
}
