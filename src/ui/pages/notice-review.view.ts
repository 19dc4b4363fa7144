import type { PartComparison } from '../../notices/notice-wording.js';
import { wordCounts } from '../../notices/domain/word-changes.js';
import type { NoticeEvent } from '../../notices/notice-history.js';
import type { NoticeRevisionView } from '../../notices/notices.views.js';
import { formatNumber, sealOf } from '../views.helpers.js';
import type { ChipView, CrumbView, OptionView, PageView, TimelineItemView } from '../views.types.js';
import type { CoverageView } from './notice-coverage.view.js';
import type { NoticeDocumentsView } from './notice-documents.view.js';
import type { MessageView } from './notice-message.view.js';

export interface NoticeReviewView extends PageView {
  crumbs: readonly CrumbView[];
  heading: string;
  chip: ChipView;
  saved: { revision: number; by: string; at: string };
  editorHref: string;
  message: MessageView | null;
  /** Sentences that claim a fix while nothing proves it, each with where it stands. */
  claims: readonly { place: string; quote: string }[];
  proofHref: string;
  coverage: CoverageView | null;
  /** Null: the text does not pass its check, so nothing is made of it. */
  documents: NoticeDocumentsView | null;
  /** Null: there is one revision only, or one of them does not pass its check. */
  changes: ChangesView | null;
  decision: DecisionView;
  history: readonly TimelineItemView[];
}

export interface ChangesView {
  action: string;
  from: string;
  to: string;
  revisions: readonly OptionView[];
  /** `2 of 9 parts changed. 12 words added, 3 removed.` */
  words: string;
  parts: readonly ChangedPart[];
  /** Titles of the parts that read the same. */
  alike: readonly string[];
}

export interface ChangedPart extends Pick<PartComparison, 'changes'> {
  heading: string;
  remark: string;
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

const REMARKS: Readonly<Record<PartComparison['state'], string>> = {
  same: '',
  form: 'Same words, other fields or marks',
  changed: 'Changed',
  'left out': 'Left out now',
  'taken in': 'New in the text',
};

export function changesView(
  parts: readonly PartComparison[],
  chosen: Pick<ChangesView, 'action' | 'from' | 'to' | 'revisions'>,
): ChangesView {
  const changed = parts.filter(({ state }) => state !== 'same');
  const counts = wordCounts(changed.flatMap(({ changes }) => changes));
  const total =
    changed.length === 0
      ? 'Both revisions read the same.'
      : `${changed.length} of ${parts.length} parts changed. ${formatNumber(counts.added)} ${
          counts.added === 1 ? 'word' : 'words'
        } added, ${formatNumber(counts.removed)} removed.`;
  return {
    ...chosen,
    words: total,
    parts: changed.map(({ heading, state, changes }) => ({ heading, changes, remark: REMARKS[state] })),
    alike: parts.filter(({ state }) => state === 'same').map(({ heading }) => heading),
  };
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
  return [...saved, ...acts].sort((a, b) => (String(a.at) < String(b.at) ? 1 : -1));
}
