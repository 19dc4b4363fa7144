import type { Condition, ObligationRule } from '../../catalogue/domain/obligation-rule.js';
import type { KnownIncident } from './known-incident.js';
import { allOf, anyOf, decided, not, type Verdict } from './verdict.js';

/** Asks a condition of a rule: people and harm are those of its jurisdiction, data is read under its safe harbour. */
export function ask(condition: Condition, rule: ObligationRule, incident: KnownIncident): Verdict {
  const { statements, people, data, harm } = incident;
  const askPart = (part: Condition) => ask(part, rule, incident);
  if ('org' in condition) return statements.attribute(condition.org);
  if ('finding' in condition) return statements.finding(condition.finding);
  if ('role' in condition) return statements.role(condition.role);
  if ('all' in condition) return allOf(condition.all, askPart);
  if ('any' in condition) return anyOf(condition.any, askPart);
  if ('not' in condition) return not(askPart(condition.not));
  if ('data' in condition) return data.meetsAny(condition.data, rule.trigger.safeHarbor ?? 'none');
  if ('harm' in condition) return harm.atLeast(condition.harm, rule.jurisdiction);
  if ('harmAtMost' in condition) return harm.atMost(condition.harmAtMost, rule.jurisdiction);
  if ('affected' in condition) return people.test(condition.affected, rule.jurisdiction);
  if ('type' in condition) return statements.type(condition.type);
  if ('intent' in condition) return statements.intent(condition.intent);
  if ('insuranceLicence' in condition) return statements.insuranceLicence(condition.insuranceLicence);
  const reached = incident.hasReached(condition.onOrAfter, rule.deadline.tz);
  return decided(reached, incident.clocks.reference().fact);
}

/** The first of the variants whose `when` is known to hold; unknown is not enough. */
export function firstThatHolds<T extends { when: Condition }>(
  variants: readonly T[] | undefined,
  rule: ObligationRule,
  incident: KnownIncident,
): { variant: T; because: Verdict } | undefined {
  for (const variant of variants ?? []) {
    const because = ask(variant.when, rule, incident);
    if (because.is === true) return { variant, because };
  }
  return undefined;
}
