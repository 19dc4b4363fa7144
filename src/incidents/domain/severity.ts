import { affectedTotal } from './affected-total.js';
import type { IncidentFacts } from './incident-facts.js';
import { SEVERITIES, type Severity } from './incident-state.js';

/** A severity that the facts suggest, and the fact that decided; a person sets the severity itself. */
export interface ProposedSeverity {
  severity: Severity;
  /** JSON pointer of the fact. */
  because: string;
}

/**
 * The highest of what the facts say on their own, by one fixed table: no weights, no points.
 *
 * - critical: people's safety is at risk, serious harm, or a million people and more
 * - high: harm likely, losses reported or confirmed, or 10,000 people and more
 * - medium: harm possible, service disrupted, data published, people in need of care, or 500 people and more
 * - low: harm assessed as unlikely or none, or fewer than 500 people by an exact count
 *
 * The numbers are the bands of the step ranking. A lower bound proves that there are many, never that there are
 * few. Nothing where no fact says anything: an incident of which little is known is not a small one.
 */
export function severityOf(facts: IncidentFacts): ProposedSeverity | undefined {
  const said = [byHarm(facts), byPeople(facts), ...byFlags(facts)].filter((one) => one !== undefined);
  return said.sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity))[0];
}

function byHarm({ harm }: IncidentFacts): ProposedSeverity | undefined {
  if (harm?.level === undefined) return undefined;
  const severity = (
    { none: 'low', unlikely: 'low', possible: 'medium', likely: 'high', serious: 'critical' } as const
  )[harm.level];
  return { severity, because: '/harm/level' };
}

function byPeople(facts: IncidentFacts): ProposedSeverity | undefined {
  const count = affectedTotal(facts);
  if (!count) return undefined;
  const because = facts.affected?.total === undefined ? '/affected/byJurisdiction' : '/affected/total';
  if (count.people >= 1_000_000) return { severity: 'critical', because };
  if (count.people >= 10_000) return { severity: 'high', because };
  if (count.people >= 500) return { severity: 'medium', because };
  return count.exact ? { severity: 'low', because } : undefined;
}

function byFlags(facts: IncidentFacts): ProposedSeverity[] {
  const losses = facts.lossesIncurred === 'reported' || facts.lossesIncurred === 'confirmed';
  const flags: [boolean | undefined, Severity, string][] = [
    [facts.safetyRisk, 'critical', '/safetyRisk'],
    [losses, 'high', '/lossesIncurred'],
    [facts.serviceDisrupted, 'medium', '/serviceDisrupted'],
    [facts.published, 'medium', '/published'],
    [facts.vulnerableGroups, 'medium', '/vulnerableGroups'],
  ];
  return flags.flatMap(([holds, severity, because]) => (holds === true ? [{ severity, because }] : []));
}
