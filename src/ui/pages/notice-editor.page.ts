import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { canonicalJson } from '../../audit/domain/canonical-json.js';
import { editedText } from '../../notices/domain/edited-text.js';
import { NoticeChanged } from '../../notices/notices.errors.js';
import { NoticeDrafts } from '../../notices/notice-drafts.js';
import type { ReviseNotice } from '../../notices/notice-drafts.js';
import { NoticeReviews } from '../../notices/notice-reviews.js';
import type { CurrentNotice } from '../../notices/notices.service.js';
import { WorkingCopies } from '../../notices/working-copies.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { Conflict, Unprocessable } from '../../platform/errors.js';
import { ParseIdPipe } from '../../platform/http/parse-id.pipe.js';
import { capitalised } from '../code-words.js';
import { FormFields } from '../form-fields.js';
import { fieldErrorsOf } from '../views.js';
import type { FieldError, FlashView } from '../views.types.js';
import { answerField, readEditor } from './notice-editor.form.js';
import { NoticeEditorScreen } from './notice-editor.screen.js';
import type { NoticeVisit } from './notice-editor.screen.js';
import { withPartNamed } from './notice-editor.view.js';
import { TypedTexts } from './notice-typed.js';
import { OpenedNotices } from './notice.opened.js';
import type { OpenedNotice } from './notice.opened.js';

const DONE: Readonly<Record<string, string>> = {
  drafted: 'Drafted from the facts, the accepted steps and the duties. Read it all before you rely on it.',
  saved: 'Saved as a new revision.',
  redrafted: 'Saved as a new revision with the values of now. Read the parts that you took anew.',
  commented: 'Kept. What you typed into the text is kept too, and not saved as a revision.',
  checked: 'The finding is answered, with your reason in the record.',
  dropped: 'Your unsaved changes are dropped. This is the text as it was saved.',
  returned: 'Changes are asked for. The writers find your words in the editor.',
};

/** The editor: sections, what is missing, and the message as it would be sent. */
@Controller('notices/:noticeId')
export class NoticeEditorPage {
  constructor(
    private readonly screen: NoticeEditorScreen,
    private readonly opened: OpenedNotices,
    private readonly drafts: NoticeDrafts,
    private readonly reviews: NoticeReviews,
    private readonly copies: WorkingCopies,
    private readonly typed: TypedTexts,
  ) {}

  @Get()
  @Allow('notices:read')
  async show(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Query('done') done: unknown,
    @Query('wanted') wanted: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const text = typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : undefined;
    const flash: FlashView | undefined = text === undefined ? undefined : { tone: 'ok', text };
    const asked = typeof wanted === 'string' ? wanted : '';
    await this.screen.draw({ noticeId, actor, request, reply }, { flash, wanted: asked });
  }

  @Post('revisions')
  @Allow('notices:edit')
  async save(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#tried({ noticeId, actor, request, reply }, body, async (wanted) => {
      await this.drafts.revise(noticeId, wanted, actor);
      void reply.redirect(`/notices/${noticeId}?done=saved`, 303);
    });
  }

  /** Saves what was changed in the form, then hands the text over. */
  @Post('submission')
  @Allow('notices:edit')
  async submit(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = { noticeId, actor, request, reply };
    await this.#tried(visit, body, async (wanted, opened) => {
      const changed = isChanged(opened.found, wanted);
      const { notice } = changed ? await this.drafts.revise(noticeId, wanted, actor) : opened.found;
      try {
        await this.reviews.submit(noticeId, notice.revision, actor);
      } catch (error) {
        if (!changed || !(error instanceof Unprocessable)) throw error;
        const text = `Saved as revision ${notice.revision}, and not submitted yet.`;
        const errors = errorsOf(error, opened);
        return this.screen.draw(visit, { status: 422, errors, flash: { tone: 'warn', text } });
      }
      void reply.redirect(`/notices/${noticeId}/reviews?done=submitted`, 303);
    });
  }

  /** Keeps what is typed, for its writer alone, until it is saved as a revision or dropped. Asked by the script. */
  @Post('working-copy')
  @HttpCode(200)
  @Allow('notices:edit')
  async keep(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ savedAt: string } | { detail: string }> {
    const opened = await this.opened.of(noticeId, actor);
    const read = await readEditor(new FormFields(body), opened.kind, sectionsOf(opened));
    const refused = (status: number, detail: string) => {
      void reply.status(status);
      return { detail };
    };
    if (read.faults) return refused(422, read.faults[0]?.message ?? 'the form cannot be read');
    try {
      const { row } = await this.copies.keep(noticeId, read.value, actor);
      return { savedAt: row.savedAt.toString() };
    } catch (error) {
      if (error instanceof Unprocessable) return refused(422, error.message);
      if (error instanceof Conflict) return refused(409, error.message);
      throw error;
    }
  }

  @Post('working-copy/removal')
  @Allow('notices:edit')
  async drop(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.copies.drop(noticeId, actor);
    void reply.redirect(`/notices/${noticeId}?done=dropped`, 303);
  }

  /** Reads the form and acts; what stands in the way is shown beside what was typed. */
  async #tried(
    visit: NoticeVisit,
    body: unknown,
    act: (wanted: ReviseNotice, opened: OpenedNotice) => Promise<void>,
  ): Promise<void> {
    const form = new FormFields(body);
    const opened = await this.opened.of(visit.noticeId, visit.actor);
    const read = await readEditor(form, opened.kind, sectionsOf(opened));
    if (read.faults) {
      const errors = read.faults.map((fault) => withPartNamed(fault, opened.titles));
      return this.screen.draw(visit, { status: 422, errors, form });
    }
    try {
      await act(read.value, opened);
    } catch (error) {
      if (error instanceof NoticeChanged && error.yours) {
        await this.typed.keep(form, opened, visit.actor);
        return this.screen.drawConflict(visit, form, read.value);
      }
      if (error instanceof Unprocessable)
        return this.screen.draw(visit, { status: 422, errors: errorsOf(error, opened), form });
      if (!(error instanceof Conflict)) throw error;
      const errors = [{ field: null, message: error.message }];
      await this.screen.draw(visit, { status: 409, errors, form });
    }
  }
}

function sectionsOf({ found }: OpenedNotice): string[] {
  return found.current.text.sections.map(({ id }) => id);
}

/** Faults by the fields of the editor; one whose field is not on the page leads nowhere. */
function errorsOf({ faults }: Unprocessable, { kind, titles }: OpenedNotice): FieldError[] {
  const answers = new Set([...kind.placeholders.keys()].map(answerField));
  return fieldErrorsOf(faults).map((fault) => {
    const { field, message } = withPartNamed(fault, titles);
    const shown = field !== null && (answers.has(field) || !/^(details\.|sections\.\d+\.)/.test(field));
    return { field: shown ? field : null, message: capitalised(message) };
  });
}

/** Whether the form says anything that the standing revision does not; a form of another revision does. */
function isChanged({ notice, current }: CurrentNotice, wanted: ReviseNotice): boolean {
  if (notice.revision !== wanted.revision) return true;
  if ((wanted.sourceRevision ?? notice.sourceRevision) !== notice.sourceRevision) return true;
  const said = (text: object, details: object) => canonicalJson({ text, details });
  return said(editedText(current.text, wanted.text), wanted.details) !== said(current.text, current.details);
}
