import type { ObligationRule } from '../../catalogue/domain/obligation-rule.js';
import { anyQuestion, questionOf, type Question } from './conditions.js';
import { decided, not } from './verdict.js';

const met = decided(true);

/**
 * The parts of the rule's trigger; it is met when all are, in the order in which the README of the obligations
 * joins them. An exemption (`unless`) must be claimed: unknown counts as "does not apply", and its facts are never
 * missing.
 */
export function triggerOf(rule: ObligationRule): readonly Question[] {
  const { jurisdiction, trigger } = rule;
  const { effects, data, harm, affected, conditions } = trigger;
  const safeHarbor = trigger.safeHarbor ?? 'none';
  const parts: (Question | undefined)[] = [
    nexusOf(rule),
    organisationOf(rule),
    effects && ((incident) => incident.statements.effect(effects)),
    data && ((incident) => incident.data.meetsAny(data.anyOf, safeHarbor)),
    harm && ((incident) => incident.harm.atLeast(harm, jurisdiction)),
    affected && ((incident) => incident.people.test(affected, jurisdiction)),
    conditions && questionOf(conditions, rule),
    noExemptionOf(rule),
  ];
  return parts.filter((part) => part !== undefined);
}

function nexusOf({ appliesTo, jurisdiction }: ObligationRule): Question | undefined {
  if (appliesTo.nexus === 'none') return undefined;
  const residents: Question = ({ people }) => people.has(jurisdiction);
  if (appliesTo.nexus === 'residents') return residents;
  return anyQuestion([residents, ({ statements }) => statements.establishedIn(jurisdiction)]);
}

/**
 * The screen speaks only while the condition is undecided: known sectors that share nothing with it make the
 * condition false. It keeps a shop from being asked whether it is an exchange.
 */
function organisationOf(rule: ObligationRule): Question | undefined {
  const { organisation: condition, sectorScreen } = rule.appliesTo;
  if (!condition) return undefined;
  const question = questionOf(condition, rule);
  if (!sectorScreen) return question;
  return (incident) => {
    const answer = question(incident);
    if (answer.is !== 'unknown') return answer;
    const sector = incident.statements.sectorIn(sectorScreen);
    return sector.is === false ? sector : answer;
  };
}

function noExemptionOf(rule: ObligationRule): Question | undefined {
  const { unless } = rule.trigger;
  if (!unless) return undefined;
  const question = questionOf(unless, rule);
  return (incident) => {
    const exempt = question(incident);
    return exempt.is === 'unknown' ? met : not(exempt);
  };
}
