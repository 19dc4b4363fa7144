import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { NoticeApprovals } from './notice-approvals.js';
import { ApproveNotice, SeenRevisionBody } from './notices.dto.js';
import { toNoticeView } from './notices.views.js';
import type { NoticeView } from './notices.views.js';

@Controller('api/v1/notices/:noticeId')
export class NoticeApprovalsController {
  constructor(private readonly approvals: NoticeApprovals) {}

  @Post('approval')
  @HttpCode(200)
  @Allow('notices:approve', { stepUp: true })
  async approve(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: ApproveNotice,
    @CurrentActor() actor: Actor,
  ): Promise<NoticeView> {
    const seen = { revision: body.revision, contentHash: body.contentHash };
    return toNoticeView(await this.approvals.approve(noticeId, seen, body.comment ?? '', actor));
  }

  @Post('withdrawal')
  @HttpCode(200)
  @Allow('notices:approve', { stepUp: true })
  async withdraw(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: SeenRevisionBody,
    @CurrentActor() actor: Actor,
  ): Promise<NoticeView> {
    return toNoticeView(await this.approvals.withdraw(noticeId, body.revision, body.reason ?? '', actor));
  }
}
