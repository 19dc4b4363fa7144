import type { IncidentFacts } from '../incidents/domain/incident-facts.js';
import type { Duty } from '../obligations/domain/duty.js';
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

/**
 * The duties that are owed, each once: open ones with a time first, by time; then those without a time; then
 * those met, newest first. Duties that wait for a decision on facts are no clocks and are left out.
 *
 * @param facts say which notices were sent
 * @param now   decides what is late
 */
export function dutyClocks(duties: readonly Duty[], facts: IncidentFacts, now: InstantLike): DutyClock[] {
  const owed = duties.filter(({ status }) => OWED.has(status));
  const shown = new Set(owed.map(({ ruleId }) => ruleId));
  return owed
    .filter(({ sameDutyAs }) => sameDutyAs === null || !shown.has(sameDutyAs))
    .map((duty) => clockOf(duty, facts.notices?.[duty.ruleId]?.sentAt, now))
    .sort(byUrgency);
}

/** The binding clock that runs out next, or ran out longest ago. */
export function nextLegalClock(clocks: readonly DutyClock[]): { at: string; duty: string } | undefined {
  const next = clocks.find(({ at, metAt, binding }) => at !== undefined && metAt === undefined && binding);
  return next?.at === undefined ? undefined : { at: next.at, duty: `${next.law}: ${next.name}` };
}

function clockOf(duty: Duty, metAt: string | undefined, now: InstantLike): DutyClock {
  const own = duty.ruleStatus === 'voluntary' || duty.ruleStatus === 'internal-clock';
  const soft = duty.dueAt === null && duty.softDueAt !== null;
  const at = duty.dueAt ?? duty.softDueAt ?? undefined;
  return {
    ruleId: duty.ruleId,
    name: `${capitalised(duty.authority)}${STAGES[duty.stage]}`,
    law: shortLaw(duty.law),
    state: stateOf(duty, at, metAt, own || soft, now),
    due: dueOf(duty, at, metAt, soft),
    at: at ?? metAt,
    metAt,
    binding: !own && !soft,
  };
}

function stateOf(
  duty: Duty,
  at: string | undefined,
  metAt: string | undefined,
  target: boolean,
  now: InstantLike,
): ClockState {
  if (metAt !== undefined) return 'met';
  if (duty.status === 'clock-not-started' || duty.status === 'on-hold') return 'not-started';
  if (at !== undefined && before(at, now)) return 'late';
  return target ? 'target' : 'due';
}

function dueOf(duty: Duty, at: string | undefined, metAt: string | undefined, soft: boolean): DueView {
  if (metAt !== undefined)
    return at === undefined ? { words: 'Met', remark: 'the law sets no time' } : { at, metAt };
  if (duty.status === 'on-hold') return { words: 'On hold', remark: 'an authority asked to wait' };
  if (duty.status === 'clock-not-started') return { words: 'Not started', remark: waitsFor(duty) };
  if (at === undefined)
    return duty.calendarError === null
      ? { words: 'Without undue delay', remark: 'the law sets no number of hours' }
      : { words: 'Cannot be counted', remark: duty.calendarError };
  const remarks = [
    ...(soft ? ['target, the law sets no number'] : []),
    ...(duty.ruleStatus === 'contractual' ? ['by contract'] : []),
    ...(duty.ruleStatus === 'internal-clock' ? ['own target'] : []),
    ...(duty.projected ? ['if the notice before it goes out as planned'] : []),
  ];
  return remarks.length === 0 ? { at } : { at, remark: remarks.join(', ') };
}

function waitsFor({ missingFacts }: Duty): string | undefined {
  const [first, ...rest] = missingFacts;
  if (first?.startsWith('notices.')) return 'starts when the notice before it is sent';
  if (first === undefined) return undefined;
  return `waits for: ${factWords(first)}${rest.length > 0 ? ` and ${rest.length} more` : ''}`;
}

/** What is met comes last; what has no time comes after what has one. */
function byUrgency(a: DutyClock, b: DutyClock): number {
  const group = ({ at, metAt }: DutyClock) => (metAt !== undefined ? 2 : at === undefined ? 1 : 0);
  if (group(a) !== group(b)) return group(a) - group(b);
  const [first, second] = group(a) === 2 ? [b, a] : [a, b];
  return compare(first.metAt ?? first.at, second.metAt ?? second.at) || a.ruleId.localeCompare(b.ruleId);
}

function compare(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return 0;
  return asInstant(a).epochMilliseconds - asInstant(b).epochMilliseconds;
}

function before(at: string, now: InstantLike): boolean {
  return asInstant(at).epochMilliseconds < asInstant(now).epochMilliseconds;
}

const LONGEST_LAW = 44;

/** Laws that everyone calls by name; the register shows their numbers. */
const NAMED_LAWS: readonly (readonly [string, string])[] = [
  ['Reg. (EU) 2022/2554', 'DORA'],
  ['Dir. (EU) 2022/2555', 'NIS2'],
  ['Reg. (EU) 2024/2847', 'CRA'],
];

/** The first of several laws, by its name, without the number that repeats it. */
export function shortLaw(law: string): string {
  const [first = law] = law.split(';');
  const short = NAMED_LAWS.reduce((text, [number, name]) => text.replace(number, name), first)
    .replace(/ \((Reg|Dir)[^)]*\)/, '')
    .trim();
  return short.length <= LONGEST_LAW ? short : `${short.slice(0, LONGEST_LAW - 1).replace(/\s+\S*$/, '')}…`;
}
