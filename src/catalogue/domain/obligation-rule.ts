/**
 * One row of `knowledge/obligations/<region>.yaml`, field by field as written there; its meaning is in
 * `knowledge/obligations/README.md`. Exact form: `knowledge/schema/obligation-rule.schema.json`.
 * Codes typed as `string` are closed lists of `vocabulary.yaml`, checked when the file is read.
 */
export interface ObligationRule {
  /** Stable and unique over all files. */
  id: string;
  /** ISO 3166-1 or 3166-2 code; `EU` = the Union, `ZZ` = world-wide. */
  jurisdiction: string;
  zone?: 'DIFC' | 'ADGM';
  status: RuleStatus;
  /** First day (YYYY-MM-DD) of the rule in this form; null = no date. */
  effective: string | null;
  recipient: DutyRecipient;
  authority: string;
  law: string;
  stage: DutyStage;
  /** Id of the row that describes the same duty; people see it once. */
  sameDutyAs?: string;
  appliesTo: {
    nexus: 'residents' | 'residents-or-established' | 'none';
    organisation?: Condition;
    sectorScreen?: string[];
  };
  trigger: DutyTrigger;
  deadline: DutyDeadline;
  suspendedByLawEnforcementHold?: true;
  /** Content codes the notice must carry; empty = the law lists nothing. */
  content: string[];
  prohibitedContent?: string[];
  prescribedFormat?: string;
  language?: string;
  identityProtection?: IdentityProtectionTerm;
  substituteNotice?: SubstituteNotice;
  channels: string[];
  emailCondition?: string;
  /** Month described, YYYY-MM. */
  asOf: string;
  source: string[];
  /** False: the number or the trigger was not seen in a document. */
  verified: boolean;
  notes: string;
}

export type RuleStatus =
  | 'in-force'
  | 'not-yet-in-force'
  | 'contractual'
  | 'voluntary'
  | 'internal-clock'
  | 'proposed'
  | 'not-yet-enforceable'
  | 'adopted-effective-date-unconfirmed';

export type DutyRecipient =
  'individuals' | 'regulator' | 'consumer-reporting-agencies' | 'media' | 'partners';
export type DutyStage = 'single' | 'early-warning' | 'intermediate' | 'final';
export type SafeHarbor = 'encryption' | 'redaction' | 'none';
export type HarmStep = 'none' | 'unlikely' | 'possible' | 'likely' | 'serious';

export interface DutyTrigger {
  effects?: string[];
  data?: { anyOf: string[] };
  /** Holds for every data test of the rule; absent = `none`. */
  safeHarbor?: SafeHarbor;
  harm?: HarmTest;
  affected?: PeopleTest;
  conditions?: Condition;
  unless?: Condition;
}

export interface HarmTest {
  atLeast: HarmStep;
  /** What an unassessed harm means; absent = `needs-facts`. */
  unassessed?: 'owed' | 'needs-facts';
}

/** Both bounds are included: "more than 500" is `atLeast: 501`. */
export interface PeopleTest {
  atLeast?: number;
  atMost?: number;
  count: 'residents' | 'persons-notified' | 'total' | 'any-one-state';
}

/** Exactly one key. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { org: string }
  | { finding: string }
  | { role: 'controller' | 'processor' }
  | { insuranceLicence: string }
  | { type: string[] }
  | { intent: 'intentional' | 'accidental' }
  | { data: string[] }
  | { harm: HarmTest }
  | { harmAtMost: HarmStep }
  | { affected: PeopleTest }
  | { onOrAfter: string };

export type DutyClock =
  | 'awareAt'
  | 'discoveredAt'
  | 'determinedAt'
  | 'noHarmDeterminedAt'
  | 'classifiedAt'
  | 'materialityDeterminedAt'
  | 'secMissingInformationAt'
  | 'ransomPaidAt'
  | 'circiaNewInformationAt'
  | 'authorityRequestAt'
  | 'correctiveMeasureAvailableAt'
  | 'incidentResolvedAt'
  | 'handlingConcludedAt'
  | 'previousAnnualReportAt'
  | 'notice';

export type PeriodUnit = 'hours' | 'days' | 'business-days' | 'months';

/** A whole number >= 1 of a unit. */
export interface Period {
  amount: number;
  unit: PeriodUnit;
}

export interface DutyDeadline {
  kind: 'fixed' | 'asap' | 'with-notice';
  clock: DutyClock;
  /** With `clock: notice`: rule ids in order of preference. */
  of?: string[];
  from?: 'end-of-year';
  amount?: number;
  unit?: PeriodUnit;
  /** IANA zone in which days are counted. */
  tz: string;
  /** Code of `calendars.yaml`; needed by business days. */
  calendar?: string;
  countTriggerDay?: true;
  /** Local time HH:MM on the last day, in place of 23:59:59. */
  cutoff?: string;
  rollover?: Rollover;
  cap?: Period & { clock: DutyClock };
  softTarget?: Period;
  notBefore?: { of: string[]; amount: number; unit: 'business-days'; calendar: string };
  concurrentWith?: string | null;
  mustPrecede?: string;
  variants?: DeadlineVariant[];
}

export interface Rollover {
  to: 'next-working-day' | 'next-working-day-noon';
  calendar: string;
  onlyIf?: Condition;
}

/** Replaces the fields it names when `when` is known to hold; `concurrentWith: null` takes the bond away. */
export interface DeadlineVariant {
  when: Condition;
  kind?: DutyDeadline['kind'];
  clock?: DutyClock;
  of?: string[];
  amount?: number;
  unit?: PeriodUnit;
  calendar?: string;
  concurrentWith?: null;
}

export interface IdentityProtectionTerm {
  level: 'recommended' | 'required';
  months: number;
  when: Condition;
  variants?: { when: Condition; months: number }[];
}

export interface SubstituteNotice {
  costOverUsd: number | null;
  affectedOver: number | null;
  channels: string[];
}
