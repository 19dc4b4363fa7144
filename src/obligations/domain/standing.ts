import type { ObligationRule } from '../../catalogue/domain/obligation-rule.js';
import type { KnownIncident } from './known-incident.js';

/** Why a rule starts no clock, in the facts (or fields of the rule) that say so and in a sentence. */
export interface Dormancy {
  because: string[];
  sentence: string;
}

/**
 * Whether the rule may start clocks: law from its first day, by the reference date; contracts, recommendations
 * and inner limits also only when opted in; proposals and the like never.
 *
 * @returns undefined when it may
 */
export function dormancyOf(rule: ObligationRule, incident: KnownIncident): Dormancy | undefined {
  return byStatus(rule, incident) ?? byDate(rule, incident);
}

function byStatus({ status }: ObligationRule, { facts }: KnownIncident): Dormancy | undefined {
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

function byDate({ effective, deadline }: ObligationRule, incident: KnownIncident): Dormancy | undefined {
  if (effective === null || incident.hasReached(effective, deadline.tz)) return undefined;
  return {
    because: ['rule.effective', incident.clocks.reference().fact],
    sentence: `Starts no clock: in this form it holds from ${effective}, the day that counts is ${incident.referenceDay(deadline.tz)}.`,
  };
}
