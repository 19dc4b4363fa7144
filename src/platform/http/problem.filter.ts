import { Catch, Logger, Optional } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ErrorPages } from './error-pages.js';
import { problemOf } from './problem.js';
import type { Problem } from './problem.js';

/** When to come back, where a refusal does not say. */
const SECONDS_TO_WAIT: Readonly<Record<number, number>> = { 429: 60, 503: 5 };

/** Turns everything thrown into one form: problem+json for programs, a page for people. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger(ProblemFilter.name);

  constructor(@Optional() private readonly pages?: ErrorPages) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = problemOf(error, request.id);
    if (problem.status >= 500)
      this.#logger.error({ request: request.id, error: nameOf(error), stack: stackOf(error) });
    if (reply.sent) return;
    const wait = problem.retryAfterSeconds ?? SECONDS_TO_WAIT[problem.status];
    if (wait !== undefined) void reply.header('Retry-After', String(wait));
    if (wantsJson(request) || !this.pages) {
      void reply
        .status(problem.status)
        .type('application/problem+json; charset=utf-8')
        .send(JSON.stringify(problem));
      return;
    }
    await this.#answerPerson(problem, request, reply, this.pages);
  }

  async #answerPerson(
    problem: Problem,
    request: FastifyRequest,
    reply: FastifyReply,
    pages: ErrorPages,
  ): Promise<void> {
    if (problem.status === 401 || problem.status === 428) {
      const page = problem.status === 401 ? '/sign-in' : '/step-up';
      const back = request.method === 'GET' ? request.url : (ownReferrer(request) ?? '/');
      void reply
        .status(303)
        .header('Location', `${page}?next=${encodeURIComponent(back)}`)
        .send();
      return;
    }
    const html = await pages.render(problem, request);
    void reply.status(problem.status).type('text/html; charset=utf-8').send(html);
  }
}

/** Programs: everything under /api and /health, and whoever asks for JSON but not for HTML. */
export function wantsJson(request: FastifyRequest): boolean {
  if (/^\/(api|health)(\/|$)/.test(request.url.split('?')[0] ?? '')) return true;
  const accept = request.headers.accept ?? '';
  return accept.includes('json') && !accept.includes('text/html');
}

function ownReferrer(request: FastifyRequest): string | null {
  try {
    const url = new URL(request.headers.referer ?? '');
    return url.host === request.headers.host ? url.pathname + url.search : null;
  } catch {
    return null;
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** Places in the code without the message, which may repeat what was sent. */
function stackOf(error: unknown): string {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return lines.filter((line) => /^\s+at /.test(line)).join('\n');
}
