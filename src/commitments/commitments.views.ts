import { instantText } from '../platform/database/columns.js';
import type { CommitmentsOfNotice, OpenedCommitment } from './commitments.service.js';
import type { CommitmentState } from './domain/commitment-state.js';

export interface CommitmentView {
  id: string;
  noticeId: string;
  /** Of the text that makes it. */
  revision: number;
  /** Id of the kind's rule that proposes it; null: somebody wrote it. */
  rule: string | null;
  section: string;
  step: string | null;
  keeper: string;
  keeperId: string | null;
  /** YYYY-MM-DD; null: it holds from case to case. */
  dueOn: string | null;
  /** What is promised; of one that is left out, why. */
  words: string;
  state: CommitmentState;
  createdBy: string;
  createdAt: string;
}

export interface NoticeCommitmentsView {
  revision: number;
  proposed: {
    rule: string;
    section: string;
    step: string;
    keeper: string;
    dueOn: string | null;
    text: string;
    leftOut: CommitmentView | null;
  }[];
  written: CommitmentView[];
  standing: CommitmentView[];
}

export function toCommitmentView({ row, words }: OpenedCommitment): CommitmentView {
  return {
    id: row.id,
    noticeId: row.noticeId,
    revision: row.revision,
    rule: row.rule,
    section: row.section,
    step: row.step,
    keeper: row.keeper,
    keeperId: row.keeperId,
    dueOn: row.dueOn,
    words,
    state: row.state,
    createdBy: row.createdBy,
    createdAt: instantText(row.createdAt),
  };
}

export function toNoticeCommitmentsView(found: CommitmentsOfNotice): NoticeCommitmentsView {
  return {
    revision: found.revision,
    proposed: found.proposed.map(({ promise, leftOut }) => ({
      rule: promise.id,
      section: promise.section,
      step: promise.step,
      keeper: promise.keeper,
      dueOn: promise.due?.toString() ?? null,
      text: promise.text,
      leftOut: leftOut === null ? null : toCommitmentView(leftOut),
    })),
    written: found.written.map(toCommitmentView),
    standing: found.standing.map(toCommitmentView),
  };
}
