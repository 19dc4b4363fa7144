import type { ComparableCell } from '../../catalogue/domain/comparables.js';

/** Which incidents are counted together; `any`: all. */
export interface ComparableGroup {
  industry: string;
  cause: ComparableCell['cause'];
}

/** Below this many known outcomes nothing is shown, whatever the knowledge says. */
export const SMALLEST_SHOWN = 20;

/**
 * The groups an incident may be compared with, the closest first: industry and cause, industry, cause, all. What is
 * not known of the incident itself sets no group.
 *
 * @param industry profile id; absent or null: not known
 * @param cause    absent or `unknown`: not known
 */
export function groupsFor(
  industry: string | null | undefined,
  cause: ComparableCell['cause'] | undefined,
): ComparableGroup[] {
  const ownIndustry = industry ?? 'any';
  const ownCause = cause === undefined || cause === 'unknown' ? 'any' : cause;
  const groups: ComparableGroup[] = [
    { industry: ownIndustry, cause: ownCause },
    { industry: ownIndustry, cause: 'any' },
    { industry: 'any', cause: ownCause },
    { industry: 'any', cause: 'any' },
  ];
  return groups.filter((group, index) => groups.findIndex((one) => isSame(one, group)) === index);
}

export function isSame(one: ComparableGroup, other: ComparableGroup): boolean {
  return one.industry === other.industry && one.cause === other.cause;
}
