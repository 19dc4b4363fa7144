import { instantText } from '../platform/database/columns.js';
import type { NoticeState } from './domain/notice-state.js';
import type { NoticeText } from './domain/notice-text.js';
import type { NoticeRevision } from './notice-revision.entity.js';
import type { Notice } from './notice.entity.js';
import type { CurrentNotice } from './notices.service.js';

/** A notice without its text, for lists. */
export interface NoticeSummaryView {
  id: string;
  incidentId: string;
  kind: string;
  locale: string;
  state: NoticeState;
  revision: number;
  contentHash: string;
  createdAt: string;
  approvedBy: string | null;
  approvedAt: string | null;
}

export interface NoticeRevisionView {
  revision: number;
  text: NoticeText;
  details: Record<string, unknown>;
  templateVersion: string;
  factsRevision: number;
  contentHash: string;
  savedBy: string;
  savedAt: string;
}

export interface NoticeView extends NoticeSummaryView {
  current: NoticeRevisionView;
}

export function toNoticeSummaryView(notice: Notice): NoticeSummaryView {
  return {
    id: notice.id,
    incidentId: notice.incidentId,
    kind: notice.kind,
    locale: notice.locale,
    state: notice.state,
    revision: notice.revision,
    contentHash: notice.contentHash,
    createdAt: instantText(notice.createdAt),
    approvedBy: notice.approvedBy,
    approvedAt: notice.approvedAt === null ? null : instantText(notice.approvedAt),
  };
}

export function toNoticeRevisionView(revision: NoticeRevision): NoticeRevisionView {
  return {
    revision: revision.revision,
    text: revision.text,
    details: revision.details,
    templateVersion: revision.templateVersion,
    factsRevision: revision.factsRevision,
    contentHash: revision.contentHash,
    savedBy: revision.savedBy,
    savedAt: instantText(revision.savedAt),
  };
}

export function toNoticeView({ notice, current }: CurrentNotice): NoticeView {
  return { ...toNoticeSummaryView(notice), current: toNoticeRevisionView(current) };
}
