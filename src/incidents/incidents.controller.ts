import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { Reader } from '../platform/database/reader.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { IncidentImport } from './incident-import.service.js';
import type { ImportLine } from './incident-import.service.js';
import { IncidentList } from './incident-list.js';
import { IncidentMembers } from './incident-members.service.js';
import {
  AddMemberBody,
  ChangeIncidentBody,
  ImportIncidentsBody,
  ListIncidentsQuery,
  OpenIncidentBody,
  ReviseFactsBody,
} from './incidents.dto.js';
import { Incidents } from './incidents.service.js';
import { toFactsView, toIncidentView } from './incidents.views.js';
import type { FactsView, IncidentView } from './incidents.views.js';

@Controller('api/v1/incidents')
export class IncidentsController {
  constructor(
    private readonly incidents: Incidents,
    private readonly incidentList: IncidentList,
    private readonly members: IncidentMembers,
    private readonly imports: IncidentImport,
    private readonly reader: Reader,
  ) {}

  @Post()
  @Allow('incidents:open')
  async open(@Body() body: OpenIncidentBody, @CurrentActor() actor: Actor): Promise<IncidentView> {
    return toIncidentView(await this.incidents.open(body, actor));
  }

  @Post('import')
  @HttpCode(200)
  @Allow('incidents:open')
  async import(
    @Body() body: ImportIncidentsBody,
    @CurrentActor() actor: Actor,
  ): Promise<{ records: ImportLine[] }> {
    const records: ImportLine[] = [];
    for await (const line of this.imports.run(body.veris, body.visibility, actor)) records.push(line);
    return { records };
  }

  @Get()
  @Allow('incidents:read')
  async list(
    @Query() query: ListIncidentsQuery,
    @CurrentActor() actor: Actor,
  ): Promise<{ incidents: IncidentView[]; next: string | null }> {
    const { incidents, next } = await this.incidentList.page(query, actor);
    return { incidents: incidents.map(toIncidentView), next };
  }

  @Get(':incidentId')
  @Allow('incidents:read')
  async one(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<IncidentView & { facts: FactsView }> {
    const incident = await this.incidents.visible(this.reader.manager, incidentId, actor);
    const facts = await this.incidents.currentFacts(this.reader.manager, incident.id);
    return { ...toIncidentView(incident), facts: toFactsView(facts) };
  }

  @Patch(':incidentId')
  @Allow('incidents:edit')
  async change(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Body() body: ChangeIncidentBody,
    @CurrentActor() actor: Actor,
  ): Promise<IncidentView> {
    return toIncidentView(await this.incidents.change(incidentId, body, actor));
  }

  @Get(':incidentId/facts')
  @Allow('incidents:read')
  async revisions(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<{ revisions: FactsView[] }> {
    return { revisions: (await this.incidents.revisions(incidentId, actor)).map(toFactsView) };
  }

  @Patch(':incidentId/facts')
  @Allow('incidents:edit')
  async revise(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Body() body: ReviseFactsBody,
    @CurrentActor() actor: Actor,
  ): Promise<FactsView> {
    return toFactsView(
      await this.incidents.revise(incidentId, body.revision, body.facts, body.reason, actor),
    );
  }

  @Get(':incidentId/members')
  @Allow('incidents:read')
  async listMembers(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<{ userIds: string[] }> {
    return { userIds: await this.members.list(incidentId, actor) };
  }

  @Post(':incidentId/members')
  @HttpCode(204)
  @Allow('incidents:members', { stepUp: true })
  addMember(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Body() body: AddMemberBody,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.members.add(incidentId, body.userId, actor);
  }

  @Delete(':incidentId/members/:userId')
  @HttpCode(204)
  @Allow('incidents:members', { stepUp: true })
  removeMember(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Param('userId', ParseIdPipe) userId: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.members.remove(incidentId, userId, actor);
  }
}
