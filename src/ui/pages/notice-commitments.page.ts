import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LeaveOutBody, WriteCommitmentBody } from '../../commitments/commitments.dto.js';
import { Commitments } from '../../commitments/commitments.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { ParseIdPipe } from '../../platform/http/parse-id.pipe.js';
import { FormFields } from '../form-fields.js';
import { whyField } from './notice-commitments.card.js';
import { NoticeReviewScreen } from './notice-review.screen.js';

/** What people decide about the promises of a text, on its review page. */
@Controller('notices/:noticeId/commitments')
export class NoticeCommitmentsPage {
  constructor(
    private readonly screen: NoticeReviewScreen,
    private readonly commitments: Commitments,
  ) {}

  @Post()
  @Allow('notices:edit')
  async add(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = new FormFields(body);
    const values = {
      revision: Number(form.text('revision') || NaN),
      section: form.text('section'),
      step: form.text('step') || null,
      keeper: form.text('keeper'),
      dueOn: form.text('dueOn') || null,
      text: form.text('promise'),
    };
    const names = {
      text: 'promise',
      keeper: 'keeper',
      dueOn: 'dueOn',
      section: 'section',
      step: 'step',
    };
    const visit = { noticeId, actor, request, reply };
    await this.screen.tried(visit, { shape: WriteCommitmentBody, body, values, names }, async (wanted) => {
      await this.commitments.add(noticeId, wanted, actor);
      void reply.redirect(`/notices/${noticeId}/reviews?done=promised#commitments`, 303);
    });
  }

  /** Says that the text does not promise what its kind proposes. */
  @Post('omission')
  @Allow('notices:edit')
  async leaveOut(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = new FormFields(body);
    const rule = form.text('rule');
    const field = whyField(rule);
    const values = { revision: Number(form.text('revision') || NaN), rule, reason: form.text(field) };
    const visit = { noticeId, actor, request, reply };
    const read = { shape: LeaveOutBody, body, values, names: { reason: field } };
    await this.screen.tried(visit, read, async (wanted) => {
      await this.commitments.leaveOut(noticeId, wanted, actor);
      void reply.redirect(`/notices/${noticeId}/reviews?done=left-out#commitments`, 303);
    });
  }

  /** Takes back what was written or left out by hand. */
  @Post(':commitmentId/removal')
  @Allow('notices:edit')
  async remove(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Param('commitmentId', ParseIdPipe) commitmentId: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.screen.attempt({ noticeId, actor, request, reply }, {}, async () => {
      await this.commitments.remove(noticeId, commitmentId, actor);
      void reply.redirect(`/notices/${noticeId}/reviews?done=promise-removed#commitments`, 303);
    });
  }
}
