import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CalendarFeeds } from '../../calendars/calendar-feeds.js';
import { ChangePasswordBody } from '../../identity/identity.dto.js';
import { OwnAccount } from '../../identity/own-account.service.js';
import { SessionCookie } from '../../identity/session-cookie.js';
import { Sessions } from '../../identity/sessions.service.js';
import { Users } from '../../identity/users.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow, AllowSignedIn } from '../../platform/access/allow.js';
import { holds } from '../../platform/access/permissions.js';
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
  calendar: 'The calendar address is dead. Programs that asked there get nothing more.',
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
    private readonly calendars: CalendarFeeds,
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

  /** A new address, in the place of an earlier one; this page is the only place where it stands. */
  @Post('calendar')
  @Allow('obligations:read', { stepUp: true })
  async makeCalendar(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#draw(request, reply, actor, { address: await this.calendars.make(actor), status: 201 });
  }

  @Post('calendar/revocation')
  @Allow('obligations:read')
  async revokeCalendar(@CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    await this.calendars.revoke(actor);
    void reply.redirect('/me?done=calendar', 303);
  }

  async #draw(
    request: FastifyRequest,
    reply: FastifyReply,
    actor: Actor,
    { done, errors = [], address = '', status = 200 }: Shown,
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
      calendar: holds(actor.role, 'obligations:read')
        ? { address, since: await this.calendars.since(actor) }
        : null,
      errors,
    };
    sendPage(reply, 'identity/me', view, errors.length > 0 ? 422 : status);
  }
}

/** What one answer shows besides the account. */
interface Shown {
  done?: string;
  errors?: FieldError[];
  /** A calendar address that was just made. */
  address?: string;
  status?: number;
}
