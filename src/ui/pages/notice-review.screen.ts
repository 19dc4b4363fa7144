import { Injectable } from '@nestjs/common';
import { isEnded } from '../../notices/domain/notice-state.js';
import { titleOfPart } from '../../notices/domain/part-title.js';
import { NoticeComments } from '../../notices/notice-comments.js';
import type { NoticeComment } from '../../notices/notice-comments.js';
import { NoticeDocuments } from '../../notices/notice-documents.js';
import { NoticePreview } from '../../notices/notice-preview.js';
import { Notices } from '../../notices/notices.service.js';
import { toNoticeRevisionView, toNoticeSummaryView } from '../../notices/notices.views.js';
import type { Actor } from '../../platform/access/actor.js';
import { holds } from '../../platform/access/permissions.js';
import { Clock } from '../../platform/clock.js';
import { allowPreviewStyles } from '../../platform/http/security-headers.js';
import { capitalised } from '../code-words.js';
import { FormFields } from '../form-fields.js';
import { readForm, typed } from '../forms.js';
import { refusalShown } from '../refusals.js';
import { sendPage } from '../send-page.js';
import { Shell } from '../shell.js';
import { fieldErrorsOf } from '../views.js';
import type { FieldError, FlashView } from '../views.types.js';
import { CounselNoteCards } from './counsel-notes.card.js';
import { peopleIn, remarksOn } from './notice-comments.view.js';
import type { RemarksView } from './notice-comments.view.js';
import { NoticeCommitmentCards } from './notice-commitments.card.js';
import { CoverageCards } from './notice-coverage.card.js';
import { decisionView } from './notice-decision.js';
import { noticeDocumentsView } from './notice-documents.view.js';
import type { NoticeDocumentsView } from './notice-documents.view.js';
import type { NoticeVisit } from './notice-editor.screen.js';
import { NoticeReadings } from './notice-reading.js';
import { historyItems } from './notice-review.view.js';
import type { NoticeReviewView } from './notice-review.view.js';
import { MovedCards } from './notice-moved.card.js';
import { ReviewerCards } from './notice-reviewers.card.js';
import { OpenedNotices, noticeCrumbs, proofHref } from './notice.opened.js';
import type { OpenedNotice } from './notice.opened.js';
import { houseWords, noticeChip } from './notice.words.js';

/** What the page shows besides the notice as it stands. */
export interface ReviewShown {
  status?: number;
  errors?: readonly FieldError[];
  /** The form as it was posted. */
  body?: unknown;
  flash?: FlashView;
}

/** A form of the page: what it holds, and its names for what a refusal names otherwise. */
export interface ReviewForm<Form extends object> {
  shape: new () => Form;
  /** As it was posted, to be shown again. */
  body: unknown;
  /** What to read, where that is not the body itself. */
  values?: object;
  /** Names of the fields on the page, by the names of the values; others are no fields there. */
  names?: Readonly<Record<string, string>>;
}

/** Draws the review page: what would be sent, what changed, what people say about it, and the decision. */
@Injectable()
export class NoticeReviewScreen {
  constructor(
    private readonly shell: Shell,
    private readonly opened: OpenedNotices,
    private readonly notices: Notices,
    private readonly previews: NoticePreview,
    private readonly readings: NoticeReadings,
    private readonly comments: NoticeComments,
    private readonly reviewers: ReviewerCards,
    private readonly commitments: NoticeCommitmentCards,
    private readonly counsel: CounselNoteCards,
    private readonly coverage: CoverageCards,
    private readonly moved: MovedCards,
    private readonly documents: NoticeDocuments,
    private readonly clock: Clock,
  ) {}

  /** Reads the form and acts; a refusal is shown on the page as it stands by then. */
  async tried<Form extends object>(
    visit: NoticeVisit,
    { shape, body, values, names = {} }: ReviewForm<Form>,
    act: (form: Form) => Promise<void>,
  ): Promise<void> {
    const form = await readForm(shape, values ?? body);
    if (form.faults) {
      const errors = renamed(fieldErrorsOf(form.faults), names);
      return this.draw(visit, { status: 422, errors, body });
    }
    await this.attempt(visit, { body, names }, () => act(form.value));
  }

  /** Acts; a refusal is shown on the page as it stands by then. */
  async attempt(
    visit: NoticeVisit,
    { body, names = {} }: Pick<ReviewForm<object>, 'names'> & { body?: unknown },
    act: () => Promise<void>,
  ): Promise<void> {
    try {
      await act();
    } catch (error) {
      const shown = refusalShown(error, (faults) => renamed(fieldErrorsOf(faults), names));
      await this.draw(visit, { ...shown, body });
    }
  }

  async draw({ noticeId, actor, request, reply }: NoticeVisit, shown: ReviewShown): Promise<void> {
    const { status = 200, errors = [], body, flash } = shown;
    const saved = await this.notices.revisions(noticeId, actor);
    const authors = [...new Set(saved.map(({ savedBy }) => savedBy))];
    const comments = await this.comments.of(noticeId, actor);
    const opened = await this.opened.of(noticeId, actor, [...authors, ...peopleIn(comments)]);
    const { found, framed, events, nameOf } = opened;
    const notice = toNoticeSummaryView(found.notice);
    const current = toNoticeRevisionView(found.current);
    const mailings = `/incidents/${framed.incident.reference}/mailings`;
    const shell = await this.shell.of(request, { exercise: framed.exercise, ...(flash ? { flash } : {}) });
    const remarks = remarksFor(opened, comments, actor);
    const view: NoticeReviewView = {
      title: `Review · ${framed.incident.reference}`,
      shell,
      errors,
      crumbs: noticeCrumbs(opened, 'Review'),
      heading: `Review: ${opened.kind.title}, ${opened.language}`,
      chip: noticeChip(notice.state),
      saved: { revision: notice.revision, by: nameOf(current.savedBy), at: current.savedAt },
      editorHref: `/notices/${noticeId}`,
      house: houseWords(opened.found.current.house ?? [], opened.titles),
      message: opened.message,
      moved: await this.moved.of(opened, actor),
      claims: opened.claims.map(({ heading, place, quote }) => ({
        place: titleOfPart({ id: place, heading }),
        quote,
      })),
      proofHref: proofHref(opened),
      coverage: this.coverage.of(opened),
      documents: opened.message === null ? null : this.#documents(opened),
      reading: this.readings.of(opened, saved, new FormFields(request.query), shell.zone, remarks),
      remarksAction: mayComment(opened, actor) ? `/notices/${noticeId}/comments` : '',
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
      reviewers: await this.reviewers.of(opened, authors, actor, body),
      commitments: await this.commitments.of(opened, actor, body),
      counsel: await this.counsel.of(opened, actor, body),
      history: historyItems(saved.map(toNoticeRevisionView), events, nameOf),
    };
    if (view.reading?.asSent) allowPreviewStyles(reply);
    sendPage(reply, 'notices/review', view, status);
  }

  #documents({ found, framed }: OpenedNotice): NoticeDocumentsView {
    const { id, revision, contentHash } = found.notice;
    const { reference } = framed.incident;
    const standing = this.documents.standing(found);
    return noticeDocumentsView({ id, reference, revision, contentHash, standing });
  }
}

/** Faults by the fields of the page; one that is no field of the form leads nowhere. */
function renamed(errors: readonly FieldError[], names: Readonly<Record<string, string>>): FieldError[] {
  return errors.map(({ field, message }) => ({
    field: field === null ? null : (names[field] ?? null),
    message: capitalised(message),
  }));
}

function mayComment({ found }: OpenedNotice, { role }: Actor): boolean {
  return holds(role, 'notices:review') && !isEnded(found.notice.state);
}

/** The remarks on each part; those on parts that are not shown stand with those on the whole. */
function remarksFor(
  opened: OpenedNotice,
  comments: readonly NoticeComment[],
  actor: Actor,
): (shown: readonly string[]) => (part: string) => RemarksView {
  const may = mayComment(opened, actor);
  const on = (part: string) => remarksOn(part, comments, opened.found.notice.id, opened.nameOf, may);
  return (shown) => (part) => {
    if (part !== '') return on(part);
    const others = new Set(comments.map(({ row }) => row.section ?? '').filter((id) => !shown.includes(id)));
    const all = ['', ...[...others].filter((id) => id !== '')].map(on);
    return {
      ...on(''),
      open: all.flatMap(({ open }) => open),
      settled: all.flatMap(({ settled }) => settled),
    };
  };
}
