import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ownPath } from '../../identity/domain/own-path.js';
import { StepUpPageBody } from '../../identity/identity.dto.js';
import { ProofRefused } from '../../identity/identity.errors.js';
import { OwnAccount } from '../../identity/own-account.service.js';
import { SessionCookie } from '../../identity/session-cookie.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { AllowSignedIn } from '../../platform/access/allow.js';
import type { Fault } from '../../platform/errors.js';
import { readForm, typed } from '../forms.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { fieldErrorsOf } from '../views.js';
import type { StepUpView } from './step-up.view.js';

/** A fresh proof of who one is, before what cannot be taken back. */
@Controller('step-up')
export class StepUpPage {
  constructor(
    private readonly shell: Shell,
    private readonly account: OwnAccount,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  @AllowSignedIn()
  async show(
    @Query('next') next: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#draw(request, reply, actor, ownPath(next), []);
  }

  @Post()
  @AllowSignedIn()
  async prove(
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const next = ownPath(typed(body, 'next'));
    const form = await readForm(StepUpPageBody, body);
    if (form.faults) return this.#draw(request, reply, actor, next, form.faults);
    try {
      this.cookie.set(reply, await this.account.stepUp(actor, form.value.password));
      void reply.redirect(next, 303);
    } catch (error) {
      if (!(error instanceof ProofRefused)) throw error;
      await this.#draw(request, reply, actor, next, error.faults);
    }
  }

  async #draw(
    request: FastifyRequest,
    reply: FastifyReply,
    { name }: Actor,
    next: string,
    faults: Fault[],
  ): Promise<void> {
    const view: StepUpView = {
      title: 'Give your password again',
      shell: await this.shell.of(request),
      name,
      hidden: { next },
      errors: fieldErrorsOf(faults),
    };
    sendPage(reply, 'identity/step-up', view, faults.length > 0 ? 422 : 200);
  }
}
