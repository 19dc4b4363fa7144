import { Temporal } from 'temporal-polyfill';

/** A date that the calendar of a rule does not know: shown to people, never guessed. */
export class DateOutsideCalendar extends Error {
  constructor(calendar: string, date: Temporal.PlainDate) {
    super(
      `The calendar ${calendar} does not know ${date.toString()}: add the days off of ${date.year} to it.`,
    );
    this.name = 'DateOutsideCalendar';
  }
}

/** Monday to Friday less the days off of one calendar, in the years it lists. */
export class WorkingDays {
  readonly #years: ReadonlySet<number>;
  readonly #daysOff: ReadonlySet<string>;

  constructor(
    readonly calendar: string,
    daysOffByYear: Readonly<Record<string, readonly string[]>>,
  ) {
    this.#years = new Set(Object.keys(daysOffByYear).map(Number));
    this.#daysOff = new Set(Object.values(daysOffByYear).flat());
  }

  /** @throws DateOutsideCalendar */
  includes(date: Temporal.PlainDate): boolean {
    if (!this.#years.has(date.year)) throw new DateOutsideCalendar(this.calendar, date);
    return date.dayOfWeek <= 5 && !this.#daysOff.has(date.toString());
  }

  /**
   * The nth working day after a date; the date itself never counts.
   *
   * @param amount whole number >= 1
   * @returns the day, and the weekdays passed over because they are days off
   * @throws DateOutsideCalendar
   */
  nthAfter(
    date: Temporal.PlainDate,
    amount: number,
  ): { day: Temporal.PlainDate; daysOff: Temporal.PlainDate[] } {
    const daysOff: Temporal.PlainDate[] = [];
    let day = date;
    for (let counted = 0; counted < amount;) {
      day = day.add({ days: 1 });
      if (this.includes(day)) counted += 1;
      else if (day.dayOfWeek <= 5) daysOff.push(day);
    }
    return { day, daysOff };
  }
}
