import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { ParseVersionPipe } from '../platform/http/parse-version.pipe.js';
import type { HouseParts } from './domain/house-texts.js';
import { HouseTemplatePreview } from './house-template-preview.js';
import type { HousePartChange, HousePreview } from './house-template-preview.js';
import {
  ArchiveHouseTextsBody,
  CompareHouseTextsQuery,
  HouseTemplateUsesQuery,
  PreviewHouseTextsBody,
  SaveHouseTextsBody,
} from './house-templates.dto.js';
import { TemplateNotFound } from './house-templates.errors.js';
import { HouseTemplateSaves } from './house-template-saves.js';
import { HouseTemplateUses } from './house-template-uses.js';
import { HouseTextFields } from './house-text-fields.js';
import { HouseTemplates } from './house-templates.service.js';
import {
  toHouseTemplateUseView,
  toHouseVersionAtView,
  toTemplateEntryView,
  toTemplateView,
} from './house-templates.views.js';
import type {
  HouseTemplateUseView,
  HouseVersionView,
  TemplateEntryView,
  TemplateView,
} from './house-templates.views.js';
import { PreviewLimit } from './preview-limit.js';

type HouseVersionAtView = HouseVersionView & { parts: HouseParts };

/** The texts that notices are drafted from: shipped ones, and what the organisation says in its own words. */
@Controller('api/v1/templates')
export class HouseTemplatesController {
  constructor(
    private readonly templates: HouseTemplates,
    private readonly saves: HouseTemplateSaves,
    private readonly previews: HouseTemplatePreview,
    private readonly fields: HouseTextFields,
    private readonly usage: HouseTemplateUses,
    private readonly limit: PreviewLimit,
  ) {}

  @Get()
  @Allow('knowledge:read')
  async all(): Promise<{ templates: TemplateEntryView[] }> {
    return { templates: (await this.templates.list()).map(toTemplateEntryView) };
  }

  @Get(':kind/:locale')
  @Allow('knowledge:read')
  async one(@Param('kind') kind: string, @Param('locale') locale: string): Promise<TemplateView> {
    const at = await this.templates.one(kind, locale);
    const shipped = await this.previews.shipped(kind, locale);
    const versions = await this.templates.versions(kind, locale);
    return toTemplateView(at, shipped, versions, this.fields.of(kind, locale));
  }

  @Post(':kind/:locale')
  @Allow('templates:edit')
  async save(
    @Param('kind') kind: string,
    @Param('locale') locale: string,
    @Body() body: SaveHouseTextsBody,
    @CurrentActor() actor: Actor,
  ): Promise<HouseVersionAtView> {
    const { version, note, ...texts } = body;
    return toHouseVersionAtView(await this.saves.save(kind, locale, { version, note, texts }, actor));
  }

  /** The notice with these texts and the example values; nothing is kept. */
  @Post(':kind/:locale/preview')
  @HttpCode(200)
  @Allow('templates:edit')
  preview(
    @Param('kind') kind: string,
    @Param('locale') locale: string,
    @Body() body: PreviewHouseTextsBody,
    @CurrentActor() actor: Actor,
  ): Promise<HousePreview> {
    this.limit.take(actor);
    const { format, ...texts } = body;
    return this.previews.of(kind, locale, texts, format);
  }

  @Post(':kind/:locale/archive')
  @HttpCode(200)
  @Allow('templates:edit')
  async archive(
    @Param('kind') kind: string,
    @Param('locale') locale: string,
    @Body() body: ArchiveHouseTextsBody,
    @CurrentActor() actor: Actor,
  ): Promise<{ archived: boolean }> {
    await this.saves.archive(kind, locale, body.archived, actor);
    return { archived: body.archived };
  }

  /** Notices with house words in their current text, newest first. */
  @Get(':kind/:locale/uses')
  @Allow('notices:read')
  async uses(
    @Param('kind') kind: string,
    @Param('locale') locale: string,
    @Query() query: HouseTemplateUsesQuery,
    @CurrentActor() actor: Actor,
  ): Promise<{ uses: HouseTemplateUseView[]; next: string | null }> {
    const { uses, next } = await this.usage.of(kind, locale, actor, query);
    return { uses: uses.map(toHouseTemplateUseView), next };
  }

  @Get(':kind/:locale/comparison')
  @Allow('knowledge:read')
  async comparison(
    @Param('kind') kind: string,
    @Param('locale') locale: string,
    @Query() { from, to }: CompareHouseTextsQuery,
  ): Promise<{ from: number; to: number; parts: HousePartChange[] }> {
    return { from, to, parts: await this.previews.compare(kind, locale, from, to) };
  }

  @Get(':kind/:locale/versions/:version')
  @Allow('knowledge:read')
  async version(
    @Param('kind') kind: string,
    @Param('locale') locale: string,
    @Param('version', new ParseVersionPipe(TemplateNotFound)) version: number,
  ): Promise<HouseVersionAtView> {
    return toHouseVersionAtView(await this.templates.version(kind, locale, version));
  }
}
