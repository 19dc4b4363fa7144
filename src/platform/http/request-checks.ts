import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Forbidden, Misdirected } from '../errors.js';
import type { Refusal } from '../errors.js';

/** The request asks another host than ours: perhaps by number instead of by name. */
class WrongHost extends Misdirected {
  readonly code = 'http.wrong_host';

  constructor(publicUrl: string) {
    super(`This service answers at ${publicUrl} only.`);
  }
}

/**
 * A body we do not read: compressed, which could unfold without end; in another character set than UTF-8; in parts
 * where no file is expected.
 */
class UnreadForm extends Error {
  readonly statusCode = 415;
}

/** The address is there, but not for this method. */
class MethodRefused extends Error {
  readonly statusCode = 405;
}

/** A change was asked for from another site, or from nowhere. */
export class ForeignOrigin extends Forbidden {
  readonly code = 'http.foreign_origin';

  constructor() {
    super('A change must come from a page of this service.');
  }
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface CheckedAgainst {
  publicUrl: string;
  /** Patterns of the routes that take a file in parts. */
  uploads: ReadonlySet<string>;
}

/**
 * Refuses, before any handler: another `Host`, a method the address does not take, a body in a form that is not read,
 * and a change (any method but GET and HEAD) that does not come from our own pages. Requests without a cookie and
 * without a browser's headers are programs; they have no session to misuse, and the access guard decides about them.
 */
export function addRequestChecks(server: FastifyInstance, { publicUrl, uploads }: CheckedAgainst): void {
  const { host, origin } = new URL(publicUrl);
  const methods = new TakenMethods();
  server.addHook('onRoute', ({ method, url }) => methods.add([method].flat(), url));
  server.addHook('onRequest', (request, reply, done) => {
    const taken = request.is404 ? methods.of(request.url) : [];
    if (taken.length > 0) void reply.header('Allow', taken.join(', '));
    done(
      hostFault(request, host, origin) ??
        (taken.length > 0 ? new MethodRefused() : null) ??
        formFault(request, uploads) ??
        originFault(request, origin) ??
        undefined,
    );
  });
}

function hostFault(request: FastifyRequest, host: string, origin: string): Refusal | null {
  const probe = request.url.startsWith('/health/');
  return !probe && request.headers.host !== host ? new WrongHost(origin) : null;
}

function formFault(request: FastifyRequest, uploads: ReadonlySet<string>): Error | null {
  if (request.headers['content-encoding'] !== undefined) return new UnreadForm();
  const type = request.headers['content-type']?.toLowerCase() ?? '';
  const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^";\s]*)/.exec(type) ?? [];
  if (charset !== 'utf-8' && charset !== 'utf8') return new UnreadForm();
  const inParts = type.startsWith('multipart/') && !request.is404;
  return inParts && !uploads.has(request.routeOptions.url ?? '') ? new UnreadForm() : null;
}

function originFault(request: FastifyRequest, origin: string): Refusal | null {
  if (SAFE.has(request.method)) return null;
  const { origin: from, cookie } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (from !== undefined) return from === origin ? null : new ForeignOrigin();
  if (site !== undefined) return site === 'same-origin' ? null : new ForeignOrigin();
  return cookie === undefined ? null : new ForeignOrigin();
}

/** Which methods an address takes; a request that found no route asks. */
class TakenMethods {
  readonly #patterns = new Map<string, { pattern: RegExp; methods: Set<string> }>();

  add(methods: readonly string[], url: string): void {
    const known = this.#patterns.get(url) ?? { pattern: patternOf(url), methods: new Set() };
    for (const method of methods) known.methods.add(method);
    this.#patterns.set(url, known);
  }

  /** Empty when there is nothing under the address. */
  of(url: string): string[] {
    const path = url.split('?')[0] ?? '';
    const found = [...this.#patterns.values()].filter(({ pattern }) => pattern.test(path));
    return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort();
  }
}

/** `/incidents/:reference` as an expression; each parameter is one part of the path. */
function patternOf(url: string): RegExp {
  const parts = url.replace(/(?<=.)\/$/, '').split('/');
  const expressions = parts.map((part) =>
    part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  return new RegExp(`^${expressions.join('/')}/?$`);
}
