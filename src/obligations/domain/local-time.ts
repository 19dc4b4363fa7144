import { Temporal } from 'temporal-polyfill';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * Instants and local dates of one evaluation, each conversion made once: zoned arithmetic is the dear part.
 * Zones are IANA names.
 */
export class LocalTime {
  readonly #dates = new Memo<Temporal.PlainDate>();
  readonly #times = new Memo<Temporal.Instant>();
  readonly #words = new Memo<string>();

  dateOf(instant: Temporal.Instant, tz: string): Temporal.PlainDate {
    return this.#dates.get(tz, instant.epochMilliseconds, () => instant.toZonedDateTimeISO(tz).toPlainDate());
  }

  /** The first instant of the local day, also where the clocks change at midnight. */
  startOf(date: Temporal.PlainDate, tz: string): Temporal.Instant {
    return date.toZonedDateTime(tz).toInstant();
  }

  /** 23:59:59 of the local day, its last whole second. */
  endOf(date: Temporal.PlainDate, tz: string): Temporal.Instant {
    return this.timeOn(date, '23:59:59', tz);
  }

  /** A local time of day; where it comes twice (clocks go back) the first, which is never too late. */
  timeOn(date: Temporal.PlainDate, time: string, tz: string): Temporal.Instant {
    return this.#times.get(tz, `${date.toString()}T${time}`, () =>
      date.toPlainDateTime(time).toZonedDateTime(tz).toInstant(),
    );
  }

  /** `YYYY-MM-DDTHH:MM:SSZ`. */
  text(instant: Temporal.Instant): string {
    return `${new Date(instant.epochMilliseconds).toISOString().slice(0, -'.000Z'.length)}Z`;
  }

  /** `2026-12-03T07:59:59Z = Wed 2026-12-02 23:59:59 in America/Los_Angeles`. */
  inWords(instant: Temporal.Instant, tz: string): string {
    return this.#words.get(tz, instant.epochMilliseconds, () => {
      const local = instant.toZonedDateTimeISO(tz).toPlainDateTime();
      const moment = local.toString({ smallestUnit: 'second' }).replace('T', ' ');
      return `${this.text(instant)} = ${WEEKDAYS[local.dayOfWeek - 1]} ${moment} in ${tz}`;
    });
  }
}

/** Values by zone and moment. */
class Memo<T> {
  readonly #zones = new Map<string, Map<number | string, T>>();

  get(tz: string, moment: number | string, make: () => T): T {
    let zone = this.#zones.get(tz);
    if (!zone) this.#zones.set(tz, (zone = new Map()));
    const known = zone.get(moment);
    if (known !== undefined) return known;
    const made = make();
    zone.set(moment, made);
    return made;
  }
}

/** `Wed 2026-12-02`. */
export function dayInWords(date: Temporal.PlainDate): string {
  return `${WEEKDAYS[date.dayOfWeek - 1]} ${date.toString()}`;
}

/** RFC 3339 text with an offset to a whole second; what is finer is cut off, so that no limit grows by it. */
export function wholeSecond(text: string): Temporal.Instant {
  const milliseconds = Temporal.Instant.from(text.replace(/\.\d+/, '')).epochMilliseconds;
  return Temporal.Instant.fromEpochMilliseconds(milliseconds);
}

export function isEarlier(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0;
}
