import { Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Incidents } from '../incidents/incidents.service.js';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow, Public } from '../platform/access/allow.js';
import { instantText } from '../platform/database/columns.js';
import { Reader } from '../platform/database/reader.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { CalendarFeeds } from './calendar-feeds.js';
import { DutyCalendar } from './duty-calendar.js';

/** Whether an address is good, and since when; never the address itself. */
export interface CalendarAddressView {
  since: string | null;
}

/** Calendars of duties: at a private address for programs, and as a file of one incident. */
@Controller()
export class CalendarsController {
  constructor(
    private readonly feeds: CalendarFeeds,
    private readonly calendar: DutyCalendar,
    private readonly incidents: Incidents,
    private readonly reader: Reader,
  ) {}

  @Get('calendar/:token.ics')
  @Public()
  async feed(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendCalendar(reply, await this.feeds.read(token, request.ip), 'inline; filename="redress.ics"');
  }

  @Get('incidents/:reference/obligations.ics')
  @Allow('obligations:read')
  async ofIncident(
    @Param('reference') reference: string,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const incident = await this.incidents.byReference(reference, actor);
    await this.#file(incident, actor, reply);
  }

  @Get('api/v1/incidents/:incidentId/obligations.ics')
  @Allow('obligations:read')
  async byId(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const incident = await this.incidents.visible(this.reader.manager, incidentId, actor);
    await this.#file(incident, actor, reply);
  }

  @Get('api/v1/me/calendar')
  @Allow('obligations:read')
  async address(@CurrentActor() actor: Actor): Promise<CalendarAddressView> {
    const since = await this.feeds.since(actor);
    return { since: since && instantText(since) };
  }

  /** Makes a new address in the place of an earlier one; the answer is the only place it ever stands. */
  @Post('api/v1/me/calendar')
  @Allow('obligations:read', { stepUp: true })
  async make(@CurrentActor() actor: Actor): Promise<{ address: string }> {
    return { address: await this.feeds.make(actor) };
  }

  @Delete('api/v1/me/calendar')
  @HttpCode(204)
  @Allow('obligations:read')
  async revoke(@CurrentActor() actor: Actor): Promise<void> {
    await this.feeds.revoke(actor);
  }

  async #file(incident: { id: string; reference: string }, actor: Actor, reply: FastifyReply): Promise<void> {
    const text = await this.calendar.ofIncident(incident, actor);
    sendCalendar(reply, text, `attachment; filename="${incident.reference}.ics"`);
  }
}

function sendCalendar(reply: FastifyReply, text: string, disposition: string): void {
  void reply
    .header('Content-Type', 'text/calendar; charset=utf-8')
    .header('Content-Disposition', disposition)
    .send(text);
}
