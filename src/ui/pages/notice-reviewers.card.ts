import { Injectable } from '@nestjs/common';
import { Users } from '../../identity/users.service.js';
import { isEnded } from '../../notices/domain/notice-state.js';
import type { ReviewAspect } from '../../notices/domain/notice-state.js';
import { NoticeReviewers } from '../../notices/notice-reviewers.js';
import type { NoticeReview } from '../../notices/notice-reviewers.js';
import type { Actor } from '../../platform/access/actor.js';
import { holds } from '../../platform/access/permissions.js';
import { typed } from '../forms.js';
import type { OptionView } from '../views.types.js';
import type { OpenedNotice } from './notice.opened.js';

/** Who wrote the text, who was asked to read it, and what they answered. */
export interface ReviewersView {
  people: readonly ReviewerRow[];
  /** Answers about earlier texts. */
  earlier: readonly ReviewerRow[];
  /** Null: this reader may not ask anyone, or nobody has to read it any more. */
  ask: {
    action: string;
    people: readonly OptionView[];
    aspects: readonly OptionView[];
    person: string;
    aspect: string;
  } | null;
}

export interface ReviewerRow {
  icon: string;
  tone: string;
  name: string;
  /** What they do here: `wrote it`, `reads the facts`; of the reader, `read the facts`. */
  role: string;
  detail: string;
  note: string;
  /** Null: the question is not this reader's, or cannot be answered now. */
  answer: { id: string; action: string; revision: string; note: string } | null;
  /** Empty: answered, or not this reader's to take back. */
  takeBackAction: string;
}

const ASPECTS: Readonly<Record<ReviewAspect, string>> = {
  content: 'the content',
  law: 'what the law asks',
  facts: 'the facts',
};

const ASPECT_OPTIONS: readonly OptionView[] = [
  { value: 'content', label: 'Content' },
  { value: 'law', label: 'Law' },
  { value: 'facts', label: 'Facts' },
];

/** Puts the reviewers of a notice beside its text. */
@Injectable()
export class ReviewerCards {
  constructor(
    private readonly reviewers: NoticeReviewers,
    private readonly users: Users,
  ) {}

  /** @param body a form of the page, as it was posted */
  async of(
    { found, nameOf }: OpenedNotice,
    authors: readonly string[],
    actor: Actor,
    body: unknown,
  ): Promise<ReviewersView> {
    const { notice } = found;
    const reviews = await this.reviewers.of(notice.id, actor);
    const people = await this.users.list();
    const names = new Map(people.map(({ id, name }) => [id, name]));
    const may = holds(actor.role, 'notices:review') && !isEnded(notice.state);
    const answerable = notice.state === 'in_review' || notice.state === 'changes_requested';
    const row = (review: NoticeReview): ReviewerRow => {
      const { id, reviewer, outcome } = review.row;
      const base = `/notices/${notice.id}/reviews/${id}`;
      const yours = may && review.isCurrent && reviewer === actor.id;
      return {
        ...outcomeOf(review),
        name: reviewer === actor.id ? 'You' : (names.get(reviewer) ?? nameOf(reviewer)),
        role: `${reviewer === actor.id ? 'read' : 'reads'} ${ASPECTS[review.row.aspect]}`,
        note: review.note,
        answer:
          yours && answerable && outcome !== 'agreed'
            ? {
                id,
                action: `${base}/answer`,
                revision: String(notice.revision),
                note: typed(body, `note.${id}`),
              }
            : null,
        takeBackAction: may && outcome === null ? `${base}/removal` : '',
      };
    };
    const readers = people.filter(({ role, disabled }) => !disabled && holds(role, 'notices:review'));
    return {
      people: [
        ...authors.map((id) => writer(id === actor.id ? 'You' : (names.get(id) ?? nameOf(id)))),
        ...reviews.filter(({ isCurrent }) => isCurrent).map(row),
      ],
      earlier: reviews.filter(({ isCurrent, row: { outcome } }) => !isCurrent && outcome !== null).map(row),
      ask: may
        ? {
            action: `/notices/${notice.id}/reviews`,
            people: readers.map(({ id, name }) => ({ value: id, label: name })),
            aspects: ASPECT_OPTIONS,
            person: typed(body, 'reviewerId'),
            aspect: typed(body, 'aspect') || 'content',
          }
        : null,
    };
  }
}

function writer(name: string): ReviewerRow {
  return {
    icon: 'pencil',
    tone: 'muted',
    name,
    role: 'wrote it',
    detail: 'may not approve',
    note: '',
    answer: null,
    takeBackAction: '',
  };
}

function outcomeOf({ row, isCurrent }: NoticeReview): Pick<ReviewerRow, 'icon' | 'tone' | 'detail'> {
  const about = isCurrent ? '' : `, about revision ${row.revision}`;
  if (row.outcome === 'agreed') return { icon: 'check', tone: 'ok', detail: `agreed${about}` };
  if (row.outcome === 'changes') return { icon: 'undo-2', tone: 'warn', detail: `asked for changes${about}` };
  return { icon: 'circle-dashed', tone: 'warn', detail: 'not answered yet' };
}
