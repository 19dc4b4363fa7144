import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, RequestWithActor } from '../platform/access/actor.js';
import { ACCESS, asksStepUp } from '../platform/access/allow.js';
import type { Access } from '../platform/access/allow.js';
import { PERMISSIONS, holds } from '../platform/access/permissions.js';
import { Clock } from '../platform/clock.js';
import { ForeignOrigin } from '../platform/http/request-checks.js';
import { isFreshProof } from './domain/session-life.js';
import { FORM_TOKEN_FIELD, FormTokens } from './form-token.js';
import { FormTokenWrong, NotAllowed, NotSignedIn, StepUpRequired } from './identity.errors.js';
import { RefusedActs } from './refused-acts.js';
import { SessionCookie } from './session-cookie.js';
import { Sessions } from './sessions.service.js';
import { leadingFormToken } from './upload-parts.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Asked before every handler: who is it, may they, does the change come from their own page, and is the proof of who
 * they are fresh enough. Leaves the actor on the request; a form's token is taken out of its body.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
    private readonly formTokens: FormTokens,
    private readonly refused: RefusedActs,
    private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    if (!access) throw new Error('A route without a declaration of who may call it.');
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest & RequestWithActor>();
    const safe = SAFE.has(request.method);
    if (access.kind === 'public' && safe) return true;
    const actor = await this.#actor(request, http.getResponse<FastifyReply>());
    if (actor) request.actor = actor;
    if (access.kind !== 'public') await this.#permit(access, actor, request);
    if (!safe) await this.#fromOwnPage(request, actor);
    if (access.kind !== 'public' && actor && asksStepUp(access.stepUp, actor.role)) {
      if (!isFreshProof(actor.provedAt, this.clock.now())) throw new StepUpRequired();
    }
    return true;
  }

  /** A cookie that opens nothing is taken back. */
  async #actor(request: FastifyRequest, reply: FastifyReply): Promise<Actor | null> {
    const secret = this.cookie.read(request);
    const actor = secret === null ? null : await this.sessions.lookup(secret);
    if (!actor && this.cookie.isSent(request)) this.cookie.clear(reply);
    return actor;
  }

  async #permit(access: Access, actor: Actor | null, request: FastifyRequest): Promise<void> {
    if (!actor) throw new NotSignedIn();
    if (access.kind !== 'permission' || holds(actor.role, access.permission)) return;
    const { permission } = access;
    await this.refused.record(actor, { permission, ...placeOf(request) });
    throw new NotAllowed(permission, PERMISSIONS[permission]);
  }

  async #fromOwnPage(request: FastifyRequest, actor: Actor | null): Promise<void> {
    const { body } = request;
    const isForm = contentOf(request) === 'application/x-www-form-urlencoded' && isRecord(body);
    const fromForm = isForm ? body[FORM_TOKEN_FIELD] : undefined;
    if (isForm) delete body[FORM_TOKEN_FIELD];
    if (!actor?.sessionId) {
      if (!isApi(request) && !namesItsPage(request)) throw new ForeignOrigin();
      return;
    }
    const header = request.headers['x-form-token'];
    const fromUpload = async () =>
      contentOf(request) === 'multipart/form-data' ? leadingFormToken(request) : undefined;
    const token = header ?? fromForm ?? (await fromUpload());
    if (this.formTokens.isOf(actor.sessionId, token)) return;
    await this.refused.record(actor, { reason: 'form-token', ...placeOf(request) });
    throw new FormTokenWrong();
  }
}

/** The route's pattern: never the address, which holds what people typed. */
function placeOf(request: FastifyRequest): { method: string; route: string } {
  return { method: request.method, route: request.routeOptions.url ?? '' };
}

function contentOf(request: FastifyRequest): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

function isApi(request: FastifyRequest): boolean {
  return request.url.startsWith('/api/');
}

/** A browser says where a form came from; whether that is us, the request checks have seen to. */
function namesItsPage({ headers }: FastifyRequest): boolean {
  return headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
