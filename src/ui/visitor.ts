import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SessionCookie } from '../identity/session-cookie.js';
import { Sessions } from '../identity/sessions.service.js';
import type { Actor, RequestWithActor } from '../platform/access/actor.js';

/** Who is behind a request that no guard looked at: public pages and refusals before any handler. */
@Injectable()
export class Visitor {
  constructor(
    private readonly cookie: SessionCookie,
    private readonly sessions: Sessions,
  ) {}

  async of(request: FastifyRequest & RequestWithActor): Promise<Actor | null> {
    if (request.actor) return request.actor;
    const secret = this.cookie.read(request);
    return secret === null ? null : this.sessions.lookup(secret);
  }
}
