import type { DurationUnit } from '../../../../catalogue/domain/fact-words.js';

/** A place in a text, in units of UTF-16. */
export interface Placed {
  text: string;
  start: number;
  end: number;
}

/** A day as it is written: parts that are left out are null. */
export interface WrittenDay {
  year: number | null;
  /** 1 to 12. */
  month: number;
  /** Null: a whole month is named. */
  day: number | null;
}

export interface FoundDay extends Placed, WrittenDay {
  /** First or last day of a stretch of days. */
  bound: 'from' | 'to' | null;
}

/** Minutes from midnight. */
export interface FoundTime extends Placed {
  minutes: number;
}

export interface FoundSum extends Placed {
  /** Decimal text with a dot, without trailing zeros. */
  amount: string;
  /** ISO 4217. */
  currency: string;
}

export interface FoundCount extends Placed {
  people: number;
}

export interface FoundDuration extends Placed {
  amount: number;
  unit: DurationUnit;
}

export interface FoundContact extends Placed {
  /** Digits alone; an address in lower case without its scheme. */
  value: string;
}

/** Everything countable that a text says. */
export interface Figures {
  days: FoundDay[];
  times: FoundTime[];
  sums: FoundSum[];
  people: FoundCount[];
  durations: FoundDuration[];
  phones: FoundContact[];
  links: FoundContact[];
  emails: FoundContact[];
  /** Sums and numbers of people that stand in words, whose value is not read. */
  inWords: Placed[];
}
