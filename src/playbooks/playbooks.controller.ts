import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { PlaybookContent } from '../catalogue/domain/playbook.js';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { ParseVersionPipe } from '../platform/http/parse-version.pipe.js';
import type { PlaybookChange } from './domain/compare-playbooks.js';
import { PlaybookComparison } from './playbook-comparison.js';
import { PlaybookList } from './playbook-list.js';
import {
  ArchivePlaybookBody,
  ComparePlaybookQuery,
  CreatePlaybookBody,
  ListPlaybooksQuery,
  ParsePlaybookIdPipe,
  SavePlaybookBody,
} from './playbooks.dto.js';
import { PlaybookNotFound } from './playbooks.errors.js';
import { Playbooks } from './playbooks.service.js';
import { toPlaybookAtView, toPlaybookView, toVersionView } from './playbooks.views.js';
import type { PlaybookView, VersionView } from './playbooks.views.js';

type PlaybookAtView = ReturnType<typeof toPlaybookAtView>;

@Controller('api/v1/playbooks')
export class PlaybooksController {
  constructor(
    private readonly playbooks: Playbooks,
    private readonly list: PlaybookList,
    private readonly comparison: PlaybookComparison,
  ) {}

  /** Those of the organisation by pages; with the first page also those that ship. */
  @Get()
  @Allow('knowledge:read')
  async all(
    @Query() query: ListPlaybooksQuery,
  ): Promise<{ playbooks: PlaybookView[]; shipped: PlaybookView[]; next: string | null }> {
    const filter = { ...query, archived: query.archived === 'yes' };
    const { playbooks, next } = await this.list.page(filter);
    const shipped = query.before === undefined ? this.list.shipped(filter) : [];
    return { playbooks: playbooks.map(toPlaybookView), shipped: shipped.map(toPlaybookView), next };
  }

  @Post()
  @Allow('playbooks:edit')
  async create(@Body() body: CreatePlaybookBody, @CurrentActor() actor: Actor): Promise<PlaybookAtView> {
    const content = this.playbooks.read(body.content);
    const { note, basedOn } = body;
    const made = basedOn
      ? { content, note, origin: 'adapted' as const, basedOn: { ...basedOn } }
      : { content, note, origin: 'own' as const };
    return toPlaybookAtView(await this.playbooks.create(made, actor));
  }

  @Get(':playbookId')
  @Allow('knowledge:read')
  async one(@Param('playbookId', ParsePlaybookIdPipe) id: string): Promise<
    PlaybookAtView & {
      versions: VersionView[];
      /** Version of the shipped playbook, when it is newer than the one this was adapted from. */
      newerBase: number | null;
    }
  > {
    const at = await this.playbooks.at(id);
    const versions = (await this.playbooks.versions(id)).map(toVersionView);
    return {
      ...toPlaybookAtView(at),
      versions,
      newerBase: this.playbooks.newerBase(at.playbook)?.version ?? null,
    };
  }

  @Patch(':playbookId')
  @Allow('playbooks:edit')
  async save(
    @Param('playbookId', ParsePlaybookIdPipe) id: string,
    @Body() body: SavePlaybookBody,
    @CurrentActor() actor: Actor,
  ): Promise<PlaybookAtView> {
    const content = this.playbooks.read(body.content);
    return toPlaybookAtView(await this.playbooks.save(id, { ...body, content }, actor));
  }

  @Post(':playbookId/archive')
  @HttpCode(200)
  @Allow('playbooks:edit')
  async archive(
    @Param('playbookId', ParsePlaybookIdPipe) id: string,
    @Body() body: ArchivePlaybookBody,
    @CurrentActor() actor: Actor,
  ): Promise<PlaybookView> {
    return toPlaybookView(await this.playbooks.archive(id, body.archived, actor));
  }

  @Get(':playbookId/compare')
  @Allow('knowledge:read')
  async compare(
    @Param('playbookId', ParsePlaybookIdPipe) id: string,
    @Query() { from, to }: ComparePlaybookQuery,
  ): Promise<{ from: VersionView; to: VersionView; changes: PlaybookChange[] }> {
    const compared = await this.comparison.of(id, from, to);
    return {
      from: toVersionView(compared.from),
      to: toVersionView(compared.to),
      changes: compared.changes,
    };
  }

  @Get(':playbookId/versions/:version')
  @Allow('knowledge:read')
  async version(
    @Param('playbookId', ParsePlaybookIdPipe) id: string,
    @Param('version', new ParseVersionPipe(PlaybookNotFound)) version: number,
  ): Promise<VersionView & { content: PlaybookContent }> {
    const at = await this.playbooks.at(id, version);
    return { ...toVersionView(at), content: at.content };
  }
}
