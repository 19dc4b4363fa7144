import { Temporal } from 'temporal-polyfill';
import type { DutyDeadline, Period, Rollover } from '../../catalogue/domain/obligation-rule.js';
import { dayInWords, type LocalTime } from './local-time.js';
import { WorkingDays } from './working-days.js';

/** A last moment and how it was counted. */
export interface Moment {
  at: Temporal.Instant;
  words: string;
}

/** How a law counts, besides the number: the fields of the deadline of the same names. */
export type CountingTerms = Pick<DutyDeadline, 'tz' | 'calendar' | 'countTriggerDay' | 'cutoff' | 'from'>;

/** Counts legal periods in local days and elapsed hours. */
export class Counting {
  constructor(
    private readonly time: LocalTime,
    private readonly calendars: ReadonlyMap<string, WorkingDays>,
  ) {}

  /**
   * The last whole second that is still in time. Hours: elapsed, through weekends and clock changes. Days, business
   * days, months: the start's local date is day 0, the end is 23:59:59 local, or the cutoff, of the last day.
   *
   * @throws DateOutsideCalendar
   * @see obligations README, part 3
   */
  lastMoment(start: Temporal.Instant, period: Period, terms: CountingTerms): Moment {
    const { tz, from, cutoff } = terms;
    if (period.unit === 'hours') return this.#elapsed(start, period.amount, terms);
    const own = this.time.dateOf(start, tz);
    const day0 = from === 'end-of-year' ? own.with({ month: 12, day: 31 }) : own;
    const { day, words } = this.#lastDay(day0, period, terms);
    const at = cutoff === undefined ? this.time.endOf(day, tz) : this.time.timeOn(day, cutoff, tz);
    const yearEnd = from === 'end-of-year' ? 'Counted from the end of the year of the clock. ' : '';
    return {
      at,
      words: `${yearEnd}${words}, until ${cutoff === undefined ? '23:59:59' : `${cutoff}:00`} in ${tz}.`,
    };
  }

  /**
   * The moment moved to the next working day if it falls, locally, on a day that is none; undefined = it stays.
   *
   * @throws DateOutsideCalendar
   */
  moved(moment: Temporal.Instant, { to, calendar }: Rollover, tz: string): Moment | undefined {
    const day = this.time.dateOf(moment, tz);
    const workingDays = this.#workingDays(calendar);
    if (workingDays.includes(day)) return undefined;
    const next = workingDays.nthAfter(day, 1).day;
    const noon = to === 'next-working-day-noon';
    const at = noon ? this.time.timeOn(next, '12:00:00', tz) : this.time.endOf(next, tz);
    const words =
      `${dayInWords(day)} is not a working day (${calendar}): moved to ${dayInWords(next)}, ` +
      `${noon ? '12:00:00' : '23:59:59'} in ${tz}. Unmoved: ${this.time.text(moment)}, the safe moment.`;
    return { at, words };
  }

  /**
   * The start of the local day after so many full business days from an instant.
   *
   * @throws DateOutsideCalendar
   */
  dayAfter(start: Temporal.Instant, businessDays: number, calendar: string, tz: string): Temporal.Instant {
    const last = this.#workingDays(calendar).nthAfter(this.time.dateOf(start, tz), businessDays).day;
    return this.time.startOf(last.add({ days: 1 }), tz);
  }

  #elapsed(start: Temporal.Instant, hours: number, { tz, from }: CountingTerms): Moment {
    const yearEnd = () => this.time.endOf(this.time.dateOf(start, tz).with({ month: 12, day: 31 }), tz);
    const at = (from === 'end-of-year' ? yearEnd() : start).add({ hours });
    const after = from === 'end-of-year' ? ' after the end of the year of the clock' : '';
    return {
      at,
      words: `+ ${amountInWords({ amount: hours, unit: 'hours' })}${after}, elapsed through weekends and clock changes: ${this.time.text(at)}.`,
    };
  }

  #lastDay(
    day0: Temporal.PlainDate,
    period: Period,
    { calendar, countTriggerDay }: CountingTerms,
  ): { day: Temporal.PlainDate; words: string } {
    const number = countTriggerDay ? 1 : 0;
    const plus = `+ ${amountInWords(period)}; ${dayInWords(day0)}`;
    if (period.unit === 'business-days') {
      const { day, daysOff } = this.#workingDays(calendar).nthAfter(day0, period.amount);
      const skipped = daysOff.length ? ` and ${daysOff.map(dayInWords).join(', ')}` : '';
      return {
        day,
        words: `${plus} does not count, weekends${skipped} passed over (${calendar}): ${dayInWords(day)}`,
      };
    }
    const counted = day0.add(period.unit === 'months' ? { months: period.amount } : { days: period.amount });
    const day = counted.subtract({ days: number });
    return { day, words: `${plus} is day ${number}: ${dayInWords(day)}` };
  }

  #workingDays(calendar: string | undefined): WorkingDays {
    return this.calendars.get(calendar ?? '') ?? new WorkingDays(calendar ?? 'of the rule', {});
  }
}

/** `72 hours`, `1 month`, `14 business days`. */
export function amountInWords({ amount, unit }: Period): string {
  const words = unit.replace('-', ' ');
  return `${amount} ${amount === 1 ? words.slice(0, -1) : words}`;
}
