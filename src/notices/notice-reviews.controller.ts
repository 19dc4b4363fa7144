import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { NoticeReviewers } from './notice-reviewers.js';
import { NoticeReviews } from './notice-reviews.js';
import { AnswerReviewBody, AskReviewBody, SeenRevisionBody } from './notices.dto.js';
import { toNoticeReviewView, toNoticeView } from './notices.views.js';
import type { NoticeReviewView, NoticeView } from './notices.views.js';

@Controller('api/v1/notices/:noticeId')
export class NoticeReviewsController {
  constructor(
    private readonly reviews: NoticeReviews,
    private readonly reviewers: NoticeReviewers,
  ) {}

  @Post('submission')
  @HttpCode(200)
  @Allow('notices:edit')
  async submit(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: SeenRevisionBody,
    @CurrentActor() actor: Actor,
  ): Promise<NoticeView> {
    return toNoticeView(await this.reviews.submit(noticeId, body.revision, actor));
  }

  @Post('return')
  @HttpCode(200)
  @Allow('notices:review')
  async giveBack(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: SeenRevisionBody,
    @CurrentActor() actor: Actor,
  ): Promise<NoticeView> {
    return toNoticeView(await this.reviews.giveBack(noticeId, body.revision, body.reason ?? '', actor));
  }

  @Get('reviews')
  @Allow('notices:read')
  async list(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @CurrentActor() actor: Actor,
  ): Promise<{ reviews: NoticeReviewView[] }> {
    return { reviews: (await this.reviewers.of(noticeId, actor)).map(toNoticeReviewView) };
  }

  @Post('reviews')
  @Allow('notices:review')
  async ask(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: AskReviewBody,
    @CurrentActor() actor: Actor,
  ): Promise<NoticeReviewView> {
    return toNoticeReviewView(await this.reviewers.ask(noticeId, body, actor));
  }

  @Post('reviews/:reviewId/answer')
  @HttpCode(200)
  @Allow('notices:review')
  async answer(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Param('reviewId', ParseIdPipe) reviewId: string,
    @Body() body: AnswerReviewBody,
    @CurrentActor() actor: Actor,
  ): Promise<NoticeReviewView> {
    return toNoticeReviewView(await this.reviewers.answer(noticeId, reviewId, body, actor));
  }

  @Delete('reviews/:reviewId')
  @HttpCode(204)
  @Allow('notices:review')
  takeBack(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Param('reviewId', ParseIdPipe) reviewId: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.reviewers.takeBack(noticeId, reviewId, actor);
  }
}
