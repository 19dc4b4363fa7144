import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NoticeReviewers } from '../../notices/notice-reviewers.js';
import { AnswerReviewBody, AskReviewBody } from '../../notices/notices.dto.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { ParseIdPipe } from '../../platform/http/parse-id.pipe.js';
import { FormFields } from '../form-fields.js';
import { NoticeReviewScreen } from './notice-review.screen.js';

/** Asks people to read a notice, and takes their answers. */
@Controller('notices/:noticeId/reviews')
export class NoticeReviewersPage {
  constructor(
    private readonly screen: NoticeReviewScreen,
    private readonly reviewers: NoticeReviewers,
  ) {}

  @Post()
  @Allow('notices:review')
  async ask(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const names = { reviewerId: 'reviewerId', aspect: 'aspect' };
    const form = new FormFields(body);
    const values = { reviewerId: form.text('reviewerId'), aspect: form.text('aspect') };
    const visit = { noticeId, actor, request, reply };
    await this.screen.tried(visit, { shape: AskReviewBody, body, values, names }, async (wanted) => {
      await this.reviewers.ask(noticeId, wanted, actor);
      void reply.redirect(`/notices/${noticeId}/reviews?done=asked`, 303);
    });
  }

  @Post(':reviewId/answer')
  @Allow('notices:review')
  async answer(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Param('reviewId', ParseIdPipe) reviewId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = new FormFields(body);
    const field = `note.${reviewId}`;
    const values = {
      revision: Number(form.text('revision') || NaN),
      outcome: form.text('outcome'),
      note: form.typed(field),
    };
    const visit = { noticeId, actor, request, reply };
    const shape = AnswerReviewBody;
    await this.screen.tried(visit, { shape, body, values, names: { note: field } }, async (said) => {
      await this.reviewers.answer(noticeId, reviewId, said, actor);
      const next = said.outcome === 'agreed' ? '/reviews?done=agreed' : '?done=returned';
      void reply.redirect(`/notices/${noticeId}${next}`, 303);
    });
  }

  /** Takes back a question that nobody answered. */
  @Post(':reviewId/removal')
  @Allow('notices:review')
  async takeBack(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Param('reviewId', ParseIdPipe) reviewId: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = { noticeId, actor, request, reply };
    await this.screen.attempt(visit, {}, async () => {
      await this.reviewers.takeBack(noticeId, reviewId, actor);
      void reply.redirect(`/notices/${noticeId}/reviews?done=taken-back`, 303);
    });
  }
}
