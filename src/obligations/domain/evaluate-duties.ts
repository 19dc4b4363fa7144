import type { Temporal } from 'temporal-polyfill';
import type { ObligationRule } from '../../catalogue/domain/obligation-rule.js';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import { ask, firstThatHolds } from './conditions.js';
import { Counting } from './counting.js';
import type { DutyKnowledge } from './duty-knowledge.js';
import type { Duty, DutyStatus, IdentityProtection } from './duty.js';
import { KnownIncident } from './known-incident.js';
import type { LocalTime } from './local-time.js';
import { prepare, type PreparedRule } from './prepared-rule.js';
import { dormancyOf, type Dormancy } from './standing.js';
import { timingOf, type Timing } from './timing.js';
import { allOf, sortedNames, type Verdict } from './verdict.js';

/** What an evaluation adds to the words of a rule. */
export type Outcome = Pick<Duty, 'status' | 'arithmetic'> & Partial<Duty>;

/** What became of one rule; the duty in words is made only for who reads it. */
export interface Answer {
  ruleId: string;
  status: DutyStatus;
  duty: () => Duty;
}

/**
 * Every rule applied to an incident: trigger, then status, then hold, then clock.
 *
 * @param facts valid `IncidentFacts`; an absent fact is unknown, never false
 * @param at    instant of evaluation; says which law applies only where no clock is known
 * @returns one duty per rule, in file order; the same facts and knowledge give the same bytes
 * @see obligations README, part 4
 */
export function evaluateDuties(facts: IncidentFacts, at: Temporal.Instant, knowledge: DutyKnowledge): Duty[] {
  return answersTo(facts, at, knowledge).map((answer) => answer.duty());
}

/** The same for who needs the words of some duties only, such as the register: most rules are not owed. */
export function answersTo(facts: IncidentFacts, at: Temporal.Instant, knowledge: DutyKnowledge): Answer[] {
  const incident = new KnownIncident(facts, at, knowledge.dataTests);
  const counting = new Counting(incident.time, knowledge.calendars);
  return knowledge.rules.map((rule) => answer(prepare(rule), incident, counting));
}

function answer(prepared: PreparedRule, incident: KnownIncident, counting: Counting): Answer {
  const { rule, ruleId } = prepared;
  const trigger = allOf(prepared.trigger, (part) => part(incident));
  if (trigger.is === false)
    return { ruleId, status: 'not-owed', duty: () => answered(prepared, notOwed(trigger)) };
  const dormancy = dormancyOf(prepared.standing, incident);
  if (dormancy) return { ruleId, status: 'inactive', duty: () => answered(prepared, inactive(dormancy)) };
  const withProtection = (outcome: Outcome) =>
    answered(prepared, outcome, identityProtectionOf(rule, prepared.identityProtection, incident));
  if (trigger.is === 'unknown')
    return { ruleId, status: 'needs-facts', duty: () => withProtection(needsFacts(trigger)) };
  if (prepared.maySuspend && incident.facts.lawEnforcementHold === true)
    return { ruleId, status: 'on-hold', duty: () => withProtection(ON_HOLD) };
  const timing = timingOf(rule, incident, counting);
  return { ruleId, status: timing.status, duty: () => withProtection(timed(timing, incident.time)) };
}

const ON_HOLD: Outcome = {
  status: 'on-hold',
  arithmetic: ['An authority asked in writing to wait with this notice (fact lawEnforcementHold).'],
};

function inactive({ because, sentence }: Dormancy): Outcome {
  return { status: 'inactive', decidedBy: sortedNames(because), arithmetic: [sentence] };
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
function identityProtectionOf(
  rule: ObligationRule,
  term: ObligationRule['identityProtection'],
  incident: KnownIncident,
): IdentityProtection | null {
  if (!term) return null;
  const wanted = ask(term.when, rule, incident);
  if (wanted.is === false) return null;
  const months = firstThatHolds(term.variants, rule, incident)?.variant.months ?? term.months;
  const missingFacts = wanted.is === 'unknown' ? sortedNames(wanted.facts) : [];
  return { level: term.level, months, applies: wanted.is, missingFacts };
}

/** A rule with an answer to it; what the answer leaves out is null or empty. */
export function dutyOf(rule: ObligationRule, outcome: Outcome): Duty {
  return answered(prepare(rule), outcome, outcome.identityProtection ?? null);
}

function answered(
  { unanswered }: PreparedRule,
  outcome: Outcome,
  identityProtection: IdentityProtection | null = null,
): Duty {
  return {
    ...unanswered,
    status: outcome.status,
    dueAt: outcome.dueAt ?? null,
    safeDueAt: outcome.safeDueAt ?? null,
    softDueAt: outcome.softDueAt ?? null,
    notBefore: outcome.notBefore ?? null,
    projected: outcome.projected ?? false,
    clock: outcome.clock ?? unanswered.clock,
    clockAt: outcome.clockAt ?? null,
    arithmetic: outcome.arithmetic,
    missingFacts: outcome.missingFacts ?? [],
    decidedBy: outcome.decidedBy ?? [],
    calendarError: outcome.calendarError ?? null,
    identityProtection,
  };
}
