import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AcceptInvitationBody, FirstAdminBody } from '../../identity/identity.dto.js';
import { SetupElsewhere, SetupLinkDead } from '../../identity/identity.errors.js';
import { SessionCookie } from '../../identity/session-cookie.js';
import type { OpenedSession } from '../../identity/sessions.service.js';
import { Setup } from '../../identity/setup.service.js';
import { Public } from '../../platform/access/allow.js';
import { Unprocessable } from '../../platform/errors.js';
import { InvalidInput } from '../../platform/http/body-pipe.js';
import { readForm, typed } from '../forms.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { fieldErrorsOf } from '../views.js';
import type { FieldError } from '../views.types.js';
import type { SetupView } from './setup.view.js';

/** Where a one-time link leads: the first administrator, or the password of someone invited. */
@Controller('setup')
export class SetupPage {
  constructor(
    private readonly shell: Shell,
    private readonly setup: Setup,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  @Public()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.#draw(request, reply, undefined, 200, []);
  }

  @Post()
  @Public()
  async finish(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      const { secret } = await this.#open(body, request);
      this.cookie.set(reply, secret);
      void reply.redirect('/', 303);
    } catch (error) {
      if (error instanceof Unprocessable)
        return this.#draw(request, reply, body, 422, fieldErrorsOf(error.faults));
      if (error instanceof SetupLinkDead)
        return this.#draw(request, reply, body, 410, [{ field: 'token', message: error.message }]);
      if (error instanceof SetupElsewhere)
        return this.#draw(request, reply, body, 403, [{ field: null, message: error.message }]);
      throw error;
    }
  }

  async #open(body: unknown, request: FastifyRequest): Promise<OpenedSession> {
    // A form drawn for the first account is read as one, also when someone else was faster.
    if (typed(body, 'name') !== '' || (await this.setup.isFirst())) {
      const form = await readForm(FirstAdminBody, body);
      if (form.faults) throw new InvalidInput(form.faults);
      const { headers, ip } = request;
      const forwarded = headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined;
      return this.setup.firstAdmin(form.value, { address: ip, forwarded });
    }
    const form = await readForm(AcceptInvitationBody, body);
    if (form.faults) throw new InvalidInput(form.faults);
    return this.setup.acceptInvitation(form.value.token, form.value.password);
  }

  async #draw(
    request: FastifyRequest,
    reply: FastifyReply,
    body: unknown,
    status: number,
    errors: FieldError[],
  ): Promise<void> {
    const first = await this.setup.isFirst();
    const view: SetupView = {
      title: first ? 'Make the first account' : 'Set your password',
      shell: await this.shell.of(request),
      first,
      token: status === 422 ? typed(body, 'token') : '',
      name: typed(body, 'name'),
      email: typed(body, 'email'),
      errors,
    };
    sendPage(reply, 'identity/setup', view, status);
  }
}
