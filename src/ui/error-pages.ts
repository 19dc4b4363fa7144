import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { RequestWithActor } from '../platform/access/actor.js';
import type { Role } from '../platform/access/permissions.js';
import type { Fault } from '../platform/errors.js';
import { ErrorPages } from '../platform/http/error-pages.js';
import type { Problem } from '../platform/http/problem.js';
import { holdersWords } from './role-words.js';
import { Shell } from './shell.js';
import { errorTemplateOf } from './views.errors.js';
import { renderPage } from './views.js';
import type { ErrorPageView, FieldError } from './views.types.js';
import { Visitor } from './visitor.js';

/** Draws every refusal as a page in the usual frame, with what the refusal lets one do. */
@Injectable()
export class HtmlErrorPages extends ErrorPages {
  constructor(
    private readonly shell: Shell,
    private readonly visitor: Visitor,
  ) {
    super();
  }

  async render(problem: Problem, request: FastifyRequest & RequestWithActor): Promise<string> {
    const actor = await this.visitor.of(request);
    if (actor) request.actor = actor;
    const view: ErrorPageView = {
      title: problem.title,
      shell: await this.shell.of(request),
      message: problem.detail,
      requestId: problem.request,
      errors: problem.errors?.map(withoutPlace) ?? [],
      ...extrasOf(problem, request),
    };
    return renderPage(errorTemplateOf(problem.status), view);
  }
}

/** The form is not on this page, so the fault links to no field of it. */
function withoutPlace({ path, message }: Fault): FieldError {
  return { field: null, message: `${path.slice(1)}: ${message}` };
}

function extrasOf(problem: Problem, request: FastifyRequest): Record<string, unknown> {
  switch (problem.status) {
    case 403:
      return {
        permission: problem['permission'],
        holders: Array.isArray(problem['holders']) ? holdersWords(problem['holders'] as Role[]) : undefined,
      };
    case 409:
      return { back: { href: backOf(request), label: 'Go back' } };
    case 429:
      return { retryAfterSeconds: problem['retryAfterSeconds'] ?? 60 };
    default:
      return {};
  }
}

/** The page of ours that the request came from. */
function backOf({ headers }: FastifyRequest): string {
  const referrer = URL.canParse(headers.referer ?? '') ? new URL(headers.referer ?? '') : null;
  return referrer && referrer.host === headers.host ? referrer.pathname + referrer.search : '/';
}
