import type { ObligationRule } from '../../catalogue/domain/obligation-rule.js';
import { triggerOf } from './applicability.js';
import type { Question } from './conditions.js';
import type { Duty } from './duty.js';
import type { Standing } from './standing.js';

/** A rule made ready once for the evaluation of any number of incidents. */
export interface PreparedRule {
  rule: ObligationRule;
  ruleId: string;
  /** All of them must hold. */
  trigger: readonly Question[];
  standing: Standing;
  /** A law-enforcement hold suspends it. */
  maySuspend: boolean;
  identityProtection: ObligationRule['identityProtection'];
  /** What its duty says whatever the facts; null or empty where only an answer can say it. To be copied, not given out. */
  unanswered: Readonly<Duty>;
}

const prepared = new WeakMap<ObligationRule, PreparedRule>();

/** A rule is never changed once it was read, so this is worked out once for each. */
export function prepare(rule: ObligationRule): PreparedRule {
  const known = prepared.get(rule);
  if (known) return known;
  const made: PreparedRule = {
    rule,
    ruleId: rule.id,
    trigger: triggerOf(rule),
    standing: { status: rule.status, effective: rule.effective, tz: rule.deadline.tz },
    maySuspend: rule.suspendedByLawEnforcementHold === true,
    identityProtection: rule.identityProtection,
    unanswered: unansweredDuty(rule),
  };
  prepared.set(rule, made);
  return made;
}

function unansweredDuty(rule: ObligationRule): Duty {
  return {
    ruleId: rule.id,
    status: 'not-owed',
    dueAt: null,
    safeDueAt: null,
    softDueAt: null,
    notBefore: null,
    projected: false,
    clock: rule.deadline.clock,
    clockAt: null,
    arithmetic: [],
    missingFacts: [],
    decidedBy: [],
    calendarError: null,
    recipient: rule.recipient,
    authority: rule.authority,
    contentCodes: rule.content,
    prohibitedContent: rule.prohibitedContent ?? [],
    prescribedFormat: rule.prescribedFormat ?? null,
    language: rule.language ?? null,
    identityProtection: null,
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
