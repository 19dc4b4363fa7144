import { Temporal } from 'temporal-polyfill';
import type { Priority } from '../../catalogue/domain/priorities.js';

/** Types of merge fields; a `flag` is a condition and has no value here. */
export const fieldTypes = [
  'text',
  'name',
  'date',
  'dateTime',
  'number',
  'money',
  'list',
  'languages',
  'dataClasses',
  'relations',
  'affected',
  'openPoints',
  'recordLines',
  'phone',
  'hours',
  'email',
  'url',
  'months',
] as const;
export type FieldType = (typeof fieldTypes)[number];

/** An amount as decimal text with a dot, and an ISO 4217 code. */
export interface Money {
  amount: string;
  currency: string;
}

/**
 * When a telephone is answered: `around-the-clock`, days with times (HH:MM, local to the telephone), or the
 * organisation's own words.
 */
export type Hours = string | { days: 'every-day' | 'monday-to-friday'; from: string; to: string };

/** What is not done yet, as a clause ("we are testing our other services"), and the day by which it is. */
export interface OpenPoint {
  text: string;
  by: Temporal.PlainDate;
}

/** Whether one reader is among the affected: settled, or still being found out. */
export type Affected = 'certain' | 'not-yet-known';

/** A line that the record writes of clocks or wants, in no language yet; words that are given stand as they are. */
export type BriefLine =
  | string
  | {
      about: 'clock';
      law: string;
      authority: string;
      /** Whoever is told are the people affected, not an authority. */
      toPeople: boolean;
      state: 'due' | 'asap' | 'on-hold' | 'clock-not-started';
      /** In the zone `tz`; the whole day, or a moment of it. `null`: cannot be counted, or does not run. */
      due: Temporal.PlainDate | Temporal.PlainDateTime | null;
      tz: string;
    }
  | { about: 'more'; count: number }
  | { about: 'waiting'; count: number; besides: boolean }
  | {
      about: 'want';
      priority: Priority;
      percent: number;
      state: 'none' | 'open' | 'chosen' | 'done';
      /** Title of the step that serves it best; `null`: there is none. */
      step: string | null;
    };

export type NoticeValue =
  | string
  | number
  | Money
  | Exclude<Hours, string>
  | Temporal.PlainDate
  | Temporal.PlainDateTime
  | readonly string[]
  | readonly OpenPoint[]
  | readonly BriefLine[];

/**
 * Every declared placeholder by name, `undefined` where its value is unknown. Without prototype: what is not
 * declared is not there.
 */
export type NoticeValues = Readonly<Record<string, NoticeValue | undefined>>;

/** A template asked for a name that its kind does not declare: a defect, never shown to people. */
export class UndeclaredPlaceholder extends Error {
  constructor(readonly placeholder: string) {
    super(`${placeholder} is not declared in this kind of notice.`);
    this.name = 'UndeclaredPlaceholder';
  }
}

/** @param known values by name; absent and `undefined` are unknown */
export function noticeValues(
  declared: Iterable<string>,
  known: ReadonlyMap<string, NoticeValue | undefined>,
): NoticeValues {
  const values = Object.create(null) as Record<string, NoticeValue | undefined>;
  for (const name of declared) values[name] = known.get(name);
  return Object.freeze(values);
}

/** @throws UndeclaredPlaceholder for a name that is not among the declared */
export function valueOf(values: NoticeValues, name: string): NoticeValue | undefined {
  if (!Object.hasOwn(values, name)) throw new UndeclaredPlaceholder(name);
  return values[name];
}

type Reading = { value: NoticeValue } | { fault: string };

/** Reads a value as people or programs give it in JSON, by the type of its placeholder. */
export function readNoticeValue(type: FieldType, input: unknown): Reading {
  return readers[type](input);
}

const readers: Record<FieldType, (input: unknown) => Reading> = {
  text: readText,
  name: readText,
  date: (input) => parsed(() => Temporal.PlainDate.from(textOf(input)), 'Give a day as YYYY-MM-DD.'),
  dateTime: (input) =>
    parsed(() => localTime(textOf(input)), 'Give a local day and time as YYYY-MM-DDTHH:MM.'),
  number: (input) => wholeNumber(input, 'Give a whole number, 0 or more.'),
  months: (input) => wholeNumber(input, 'Give a whole number of months.'),
  money: readMoney,
  list: readTexts,
  languages: readTexts,
  dataClasses: readTexts,
  relations: (input) => (Array.isArray(input) && input.length === 0 ? { value: [] } : readTexts(input)),
  affected: (input) =>
    input === 'certain' || input === 'not-yet-known'
      ? { value: input }
      : { fault: 'Give certain or not-yet-known.' },
  openPoints: readOpenPoints,
  recordLines: readTexts,
  phone: (input) =>
    /^\+?[0-9][0-9 ().-]{2,30}$/.test(textOf(input))
      ? { value: textOf(input).trim() }
      : { fault: 'Give a telephone number: digits in groups, with one leading plus at most.' },
  hours: readHours,
  email: (input) =>
    /^[^\s@<>"(),:;\\[\]]{1,64}@[A-Za-z0-9.-]{1,190}$/.test(textOf(input))
      ? { value: textOf(input) }
      : { fault: 'Give one mail address.' },
  url: (input) =>
    /^https:\/\/\S+$/.test(textOf(input)) && URL.canParse(textOf(input))
      ? { value: textOf(input) }
      : { fault: 'Give an address that starts with https://.' },
};

const longestText = 500;

function readText(input: unknown): Reading {
  const text = textOf(input).trim();
  if (text === '') return { fault: 'Give a text.' };
  return text.length <= longestText ? { value: text } : { fault: `Give at most ${longestText} characters.` };
}

function readTexts(input: unknown): Reading {
  const fault = 'Give a list of texts with at least one entry.';
  if (!Array.isArray(input) || input.length === 0 || input.length > 100) return { fault };
  const texts = input.map(textOf);
  return texts.every((text) => 'value' in readText(text)) ? { value: texts } : { fault };
}

function readMoney(input: unknown): Reading {
  const { amount, currency } = objectOf(input);
  const fits = /^\d{1,15}(\.\d{1,2})?$/.test(textOf(amount)) && /^[A-Z]{3}$/.test(textOf(currency));
  return fits
    ? { value: { amount: textOf(amount), currency: textOf(currency) } }
    : { fault: 'Give {amount, currency}: a decimal text such as "15.00", and a code such as EUR.' };
}

function readHours(input: unknown): Reading {
  if (typeof input === 'string') return readText(input);
  const { days, from, to } = objectOf(input);
  const time = /^([01]\d|2[0-3]):[0-5]\d$/;
  if (
    (days === 'every-day' || days === 'monday-to-friday') &&
    time.test(textOf(from)) &&
    time.test(textOf(to))
  )
    return { value: { days, from: textOf(from), to: textOf(to) } };
  return {
    fault: 'Give around-the-clock, a text, or {days: every-day or monday-to-friday, from: HH:MM, to: HH:MM}.',
  };
}

function readOpenPoints(input: unknown): Reading {
  const fault = 'Give a list of {text, by}: what is still open, and the day by which it is done.';
  if (!Array.isArray(input) || input.length === 0 || input.length > 20) return { fault };
  const points: OpenPoint[] = [];
  for (const entry of input) {
    const { text, by } = objectOf(entry);
    const day = readers.date(by);
    if (!('value' in readText(text)) || !('value' in day)) return { fault };
    points.push({ text: textOf(text).trim(), by: day.value as Temporal.PlainDate });
  }
  return { value: points };
}

function wholeNumber(input: unknown, fault: string): Reading {
  return Number.isSafeInteger(input) && (input as number) >= 0 ? { value: input as number } : { fault };
}

/** A local time stands as written; an instant with an offset is read on the clock it was written by. */
function localTime(text: string): Temporal.PlainDateTime {
  if (!/T\d\d:\d\d/.test(text)) throw new RangeError('no time of day');
  return Temporal.PlainDateTime.from(text.replace(/(Z|[+-]\d\d:\d\d)$/, ''));
}

function parsed(read: () => NoticeValue, fault: string): Reading {
  try {
    return { value: read() };
  } catch {
    return { fault };
  }
}

function textOf(input: unknown): string {
  return typeof input === 'string' ? input : '';
}

function objectOf(input: unknown): Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input)
    ? (input as Record<string, unknown>)
    : {};
}
