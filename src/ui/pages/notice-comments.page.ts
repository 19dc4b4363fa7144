import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NoticeComments } from '../../notices/notice-comments.js';
import { CommentBody } from '../../notices/notice-remarks.dto.js';
import { CommentRefused } from '../../notices/notices.errors.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { ParseIdPipe } from '../../platform/http/parse-id.pipe.js';
import { FormFields } from '../form-fields.js';
import { readForm } from '../forms.js';
import { refusalShown } from '../refusals.js';
import type { FaultsShown } from '../refusals.js';
import { commentField, replyField } from './notice-comments.view.js';
import { NoticeEditorScreen } from './notice-editor.screen.js';
import type { NoticeVisit } from './notice-editor.screen.js';
import { NoticeReviewScreen } from './notice-review.screen.js';
import { TypedTexts } from './notice-typed.js';
import { OpenedNotices } from './notice.opened.js';
import type { OpenedNotice } from './notice.opened.js';

/** Comments beside the text. What is typed into the text meanwhile is kept as unsaved. */
@Controller('notices/:noticeId/comments')
export class NoticeCommentsPage {
  constructor(
    private readonly screen: NoticeEditorScreen,
    private readonly review: NoticeReviewScreen,
    private readonly opened: OpenedNotices,
    private readonly comments: NoticeComments,
    private readonly typed: TypedTexts,
  ) {}

  @Post()
  @Allow('notices:review')
  async add(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = new FormFields(body);
    const parentId = form.text('answer') || null;
    const part = form.text('on');
    const field = parentId === null ? commentField(part) : replyField(parentId);
    await this.#kept({ noticeId, actor, request, reply }, form, field, async ({ found }) => {
      const { revision } = found.notice;
      const said = { revision, section: part || null, quote: '', text: form.typed(field), parentId };
      const read = await readForm(CommentBody, said);
      if (read.faults) throw new CommentRefused('/text', read.faults[0]?.message ?? 'Say something.');
      const { row } = await this.comments.add(noticeId, read.value, actor);
      return row.section;
    });
  }

  /** Settles a thread, or opens it again. */
  @Post('resolution')
  @Allow('notices:review')
  async settle(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = new FormFields(body);
    const settled = form.text('settle');
    const thread = settled || form.text('reopen');
    await this.#kept({ noticeId, actor, request, reply }, form, null, async () => {
      const row = await this.comments.settle(noticeId, thread, settled !== '', actor);
      return row.section;
    });
  }

  /** Acts, keeps the text as it is typed, and leads back to the part; a refusal shows the form as it was. */
  async #kept(
    visit: NoticeVisit,
    form: FormFields,
    field: string | null,
    act: (opened: OpenedNotice) => Promise<string | null>,
  ): Promise<void> {
    const { noticeId, actor, reply } = visit;
    const opened = await this.opened.of(noticeId, actor);
    const onReview = form.text('beside') === 'review';
    try {
      const part = await act(opened);
      if (onReview) {
        const next = `/notices/${noticeId}/reviews?done=commented&view=${viewOf(form)}`;
        return void reply.redirect(`${next}${part === null ? '' : `#part-${part}`}`, 303);
      }
      await this.typed.keep(form, opened, actor);
      void reply.redirect(`/notices/${noticeId}?done=commented${anchorOf(part)}`, 303);
    } catch (error) {
      const atField: FaultsShown = ([fault]) => (fault ? [{ field, message: fault.message }] : []);
      const shown = refusalShown(error, atField, field);
      if (onReview) return this.review.draw(visit, shown);
      await this.screen.draw(visit, { ...shown, ...(form.has('subject') ? { form } : {}) });
    }
  }
}

/** The way of reading in which the comment was written. */
function viewOf(form: FormFields): string {
  return form.text('view') === 'text' ? 'text' : 'changes';
}

function anchorOf(part: string | null): string {
  if (part === null) return '';
  return part === 'subject' || part === 'preheader' ? '#section-lines' : `#section-${part}`;
}
