import { Temporal } from 'temporal-polyfill';
import { priorities, priorityWords } from '../../catalogue/domain/priorities.js';
import type { Duty } from '../../obligations/domain/duty.js';
import type { Plan } from '../../plans/domain/build-plan.js';
import { english } from './languages/english.js';
import type { ChosenStep } from './notice-condition.js';

/** Lines of a brief to the board that come from the record, never from a pen. */
export interface BriefRecord {
  /** Duties that are owed, the most urgent first; then how many wait for facts. */
  clocks: string[];
  /** What people want, the heaviest first, with the step that serves it best and how far it is. */
  wants: string[];
}

/** Beyond so many lines a page of two minutes is none. */
const mostLines = 10;

/**
 * What the record says of clocks and wants at this moment, in English: staff and board read it, no person affected.
 *
 * @param steps chosen by people
 */
export function briefRecord(
  duties: readonly Pick<Duty, 'status' | 'law' | 'authority' | 'dueAt' | 'tz'>[],
  plan: Pick<Plan, 'weights' | 'steps' | 'leadStep'>,
  steps: readonly ChosenStep[],
): BriefRecord {
  return { clocks: clocksOf(duties), wants: wantsOf(plan, steps) };
}

function clocksOf(duties: Parameters<typeof briefRecord>[0]): string[] {
  const owed = duties.filter(({ status }) =>
    ['due', 'asap', 'on-hold', 'clock-not-started'].includes(status),
  );
  const urgency = ({ status, dueAt }: (typeof owed)[number]) =>
    status === 'asap' ? '' : status === 'due' && dueAt !== null ? dueAt : '~';
  const sorted = [...owed].sort((a, b) => (urgency(a) < urgency(b) ? -1 : urgency(a) > urgency(b) ? 1 : 0));
  const lines = sorted
    .slice(0, mostLines)
    .map(({ law, authority, ...duty }) => `${law}, to ${authority}: ${stateOf(duty)}.`);
  const more = sorted.length - lines.length;
  return [
    ...lines,
    ...(more > 0 ? [`${more} more stand in the register of duties.`] : []),
    ...waiting(duties.filter(({ status }) => status === 'needs-facts').length, lines.length > 0),
  ];
}

/** Whether a clock runs can hang on facts that nobody knows yet: silence on it would be taken for a no. */
function waiting(count: number, besides: boolean): string[] {
  if (count === 0) return [];
  const more = besides ? ' more' : '';
  const which = count === 1 ? `One${more} duty` : `${count}${more} duties`;
  const wait = count === 1 ? 'waits' : 'wait';
  return [`${which} may be owed, and ${wait} for facts that the register of duties names.`];
}

function stateOf({ status, dueAt, tz }: Pick<Duty, 'status' | 'dueAt' | 'tz'>): string {
  if (status === 'asap') return 'as soon as possible';
  if (status === 'on-hold') return 'on hold at the request of an authority';
  if (status === 'clock-not-started') return 'the clock has not started';
  if (dueAt === null) return 'due, the day cannot be counted';
  const at = Temporal.Instant.from(dueAt).toZonedDateTimeISO(tz).toPlainDateTime();
  const words =
    at.hour === 23 && at.minute === 59 ? english.longDate(at.toPlainDate(), {}) : english.dateTime(at, {});
  return `due ${words} (${tz})`;
}

function wantsOf(
  { weights, steps, leadStep }: Parameters<typeof briefRecord>[1],
  chosen: readonly ChosenStep[],
): string[] {
  const byWeight = [...priorities].sort((a, b) => weights[b] - weights[a]);
  return byWeight.flatMap((priority) => {
    const lead = steps.find(({ id }) => id === leadStep[priority]);
    const state = chosen.find(({ id }) => id === lead?.id);
    const share = `${priorityWords[priority]}, ${Math.round(weights[priority] * 100)} %`;
    if (!lead) return [`${share}: no step of the plan serves it first.`];
    const word = state === undefined ? 'not chosen' : state.done ? 'done' : 'chosen, not done';
    return [`${share}: ${word} (${lead.title}).`];
  });
}
