import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NoticeRedraft } from '../../notices/notice-redraft.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { Conflict, Unprocessable } from '../../platform/errors.js';
import { ParseIdPipe } from '../../platform/http/parse-id.pipe.js';
import { FormFields } from '../form-fields.js';
import type { NoticeVisit } from './notice-editor.screen.js';
import { NoticeRedraftScreen } from './notice-redraft.screen.js';
import { choiceOf, isUnwritten, offeredParts } from './notice-redraft.view.js';

/** What moved since a text was saved, and the draft of now to be taken part by part. */
@Controller('notices/:noticeId/redraft')
export class NoticeRedraftPage {
  constructor(
    private readonly screen: NoticeRedraftScreen,
    private readonly redrafts: NoticeRedraft,
  ) {}

  @Get()
  @Allow('notices:read')
  async show(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.screen.draw({ noticeId, actor, request, reply });
  }

  /** Saves one revision: the chosen parts as they are drafted now, all others with the values of now. */
  @Post()
  @Allow('notices:edit')
  async take(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = { noticeId, actor, request, reply };
    const form = new FormFields(body);
    try {
      await this.#save(visit, form);
    } catch (error) {
      if (error instanceof Unprocessable) {
        const errors = error.faults.map(({ message }) => ({ field: null, message }));
        return this.screen.draw(visit, { status: 422, errors, form });
      }
      if (!(error instanceof Conflict)) throw error;
      const errors = [{ field: null, message: error.message }];
      return this.screen.draw(visit, { status: 409, errors, form });
    }
    void reply.redirect(`/notices/${noticeId}?done=redrafted`, 303);
  }

  async #save({ noticeId, actor }: NoticeVisit, form: FormFields): Promise<void> {
    const revision = Number(form.text('revision') || NaN);
    const offered = offeredParts(await this.redrafts.compare(noticeId, actor));
    const all = form.text('choose') === 'unwritten';
    const chosen = offered.map((part) => {
      const choice = choiceOf(form, part.id);
      return { id: part.id, choice: all && choice === 'leave' && isUnwritten(part) ? 'take' : choice };
    });
    const idsOf = (wanted: string) => chosen.filter(({ choice }) => choice === wanted).map(({ id }) => id);
    const wanted = { revision, sections: idsOf('take'), keep: idsOf('keep') };
    if (wanted.sections.length + wanted.keep.length === 0)
      await this.redrafts.takeValues(noticeId, revision, actor);
    else await this.redrafts.take(noticeId, wanted, actor);
  }
}
