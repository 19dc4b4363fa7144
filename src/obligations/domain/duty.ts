import type {
  DutyClock,
  DutyRecipient,
  DutyStage,
  ObligationRule,
  RuleStatus,
  SubstituteNotice,
} from '../../catalogue/domain/obligation-rule.js';

/** The seven answers of the obligations README, part 4. */
export type DutyStatus =
  'not-owed' | 'inactive' | 'needs-facts' | 'on-hold' | 'clock-not-started' | 'asap' | 'due';

/** Owed, or perhaps owed: the rest is listed only when everything is asked for. */
export function concerns({ status }: Pick<Duty, 'status'>): boolean {
  return status !== 'not-owed' && status !== 'inactive';
}

/**
 * One rule applied to one incident. What does not apply is null, a list without members empty. Instants are UTC,
 * `YYYY-MM-DDTHH:MM:SSZ`, and still in time; one second later is late.
 */
export interface Duty {
  ruleId: string;
  status: DutyStatus;
  /** Last moment. Null while `due` only if `calendarError` says why it cannot be counted. */
  dueAt: string | null;
  /** The last moment before it was moved past days off. */
  safeDueAt: string | null;
  /** A target from guidance, never a limit. */
  softDueAt: string | null;
  notBefore: string | null;
  /** `dueAt` rests on a notice that is planned, not sent. */
  projected: boolean;
  clock: DutyClock;
  /** When that clock started, if it did and the duty is owed. */
  clockAt: string | null;
  /** The working, sentence by sentence, for a lawyer to check. */
  arithmetic: string[];
  /** Paths of the facts object that an undecided or unstarted duty waits for, sorted. */
  missingFacts: string[];
  /** For `not-owed` and `inactive`: the facts, or fields of the rule (`rule.status`), that decided, sorted. */
  decidedBy: string[];
  calendarError: string | null;
  recipient: DutyRecipient;
  authority: string;
  contentCodes: readonly string[];
  prohibitedContent: readonly string[];
  prescribedFormat: string | null;
  language: string | null;
  identityProtection: IdentityProtection | null;
  substituteNotice: SubstituteNotice | null;
  channels: readonly string[];
  emailCondition: string | null;
  /** Rule whose notice this one must come before. */
  mustPrecede: string | null;
  /** Rule that describes the same duty: show the two once. */
  sameDutyAs: string | null;
  jurisdiction: string;
  zone: ObligationRule['zone'] | null;
  law: string;
  stage: DutyStage;
  ruleStatus: RuleStatus;
  /** First day of the rule in this form, YYYY-MM-DD. */
  effective: string | null;
  verified: boolean;
  tz: string;
}

/** Free service that the law wants offered to people, or may want: then `missingFacts` says what decides. */
export interface IdentityProtection {
  level: 'recommended' | 'required';
  months: number;
  applies: true | 'unknown';
  missingFacts: string[];
}
