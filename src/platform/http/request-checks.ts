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

/** Compressed bodies are refused: they could unfold without end. */
class EncodedBody extends Error {
  readonly statusCode = 415;
}

/** A change was asked for from another site, or from nowhere. */
export class ForeignOrigin extends Forbidden {
  readonly code = 'http.foreign_origin';

  constructor() {
    super('A change must come from a page of this service.');
  }
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses, before any handler: another `Host`, a compressed body, and a change (any method but GET and HEAD) that
 * does not come from our own pages. Requests without a cookie and without a browser's headers are programs; they have
 * no session to misuse, and the access guard decides about them.
 */
export function addRequestChecks(server: FastifyInstance, publicUrl: string): void {
  const { host, origin } = new URL(publicUrl);
  server.addHook('onRequest', (request, _reply, done) => {
    done(faultOf(request, host, origin) ?? undefined);
  });
}

function faultOf(request: FastifyRequest, host: string, origin: string): Error | Refusal | null {
  const probe = request.url.startsWith('/health/');
  if (!probe && request.headers.host !== host) return new WrongHost(origin);
  if (request.headers['content-encoding'] !== undefined) return new EncodedBody();
  if (SAFE.has(request.method)) return null;
  const { origin: from, cookie } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (from !== undefined) return from === origin ? null : new ForeignOrigin();
  if (site !== undefined) return site === 'same-origin' ? null : new ForeignOrigin();
  return cookie === undefined ? null : new ForeignOrigin();
}
