import { BadRequestException, HttpException } from '@nestjs/common';
import {
  Conflict,
  Forbidden,
  Gone,
  Misdirected,
  NotFound,
  Refusal,
  StepUpNeeded,
  TooMany,
  Unauthenticated,
  Unprocessable,
} from '../errors.js';
import type { Fault } from '../errors.js';

/** RFC 9457 problem details, with a stable `code` beside `type`. */
export interface Problem {
  type: 'about:blank';
  title: string;
  status: number;
  code: string;
  detail: string;
  /** Number to quote to the operator; the log has the rest. */
  request: string;
  errors?: Fault[];
  [extra: string]: unknown;
}

const TITLES: Record<number, string> = {
  400: 'Unreadable request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  408: 'Too slow',
  410: 'Gone',
  413: 'Too large',
  414: 'Address too long',
  415: 'Unsupported form of content',
  421: 'Misdirected request',
  422: 'Not accepted',
  428: 'Sign in again first',
  429: 'Too many requests',
  431: 'Too large',
  500: 'Internal error',
  503: 'Busy',
};

/** Sentences for refusals of the framework; its own words would name libraries or repeat the input. */
const SENTENCES: Record<number, string> = {
  400: 'The request cannot be read.',
  404: 'There is nothing here, or nothing that you may see.',
  405: 'This address does not take this method.',
  408: 'The request did not come in time.',
  413: 'The request is larger than this address takes.',
  414: 'A part of the address is longer than any of ours.',
  415: 'This address takes JSON or a form, in UTF-8 and without content encoding.',
  431: 'The header of the request is larger than is taken.',
  500: 'Something went wrong on our side; nothing was changed.',
  503: 'The service is busy. Try again in a moment.',
};

/** What to answer for anything that was thrown; never a stack, a query, a library's name or a value that was sent. */
export function problemOf(error: unknown, request: string): Problem {
  if (error instanceof Refusal) {
    const status = statusOf(error);
    const errors = error instanceof Unprocessable ? { errors: error.faults } : {};
    return { ...base(status, error.code, error.message, request), ...error.details, ...errors };
  }
  const status = frameworkStatus(error);
  return base(status, `http.${status}`, SENTENCES[status] ?? 'The request was refused.', request);
}

function base(status: number, code: string, detail: string, request: string): Problem {
  return { type: 'about:blank', title: TITLES[status] ?? 'Refused', status, code, detail, request };
}

function statusOf(refusal: Refusal): number {
  const kinds: [abstract new (...args: never[]) => Refusal, number][] = [
    [Unauthenticated, 401],
    [Forbidden, 403],
    [NotFound, 404],
    [Conflict, 409],
    [Gone, 410],
    [Misdirected, 421],
    [Unprocessable, 422],
    [StepUpNeeded, 428],
    [TooMany, 429],
  ];
  return kinds.find(([kind]) => refusal instanceof kind)?.[1] ?? 400;
}

function frameworkStatus(error: unknown): number {
  if (error instanceof BadRequestException) return 400;
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
