import type { Temporal } from 'temporal-polyfill';
import type { ObligationRule } from '../../catalogue/domain/obligation-rule.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { applies } from './applicability.js';
import { ask, firstThatHolds } from './conditions.js';
import { Counting } from './counting.js';
import type { DutyKnowledge } from './duty-knowledge.js';
import type { Duty, IdentityProtection } from './duty.js';
import { KnownIncident } from './known-incident.js';
import type { LocalTime } from './local-time.js';
import { dormancyOf } from './standing.js';
import { timingOf, type Timing } from './timing.js';
import { sortedNames, type Verdict } from './verdict.js';

/** What an evaluation adds to the words of a rule. */
export type Outcome = Pick<Duty, 'status' | 'arithmetic'> & Partial<Duty>;

/**
 * Every rule applied to an incident: trigger, then status, then hold, then clock.
 *
 * @param facts valid `IncidentFacts`; an absent fact is unknown, never false
 * @param at    instant of evaluation; says which law applies only where no clock is known
 * @returns one duty per rule, in file order; the same facts and knowledge give the same bytes
 * @see obligations README, part 4
 */
export function evaluateDuties(facts: IncidentFacts, at: Temporal.Instant, knowledge: DutyKnowledge): Duty[] {
  const incident = new KnownIncident(facts, at, knowledge.dataTests);
  const counting = new Counting(incident.time, knowledge.calendars);
  return knowledge.rules.map((rule) => dutyOf(rule, answer(rule, incident, counting)));
}

function answer(rule: ObligationRule, incident: KnownIncident, counting: Counting): Outcome {
  const trigger = applies(rule, incident);
  if (trigger.is === false) return notOwed(trigger);
  const dormancy = dormancyOf(rule, incident);
  if (dormancy) {
    const decidedBy = sortedNames(dormancy.because);
    return { status: 'inactive', decidedBy, arithmetic: [dormancy.sentence] };
  }
  const identityProtection = identityProtectionOf(rule, incident);
  if (trigger.is === 'unknown') return { ...needsFacts(trigger), identityProtection };
  if (rule.suspendedByLawEnforcementHold && incident.facts.lawEnforcementHold === true) {
    const sentence = 'An authority asked in writing to wait with this notice (fact lawEnforcementHold).';
    return { status: 'on-hold', arithmetic: [sentence], identityProtection };
  }
  return { ...timed(timingOf(rule, incident, counting), incident.time), identityProtection };
}

function notOwed({ facts }: Verdict): Outcome {
  const decidedBy = sortedNames(facts);
  return { status: 'not-owed', decidedBy, arithmetic: [`Not owed: decided by ${decidedBy.join(', ')}.`] };
}

function needsFacts({ facts }: Verdict): Outcome {
  const missingFacts = sortedNames(facts);
  return {
    status: 'needs-facts',
    missingFacts,
    arithmetic: [`Not decided: it needs ${missingFacts.join(', ')}.`],
  };
}

function timed(timing: Timing, time: LocalTime): Outcome {
  const text = (instant: Temporal.Instant | undefined) => (instant ? time.text(instant) : null);
  return {
    status: timing.status,
    dueAt: text(timing.dueAt),
    safeDueAt: text(timing.safeDueAt),
    softDueAt: text(timing.softDueAt),
    notBefore: text(timing.notBefore),
    projected: timing.projected,
    clock: timing.clock,
    clockAt: text(timing.clockAt),
    arithmetic: timing.arithmetic,
    missingFacts: timing.missingFacts,
    calendarError: timing.calendarError ?? null,
  };
}

/** The service that applies, or may apply; a variant replaces the months when it is known to hold. */
function identityProtectionOf(rule: ObligationRule, incident: KnownIncident): IdentityProtection | null {
  const term = rule.identityProtection;
  if (!term) return null;
  const wanted = ask(term.when, rule, incident);
  if (wanted.is === false) return null;
  const months = firstThatHolds(term.variants, rule, incident)?.variant.months ?? term.months;
  const missingFacts = wanted.is === 'unknown' ? sortedNames(wanted.facts) : [];
  return { level: term.level, months, applies: wanted.is, missingFacts };
}

/** A rule with an answer to it; what the answer leaves out is null or empty. */
export function dutyOf(rule: ObligationRule, outcome: Outcome): Duty {
  return {
    ruleId: rule.id,
    status: outcome.status,
    dueAt: outcome.dueAt ?? null,
    safeDueAt: outcome.safeDueAt ?? null,
    softDueAt: outcome.softDueAt ?? null,
    notBefore: outcome.notBefore ?? null,
    projected: outcome.projected ?? false,
    clock: outcome.clock ?? rule.deadline.clock,
    clockAt: outcome.clockAt ?? null,
    arithmetic: outcome.arithmetic,
    missingFacts: outcome.missingFacts ?? [],
    decidedBy: outcome.decidedBy ?? [],
    calendarError: outcome.calendarError ?? null,
    recipient: rule.recipient,
    authority: rule.authority,
    contentCodes: rule.content,
    prohibitedContent: rule.prohibitedContent ?? [],
    prescribedFormat: rule.prescribedFormat ?? null,
    language: rule.language ?? null,
    identityProtection: outcome.identityProtection ?? null,
    substituteNotice: rule.substituteNotice ?? null,
    channels: rule.channels,
    emailCondition: rule.emailCondition ?? null,
    mustPrecede: rule.deadline.mustPrecede ?? null,
    sameDutyAs: rule.sameDutyAs ?? null,
    jurisdiction: rule.jurisdiction,
    zone: rule.zone ?? null,
    law: rule.law,
    stage: rule.stage,
    ruleStatus: rule.status,
    effective: rule.effective,
    verified: rule.verified,
    tz: rule.deadline.tz,
  };
}
