import { Temporal } from 'temporal-polyfill';
import type { IncidentFacts } from '../../incidents/domain/incident-facts.js';
import type { Duty } from '../../obligations/domain/duty.js';
import { meets } from '../../plans/domain/conditions.js';
import type { RankingFacts } from '../../plans/domain/ranking-facts.js';
import type { DerivedFlag, NoticeCondition } from './notice-kind.js';
import { valueOf, type NoticeValue, type NoticeValues } from './notice-values.js';

/** A step that people decided on; `done` needs the record of it. */
export interface ChosenStep {
  id: string;
  done: boolean;
}

/** What a notice reads of a duty. */
export type NoticeDuty = Pick<
  Duty,
  'ruleId' | 'status' | 'recipient' | 'jurisdiction' | 'contentCodes' | 'prohibitedContent'
>;

/** Everything that a condition of a kind may ask. */
export interface ConditionGround {
  facts: IncidentFacts;
  ranking: RankingFacts;
  steps: readonly ChosenStep[];
  /** Duties that the kind fulfils and that are owed, whatever their clock says, to these readers. */
  duties: readonly NoticeDuty[];
  /** Codes that the law of every reader forbids. */
  forbidden: ReadonlySet<string>;
  values: NoticeValues;
  /** Jurisdictions of the readers. */
  places: readonly string[];
}

/** True where the condition is known to hold; an unknown fact meets none, except under `not`. */
export function holds(condition: NoticeCondition, ground: ConditionGround): boolean {
  if ('fact' in condition) return meets(condition, ground.ranking);
  const [[key, asked] = []] = Object.entries(condition);
  const test = tests[key as keyof typeof tests] as (asked: unknown, ground: ConditionGround) => boolean;
  return key === 'finding' ? finding(condition as FindingTest, ground) : test(asked, ground);
}

type FindingTest = Extract<NoticeCondition, { finding: string }>;

const tests = {
  always: () => true,
  all: (parts: NoticeCondition[], ground: ConditionGround) => parts.every((part) => holds(part, ground)),
  any: (parts: NoticeCondition[], ground: ConditionGround) => parts.some((part) => holds(part, ground)),
  not: (part: NoticeCondition, ground: ConditionGround) => !holds(part, ground),
  chosen: (ids: string[], { steps }: ConditionGround) => steps.some(({ id }) => ids.includes(id)),
  done: (ids: string[], { steps }: ConditionGround) => steps.some(({ id, done }) => done && ids.includes(id)),
  known: (names: string[], { values }: ConditionGround) =>
    names.every((name) => valueOf(values, name) !== undefined),
  types: (codes: string[], { facts }: ConditionGround) => shares(facts.incident?.types, codes),
  effects: (codes: string[], { facts }: ConditionGround) => shares(facts.incident?.effects, codes),
  classes: (codes: string[], { facts }: ConditionGround) =>
    shares(
      facts.data?.classes?.map((entry) => entry.class),
      codes,
    ),
  asked: (codes: string[], { duties }: ConditionGround) =>
    duties.some(({ contentCodes }) => shares(contentCodes, codes)),
  forbidden: (codes: string[], { forbidden }: ConditionGround) => codes.some((code) => forbidden.has(code)),
  owedIn: (jurisdiction: string, { duties }: ConditionGround) =>
    duties.some((duty) => duty.jurisdiction === jurisdiction),
  derived: (flag: DerivedFlag, ground: ConditionGround) => derived[flag](ground),
};

const derived: Record<DerivedFlag, (ground: ConditionGround) => boolean> = {
  severalDays: ({ values }) => daysBetween(values, 'incident.occurredAt', 'incident.occurredUntil') > 0,
  sameDay: ({ values }) => daysBetween(values, 'incident.occurredAt', 'incident.occurredUntil') === 0,
  sureLater: ({ values }) => daysBetween(values, 'incident.discoveredAt', 'incident.awareAt') > 0,
  stoppedSameDay: ({ values }) => daysBetween(values, 'incident.discoveredAt', 'incident.containedAt') === 0,
  late: ({ values }) => daysBetween(values, 'incident.discoveredAt', 'notice.date') > mostDaysWithoutReason,
  dataComplete: ({ facts }) => facts.data?.complete === true,
  inUnitedStates: ({ places }) => places.length > 0 && places.every((place) => /^US(-|$)/.test(place)),
};

/** From here on, people are told why they hear of it only now (notice quality, C4). */
const mostDaysWithoutReason = 30;

function finding({ finding: code, is }: FindingTest, { facts }: ConditionGround): boolean {
  const findings = facts.incident?.findings;
  return findings !== undefined && Object.hasOwn(findings, code) && findings[code] === is;
}

/** Whole days between two days on the calendar; no number where one is unknown. */
function daysBetween(values: NoticeValues, from: string, to: string): number {
  const start = dayOf(valueOf(values, from));
  const end = dayOf(valueOf(values, to));
  return start && end ? start.until(end, { largestUnit: 'days' }).days : Number.NaN;
}

function dayOf(value: NoticeValue | undefined): Temporal.PlainDate | undefined {
  if (value instanceof Temporal.PlainDateTime) return value.toPlainDate();
  return value instanceof Temporal.PlainDate ? value : undefined;
}

function shares(codes: readonly string[] | undefined, wanted: readonly string[]): boolean {
  return codes?.some((code) => wanted.includes(code)) ?? false;
}
