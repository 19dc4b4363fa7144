import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ownPath } from '../../identity/domain/own-path.js';
import { SignInPageBody } from '../../identity/identity.dto.js';
import { SignInRefused, TooManyTries } from '../../identity/identity.errors.js';
import { SessionCookie } from '../../identity/session-cookie.js';
import { Sessions } from '../../identity/sessions.service.js';
import { SignIn } from '../../identity/sign-in.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { AllowSignedIn, Public } from '../../platform/access/allow.js';
import { readForm, typed } from '../forms.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { fieldErrorsOf } from '../views.js';
import type { FieldError } from '../views.types.js';
import { Visitor } from '../visitor.js';
import type { SignInView } from './sign-in.view.js';

/** Signing in and out. */
@Controller()
export class SignInPage {
  constructor(
    private readonly shell: Shell,
    private readonly visitor: Visitor,
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
  ) {}

  @Get('sign-in')
  @Public()
  async show(
    @Query('next') next: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (await this.visitor.of(request)) return void reply.redirect(ownPath(next), 303);
    await this.#draw(request, reply, { next: ownPath(next), email: '' }, 200, []);
  }

  @Post('sign-in')
  @Public()
  async open(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const again = { next: ownPath(typed(body, 'next')), email: typed(body, 'email') };
    const form = await readForm(SignInPageBody, body);
    if (form.faults) return this.#draw(request, reply, again, 422, fieldErrorsOf(form.faults));
    try {
      const { secret } = await this.signIn.signIn(form.value, request.ip);
      this.cookie.set(reply, secret);
      return void reply.redirect(again.next, 303);
    } catch (error) {
      const errors = [{ field: null, message: error instanceof Error ? error.message : '' }];
      if (error instanceof SignInRefused) return this.#draw(request, reply, again, 401, errors);
      if (!(error instanceof TooManyTries)) throw error;
      void reply.header('Retry-After', String(error.retryAfterSeconds));
      return this.#draw(request, reply, again, 429, errors);
    }
  }

  @Post('sign-out')
  @AllowSignedIn()
  async close(@CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    await this.sessions.signOut(actor);
    this.cookie.end(reply);
    void reply.redirect('/sign-in', 303);
  }

  async #draw(
    request: FastifyRequest,
    reply: FastifyReply,
    { next, email }: { next: string; email: string },
    status: number,
    errors: FieldError[],
  ): Promise<void> {
    const shell = await this.shell.of(request);
    const view: SignInView = {
      title: 'Sign in',
      shell,
      heading: `Sign in to ${shell.organisation}`,
      hidden: { next },
      email,
      errors,
    };
    sendPage(reply, 'identity/sign-in', view, status);
  }
}
