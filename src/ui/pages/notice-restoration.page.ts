import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NoticeRedraft } from '../../notices/notice-redraft.js';
import { PartNotDrafted } from '../../notices/notices.errors.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { ParseIdPipe } from '../../platform/http/parse-id.pipe.js';
import { FormFields } from '../form-fields.js';
import { sectionField } from './notice-editor.form.js';
import { NoticeEditorScreen } from './notice-editor.screen.js';
import { replacedField, replacedView, withGenerated, withReplaced } from './notice-restoration.view.js';

/** Puts the generated text of one section in the place of what is typed, and back; saves nothing. */
@Controller('notices/:noticeId/restoration')
export class NoticeRestorationPage {
  constructor(
    private readonly screen: NoticeEditorScreen,
    private readonly redrafts: NoticeRedraft,
  ) {}

  @Post()
  @HttpCode(200)
  @Allow('notices:edit')
  async restore(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = { noticeId, actor, request, reply };
    const form = new FormFields(body);
    const undone = form.text('undo');
    if (form.has(replacedField(undone, 'markdown'))) {
      const text = 'Your words stand there again. Nothing is saved.';
      return this.screen.draw(visit, {
        form: withReplaced(body, form, undone),
        flash: { tone: 'ok', text },
      });
    }
    const id = form.text('generate');
    try {
      const generated = await this.redrafts.restored(noticeId, id, actor);
      if (!form.has(sectionField(id, 'markdown'))) throw new PartNotDrafted();
      const restored = withGenerated(body, form, id, generated);
      await this.screen.draw(visit, {
        form: restored,
        replaced: { id, view: replacedView(restored, id, generated) },
        flash: {
          tone: 'warn',
          text: 'The generated text stands in the section again. Nothing is saved: compare, then save a revision or put your words back.',
        },
      });
    } catch (error) {
      if (!(error instanceof PartNotDrafted)) throw error;
      const message =
        'By what is known now this section is not drafted any more, so there is no generated text for it. Your words stay.';
      await this.screen.draw(visit, { status: 409, errors: [{ field: null, message }], form });
    }
  }
}
