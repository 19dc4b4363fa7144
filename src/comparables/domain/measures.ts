import type { ComparableGroup } from './group.js';

/** What is known of one question, in incidents of one group. The four add up to `incidents`. */
export interface Outcomes {
  yes: number;
  no: number;
  /** Recorded as unknown. */
  unknown: number;
  /** Nobody recorded anything. */
  notRecorded: number;
  incidents: number;
}

/** Days of those incidents of a group where both dates are known to the day. */
export interface DaysSpread {
  p25: number;
  median: number;
  p75: number;
  p90: number;
  known: number;
  incidents: number;
}

/** A count with the group it was taken from. */
export type InGroup<Count> = Count & {
  group: ComparableGroup;
  /** The closest group has too few known outcomes; this is a wider one. */
  widened: boolean;
};

/** How many of the incidents tell anything. */
export function knownOf({ yes, no }: Pick<Outcomes, 'yes' | 'no'>): number {
  return yes + no;
}

/** The first group, from the closest to the widest, that has a count worth showing; null when none has. */
export function closest<Count>(
  groups: readonly ComparableGroup[],
  countIn: (group: ComparableGroup) => Count | undefined,
): InGroup<Count> | null {
  for (const [index, group] of groups.entries()) {
    const count = countIn(group);
    if (count !== undefined) return { ...count, group, widened: index > 0 };
  }
  return null;
}
