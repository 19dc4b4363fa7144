import type { ObligationRule } from './obligation-rule.js';

/** How old rules are, for the line that every legal page carries. */
export interface PackAge {
  rules: number;
  /** Months described, YYYY-MM. */
  oldest: string;
  newest: string;
  /** Rules whose number or trigger was seen in a document. */
  verified: number;
  /** Whole days since the end of the oldest month described; 0 while that month runs. */
  daysOld: number;
}

/**
 * The age of rules on a day. A rule is known to be right until its month ended, so the oldest one speaks for all.
 *
 * @param today YYYY-MM-DD
 * @returns null where there is no rule
 */
export function packAge(
  rules: Iterable<Pick<ObligationRule, 'asOf' | 'verified'>>,
  today: string,
): PackAge | null {
  const all = [...rules];
  const months = all.map(({ asOf }) => asOf).sort();
  const [oldest] = months;
  const newest = months.at(-1);
  if (oldest === undefined || newest === undefined) return null;
  const days = (Date.parse(today) - endOf(oldest)) / 86_400_000;
  return {
    rules: all.length,
    oldest,
    newest,
    verified: all.filter(({ verified }) => verified).length,
    daysOld: Math.max(0, days),
  };
}

/** The last day of a month (YYYY-MM), as milliseconds of its midnight UTC. */
function endOf(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return Date.UTC(year, number, 0);
}
