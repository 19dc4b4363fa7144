import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import type { ChosenLocale } from './domain/languages/locale-for.js';
import type { RenderedNotice } from './domain/render-notice.js';
import { NoticeDrafts } from './notice-drafts.js';
import { NoticePreview } from './notice-preview.js';
import type { TextPreview } from './notice-preview.js';
import { PreviewLimit } from './preview-limit.js';
import { PreviewReaders } from './preview-readers.js';
import type { ReaderGroup } from './preview-readers.js';
import { DraftNoticeBody, PreviewQuery, PreviewTextBody, ReviseNoticeBody } from './notices.dto.js';
import { Notices } from './notices.service.js';
import type { CurrentNotice } from './notices.service.js';
import {
  toNoticeRevisionView,
  toNoticeSummaryView,
  toNoticeView,
  toTranslationView,
} from './notices.views.js';
import type { InLanguage, NoticeRevisionView, NoticeSummaryView, NoticeView } from './notices.views.js';
import { Translations } from './translations.js';

@Controller('api/v1')
export class NoticesController {
  constructor(
    private readonly notices: Notices,
    private readonly drafts: NoticeDrafts,
    private readonly translations: Translations,
    private readonly previews: NoticePreview,
    private readonly readers: PreviewReaders,
    private readonly limit: PreviewLimit,
  ) {}

  /** `fallback` says why the text is in another language than the one asked for; null: it is in that one. */
  @Post('incidents/:incidentId/notices')
  @Allow('notices:edit')
  async draft(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Body() body: DraftNoticeBody,
    @CurrentActor() actor: Actor,
  ): Promise<NoticeView & InLanguage & Pick<ChosenLocale, 'fallback'>> {
    const { fallback, ...drafted } = await this.drafts.draft(incidentId, body, actor);
    return { ...(await this.#inLanguage(drafted)), fallback };
  }

  @Get('incidents/:incidentId/notices')
  @Allow('notices:read')
  async list(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<{ notices: (NoticeSummaryView & InLanguage)[] }> {
    const found = await this.notices.list(incidentId, actor);
    const standings = await this.translations.ofAll(found);
    const notices = found.map((notice) => ({
      ...toNoticeSummaryView(notice),
      translation: toTranslationView(standings.get(notice.id) ?? null),
    }));
    return { notices };
  }

  @Get('notices/:noticeId')
  @Allow('notices:read')
  async one(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @CurrentActor() actor: Actor,
  ): Promise<NoticeView & InLanguage> {
    return this.#inLanguage(await this.notices.one(noticeId, actor));
  }

  @Get('notices/:noticeId/revisions')
  @Allow('notices:read')
  async revisions(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @CurrentActor() actor: Actor,
  ): Promise<{ revisions: NoticeRevisionView[] }> {
    return { revisions: (await this.notices.revisions(noticeId, actor)).map(toNoticeRevisionView) };
  }

  @Post('notices/:noticeId/revisions')
  @Allow('notices:edit')
  async revise(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: ReviseNoticeBody,
    @CurrentActor() actor: Actor,
  ): Promise<NoticeView & InLanguage> {
    const { revision, details, sourceRevision, ...text } = body;
    const wanted = { revision, details, text, sourceRevision };
    return this.#inLanguage(await this.drafts.revise(noticeId, wanted, actor));
  }

  @Get('notices/:noticeId/preview')
  @Allow('notices:read')
  async preview(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Query() query: PreviewQuery,
    @CurrentActor() actor: Actor,
  ): Promise<RenderedNotice> {
    this.limit.take(actor);
    const { format, ...reader } = query;
    return this.previews.of(noticeId, format, actor, reader);
  }

  /** Unsaved text as it would be sent; nothing is kept. */
  @Post('notices/:noticeId/preview')
  @HttpCode(200)
  @Allow('notices:edit')
  async previewText(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: PreviewTextBody,
    @CurrentActor() actor: Actor,
  ): Promise<TextPreview> {
    this.limit.take(actor);
    const { format, group, recipientId, revision, details, ...text } = body;
    const shown = { format, reader: { group, recipientId } };
    return this.previews.ofText(noticeId, { revision, details, text }, shown, actor);
  }

  /** Groups of people whose copies differ. */
  @Get('notices/:noticeId/readers')
  @Allow('recipients:read')
  async groups(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @CurrentActor() actor: Actor,
  ): Promise<{ groups: readonly ReaderGroup[] }> {
    const { notice } = await this.notices.one(noticeId, actor);
    return { groups: await this.readers.groups(notice, actor) };
  }

  async #inLanguage(found: CurrentNotice): Promise<NoticeView & InLanguage> {
    const standings = await this.translations.ofAll([found.notice]);
    return {
      ...toNoticeView(found),
      translation: toTranslationView(standings.get(found.notice.id) ?? null),
    };
  }
}
