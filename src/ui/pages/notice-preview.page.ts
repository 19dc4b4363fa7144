import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NoticeTextRefused } from '../../notices/domain/render-notice.js';
import { NoticeDocuments } from '../../notices/notice-documents.js';
import type { ReviseNotice } from '../../notices/notice-drafts.js';
import { PreviewLimit } from '../../notices/preview-limit.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { NotFound, TooMany, Unprocessable } from '../../platform/errors.js';
import { ParseIdPipe } from '../../platform/http/parse-id.pipe.js';
import { FormFields } from '../form-fields.js';
import { readEditor } from './notice-editor.form.js';
import { NoticeEditorScreen } from './notice-editor.screen.js';
import type { EditorShown, NoticeVisit } from './notice-editor.screen.js';
import { withPartNamed } from './notice-editor.view.js';
import type { PreviewChoice } from './notice-preview.card.js';
import { chosenReader } from './notice-preview.view.js';
import { OpenedNotices } from './notice.opened.js';
import { takePreview } from './preview-rest.js';

/** The text as it is typed, by the code that sends: in the page, and as the file that is printed. Saves nothing. */
@Controller('notices/:noticeId/preview')
export class NoticePreviewPage {
  constructor(
    private readonly screen: NoticeEditorScreen,
    private readonly opened: OpenedNotices,
    private readonly documents: NoticeDocuments,
    private readonly limit: PreviewLimit,
  ) {}

  @Post()
  @HttpCode(200)
  @Allow('notices:edit')
  async show(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = { noticeId, actor, request, reply };
    const form = new FormFields(body);
    const preview = choiceIn(form);
    const rest = takePreview(this.limit, visit);
    if (rest) return this.screen.draw(visit, { form, preview, ...rest });
    const { errors } = await this.#read(visit, form);
    await this.screen.draw(visit, { errors, form, preview, status: errors.length > 0 ? 422 : 200 });
  }

  /** The typed text as a PDF, to be kept and opened where its own policy holds. */
  @Post('pdf')
  @HttpCode(200)
  @Allow('notices:edit')
  async pdf(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const visit = { noticeId, actor, request, reply };
    const form = new FormFields(body);
    const preview = choiceIn(form);
    const rest = takePreview(this.limit, visit);
    if (rest) return this.screen.draw(visit, { form, preview, ...rest });
    const { value, errors } = await this.#read(visit, form);
    if (!value) return this.screen.draw(visit, { errors, form, preview, status: 422 });
    const shown = { format: 'pdf', reader: chosenReader(preview.reader) } as const;
    try {
      const { name, type, content } = await this.documents.ofText(noticeId, value, shown, actor);
      void reply.type(type).header('content-disposition', `attachment; filename="${name}"`).send(content);
    } catch (error) {
      const refused = refusedFile(error, reply);
      if (!refused) throw error;
      await this.screen.draw(visit, { ...refused, form, preview });
    }
  }

  async #read(
    { noticeId, actor }: NoticeVisit,
    form: FormFields,
  ): Promise<{ value: ReviseNotice | null; errors: NonNullable<EditorShown['errors']> }> {
    const opened = await this.opened.of(noticeId, actor);
    const sections = opened.found.current.text.sections.map(({ id }) => id);
    const { value, faults } = await readEditor(form, opened.kind, sections);
    return { value, errors: (faults ?? []).map((fault) => withPartNamed(fault, opened.titles)) };
  }
}

function choiceIn(form: FormFields): PreviewChoice {
  return { as: form.text('show') || form.text('as'), reader: form.text('reader') };
}

/** Why there is no file, said on the page of the form: nothing that is typed is lost. */
function refusedFile(error: unknown, reply: FastifyReply): Pick<EditorShown, 'status' | 'errors'> | null {
  if (error instanceof TooMany) {
    void reply.header('Retry-After', String(error.retryAfterSeconds));
    return { status: 429, errors: [{ field: null, message: error.message }] };
  }
  if (error instanceof Unprocessable)
    return { status: 422, errors: error.faults.map(({ message }) => ({ field: null, message })) };
  if (error instanceof NoticeTextRefused) {
    const message = 'The text cannot be printed yet: the preview names what may not stand in it.';
    return { status: 422, errors: [{ field: null, message }] };
  }
  return error instanceof NotFound
    ? { status: 422, errors: [{ field: null, message: error.message }] }
    : null;
}
