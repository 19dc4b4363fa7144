import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { NoticeComparisons } from './notice-comparisons.js';
import type { NoticeComparison } from './notice-comparisons.js';
import { NoticeMenu } from './notice-menu.js';
import type { MenuField } from './notice-menu.js';
import { ComparisonQuery, TakePartsBody } from './notice-redraft.dto.js';
import { NoticeRedraft } from './notice-redraft.js';
import type { Redraft, RedraftSource } from './notice-redraft.js';
import { toNoticeView } from './notices.views.js';
import type { NoticeView } from './notices.views.js';

@Controller('api/v1/notices/:noticeId')
export class NoticeRedraftController {
  constructor(
    private readonly redrafts: NoticeRedraft,
    private readonly comparisons: NoticeComparisons,
    private readonly menu: NoticeMenu,
  ) {}

  @Get('redraft')
  @Allow('notices:read')
  compare(@Param('noticeId', ParseIdPipe) noticeId: string, @CurrentActor() actor: Actor): Promise<Redraft> {
    return this.redrafts.compare(noticeId, actor);
  }

  @Get('redraft/:part')
  @Allow('notices:read')
  restored(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Param('part') part: string,
    @CurrentActor() actor: Actor,
  ): Promise<RedraftSource> {
    return this.redrafts.restored(noticeId, part, actor);
  }

  @Post('redraft')
  @Allow('notices:edit')
  async take(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: TakePartsBody,
    @CurrentActor() actor: Actor,
  ): Promise<NoticeView> {
    return toNoticeView(await this.redrafts.take(noticeId, body, actor));
  }

  @Get('comparison')
  @Allow('notices:read')
  comparison(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Query() query: ComparisonQuery,
    @CurrentActor() actor: Actor,
  ): Promise<NoticeComparison> {
    return this.comparisons.of(noticeId, query, actor);
  }

  @Get('fields')
  @Allow('notices:read')
  async fields(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @CurrentActor() actor: Actor,
  ): Promise<{ fields: MenuField[] }> {
    return { fields: await this.menu.of(noticeId, actor) };
  }
}
