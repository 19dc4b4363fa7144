import { Temporal } from 'temporal-polyfill';
import type { Fault } from '../../platform/errors.js';
import { memberOf } from './json-pointer.js';

/** A date as far as it is known, as records of the past have it. */
export interface PartialDate {
  year: number;
  /** 1 to 12. */
  month?: number;
  day?: number;
  precision: 'year' | 'month' | 'day';
}

const FIRST_YEAR = 1950;
const LAST_YEAR = 2100;

/** Reads `{year, month, day}`; a day without its month tells no more than the year. Nothing without a year. */
export function partialDate(parts: unknown): PartialDate | undefined {
  const [year, month, day] = ['year', 'month', 'day'].map((key) => wholeAt(parts, key));
  if (year === undefined) return undefined;
  if (month === undefined) return { year, precision: 'year' };
  return day === undefined ? { year, month, precision: 'month' } : { year, month, day, precision: 'day' };
}

/** Parts that no calendar has: month 13, 31 June, a year before 1950 or after 2100. */
export function impossibleDate(parts: unknown, path: string): Fault[] {
  const [year, month, day] = ['year', 'month', 'day'].map((key) => wholeAt(parts, key));
  const faults: Fault[] = [];
  if (year !== undefined && (year < FIRST_YEAR || year > LAST_YEAR)) {
    faults.push({ path: `${path}/year`, message: `Must be a year from ${FIRST_YEAR} to ${LAST_YEAR}.` });
  }
  const monthExists = month === undefined || (month >= 1 && month <= 12);
  if (!monthExists) faults.push({ path: `${path}/month`, message: 'Must be a month from 1 to 12.' });
  if (day === undefined) return faults;
  const days = monthExists && month !== undefined ? daysIn(year, month) : 31;
  if (day < 1 || day > days) {
    faults.push({ path: `${path}/day`, message: `There is no such day; give one from 1 to ${days}.` });
  }
  return faults;
}

function daysIn(year: number | undefined, month: number): number {
  const known = year !== undefined && year >= FIRST_YEAR && year <= LAST_YEAR;
  const leapYear = 2024;
  return Temporal.PlainYearMonth.from({ year: known ? year : leapYear, month }).daysInMonth;
}

function wholeAt(parts: unknown, key: string): number | undefined {
  const value = memberOf(parts, key);
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}
