import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CounselNotes } from '../../notices/counsel-notes.js';
import { CounselNoteBody } from '../../notices/notice-remarks.dto.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { ParseIdPipe } from '../../platform/http/parse-id.pipe.js';
import { FormFields } from '../form-fields.js';
import { NoticeReviewScreen } from './notice-review.screen.js';

/** Counsel's privileged advice about a notice, written on its review page. */
@Controller('notices/:noticeId/counsel-notes')
export class CounselNotesPage {
  constructor(
    private readonly screen: NoticeReviewScreen,
    private readonly notes: CounselNotes,
  ) {}

  @Post()
  @Allow('counsel-notes:write')
  async write(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = { text: new FormFields(body).typed('advice') };
    const visit = { noticeId, actor, request, reply };
    const form = { shape: CounselNoteBody, body, values, names: { text: 'advice' } };
    await this.screen.tried(visit, form, async ({ text }) => {
      await this.notes.write(noticeId, text, actor);
      void reply.redirect(`/notices/${noticeId}/reviews?done=noted`, 303);
    });
  }

  @Post(':noteId/removal')
  @Allow('counsel-notes:write')
  async takeBack(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Param('noteId', ParseIdPipe) noteId: string,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.notes.takeBack(noticeId, noteId, actor);
    void reply.redirect(`/notices/${noticeId}/reviews?done=note-removed`, 303);
  }
}
