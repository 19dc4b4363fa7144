import type { Evidence } from '../../catalogue/domain/evidence.js';
import { priorities, remedies, type Priority } from '../../catalogue/domain/priorities.js';
import type { Step } from '../../catalogue/domain/step.js';
import type { CitedFindings } from './cited-findings.js';

/** What consumers put first beside what security leaders put first, in percent of each group. */
export interface PriorityGap {
  rows: GapRow[];
  words: string;
}

export interface GapRow {
  priority: Priority;
  consumers: GroupShare | null;
  leaders: GroupShare | null;
  /** Consumers minus leaders, in points. */
  gap: number | null;
  /** 95 percent interval in whole points; sampling only, as for simple random samples. */
  interval: [number, number] | null;
  words: string;
}

export interface GroupShare {
  percent: number;
  n: number;
  evidence: string;
}

/** The firm's own order of steps beside what customers ask for. */
export interface PlannedOrderGap {
  /** How many of the firm's first ten steps mainly serve each priority. */
  firstTen: { priority: Priority; steps: number }[];
  /** Remedies that some applicable step delivers and none of the firm's steps does. */
  missingRemedies: Priority[];
}

/** Findings that must be among the evidence; only two priorities were asked of security leaders. */
export const gapFindings = [
  { priority: 'proof-of-fix', consumers: 'kpmg18-proof-consumers', leaders: 'kpmg18-proof-cisos' },
  { priority: 'apology', consumers: 'kpmg18-apology-consumers', leaders: 'kpmg18-apology-cisos' },
] as const satisfies readonly { priority: Priority; consumers: string; leaders: string }[];

const notMeasured = 'not measured among security leaders';
const firstSteps = 10;

/** All eight priorities; no ranking of security leaders may be drawn from the two that were measured. */
export function priorityGap(findings: CitedFindings): PriorityGap {
  return {
    rows: priorities.map((priority) => gapRow(priority, findings)),
    words: 'The interval covers sampling only; wording and panel effects are on top.',
  };
}

/**
 * Where the firm's own order spends its first ten steps, and which remedy it leaves out.
 *
 * @param planned    step ids in the firm's order; ids that do not apply count for nothing
 * @param applicable steps that apply, with the main priority of each
 */
export function plannedOrderGap(
  planned: readonly string[],
  applicable: readonly { step: Step; mainPriority: Priority }[],
  deliversFrom: number,
): PlannedOrderGap {
  const byId = new Map(applicable.map((entry) => [entry.step.id, entry]));
  const chosen = planned.flatMap((id) => byId.get(id) ?? []);
  const delivers = (remedy: Priority) => (entry: { step: Step }) =>
    (entry.step.serves[remedy] ?? 0) >= deliversFrom;
  const mains = chosen.slice(0, firstSteps).map(({ mainPriority }) => mainPriority);
  return {
    firstTen: priorities.map((priority) => ({
      priority,
      steps: mains.filter((main) => main === priority).length,
    })),
    missingRemedies: remedies.filter(
      (remedy) => applicable.some(delivers(remedy)) && !chosen.some(delivers(remedy)),
    ),
  };
}

function gapRow(priority: Priority, findings: CitedFindings): GapRow {
  const measured = gapFindings.find((finding) => finding.priority === priority);
  if (!measured) {
    return { priority, consumers: null, leaders: null, gap: null, interval: null, words: notMeasured };
  }
  const consumers = shareOf(findings.entry(measured.consumers));
  const leaders = shareOf(findings.entry(measured.leaders));
  const gap = consumers.percent - leaders.percent;
  const reach = 1.96 * Math.sqrt(samplingVariance(consumers) + samplingVariance(leaders));
  const interval: [number, number] = [Math.round(gap - reach), Math.round(gap + reach)];
  return { priority, consumers, leaders, gap, interval, words: 'first thing to do after a breach' };
}

/** In squared points. */
function samplingVariance({ percent, n }: GroupShare): number {
  return (percent * (100 - percent)) / n;
}

function shareOf({ id, figure }: Evidence): GroupShare {
  if (figure.value === null || figure.n === null) {
    throw new RangeError(`evidence.yaml: \`${id}\` needs a figure and a sample size for the priority gap.`);
  }
  return { percent: figure.value, n: figure.n, evidence: id };
}
