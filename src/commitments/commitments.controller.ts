import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { EntrustBody, LeaveOutBody, WriteCommitmentBody } from './commitments.dto.js';
import { Commitments } from './commitments.service.js';
import { toCommitmentView, toNoticeCommitmentsView } from './commitments.views.js';
import type { CommitmentView, NoticeCommitmentsView } from './commitments.views.js';

@Controller('api/v1')
export class CommitmentsController {
  constructor(private readonly commitments: Commitments) {}

  @Get('incidents/:incidentId/commitments')
  @Allow('commitments:read')
  async list(
    @Param('incidentId', ParseIdPipe) incidentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<{ commitments: CommitmentView[] }> {
    return { commitments: (await this.commitments.list(incidentId, actor)).map(toCommitmentView) };
  }

  @Get('notices/:noticeId/commitments')
  @Allow('notices:read')
  async of(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @CurrentActor() actor: Actor,
  ): Promise<NoticeCommitmentsView> {
    return toNoticeCommitmentsView(await this.commitments.of(noticeId, actor));
  }

  @Post('notices/:noticeId/commitments')
  @Allow('notices:edit')
  async add(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: WriteCommitmentBody,
    @CurrentActor() actor: Actor,
  ): Promise<CommitmentView> {
    return toCommitmentView(await this.commitments.add(noticeId, body, actor));
  }

  @Post('notices/:noticeId/commitments/omission')
  @Allow('notices:edit')
  async leaveOut(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: LeaveOutBody,
    @CurrentActor() actor: Actor,
  ): Promise<CommitmentView> {
    return toCommitmentView(await this.commitments.leaveOut(noticeId, body, actor));
  }

  @Post('notices/:noticeId/commitments/:commitmentId/removal')
  @HttpCode(200)
  @Allow('notices:edit')
  async remove(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Param('commitmentId', ParseIdPipe) commitmentId: string,
    @CurrentActor() actor: Actor,
  ): Promise<{ id: string; state: string }> {
    const { id, state } = await this.commitments.remove(noticeId, commitmentId, actor);
    return { id, state };
  }

  @Post('commitments/:commitmentId/keeper')
  @HttpCode(200)
  @Allow('commitments:edit')
  async entrust(
    @Param('commitmentId', ParseIdPipe) commitmentId: string,
    @Body() body: EntrustBody,
    @CurrentActor() actor: Actor,
  ): Promise<CommitmentView> {
    return toCommitmentView(await this.commitments.entrust({ id: commitmentId }, body.keeperId, actor));
  }
}
