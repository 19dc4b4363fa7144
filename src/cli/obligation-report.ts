import type { Temporal } from 'temporal-polyfill';
import type { Catalogue } from '../catalogue/domain/catalogue.js';
import type { IncidentFacts } from '../incidents/domain/incident-facts.js';
import { buildReport } from '../obligations/domain/build-report.js';
import type { Report } from '../obligations/domain/build-report.js';
import type { DutyKnowledge } from '../obligations/domain/duty-knowledge.js';
import { evaluateDuties } from '../obligations/domain/evaluate-duties.js';
import { recordOfFacts } from '../obligations/domain/report-record.js';
import { UsageError } from './outcome.js';

export interface ReportOptions {
  report?: string;
  format?: string;
  json?: boolean;
}

/** How `--report` was asked for. @throws UsageError for a rule or form that there is not */
export function readReportOptions(
  { report, format, json }: ReportOptions,
  { rules }: Pick<Catalogue, 'rules'>,
): { ruleId: string; json: boolean } | null {
  if (report === undefined) {
    if (format !== undefined) throw new UsageError('--format goes with --report RULE_ID.');
    return null;
  }
  if (!rules.has(report))
    throw new UsageError('--report takes the id of a rule, as redress obligations FACTS --all lists them.');
  const asked = format ?? (json === true ? 'json' : 'md');
  if (asked !== 'md' && asked !== 'json') throw new UsageError('--format is md or json.');
  return { ruleId: report, json: asked === 'json' };
}

/** The report of one rule from facts alone; what plan, proof and profile would say is not known. */
export function reportFromFacts(
  facts: IncidentFacts,
  at: Temporal.Instant,
  ruleId: string,
  knowledge: DutyKnowledge,
  catalogue: Catalogue,
): Report {
  const rule = catalogue.rules.get(ruleId)!;
  const duty = evaluateDuties(facts, at, knowledge).find((one) => one.ruleId === ruleId)!;
  return buildReport(duty, rule, recordOfFacts(facts), catalogue, at);
}
