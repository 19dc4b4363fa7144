import type { Priority } from './priorities.js';

export type Phase = 'prepare' | 'contain' | 'assess' | 'notify' | 'remedy' | 'support' | 'verify' | 'learn';
export type Effort = 'S' | 'M' | 'L';

/** Lanes of the schedule, most urgent first. They order time only and never the consumer rank. */
export const lanes = ['life-safety', 'containment', 'legal', 'normal'] as const;
export type Lane = (typeof lanes)[number];

/** Facts a condition of a step or of a modulator may read. */
export const rankingFactNames = [
  'industry',
  'cause',
  'dataClasses',
  'lossesIncurred',
  'vulnerableGroups',
  'scale',
  'hoursSinceDiscovery',
  'ongoing',
  'repeat',
  'published',
  'serviceDisrupted',
  'safetyRisk',
  'unpatchable',
  'contactDetailsPoor',
  'encrypted',
  'regions',
  'mode',
] as const;
export type RankingFactName = (typeof rankingFactNames)[number];

/** One test of one fact; an absent fact meets none. `has`: the list fact shares at least one value. */
export type FactTest =
  | { fact: RankingFactName; equals: string | boolean | number }
  | { fact: RankingFactName; in: (string | boolean)[] }
  | { fact: RankingFactName; has: string[] }
  | { fact: RankingFactName; atLeast: number };

/** Groups nest; a group that names both `all` and `any` needs both. `{}` always holds. */
export type StepCondition = FactTest | StepConditionGroup;
export interface StepConditionGroup {
  all?: StepCondition[];
  any?: StepCondition[];
}

/** One step of `steps.yaml`, field by field. */
export interface Step {
  id: string;
  title: string;
  phase: Phase;
  owner: string;
  lane: Lane;
  /** Strength from 1 (touches) to 4 (is the thing asked for). */
  serves: Partial<Record<Priority, number>>;
  appliesWhen: StepConditionGroup;
  requires: string[];
  requiresIfApplicable: string[];
  doneWhen: string;
  /** Done needs an evidence file, for something that people are told rests on it. Absent in a pack: false. */
  asksEvidence?: boolean;
  /** Text model of what people are told they will get; null: the step creates no commitment. */
  commitment: string | null;
  standard: string[];
  /** Usual hours from start until the customer feels the benefit. */
  leadHours: number;
  effort: Effort;
  /** Hours from awareness where one fixed clock is common; null: look it up per place. */
  legalDueHours: number | null;
  evidence: string[];
}
