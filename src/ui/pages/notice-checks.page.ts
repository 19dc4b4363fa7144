import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NoticeChecks } from '../../notices/notice-checks.service.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { ParseIdPipe } from '../../platform/http/parse-id.pipe.js';
import { FormFields } from '../form-fields.js';
import { onTop, refusalShown } from '../refusals.js';
import { reasonField } from './notice-checks.view.js';
import { sectionField } from './notice-editor.form.js';
import { NoticeEditorScreen } from './notice-editor.screen.js';
import type { NoticeVisit } from './notice-editor.screen.js';
import { TypedTexts } from './notice-typed.js';
import { OpenedNotices } from './notice.opened.js';

const LONGEST_REASON = 500;

/** What people do about a finding: mend the text, or say why it stays. */
@Controller('notices/:noticeId')
export class NoticeChecksPage {
  constructor(
    private readonly screen: NoticeEditorScreen,
    private readonly opened: OpenedNotices,
    private readonly checks: NoticeChecks,
    private readonly typed: TypedTexts,
  ) {}

  /** Changes the typed text as a finding proposes; nothing is saved. */
  @Post('mends')
  @HttpCode(200)
  @Allow('notices:edit')
  async mend(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = new FormFields(body);
    const mended = mendedForm(body, form);
    const visit = { noticeId, actor, request, reply };
    if (!mended) {
      const message =
        'The words to mend do not stand there any more, or more than once; change them by hand.';
      return this.screen.draw(visit, { status: 409, errors: [{ field: null, message }], form });
    }
    const text = 'Mended in the text below. Save it as a revision to keep it.';
    await this.screen.draw(visit, { form: mended, flash: { tone: 'ok', text } });
  }

  @Post('dismissals')
  @Allow('notices:edit')
  async dismiss(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = new FormFields(body);
    const fingerprint = form.text('dismiss');
    const field = reasonField(fingerprint);
    const reason = form.text(field);
    const visit = { noticeId, actor, request, reply };
    if (reason === '' || reason.length > LONGEST_REASON) {
      const message = reason === '' ? 'Say why it stays.' : `Give at most ${LONGEST_REASON} characters.`;
      return this.screen.draw(visit, { status: 422, errors: [{ field, message }], form });
    }
    const revision = Number(form.text('revision') || NaN);
    await this.#done(visit, form, () =>
      this.checks.dismiss(noticeId, { revision, fingerprint, reason }, actor),
    );
  }

  /** Takes the reason back. */
  @Post('dismissals/removal')
  @Allow('notices:edit')
  async restore(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = new FormFields(body);
    const wanted = { revision: Number(form.text('revision') || NaN), fingerprint: form.text('restore') };
    const visit = { noticeId, actor, request, reply };
    await this.#done(visit, form, () => this.checks.restore(noticeId, wanted, actor));
  }

  async #done(visit: NoticeVisit, form: FormFields, act: () => Promise<unknown>): Promise<void> {
    const { noticeId, actor, reply } = visit;
    try {
      await act();
    } catch (error) {
      return this.screen.draw(visit, { ...refusalShown(error, onTop), form });
    }
    await this.typed.keep(form, await this.opened.of(noticeId, actor), actor);
    void reply.redirect(`/notices/${noticeId}?done=checked#checks`, 303);
  }
}

/** The form with one change in one section; null where the words do not stand there exactly once. */
function mendedForm(body: unknown, form: FormFields): FormFields | null {
  const [section, from, to] = readMend(form.text('mend'));
  const field = sectionField(section, 'markdown');
  const text = form.typed(field);
  const at = text.indexOf(from);
  if (from === '' || at < 0 || text.includes(from, at + 1)) return null;
  const changed = text.slice(0, at) + to + text.slice(at + from.length);
  return new FormFields({ ...(body as object), [field]: changed });
}

function readMend(written: string): [section: string, from: string, to: string] {
  try {
    const read: unknown = JSON.parse(written);
    const parts = Array.isArray(read) ? read.filter((part): part is string => typeof part === 'string') : [];
    const [section = '', from = '', to = ''] = parts;
    return [section, from, to];
  } catch {
    return ['', '', ''];
  }
}
