import { ValidateBy } from 'class-validator';
import { Temporal } from 'temporal-polyfill';

/** A day of the calendar between 1900 and 2100 as `YYYY-MM-DD`. */
export function IsDay(): PropertyDecorator {
  return told('isDay', 'Give a day of the calendar as YYYY-MM-DD.', isDay);
}

/** An instant between 1900 and 2100 as RFC 3339 text with an offset. */
export function IsMoment(): PropertyDecorator {
  return told('isMoment', 'Give a day and time with an offset, as 2026-11-16T19:20:00+01:00.', isMoment);
}

function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !/^(19|20)\d\d-\d\d-\d\d$/.test(value)) return false;
  return parses(() => Temporal.PlainDate.from(value, { overflow: 'reject' }));
}

const MOMENT = /^(19|20)\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

function isMoment(value: unknown): boolean {
  return typeof value === 'string' && MOMENT.test(value) && parses(() => Temporal.Instant.from(value));
}

function parses(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

function told(name: string, message: string, validate: (value: unknown) => boolean): PropertyDecorator {
  return ValidateBy({ name, validator: { validate, defaultMessage: () => message } });
}
