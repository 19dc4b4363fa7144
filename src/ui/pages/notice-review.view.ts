import type { NoticeEvent } from '../../notices/notice-history.js';
import type { NoticeRevisionView } from '../../notices/notices.views.js';
import { sealOf } from '../views.helpers.js';
import type { ChipView, CrumbView, PageView, TimelineItemView } from '../views.types.js';
import type { CoverageView } from './notice-coverage.view.js';
import type { NoticeDocumentsView } from './notice-documents.view.js';
import type { MessageView } from './notice-message.view.js';
import type { CounselNotesView } from './counsel-notes.card.js';
import type { NoticeCommitmentsCard } from './notice-commitments.card.js';
import type { NoticeMovedView } from './notice-moved.card.js';
import type { ReadingView } from './notice-reading.js';
import type { ReviewersView } from './notice-reviewers.card.js';

export interface NoticeReviewView extends PageView {
  crumbs: readonly CrumbView[];
  heading: string;
  chip: ChipView;
  saved: { revision: number; by: string; at: string };
  editorHref: string;
  /** Which parts were drafted from house words; empty where none was. */
  house: string;
  message: MessageView | null;
  /** Null: the record is what the text was saved from. */
  moved: NoticeMovedView | null;
  /** Sentences that claim a fix while nothing proves it, each with where it stands. */
  claims: readonly { place: string; quote: string }[];
  proofHref: string;
  coverage: CoverageView | null;
  /** Null: the text does not pass its check, so nothing is made of it. */
  documents: NoticeDocumentsView | null;
  /** Null: the text does not pass its check. */
  reading: ReadingView | null;
  /** Empty: this reader may not comment. */
  remarksAction: string;
  decision: DecisionView;
  reviewers: ReviewersView;
  /** Null: the text does not pass its check. */
  commitments: NoticeCommitmentsCard | null;
  /** Null: not for this reader's eyes. */
  counsel: CounselNotesView | null;
  history: readonly TimelineItemView[];
}

export interface DecisionView {
  seal: { sha256: string; void: boolean };
  /** Why there is nothing to decide, or who has to; empty where the reader can approve. */
  words: string;
  /** Null: this reader cannot approve this revision. */
  approve: {
    action: string;
    fields: Record<string, string>;
    revision: number;
    comment: string;
  } | null;
  /** Sign-in that leads back here, where it is all that lacks; else empty. */
  stepUpHref: string;
  giveBack: { action: string; fields: Record<string, string>; reason: string; hint: string } | null;
  /** Where an approved text is sent from; else empty. */
  mailingsHref: string;
}

const ACTS: Readonly<Record<NoticeEvent['act'], string>> = {
  submitted: 'submitted by',
  returned: 'changes asked by',
  approved: 'approved by',
  withdrawn: 'withdrawn by',
  sent: 'sent by',
};

/** Who saved and decided what, newest first. */
export function historyItems(
  revisions: readonly NoticeRevisionView[],
  events: readonly NoticeEvent[],
  nameOf: (userId: string) => string,
): TimelineItemView[] {
  const saved = revisions.map(({ revision, savedAt, savedBy, contentHash }): TimelineItemView => ({
    at: savedAt,
    text: `Revision ${revision} ${revision === 1 ? 'drafted' : 'saved'} by ${nameOf(savedBy)}`,
    detail: `Seal ${sealOf(contentHash)}`,
  }));
  const acts = events.map(({ at, act, by, revision, words }): TimelineItemView => ({
    at,
    text: `Revision ${revision ?? ''} ${ACTS[act]} ${nameOf(by)}`,
    kind: 'key',
    ...(words === '' ? {} : { detail: `“${words}”` }),
  }));
  // At one moment the act stands above the saving that it came with.
  return [...acts, ...saved].sort((a, b) => Date.parse(String(b.at)) - Date.parse(String(a.at)));
}
