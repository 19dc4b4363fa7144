import { Body, Controller, Delete, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { AllowSignedIn, Public } from '../platform/access/allow.js';
import { FormTokens } from './form-token.js';
import { SignInBody } from './identity.dto.js';
import { toMeView } from './identity.views.js';
import type { MeView } from './identity.views.js';
import { SessionCookie } from './session-cookie.js';
import { Sessions } from './sessions.service.js';
import { SignIn } from './sign-in.service.js';

/** Signing in and out for programs; people use the pages. */
@Controller('api/v1/sessions')
export class SessionsController {
  constructor(
    private readonly sessions: Sessions,
    private readonly signIn: SignIn,
    private readonly cookie: SessionCookie,
    private readonly formTokens: FormTokens,
  ) {}

  @Post()
  @Public()
  async open(
    @Body() body: SignInBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeView> {
    const { secret, actor } = await this.signIn.signIn(body, request.ip);
    this.cookie.set(reply, secret);
    return toMeView(actor, this.formTokens.of(actor.sessionId ?? ''));
  }

  @Delete('current')
  @AllowSignedIn()
  @HttpCode(204)
  async close(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.signOut(actor);
    this.cookie.end(reply);
  }
}
