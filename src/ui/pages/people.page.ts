import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isFreshProof } from '../../identity/domain/session-life.js';
import { ChangeUserBody, InviteUserBody } from '../../identity/identity.dto.js';
import { EmailTaken, LastAdmin } from '../../identity/identity.errors.js';
import { Users } from '../../identity/users.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { Clock } from '../../platform/clock.js';
import { ParseIdPipe } from '../../platform/http/parse-id.pipe.js';
import { readForm, typed } from '../forms.js';
import { roleOptions } from '../role-words.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { fieldErrorsOf } from '../views.js';
import type { FieldError } from '../views.types.js';
import { toPersonRow } from './people.view.js';
import type { PeopleView } from './people.view.js';

interface Shown {
  status?: number;
  errors?: FieldError[];
  body?: unknown;
  link?: PeopleView['link'];
}

/** Accounts of the organisation's people, for administrators. */
@Controller('settings/people')
export class PeoplePage {
  constructor(
    private readonly shell: Shell,
    private readonly users: Users,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Allow('users:manage')
  async show(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#draw(request, reply, actor, {});
  }

  /** Answers with the page itself, not with a redirect: the link is shown this once. */
  @Post()
  @Allow('users:manage', { stepUp: true })
  async invite(
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = await readForm(InviteUserBody, body);
    if (form.faults)
      return this.#draw(request, reply, actor, { status: 422, errors: fieldErrorsOf(form.faults), body });
    try {
      const { person, setupLink } = await this.users.invite(form.value, actor);
      await this.#draw(request, reply, actor, {
        status: 201,
        link: { name: person.name, href: setupLink },
      });
    } catch (error) {
      if (!(error instanceof EmailTaken)) throw error;
      const errors = [{ field: 'email', message: error.message }];
      await this.#draw(request, reply, actor, { status: 409, errors, body });
    }
  }

  @Post(':userId/setup-link')
  @Allow('users:manage', { stepUp: true })
  async renew(
    @Param('userId', ParseIdPipe) userId: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const href = await this.users.renewInvitation(userId, actor);
    const person = await this.users.find(userId);
    await this.#draw(request, reply, actor, { status: 201, link: { name: person?.name ?? '', href } });
  }

  @Post(':userId/role')
  @Allow('users:manage', { stepUp: true })
  async changeRole(
    @Param('userId', ParseIdPipe) userId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = await readForm(ChangeUserBody, body);
    const errors = form.faults?.map(({ message }) => ({ field: null, message }));
    if (errors) return this.#draw(request, reply, actor, { status: 422, errors });
    await this.#change(request, reply, actor, userId, { role: form.value?.role });
  }

  @Post(':userId/disable')
  @Allow('users:manage', { stepUp: true })
  async disable(
    @Param('userId', ParseIdPipe) userId: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#change(request, reply, actor, userId, { disabled: true });
  }

  @Post(':userId/enable')
  @Allow('users:manage', { stepUp: true })
  async enable(
    @Param('userId', ParseIdPipe) userId: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#change(request, reply, actor, userId, { disabled: false });
  }

  async #change(
    request: FastifyRequest,
    reply: FastifyReply,
    actor: Actor,
    userId: string,
    wanted: ChangeUserBody,
  ): Promise<void> {
    try {
      await this.users.change(userId, wanted, actor);
      void reply.redirect('/settings/people', 303);
    } catch (error) {
      if (!(error instanceof LastAdmin)) throw error;
      const errors = [{ field: null, message: error.message }];
      await this.#draw(request, reply, actor, { status: 409, errors });
    }
  }

  async #draw(request: FastifyRequest, reply: FastifyReply, actor: Actor, shown: Shown): Promise<void> {
    const people = await this.users.list();
    const names = await this.users.namesOf(people.map(({ createdBy }) => createdBy));
    const { body } = shown;
    const view: PeopleView = {
      title: 'People',
      shell: await this.shell.of(request),
      people: people.map((person) => toPersonRow(person, actor.id, names)),
      roles: roleOptions(),
      link: shown.link ?? null,
      proofIsOld: !isFreshProof(actor.provedAt, this.clock.now()),
      typed: { name: typed(body, 'name'), email: typed(body, 'email'), role: typed(body, 'role') },
      errors: shown.errors ?? [],
    };
    sendPage(reply, 'identity/people', view, shown.status ?? 200);
  }
}
