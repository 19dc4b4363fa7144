import type { Temporal } from 'temporal-polyfill';
import type { DutyDeadline, ObligationRule, Period } from '../../catalogue/domain/obligation-rule.js';
import type { Start } from './clocks.js';
import { ask, firstThatHolds } from './conditions.js';
import { amountInWords, type Counting } from './counting.js';
import type { KnownIncident } from './known-incident.js';
import { isEarlier } from './local-time.js';
import { isManual } from './manual-duty.js';
import { sortedNames } from './verdict.js';
import { DateOutsideCalendar } from './working-days.js';

/** What the clock says of an owed rule. */
export interface Timing {
  status: 'clock-not-started' | 'asap' | 'due';
  clock: DutyDeadline['clock'];
  clockAt?: Temporal.Instant;
  dueAt?: Temporal.Instant;
  safeDueAt?: Temporal.Instant;
  softDueAt?: Temporal.Instant;
  notBefore?: Temporal.Instant;
  projected: boolean;
  missingFacts: string[];
  /** Sentences in the order of the working. */
  arithmetic: string[];
  /** A date that the calendar does not know; the moment that needed it is left out. */
  calendarError?: string;
}

type Answer = Pick<Timing, 'status'> & Partial<Timing>;

/** A last moment, and whether it rests on a notice that is only planned. */
interface Limit {
  at: Temporal.Instant;
  planned: boolean;
}

/** The clock step of one owed rule; the law's terms are those of the first variant that holds. */
export function timingOf(rule: ObligationRule, incident: KnownIncident, counting: Counting): Timing {
  return new ClockStep(rule, incident, counting).timing();
}

class ClockStep {
  readonly #words: string[] = [];
  readonly #terms: DutyDeadline;
  readonly #start: Start | undefined;
  #calendarError: string | undefined;

  constructor(
    private readonly rule: ObligationRule,
    private readonly incident: KnownIncident,
    private readonly counting: Counting,
  ) {
    this.#terms = this.#variant();
    this.#start = incident.clocks.start(this.#terms.clock, this.#terms.of);
  }

  timing(): Timing {
    const missing = this.#missing();
    this.#say(this.#start && `Clock: ${this.#occurrence(this.#start)}.`);
    const answer = missing.length ? this.#notStarted(missing) : this.#running();
    const { mustPrecede } = this.#terms;
    this.#say(mustPrecede && `Must be made before the notice ${mustPrecede}${this.#stateOf(mustPrecede)}.`);
    this.#sayOutcome(answer);
    return {
      clock: this.#terms.clock,
      ...(this.#start && { clockAt: this.#start.at }),
      projected: false,
      missingFacts: sortedNames(missing),
      arithmetic: this.#words,
      ...(this.#calendarError !== undefined && { calendarError: this.#calendarError }),
      ...answer,
    };
  }

  #variant(): DutyDeadline {
    const { deadline } = this.rule;
    const held = firstThatHolds(deadline.variants, this.rule, this.incident);
    if (!held) return deadline;
    const { when: _, ...fields } = held.variant;
    this.#say(
      `Other terms of this law apply (${sortedNames(held.because.facts).join(', ')}): ${inWords(fields)}.`,
    );
    return { ...deadline, ...fields };
  }

  #missing(): string[] {
    const { kind, clock, of, notBefore } = this.#terms;
    const missing: string[] = [];
    if (kind !== 'asap' && !this.#start) missing.push(clock === 'notice' ? sentAtOf(of) : clock);
    if (notBefore && !this.incident.clocks.notice(notBefore.of)) missing.push(sentAtOf(notBefore.of));
    return missing;
  }

  #notStarted(missing: readonly string[]): Answer {
    this.#say(`The clock has not started: it waits for ${missing.join(' and ')}.`);
    const { concurrentWith } = this.#terms;
    this.#say(
      concurrentWith &&
        `Once it runs: no later than the notice ${concurrentWith}${this.#stateOf(concurrentWith)}.`,
    );
    return { status: 'clock-not-started' };
  }

  #running(): Answer {
    const notBefore = this.#notBefore();
    const earliest = notBefore && { notBefore };
    const { kind, amount, unit } = this.#terms;
    if (kind === 'with-notice' && this.#start) {
      this.#say('Together with that notice.');
      return { ...earliest, ...this.#due(this.#start) };
    }
    if (kind === 'fixed' && this.#start && amount !== undefined && unit) {
      return { ...earliest, ...this.#fixed(this.#start, { amount, unit }) };
    }
    return { ...earliest, ...this.#asap() };
  }

  #fixed(start: Start, period: Period): Answer {
    const main = this.#count(() => this.counting.lastMoment(start.at, period, this.#terms));
    if (!main) return { status: 'due' };
    this.#say(main.words);
    const limit = this.#capped({ at: main.at, planned: start.planned }, start);
    if (!limit) return { status: 'due' };
    const moved = this.#moved(limit);
    if (moved === 'unknown') return { status: 'due', safeDueAt: limit.at };
    return moved ? this.#due(moved, limit.at) : this.#due(limit);
  }

  #asap(): Answer {
    const source = isManual(this.rule.id) ? 'contract' : 'law';
    this.#say(`The ${source} gives no number: without undue delay.`);
    const notice = this.#concurrentNotice();
    if (notice) {
      this.#say(`No later than the ${this.#occurrence(notice)}.`);
      return { status: 'due', dueAt: notice.at, projected: notice.planned };
    }
    const { softTarget } = this.#terms;
    const start = this.#start;
    if (!softTarget || !start) return { status: 'asap' };
    const target = this.#count(() => this.counting.lastMoment(start.at, softTarget, this.#terms));
    this.#say(target && `Target from guidance, not a limit: ${target.words}`);
    return { status: 'asap', ...(target && { softDueAt: target.at }) };
  }

  /** The earlier of the own limit and the notice that this one may not follow; the notice is taken as it is. */
  #due(limit: Limit, unmoved?: Temporal.Instant): Answer {
    const notice = this.#concurrentNotice();
    const bound = notice !== undefined && isEarlier(notice.at, limit.at);
    this.#say(
      notice && `Also no later than the ${this.#occurrence(notice)}${bound ? ', which is earlier' : ''}.`,
    );
    const { at, planned } = bound ? notice : limit;
    const safe = unmoved && isEarlier(unmoved, at) ? { safeDueAt: unmoved } : undefined;
    return { status: 'due', dueAt: at, projected: planned, ...safe };
  }

  /** The earlier of the limit and the cap; undefined = the cap cannot be counted. */
  #capped(limit: Limit, start: Start): Limit | undefined {
    const { cap, of } = this.#terms;
    if (!cap) return limit;
    const name = `second limit, ${amountInWords(cap)} from ${cap.clock},`;
    const capStart = this.incident.clocks.start(cap.clock, of);
    if (!capStart) {
      this.#say(`The ${name} is left out: that clock is not known.`);
      return limit;
    }
    const second = this.#count(() => this.counting.lastMoment(capStart.at, cap, this.#terms));
    if (!second) return undefined;
    if (isEarlier(second.at, start.at)) {
      this.#say(
        `The ${name} is left out: it had passed (${this.incident.time.text(second.at)}) before the clock started.`,
      );
      return limit;
    }
    const earlier = isEarlier(second.at, limit.at);
    this.#say(
      `The ${name} ends ${this.incident.time.text(second.at)} (${this.#occurrence(capStart)})${earlier ? ' and is earlier' : ', later'}.`,
    );
    return earlier ? { at: second.at, planned: capStart.planned } : limit;
  }

  /** The limit moved to a working day; undefined = it stays; `unknown` = its calendar cannot say. */
  #moved({ at, planned }: Limit): Limit | undefined | 'unknown' {
    const { rollover, tz } = this.#terms;
    if (!rollover) return undefined;
    const allowed = !rollover.onlyIf || ask(rollover.onlyIf, this.rule, this.incident).is === true;
    if (!allowed) return undefined;
    const moved = this.#count(() => this.counting.moved(at, rollover, tz) ?? 'stays');
    if (moved === undefined) return 'unknown';
    if (moved === 'stays') return undefined;
    this.#say(moved.words);
    return { at: moved.at, planned };
  }

  #notBefore(): Temporal.Instant | undefined {
    const { notBefore, tz } = this.#terms;
    const notice = notBefore && this.incident.clocks.notice(notBefore.of);
    if (!notice) return undefined;
    const { amount, unit, calendar } = notBefore;
    const earliest = this.#count(() => this.counting.dayAfter(notice.at, amount, calendar, tz));
    this.#say(
      earliest &&
        `Not before ${this.#moment(earliest)}: ${amountInWords({ amount, unit })} (${calendar}) ` +
          `in full after the ${this.#occurrence(notice)}.`,
    );
    return earliest;
  }

  #concurrentNotice(): Start | undefined {
    const { concurrentWith } = this.#terms;
    return concurrentWith ? this.incident.clocks.notice([concurrentWith]) : undefined;
  }

  /** A date outside the calendar concerns this duty only: it is told, and the moment left out. */
  #count<T>(count: () => T): T | undefined {
    try {
      return count();
    } catch (error) {
      if (!(error instanceof DateOutsideCalendar)) throw error;
      this.#calendarError = error.message;
      this.#say(`Cannot be counted. ${error.message}`);
      return undefined;
    }
  }

  #sayOutcome({ dueAt, projected }: Partial<Timing>): void {
    this.#say(dueAt && `Due ${this.#moment(dueAt)}${projected ? '; this rests on a planned notice' : ''}.`);
  }

  #occurrence({ event, at, fact }: Start): string {
    return `${event} at ${this.#moment(at)} (fact ${fact})`;
  }

  #moment(at: Temporal.Instant): string {
    return this.incident.time.inWords(at, this.#terms.tz);
  }

  #stateOf(ruleId: string): string {
    const notice = this.incident.clocks.notice([ruleId]);
    return notice
      ? `, ${notice.planned ? 'planned' : 'sent'} at ${this.#moment(notice.at)}`
      : ', not yet sent or planned';
  }

  #say(sentence: string | undefined | null | false | ''): void {
    if (sentence) this.#words.push(sentence);
  }
}

function sentAtOf(ruleIds: readonly string[] | undefined): string {
  return `notices.${ruleIds?.[0] ?? '?'}.sentAt`;
}

function inWords(fields: object): string {
  return Object.entries(fields)
    .map(([field, value]) => `${field} ${value === null ? 'none' : String(value)}`)
    .join(', ');
}
