import { Body, Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { AllowSignedIn } from '../platform/access/allow.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { FormTokens } from './form-token.js';
import { ChangePasswordBody, StepUpBody } from './identity.dto.js';
import { toMeView, toSessionView } from './identity.views.js';
import type { MeView, SessionView } from './identity.views.js';
import { OwnAccount } from './own-account.service.js';
import { SessionCookie } from './session-cookie.js';
import { Sessions } from './sessions.service.js';

/** The actor's own account. */
@Controller('api/v1/me')
export class MeController {
  constructor(
    private readonly account: OwnAccount,
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
    private readonly formTokens: FormTokens,
  ) {}

  @Get()
  @AllowSignedIn()
  me(@CurrentActor() actor: Actor): MeView {
    return toMeView(actor, this.formTokens.of(actor.sessionId ?? ''));
  }

  /** Gives the password again; for five minutes it opens what asks for a fresh proof. */
  @Post('step-up')
  @AllowSignedIn()
  @HttpCode(204)
  async stepUp(
    @Body() body: StepUpBody,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    this.cookie.set(reply, await this.account.stepUp(actor, body.password));
  }

  @Post('password')
  @AllowSignedIn()
  @HttpCode(204)
  async changePassword(
    @Body() body: ChangePasswordBody,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    this.cookie.set(reply, await this.account.changePassword(actor, body.currentPassword, body.newPassword));
  }

  @Get('sessions')
  @AllowSignedIn()
  async list(@CurrentActor() actor: Actor): Promise<{ sessions: SessionView[] }> {
    return { sessions: (await this.sessions.list(actor)).map(toSessionView) };
  }

  @Delete('sessions/:sessionId')
  @AllowSignedIn()
  @HttpCode(204)
  async end(@Param('sessionId', ParseIdPipe) sessionId: string, @CurrentActor() actor: Actor): Promise<void> {
    await this.sessions.end(sessionId, actor);
  }
}
