import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Equals, IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NoticeApprovals } from '../../notices/notice-approvals.js';
import { NoticeReviews } from '../../notices/notice-reviews.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { ParseIdPipe } from '../../platform/http/parse-id.pipe.js';
import { IsVersionNumber } from '../../platform/http/version-number.js';
import type { FlashView } from '../views.types.js';
import { NoticeReviewScreen } from './notice-review.screen.js';

/** An approval as the form posts it: which text was read, and that it was. */
export class ApproveForm {
  @Equals('yes', { message: 'Read the full text, then tick this.' })
  read: string;

  @IsVersionNumber('a revision')
  revision: string;

  @Matches(/^[0-9a-f]{64}$/)
  contentHash: string;

  @IsString()
  @MaxLength(2_000, { message: 'Keep the note below 2,000 characters.' })
  comment = '';
}

export class ReturnForm {
  @IsVersionNumber('a revision')
  revision: string;

  @IsString()
  @IsNotEmpty({ message: 'Say what should change.' })
  @MaxLength(2_000, { message: 'Keep it below 2,000 characters.' })
  reason: string;
}

const DONE: Readonly<Record<string, string>> = {
  submitted: 'Submitted for review. Someone who wrote none of it approves it.',
  approved: 'Approved. This very text can be sent now.',
  asked: 'Asked. It stands among their work until they answer.',
  'taken-back': 'The question is taken back.',
  agreed: 'Kept: you agree with exactly this text.',
  commented: 'The comment is kept.',
  promised: 'The promise is in the list; it stands once the text is approved.',
  'left-out': 'Left out, with your reason in the record.',
  'promise-removed': 'Taken back.',
  noted: 'The note is kept, for counsel and the incident lead alone.',
  'note-removed': 'The note is gone for good.',
};

/** What exactly would be sent, what changed, and the decision about it. */
@Controller('notices/:noticeId')
export class NoticeReviewPage {
  constructor(
    private readonly screen: NoticeReviewScreen,
    private readonly reviews: NoticeReviews,
    private readonly approvals: NoticeApprovals,
  ) {}

  @Get('reviews')
  @Allow('notices:read')
  async show(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Query('done') done: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const text = typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : undefined;
    const flash: FlashView | undefined = text === undefined ? undefined : { tone: 'ok', text };
    await this.screen.draw({ noticeId, actor, request, reply }, { flash });
  }

  @Post('approval')
  @Allow('notices:approve', { stepUp: true })
  async approve(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.screen.tried(
      { noticeId, actor, request, reply },
      { shape: ApproveForm, body, names: { read: 'read', comment: 'comment' } },
      async (form) => {
        const seen = { revision: Number(form.revision), contentHash: form.contentHash };
        await this.approvals.approve(noticeId, seen, form.comment.trim(), actor);
        void reply.redirect(`/notices/${noticeId}/reviews?done=approved`, 303);
      },
    );
  }

  @Post('return')
  @Allow('notices:review')
  async giveBack(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.screen.tried(
      { noticeId, actor, request, reply },
      { shape: ReturnForm, body, names: { reason: 'reason' } },
      async (form) => {
        await this.reviews.giveBack(noticeId, Number(form.revision), form.reason.trim(), actor);
        void reply.redirect(`/notices/${noticeId}?done=returned`, 303);
      },
    );
  }
}
