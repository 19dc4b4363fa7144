import type { RuleStatus } from '../../catalogue/domain/obligation-rule.js';
import type { KnownIncident } from './known-incident.js';

/** Why a rule starts no clock, in the facts (or fields of the rule) that say so and in a sentence. */
export interface Dormancy {
  because: string[];
  sentence: string;
}

/** When a rule is law: the fields of its row that say so. */
export interface Standing {
  status: RuleStatus;
  /** First day, YYYY-MM-DD; null = no date. */
  effective: string | null;
  /** Zone in which that day begins. */
  tz: string;
}

/**
 * Whether the rule may start clocks: law from its first day, by the reference date; contracts, recommendations
 * and inner limits also only when opted in; proposals and the like never.
 *
 * @returns undefined when it may
 */
export function dormancyOf(standing: Standing, incident: KnownIncident): Dormancy | undefined {
  return byStatus(standing, incident) ?? byDate(standing, incident);
}

function byStatus({ status }: Standing, { facts }: KnownIncident): Dormancy | undefined {
  switch (status) {
    case 'in-force':
    case 'not-yet-in-force':
      return undefined;
    case 'contractual':
    case 'voluntary':
    case 'internal-clock':
      return facts.optIn?.includes(status)
        ? undefined
        : {
            because: facts.optIn ? ['optIn', 'rule.status'] : ['rule.status'],
            sentence: `Starts no clock: it is ${status} and not among the kinds opted in.`,
          };
    default:
      return { because: ['rule.status'], sentence: `Starts no clock: it is ${status}.` };
  }
}

function byDate({ effective, tz }: Standing, incident: KnownIncident): Dormancy | undefined {
  if (effective === null || incident.hasReached(effective, tz)) return undefined;
  return {
    because: ['rule.effective', incident.clocks.reference().fact],
    sentence: `Starts no clock: in this form it holds from ${effective}, the day that counts is ${incident.referenceDay(tz)}.`,
  };
}
