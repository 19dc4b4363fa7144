import type { Condition, ObligationRule } from '../../catalogue/domain/obligation-rule.js';
import type { KnownIncident } from './known-incident.js';
import { allOf, anyOf, decided, not, type Verdict } from './verdict.js';

/** A part of a rule, ready to be put to any incident. */
export type Question = (incident: KnownIncident) => Verdict;

/** A condition of a rule: people and harm are those of its jurisdiction, data is read under its safe harbour. */
export function questionOf(condition: Condition, rule: ObligationRule): Question {
  if ('all' in condition) return allQuestions(condition.all.map((part) => questionOf(part, rule)));
  if ('any' in condition) return anyQuestion(condition.any.map((part) => questionOf(part, rule)));
  if ('not' in condition) {
    const part = questionOf(condition.not, rule);
    return (incident) => not(part(incident));
  }
  return statementOf(condition) ?? testOf(condition, rule);
}

/** Asks a condition once; what is asked of every incident is kept as a {@link Question}. */
export function ask(condition: Condition, rule: ObligationRule, incident: KnownIncident): Verdict {
  return questionOf(condition, rule)(incident);
}

/** All of the questions, joined by AND. */
export function allQuestions(questions: readonly Question[]): Question {
  return (incident) => allOf(questions, (question) => question(incident));
}

/** At least one of the questions, joined by OR. */
export function anyQuestion(questions: readonly Question[]): Question {
  return (incident) => anyOf(questions, (question) => question(incident));
}

/** What the organisation stated about itself or the incident, if that is what the condition asks. */
function statementOf(condition: Condition): Question | undefined {
  if ('org' in condition) {
    const { org } = condition;
    return ({ statements }) => statements.attribute(org);
  }
  if ('finding' in condition) {
    const { finding } = condition;
    return ({ statements }) => statements.finding(finding);
  }
  if ('role' in condition) {
    const { role } = condition;
    return ({ statements }) => statements.role(role);
  }
  if ('type' in condition) {
    const { type } = condition;
    return ({ statements }) => statements.type(type);
  }
  if ('intent' in condition) {
    const { intent } = condition;
    return ({ statements }) => statements.intent(intent);
  }
  if (!('insuranceLicence' in condition)) return undefined;
  const { insuranceLicence } = condition;
  return ({ statements }) => statements.insuranceLicence(insuranceLicence);
}

type LegalTest = Extract<
  Condition,
  | { data: unknown }
  | { harm: unknown }
  | { harmAtMost: unknown }
  | { affected: unknown }
  | { onOrAfter: unknown }
>;

/** What the law measures: data, harm, people, the day. */
function testOf(condition: Condition, rule: ObligationRule): Question {
  const test = condition as LegalTest;
  const { jurisdiction, trigger, deadline } = rule;
  const safeHarbor = trigger.safeHarbor ?? 'none';
  if ('data' in test) return ({ data }) => data.meetsAny(test.data, safeHarbor);
  if ('harm' in test) return ({ harm }) => harm.atLeast(test.harm, jurisdiction);
  if ('harmAtMost' in test) return ({ harm }) => harm.atMost(test.harmAtMost, jurisdiction);
  if ('affected' in test) return ({ people }) => people.test(test.affected, jurisdiction);
  const { tz } = deadline;
  return (incident) => decided(incident.hasReached(test.onOrAfter, tz), incident.clocks.reference().fact);
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
