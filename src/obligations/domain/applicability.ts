import type { ObligationRule } from '../../catalogue/domain/obligation-rule.js';
import { liesIn } from '../../incidents/domain/jurisdictions.js';
import { ask } from './conditions.js';
import type { KnownIncident } from './known-incident.js';
import { allOf, anyOf, decided, not, type Verdict } from './verdict.js';

/**
 * Whether the rule's trigger is met: its parts joined by AND. An exemption (`unless`) must be claimed: unknown
 * counts as "does not apply", and its facts are never missing.
 */
export function applies(rule: ObligationRule, incident: KnownIncident): Verdict {
  return allOf(PARTS, (part) => part(rule, incident));
}

type Part = (rule: ObligationRule, incident: KnownIncident) => Verdict;

const met = decided(true);

const PARTS: readonly Part[] = [
  nexus,
  organisation,
  ({ trigger }, { statements }) => (trigger.effects ? statements.effect(trigger.effects) : met),
  ({ trigger }, { data }) =>
    trigger.data ? data.meetsAny(trigger.data.anyOf, trigger.safeHarbor ?? 'none') : met,
  ({ trigger, jurisdiction }, { harm }) => (trigger.harm ? harm.atLeast(trigger.harm, jurisdiction) : met),
  ({ trigger, jurisdiction }, { people }) =>
    trigger.affected ? people.test(trigger.affected, jurisdiction) : met,
  (rule, incident) => (rule.trigger.conditions ? ask(rule.trigger.conditions, rule, incident) : met),
  notExempt,
];

function nexus({ appliesTo, jurisdiction }: ObligationRule, { people, statements }: KnownIncident): Verdict {
  const residents = () => people.has(jurisdiction);
  const established = () =>
    statements.establishedWhere((place) => place === jurisdiction || liesIn(place, jurisdiction));
  if (appliesTo.nexus === 'none') return met;
  return appliesTo.nexus === 'residents' ? residents() : anyOf([residents, established], (link) => link());
}

/**
 * The screen speaks only while the condition is undecided: known sectors that share nothing with it make the
 * condition false. It keeps a shop from being asked whether it is an exchange.
 */
function organisation(rule: ObligationRule, incident: KnownIncident): Verdict {
  const { organisation: condition, sectorScreen } = rule.appliesTo;
  if (!condition) return met;
  const answer = ask(condition, rule, incident);
  if (answer.is !== 'unknown' || !sectorScreen) return answer;
  const sector = incident.statements.sectorIn(sectorScreen);
  return sector.is === false ? sector : answer;
}

function notExempt(rule: ObligationRule, incident: KnownIncident): Verdict {
  const { unless } = rule.trigger;
  if (!unless) return met;
  const exempt = ask(unless, rule, incident);
  return exempt.is === 'unknown' ? met : not(exempt);
}
