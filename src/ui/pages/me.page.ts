import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ChangePasswordBody } from '../../identity/identity.dto.js';
import { OwnAccount } from '../../identity/own-account.service.js';
import { SessionCookie } from '../../identity/session-cookie.js';
import { Sessions } from '../../identity/sessions.service.js';
import { Users } from '../../identity/users.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { AllowSignedIn } from '../../platform/access/allow.js';
import { Unprocessable } from '../../platform/errors.js';
import { ParseIdPipe } from '../../platform/http/parse-id.pipe.js';
import { readForm } from '../forms.js';
import { roleWords } from '../role-words.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { fieldErrorsOf } from '../views.js';
import type { FieldError } from '../views.types.js';
import { toSessionRow } from './me.view.js';
import type { MePageView } from './me.view.js';

const DONE: Record<string, string> = {
  password: 'Your password is changed. Your other sessions have ended.',
  session: 'That session has ended.',
};

/** One's own account. */
@Controller('me')
export class MePage {
  constructor(
    private readonly shell: Shell,
    private readonly users: Users,
    private readonly sessions: Sessions,
    private readonly account: OwnAccount,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  @AllowSignedIn()
  async show(
    @Query('done') done: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const known = typeof done === 'string' && Object.hasOwn(DONE, done);
    await this.#draw(request, reply, actor, { done: known ? DONE[done] : undefined });
  }

  @Post('password')
  @AllowSignedIn()
  async changePassword(
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = await readForm(ChangePasswordBody, body);
    if (form.faults) return this.#draw(request, reply, actor, { errors: fieldErrorsOf(form.faults) });
    try {
      const { currentPassword, newPassword } = form.value;
      this.cookie.set(reply, await this.account.changePassword(actor, currentPassword, newPassword));
      void reply.redirect('/me?done=password', 303);
    } catch (error) {
      if (!(error instanceof Unprocessable)) throw error;
      await this.#draw(request, reply, actor, { errors: fieldErrorsOf(error.faults) });
    }
  }

  @Post('sessions/:sessionId/end')
  @AllowSignedIn()
  async end(
    @Param('sessionId', ParseIdPipe) sessionId: string,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.end(sessionId, actor);
    void reply.redirect('/me?done=session', 303);
  }

  async #draw(
    request: FastifyRequest,
    reply: FastifyReply,
    actor: Actor,
    { done, errors = [] }: { done?: string; errors?: FieldError[] },
  ): Promise<void> {
    const person = await this.users.find(actor.id);
    const flash = done === undefined ? {} : { flash: { tone: 'ok' as const, text: done } };
    const view: MePageView = {
      title: 'Your account',
      shell: await this.shell.of(request, flash),
      account: [
        { key: 'Name', value: actor.name },
        { key: 'Work e-mail', value: person?.email ?? '' },
        { key: 'Role', value: roleWords(actor.role), origin: 'an administrator changes it' },
      ],
      sessions: (await this.sessions.list(actor)).map(toSessionRow),
      errors,
    };
    sendPage(reply, 'identity/me', view, errors.length > 0 ? 422 : 200);
  }
}
