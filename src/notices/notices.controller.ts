import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import type { RenderedNotice } from './domain/render-notice.js';
import { NoticeDrafts } from './notice-drafts.js';
import { NoticePreview } from './notice-preview.js';
import type { TextPreview } from './notice-preview.js';
import { PreviewReaders } from './preview-readers.js';
import type { ReaderGroup } from './preview-readers.js';
import { DraftNoticeBody, PreviewQuery, PreviewTextBody, ReviseNoticeBody } from './notices.dto.js';
import { Notices } from './notices.service.js';
import { toNoticeRevisionView, toNoticeSummaryView, toNoticeView } from './notices.views.js';
import type { NoticeRevisionView, NoticeSummaryView, NoticeView } from './notices.views.js';

@Controller('api/v1')
export class NoticesController {
  constructor(
    private readonly notices: Notices,
    private readonly drafts: NoticeDrafts,
    private readonly previews: NoticePreview,
    private readonly readers: PreviewReaders,
  ) {}

  @Post('incidents/:incidentId/notices')
  @Allow('notices:edit')
  async draft(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @Body() body: DraftNoticeBody,
    @CurrentActor() actor: Actor,
  ): Promise<NoticeView> {
    return toNoticeView(await this.drafts.draft(incidentId, body.kind, body.locale, actor));
  }

  @Get('incidents/:incidentId/notices')
  @Allow('notices:read')
  async list(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<{ notices: NoticeSummaryView[] }> {
    return { notices: (await this.notices.list(incidentId, actor)).map(toNoticeSummaryView) };
  }

  @Get('notices/:noticeId')
  @Allow('notices:read')
  async one(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @CurrentActor() actor: Actor,
  ): Promise<NoticeView> {
    return toNoticeView(await this.notices.one(noticeId, actor));
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
  ): Promise<NoticeView> {
    const { revision, details, ...text } = body;
    return toNoticeView(await this.drafts.revise(noticeId, { revision, details, text }, actor));
  }

  @Get('notices/:noticeId/preview')
  @Allow('notices:read')
  preview(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Query() query: PreviewQuery,
    @CurrentActor() actor: Actor,
  ): Promise<RenderedNotice> {
    const { format, ...reader } = query;
    return this.previews.of(noticeId, format, actor, reader);
  }

  /** Unsaved text as it would be sent; nothing is kept. */
  @Post('notices/:noticeId/preview')
  @HttpCode(200)
  @Allow('notices:edit')
  previewText(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: PreviewTextBody,
    @CurrentActor() actor: Actor,
  ): Promise<TextPreview> {
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
}
