import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Equals, IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NoticeDocuments } from '../../notices/notice-documents.js';
import { NoticePreview } from '../../notices/notice-preview.js';
import { NoticeTextRefused } from '../../notices/domain/render-notice.js';
import { NoticeWording } from '../../notices/notice-wording.js';
import type { PartComparison } from '../../notices/notice-wording.js';
import { NoticeApprovals } from '../../notices/notice-approvals.js';
import { NoticeReviews } from '../../notices/notice-reviews.js';
import { Notices } from '../../notices/notices.service.js';
import { toNoticeRevisionView, toNoticeSummaryView } from '../../notices/notices.views.js';
import { CurrentActor } from '../../platform/access/actor.js';
import type { Actor } from '../../platform/access/actor.js';
import { Allow } from '../../platform/access/allow.js';
import { Clock } from '../../platform/clock.js';
import { Conflict, Unprocessable } from '../../platform/errors.js';
import { ParseIdPipe } from '../../platform/http/parse-id.pipe.js';
import { allowPreviewStyles } from '../../platform/http/security-headers.js';
import { capitalised } from '../code-words.js';
import { FormFields } from '../form-fields.js';
import { readForm, typed } from '../forms.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { fieldErrorsOf } from '../views.js';
import { formatInstant } from '../views.time.js';
import type { FieldError, FlashView } from '../views.types.js';
import { decisionView } from './notice-decision.js';
import type { NoticeVisit } from './notice-editor.screen.js';
import { noticeDocumentsView } from './notice-documents.view.js';
import type { NoticeDocumentsView } from './notice-documents.view.js';
import { changesView, historyItems } from './notice-review.view.js';
import type { ChangesView, NoticeReviewView } from './notice-review.view.js';
import { CoverageCards } from './notice-coverage.card.js';
import { OpenedNotices, noticeCrumbs, proofHref } from './notice.opened.js';
import type { OpenedNotice } from './notice.opened.js';
import { noticeChip } from './notice.words.js';

/** An approval as the form posts it: which text was read, and that it was. */
export class ApproveForm {
  @Equals('yes', { message: 'Read the full text, then tick this.' })
  read: string;

  @Matches(/^[1-9]\d{0,8}$/)
  revision: string;

  @Matches(/^[0-9a-f]{64}$/)
  contentHash: string;

  @IsString()
  @MaxLength(2_000, { message: 'Keep the note below 2,000 characters.' })
  comment = '';
}

export class ReturnForm {
  @Matches(/^[1-9]\d{0,8}$/)
  revision: string;

  @IsString()
  @IsNotEmpty({ message: 'Say what should change.' })
  @MaxLength(2_000, { message: 'Keep it below 2,000 characters.' })
  reason: string;
}

interface Shown {
  status?: number;
  errors?: readonly FieldError[];
  /** The form as it was posted. */
  body?: unknown;
  flash?: FlashView;
}

const DONE: Readonly<Record<string, string>> = {
  submitted: 'Submitted for review. Someone who wrote none of it approves it.',
  approved: 'Approved. This very text can be sent now.',
};

/** What exactly would be sent, what changed, and the decision about it. */
@Controller('notices/:noticeId')
export class NoticeReviewPage {
  constructor(
    private readonly shell: Shell,
    private readonly opened: OpenedNotices,
    private readonly notices: Notices,
    private readonly reviews: NoticeReviews,
    private readonly approvals: NoticeApprovals,
    private readonly previews: NoticePreview,
    private readonly wording: NoticeWording,
    private readonly coverage: CoverageCards,
    private readonly documents: NoticeDocuments,
    private readonly clock: Clock,
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
    await this.#draw({ noticeId, actor, request, reply }, { flash });
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
    await this.#tried({ noticeId, actor, request, reply }, ApproveForm, body, async (form) => {
      const seen = { revision: Number(form.revision), contentHash: form.contentHash };
      await this.approvals.approve(noticeId, seen, form.comment.trim(), actor);
      void reply.redirect(`/notices/${noticeId}/reviews?done=approved`, 303);
    });
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
    await this.#tried({ noticeId, actor, request, reply }, ReturnForm, body, async (form) => {
      await this.reviews.giveBack(noticeId, Number(form.revision), form.reason.trim(), actor);
      void reply.redirect(`/notices/${noticeId}?done=returned`, 303);
    });
  }

  /** Reads the form and acts; a refusal is shown on the page as it stands by then. */
  async #tried<Form extends object>(
    visit: NoticeVisit,
    shape: new () => Form,
    body: unknown,
    act: (form: Form) => Promise<void>,
  ): Promise<void> {
    const form = await readForm(shape, body);
    if (form.faults) return this.#draw(visit, { status: 422, errors: fieldErrorsOf(form.faults), body });
    try {
      await act(form.value);
    } catch (error) {
      if (!(error instanceof Conflict || error instanceof Unprocessable)) throw error;
      const messages =
        error instanceof Unprocessable ? error.faults.map(({ message }) => message) : [error.message];
      const errors = messages.map((message) => ({ field: null, message }));
      await this.#draw(visit, { status: error instanceof Conflict ? 409 : 422, errors, body });
    }
  }

  async #draw({ noticeId, actor, request, reply }: NoticeVisit, shown: Shown): Promise<void> {
    const { status = 200, errors = [], body, flash } = shown;
    const saved = await this.notices.revisions(noticeId, actor);
    const authors = [...new Set(saved.map(({ savedBy }) => savedBy))];
    const opened = await this.opened.of(noticeId, actor, authors);
    const { found, framed, events, nameOf } = opened;
    const notice = toNoticeSummaryView(found.notice);
    const { reference } = framed.incident;
    const current = toNoticeRevisionView(found.current);
    const mailings = `/incidents/${reference}/mailings`;
    const shell = await this.shell.of(request, { exercise: framed.exercise, ...(flash ? { flash } : {}) });
    const view: NoticeReviewView = {
      title: `Review · ${reference}`,
      shell,
      errors,
      crumbs: noticeCrumbs(opened, 'Review'),
      heading: `Review: ${opened.kind.title}, ${opened.language}`,
      chip: noticeChip(notice.state),
      saved: { revision: notice.revision, by: nameOf(current.savedBy), at: current.savedAt },
      editorHref: `/notices/${noticeId}`,
      message: opened.message,
      claims: opened.claims.map(({ heading, place, quote }) => ({
        place: heading || capitalised(place),
        quote,
      })),
      proofHref: proofHref(opened),
      coverage: this.coverage.of(opened),
      documents: opened.message === null ? null : this.#documents(opened),
      changes: this.#changes(opened, saved, new FormFields(request.query), shell.zone),
      decision: decisionView({
        notice,
        authors,
        claims: opened.claims.length,
        intact: opened.message !== null && this.previews.intact(found),
        actor,
        now: this.clock.now(),
        nameOf,
        mailingsHref: framed.header.tabs.find(({ href }) => href === mailings)?.href ?? '',
        typed: { comment: typed(body, 'comment'), reason: typed(body, 'reason') },
      }),
      history: historyItems(saved.map(toNoticeRevisionView), events, nameOf),
    };
    allowPreviewStyles(reply);
    sendPage(reply, 'notices/review', view, status);
  }

  #documents({ found, framed }: OpenedNotice): NoticeDocumentsView {
    const { id, revision, contentHash } = found.notice;
    const { reference } = framed.incident;
    return noticeDocumentsView({
      id,
      reference,
      revision,
      contentHash,
      standing: this.documents.standing(found),
    });
  }

  /** By default, what the last save changed. */
  #changes(
    { found, framed, message }: OpenedNotice,
    saved: readonly SavedText[],
    query: FormFields,
    zone: string,
  ): ChangesView | null {
    if (saved.length < 2 || message === null) return null;
    const at = (name: string, usual: number) =>
      saved.find(({ revision }) => revision === Number(query.text(name) || usual)) ?? saved[0]!;
    const to = at('to', found.notice.revision);
    const from = at('from', Math.max(1, to.revision - 1));
    const parts = this.#compared(found.notice, from, to, framed);
    if (parts === null) return null;
    return changesView(parts, {
      action: `/notices/${found.notice.id}/reviews`,
      from: String(from.revision),
      to: String(to.revision),
      revisions: saved.map(({ revision, savedAt }) => ({
        value: String(revision),
        label: `Revision ${revision}, ${formatInstant(savedAt, zone, 'dense')}`,
      })),
    });
  }

  /** Null where one of the texts would not pass its check now. */
  #compared(
    notice: SavedNotice,
    from: SavedText,
    to: SavedText,
    { facts }: OpenedNotice['framed'],
  ): PartComparison[] | null {
    try {
      return this.wording.compare(notice, from, to, facts.facts);
    } catch (error) {
      if (error instanceof NoticeTextRefused) return null;
      throw error;
    }
  }
}

type SavedNotice = OpenedNotice['found']['notice'];
type SavedText = OpenedNotice['found']['current'];
