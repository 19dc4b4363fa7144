import type { rankingWords } from './ranking-words.js';

/** `comparables.yaml`, field by field: what organisations did in public breaches, counted; never advice. */
export interface Comparables {
  source: ComparablesSource;
  /** Which incidents of the source are counted. */
  counted: string;
  /** At least 20; cells and distributions of fewer incidents are left out. */
  smallestCell: number;
  /** Sentences that stand wherever the counts stand. */
  bias: string[];
  /** What each measure counts, in a sentence. */
  measures: Record<ComparableMeasure, string>;
  cells: ComparableCell[];
}

export type ComparableMeasure =
  'creditMonitoring' | 'dataAbuse' | 'daysFromIncidentToNotification' | 'records';

export interface ComparablesSource {
  name: string;
  url: string;
  /** The edition that was counted. */
  release: string;
  /** Incidents of every kind in that edition. */
  incidents: number;
  licence: string;
  licenceUrl: string;
  /** What was done to the source. */
  changes: string;
}

/** Industry profile, `other` = no profile, `any` = all; cause, `any` = all. One cell per pair. */
export interface ComparableCell {
  industry: string;
  cause: (typeof rankingWords.cause)[number] | 'any';
  incidents: number;
  /** `unknown` was coded so; what was never coded is in `incidents` only. */
  creditMonitoring: { offered: number; 'not-offered': number; unknown: number };
  dataAbuse: { yes: number; no: number; unknown: number };
  /** Absent: too few. `n` incidents of which both dates are known to the day. */
  daysFromIncidentToNotification?: { n: number; p25: number; median: number; p75: number; p90: number };
  records?: { n: number; median: number; p90: number };
}
