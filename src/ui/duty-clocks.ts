import type { IncidentFacts } from '../incidents/domain/incident-facts.js';
import type { Duty } from '../obligations/domain/duty.js';
import { shortLaw } from '../obligations/domain/duty-names.js';
import type { RegisteredDuty } from '../obligations/registered-duties.js';
import { instantText } from '../platform/database/columns.js';
import type { ClockState } from './charts/clock-mark.js';
import { capitalised } from './code-words.js';
import { factWords } from './fact-words.js';
import { asInstant, type InstantLike } from './views.time.js';
import type { DueView } from './views.types.js';

/** One duty that is owed, as clocks and lists show it. */
export interface DutyClock {
  ruleId: string;
  /** Whom to tell, and at which stage: `Competent authority (Art. 46), final report`. */
  name: string;
  /** As short as a tape needs: `GDPR Art. 33(1),(3)-(4)`. */
  law: string;
  state: ClockState;
  due: DueView;
  /** The moment that places it on a tape; absent while no time is known. */
  at?: string;
  metAt?: string;
  /** False for targets of guidance, of one's own and of recommendations: never called a legal clock. */
  binding: boolean;
}

const STAGES: Readonly<Record<Duty['stage'], string>> = {
  single: '',
  'early-warning': ', first report',
  intermediate: ', intermediate report',
  final: ', final report',
};

/** The answers by which a duty is decided and asked of an incident. */
export const OWED: ReadonlySet<Duty['status']> = new Set(['due', 'asap', 'clock-not-started', 'on-hold']);

/** A duty with what places it: its last moment as it counts now, and when it was met. */
interface Standing {
  duty: Duty;
  dueAt?: string;
  metAt?: string;
  /** What a person decided about the last moment. */
  decided?: 'extended' | 'delayed';
}

/**
 * The duties that are owed on facts that no register holds yet, each once: open ones with a time first, by time; then
 * those without a time; then those met, late ones before the others, newest first. Duties that wait for a decision on facts are no clocks.
 *
 * @param facts say which notices were sent
 * @param now   decides what is late
 */
export function dutyClocks(duties: readonly Duty[], facts: IncidentFacts, now: InstantLike): DutyClock[] {
  const standings = duties
    .filter(({ status }) => OWED.has(status))
    .map((duty) => ({ duty, dueAt: duty.dueAt ?? undefined, metAt: facts.notices?.[duty.ruleId]?.sentAt }));
  return clocksOf(standings, now);
}

/**
 * The clocks of a register, in the order of {@link dutyClocks}: by the terms in force and what people decided. Waived
 * duties have none, extended ones the new moment; what was late stays late once it is met.
 */
export function registerClocks(register: readonly RegisteredDuty[], now: InstantLike): DutyClock[] {
  return clocksOf(register.flatMap(standingOf), now);
}

function standingOf({ duty, state, record }: RegisteredDuty): Standing[] {
  if (record === null) return OWED.has(duty.status) ? [{ duty, dueAt: duty.dueAt ?? undefined }] : [];
  const placed = record.dueAt !== null || record.filedAt !== null || OWED.has(duty.status);
  if (state === 'waived' || state === 'not_owed' || !placed) return [];
  const decided = record.decision?.decision;
  return [
    {
      duty,
      dueAt: record.dueAt === null ? undefined : instantText(record.dueAt),
      metAt: record.filedAt === null ? undefined : instantText(record.filedAt),
      ...(decided === 'extended' || decided === 'delayed' ? { decided } : {}),
    },
  ];
}

function clocksOf(standings: readonly Standing[], now: InstantLike): DutyClock[] {
  const shown = new Set(standings.map(({ duty }) => duty.ruleId));
  return standings
    .filter(({ duty }) => duty.sameDutyAs === null || !shown.has(duty.sameDutyAs))
    .map((standing) => clockOf(standing, now))
    .sort(byUrgency);
}

/** The binding clock that runs out next, or ran out longest ago. */
export function nextLegalClock(clocks: readonly DutyClock[]): { at: string; duty: string } | undefined {
  const next = clocks.find(({ at, metAt, binding }) => at !== undefined && metAt === undefined && binding);
  return next?.at === undefined ? undefined : { at: next.at, duty: `${next.law}: ${next.name}` };
}

function clockOf(standing: Standing, now: InstantLike): DutyClock {
  const { duty, dueAt, metAt, decided } = standing;
  const own = duty.ruleStatus === 'voluntary' || duty.ruleStatus === 'internal-clock';
  const target = decided === undefined ? (duty.softDueAt ?? undefined) : undefined;
  const soft = dueAt === undefined && target !== undefined;
  const at = dueAt ?? target;
  return {
    ruleId: duty.ruleId,
    name: `${capitalised(duty.authority)}${STAGES[duty.stage]}`,
    law: shortLaw(duty.law),
    state: stateOf(standing, at, own || soft, now),
    due: dueOf(standing, at, soft),
    at: at ?? metAt,
    metAt,
    binding: !own && !soft,
  };
}

function stateOf(
  { duty, metAt, decided }: Standing,
  at: string | undefined,
  target: boolean,
  now: InstantLike,
): ClockState {
  if (metAt !== undefined) return at !== undefined && !target && before(at, metAt) ? 'late' : 'met';
  const waits = duty.status === 'clock-not-started' || duty.status === 'on-hold' || decided === 'delayed';
  if (waits && at === undefined) return 'not-started';
  if (at !== undefined && before(at, now)) return 'late';
  return target ? 'target' : 'due';
}

function dueOf({ duty, metAt, decided }: Standing, at: string | undefined, soft: boolean): DueView {
  if (metAt !== undefined)
    return at === undefined ? { words: 'Met', remark: 'the law sets no time' } : { at, metAt };
  if (at === undefined) return withoutTime(duty, decided);
  const remarks = [
    ...(decided === undefined ? [] : [decided]),
    ...(soft ? ['target, the law sets no number'] : []),
    ...(duty.ruleStatus === 'contractual' ? ['by contract'] : []),
    ...(duty.ruleStatus === 'internal-clock' ? ['own target'] : []),
    ...(duty.projected ? ['if the notice before it goes out as planned'] : []),
  ];
  return remarks.length === 0 ? { at } : { at, remark: remarks.join(', ') };
}

function withoutTime(duty: Duty, decided: Standing['decided']): DueView {
  if (decided === 'delayed') return { words: 'Delayed', remark: 'at the request of law enforcement' };
  if (duty.status === 'on-hold') return { words: 'On hold', remark: 'an authority asked to wait' };
  if (duty.status === 'clock-not-started') return { words: 'Not started', remark: waitsFor(duty) };
  return duty.calendarError === null
    ? { words: 'Without undue delay', remark: 'the law sets no number of hours' }
    : { words: 'Cannot be counted', remark: duty.calendarError };
}

function waitsFor({ missingFacts }: Duty): string | undefined {
  const [first, ...rest] = missingFacts;
  if (first?.startsWith('notices.')) return 'starts when the notice before it is sent';
  if (first === undefined) return undefined;
  return `waits for: ${factWords(first)}${rest.length > 0 ? ` and ${rest.length} more` : ''}`;
}

/** What is met comes last, what was met late before it; what has no time comes after what has one. */
function byUrgency(a: DutyClock, b: DutyClock): number {
  const group = ({ at, metAt, state }: DutyClock) =>
    metAt === undefined ? (at === undefined ? 1 : 0) : state === 'late' ? 2 : 3;
  if (group(a) !== group(b)) return group(a) - group(b);
  const [first, second] = group(a) >= 2 ? [b, a] : [a, b];
  return compare(first.metAt ?? first.at, second.metAt ?? second.at) || a.ruleId.localeCompare(b.ruleId);
}

function compare(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return 0;
  return asInstant(a).epochMilliseconds - asInstant(b).epochMilliseconds;
}

/** By whole seconds, as deadlines count them. */
function before(at: string, now: InstantLike): boolean {
  const second = (moment: InstantLike) => Math.floor(asInstant(moment).epochMilliseconds / 1_000);
  return second(at) < second(now);
}
