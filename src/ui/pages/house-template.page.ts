import { Body, Controller, Get, HttpStatus, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HouseTemplatePreview } from '../../notices/house-template-preview.js';
import { CompareHouseTextsQuery, SaveHouseTextsBody } from '../../notices/house-templates.dto.js';
import { TemplateChanged, TemplateNotFound } from '../../notices/house-templates.errors.js';
import { HouseTemplateSaves } from '../../notices/house-template-saves.js';
import { HouseTemplates } from '../../notices/house-templates.service.js';
import type { HouseVersionAt } from '../../notices/house-templates.service.js';
import { TextRefused } from '../../notices/notices.errors.js';
import { PreviewLimit } from '../../notices/preview-limit.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { Conflict } from '../../platform/errors.js';
import { ParseVersionPipe } from '../../platform/http/parse-version.pipe.js';
import { ID_PATTERN } from '../../platform/ids.js';
import { FormFields } from '../form-fields.js';
import { readForm } from '../forms.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { HouseTemplateScreen } from './house-template.screen.js';
import type { TemplateShown } from './house-template.screen.js';
import { changeViews, partErrors, readParts, startedFrom } from './house-template-parts.view.js';
import { templateHref } from './house-template.view.js';
import type { TemplateCompareView } from './house-template.view.js';
import { languageWords } from './notice.words.js';
import { takePreview } from './preview-rest.js';

/** The texts of one kind of notice in one language: shipped words, and those of the organisation. */
@Controller('templates/:kind/:locale')
export class HouseTemplatePage {
  constructor(
    private readonly shell: Shell,
    private readonly templates: HouseTemplates,
    private readonly saves: HouseTemplateSaves,
    private readonly previews: HouseTemplatePreview,
    private readonly screen: HouseTemplateScreen,
    private readonly limit: PreviewLimit,
  ) {}

  readonly #versionNumber = new ParseVersionPipe(TemplateNotFound);

  @Get()
  @Allow('knowledge:read')
  async show(
    @Param('kind') kind: string,
    @Param('locale') locale: string,
    @Query() query: Record<string, unknown>,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { done, version, uses } = query;
    const flash = typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : undefined;
    const shown: TemplateShown = {
      ...(flash !== undefined && { flash: { tone: 'ok', text: flash } }),
      ...(version !== undefined && { version: await this.#version(kind, locale, version) }),
      ...(typeof uses === 'string' && ID_PATTERN.test(uses) && { usesBefore: uses }),
    };
    await this.screen.draw({ kind, locale, actor, request, reply }, shown);
  }

  @Post()
  @Allow('templates:edit')
  async save(
    @Param('kind') kind: string,
    @Param('locale') locale: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = { kind, locale, actor, request, reply };
    const form = new FormFields(body);
    const typed = readParts(form, this.templates.shipped(kind, locale).kind);
    const { value, faults } = await readForm(SaveHouseTextsBody, typed);
    const refused = async (wrong: Parameters<typeof partErrors>[0]) => {
      const errors = partErrors(wrong, await this.previews.shipped(kind, locale), typed.sections);
      await this.screen.draw(visit, { form, errors, status: HttpStatus.UNPROCESSABLE_ENTITY });
    };
    if (!value) return refused(faults);
    const { version, note, ...texts } = value;
    try {
      await this.saves.save(kind, locale, { version, note, texts }, actor);
    } catch (error) {
      if (error instanceof TextRefused) return refused(error.faults);
      if (!(error instanceof Conflict)) throw error;
      const yours = error instanceof TemplateChanged ? error.yours : null;
      const errors = yours ? [] : [{ field: null, message: error.message }];
      return this.screen.draw(visit, { form, errors, yours, status: HttpStatus.CONFLICT });
    }
    void reply.redirect(`${templateHref(kind, locale)}?done=saved`, HttpStatus.SEE_OTHER);
  }

  /** What is typed, with the example values; nothing is kept. */
  @Post('preview')
  @Allow('templates:edit')
  async preview(
    @Param('kind') kind: string,
    @Param('locale') locale: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const posted = new FormFields(body);
    const start = posted.text('start');
    const form = start ? startedFrom(posted, await this.previews.shipped(kind, locale), start) : posted;
    const visit = { kind, locale, actor, request, reply };
    const rest = takePreview(this.limit, visit);
    await this.screen.draw(visit, { form, ...rest });
  }

  @Post('archive')
  @Allow('templates:edit')
  async archive(
    @Param('kind') kind: string,
    @Param('locale') locale: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const archived = new FormFields(body).text('archived') === 'yes';
    await this.saves.archive(kind, locale, archived, actor);
    const done = archived ? 'archived' : 'unarchived';
    void reply.redirect(`${templateHref(kind, locale)}?done=${done}`, HttpStatus.SEE_OTHER);
  }

  @Get('compare')
  @Allow('knowledge:read')
  async compare(
    @Param('kind') kindId: string,
    @Param('locale') locale: string,
    @Query() { from, to }: CompareHouseTextsQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { kind } = this.templates.shipped(kindId, locale);
    const href = templateHref(kindId, locale);
    const changes = await this.previews.compare(kindId, locale, from, to);
    const versions = await this.templates.versions(kindId, locale);
    const view: TemplateCompareView = {
      title: `Compare · ${kind.title}`,
      shell: await this.shell.of(request),
      crumbs: [
        { label: 'Notice templates', href: '/templates' },
        { label: `${kind.title}, ${languageWords(locale)}`, href },
        { label: 'Compare' },
      ],
      heading: `Compare: ${kind.title}, ${languageWords(locale)}`,
      action: `${href}/compare`,
      versions: [
        ...versions.map(({ number }) => ({ value: String(number), label: `Version ${number}` })),
        { value: '0', label: 'The shipped text' },
      ],
      from: String(from),
      to: String(to),
      parts: changeViews(changes, await this.previews.shipped(kindId, locale)),
    };
    sendPage(reply, 'templates/compare', view);
  }

  /** @throws TemplateNotFound */
  async #version(kind: string, locale: string, number: unknown): Promise<HouseVersionAt> {
    const wanted = this.#versionNumber.transform(typeof number === 'string' ? number : '');
    return this.templates.version(kind, locale, wanted);
  }
}

const DONE: Readonly<Record<string, string>> = {
  saved: 'The new version is saved. Drafts made from now on take it; the versions before stay.',
  archived: 'The house text is archived: drafts take the shipped text.',
  unarchived: 'The house text is in use again.',
};
