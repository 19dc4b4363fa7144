import { Temporal } from 'temporal-polyfill';
import type { Fault } from '../../platform/errors.js';
import type { ProofParts } from './proof-parts.js';

/** What dates of a proof are held against. */
export interface ProofCalendar {
  now: Temporal.Instant;
  /** IANA zone in which days are counted. */
  zone: string;
  /** RFC 3339; absent: not known. */
  occurredAt?: string | undefined;
}

export type DateProblemCode =
  'closed-before-start' | 'closed-in-future' | 'tested-before-closed' | 'tested-in-future';

export interface DateProblem extends Fault {
  code: DateProblemCode;
}

/**
 * Dates that cannot be: closed before the incident began or in the future, tested before it was closed or in the
 * future. A test on the day of the closing counts as after it: reports carry days, not hours.
 */
export function dateProblems(
  { repair, check }: Pick<ProofParts, 'repair' | 'check'>,
  calendar: ProofCalendar,
): DateProblem[] {
  const { now, zone, occurredAt } = calendar;
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const closed = repair.closedAt === null ? null : Temporal.Instant.from(repair.closedAt);
  const tested = check.testedOn === null ? null : Temporal.PlainDate.from(check.testedOn);
  const began = occurredAt === undefined ? null : Temporal.Instant.from(occurredAt);
  const problems: DateProblem[] = [];
  const problem = (code: DateProblemCode, path: string, message: string) =>
    problems.push({ code, path, message });
  if (closed && Temporal.Instant.compare(closed, now) > 0)
    problem(
      'closed-in-future',
      '/repair/closedAt',
      'The day of the closing lies in the future; write when it was closed, or leave it empty until then.',
    );
  if (closed && began && Temporal.Instant.compare(closed, began) < 0)
    problem(
      'closed-before-start',
      '/repair/closedAt',
      'It was closed before the incident began; correct the time, or the start in the facts of the incident.',
    );
  if (tested && Temporal.PlainDate.compare(tested, today) > 0)
    problem(
      'tested-in-future',
      '/check/testedOn',
      'The day of the test lies in the future; write the day on which it ended, or leave it empty until then.',
    );
  if (
    tested &&
    closed &&
    Temporal.PlainDate.compare(tested, closed.toZonedDateTimeISO(zone).toPlainDate()) < 0
  )
    problem(
      'tested-before-closed',
      '/check/testedOn',
      'It was tested before it was closed, which proves nothing about the repair; correct one of the two days, or have it tested again.',
    );
  return problems;
}
