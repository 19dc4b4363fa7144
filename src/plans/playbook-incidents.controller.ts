import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { PlaybookContent } from '../catalogue/domain/playbook.js';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { Playbooks } from '../playbooks/playbooks.service.js';
import { ParsePlaybookIdPipe } from '../playbooks/playbooks.dto.js';
import { toPlaybookAtView } from '../playbooks/playbooks.views.js';
import { PlaybookApplication } from './playbook-application.service.js';
import { PlaybookDrafts } from './playbook-drafts.service.js';
import {
  ApplyPlaybookBody,
  PlaybookUsesQuery,
  PreviewPlaybookQuery,
  SavePlanBody,
} from './playbook-incidents.dto.js';
import { toAppliedView, toPinView, toPreviewView, toUseView } from './playbook-incidents.views.js';
import type { PinView, PreviewView } from './playbook-incidents.views.js';
import { PlaybookUses } from './playbook-uses.js';

/** Playbooks over the plans of incidents. */
@Controller('api/v1')
export class PlaybookIncidentsController {
  constructor(
    private readonly playbooks: Playbooks,
    private readonly application: PlaybookApplication,
    private readonly drafts: PlaybookDrafts,
    private readonly uses: PlaybookUses,
  ) {}

  @Get('incidents/:incidentId/playbooks')
  @Allow('plans:read')
  async pins(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<{ playbooks: PinView[] }> {
    return { playbooks: (await this.application.pins(incidentId, actor)).map(toPinView) };
  }

  @Get('incidents/:incidentId/playbooks/preview')
  @Allow('plans:read')
  async preview(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Query() { playbook, version }: PreviewPlaybookQuery,
    @CurrentActor() actor: Actor,
  ): Promise<PreviewView> {
    return toPreviewView(await this.application.preview(incidentId, playbook, version, actor));
  }

  @Post('incidents/:incidentId/playbooks')
  @HttpCode(200)
  @Allow('playbooks:apply')
  async apply(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Body() body: ApplyPlaybookBody,
    @CurrentActor() actor: Actor,
  ): Promise<ReturnType<typeof toAppliedView>> {
    const { playbookId, version, factsRevision, contentHash } = body;
    const seen =
      factsRevision === undefined || contentHash === undefined ? undefined : { factsRevision, contentHash };
    const wanted = { playbookId, version, seen };
    return toAppliedView(await this.application.apply(incidentId, wanted, actor));
  }

  /** The plan as a playbook would hold it; nothing is kept. */
  @Get('incidents/:incidentId/playbooks/draft')
  @Allow('playbooks:edit')
  async draft(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<{ content: PlaybookContent }> {
    return { content: await this.drafts.draft(incidentId, actor) };
  }

  @Post('incidents/:incidentId/playbooks/draft')
  @Allow('playbooks:edit')
  async save(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Body() body: SavePlanBody,
    @CurrentActor() actor: Actor,
  ): Promise<ReturnType<typeof toPlaybookAtView>> {
    const content = this.playbooks.read(body.content);
    const { note, textsRead } = body;
    return toPlaybookAtView(await this.drafts.save(incidentId, { content, note, textsRead }, actor));
  }

  /** Incidents that the reader may see. */
  @Get('playbooks/:playbookId/uses')
  @Allow('knowledge:read')
  async usesOf(
    @Param('playbookId', ParsePlaybookIdPipe) playbookId: string,
    @Query() { before }: PlaybookUsesQuery,
    @CurrentActor() actor: Actor,
  ): Promise<{ uses: ReturnType<typeof toUseView>[]; next: string | null }> {
    await this.playbooks.one(playbookId);
    const { uses, next } = await this.uses.of(playbookId, actor, { before });
    return { uses: uses.map(toUseView), next };
  }
}
