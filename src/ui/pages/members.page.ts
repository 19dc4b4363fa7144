import { Body, Controller, HttpStatus, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { IncidentMembers } from '../../incidents/incident-members.service.js';
import { AddMemberBody } from '../../incidents/incidents.dto.js';
import { MemberRefused } from '../../incidents/incidents.errors.js';
import { Incidents } from '../../incidents/incidents.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { ParseIdPipe } from '../../platform/http/parse-id.pipe.js';
import { readForm } from '../forms.js';

/** Puts people on an incident and takes them off, from its overview. */
@Controller('incidents/:reference/members')
export class MembersPage {
  constructor(
    private readonly incidents: Incidents,
    private readonly members: IncidentMembers,
  ) {}

  /** @throws MemberRefused as a page with the reason */
  @Post()
  @Allow('incidents:members', { stepUp: true })
  async add(
    @Param('reference') reference: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const incident = await this.incidents.byReference(reference, actor);
    const form = await readForm(AddMemberBody, body);
    if (form.faults) throw new MemberRefused('Choose a person first.');
    await this.members.add(incident.id, form.value.userId, actor);
    void reply.redirect(`/incidents/${incident.reference}?done=member-added`, HttpStatus.SEE_OTHER);
  }

  @Post(':userId/removal')
  @Allow('incidents:members', { stepUp: true })
  async remove(
    @Param('reference') reference: string,
    @Param('userId', ParseIdPipe) userId: string,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const incident = await this.incidents.byReference(reference, actor);
    await this.members.remove(incident.id, userId, actor);
    // Whoever takes themselves off may not see the incident any more.
    const stays = userId !== actor.id || incident.visibility === 'organisation';
    const next = stays ? `/incidents/${incident.reference}?done=member-removed` : '/incidents';
    void reply.redirect(next, HttpStatus.SEE_OTHER);
  }
}
