import { Temporal } from 'temporal-polyfill';
import { priorities } from '../../catalogue/domain/priorities.js';
import type { Duty } from '../../obligations/domain/duty.js';
import type { Plan } from '../../plans/domain/build-plan.js';
import type { ChosenStep } from './notice-condition.js';
import type { BriefLine } from './notice-values.js';

/** Lines of a brief to the board that come from the record, never from a pen. */
export interface BriefRecord {
  /** Duties that are owed, the most urgent first; then how many wait for facts. */
  clocks: BriefLine[];
  /** What people want, the heaviest first, with the step that serves it best and how far it is. */
  wants: BriefLine[];
}

/** Beyond so many lines a page of two minutes is none. */
const mostLines = 10;

type BriefDuty = Pick<Duty, 'status' | 'law' | 'authority' | 'recipient' | 'dueAt' | 'tz'>;

/**
 * What the record says of clocks and wants at this moment, for each language to put into words.
 *
 * @param steps chosen by people
 */
export function briefRecord(
  duties: readonly BriefDuty[],
  plan: Pick<Plan, 'weights' | 'steps' | 'leadStep'>,
  steps: readonly ChosenStep[],
): BriefRecord {
  return { clocks: clocksOf(duties), wants: wantsOf(plan, steps) };
}

const owedStates = ['due', 'asap', 'on-hold', 'clock-not-started'] as const;
type OwedDuty = BriefDuty & { status: (typeof owedStates)[number] };

function clocksOf(duties: readonly BriefDuty[]): BriefLine[] {
  const owed = duties.filter((duty): duty is OwedDuty => owedStates.some((state) => state === duty.status));
  const urgency = ({ status, dueAt }: OwedDuty) =>
    status === 'asap' ? '' : status === 'due' && dueAt !== null ? dueAt : '~';
  const sorted = [...owed].sort((a, b) => (urgency(a) < urgency(b) ? -1 : urgency(a) > urgency(b) ? 1 : 0));
  const lines = sorted.slice(0, mostLines).map(clockOf);
  const more = sorted.length - lines.length;
  // Whether a clock runs can hang on facts that nobody knows yet: silence on it would be taken for a no.
  const waiting = duties.filter(({ status }) => status === 'needs-facts').length;
  return [
    ...lines,
    ...(more > 0 ? [{ about: 'more', count: more } as const] : []),
    ...(waiting > 0 ? [{ about: 'waiting', count: waiting, besides: lines.length > 0 } as const] : []),
  ];
}

function clockOf({ law, authority, recipient, status, dueAt, tz }: OwedDuty): BriefLine {
  const due = dueAt === null ? null : dayOrMoment(dueAt, tz);
  return { about: 'clock', law, authority, toPeople: recipient === 'individuals', state: status, due, tz };
}

/** A clock that ends with the day is told by the day. */
function dayOrMoment(dueAt: string, tz: string): Temporal.PlainDate | Temporal.PlainDateTime {
  const at = Temporal.Instant.from(dueAt).toZonedDateTimeISO(tz).toPlainDateTime();
  return at.hour === 23 && at.minute === 59 ? at.toPlainDate() : at;
}

function wantsOf(
  { weights, steps, leadStep }: Parameters<typeof briefRecord>[1],
  chosen: readonly ChosenStep[],
): BriefLine[] {
  const byWeight = [...priorities].sort((a, b) => weights[b] - weights[a]);
  return byWeight.map((priority) => {
    const lead = steps.find(({ id }) => id === leadStep[priority]);
    const decided = chosen.find(({ id }) => id === lead?.id);
    const percent = Math.round(weights[priority] * 100);
    const state = !lead ? 'none' : !decided ? 'open' : decided.done ? 'done' : 'chosen';
    return { about: 'want', priority, percent, state, step: lead?.title ?? null };
  });
}
