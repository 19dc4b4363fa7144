import { instantText } from '../platform/database/columns.js';
import type { NoticeState, ReviewAspect, ReviewOutcome } from './domain/notice-state.js';
import type { HouseOrigin } from './domain/house-texts.js';
import type { NoticeText } from './domain/notice-text.js';
import type { NoticeRevision } from './notice-revision.entity.js';
import type { Notice } from './notice.entity.js';
import type { NoticeReview } from './notice-reviewers.js';
import type { CurrentNotice } from './notices.service.js';
import type { Translation } from './translations.js';

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
  /** Parts that were drafted from the organisation's own words, with their version. */
  house: readonly HouseOrigin[];
  factsRevision: number;
  contentHash: string;
  savedBy: string;
  savedAt: string;
}

export interface NoticeView extends NoticeSummaryView {
  current: NoticeRevisionView;
}

/** How a translation stands to the notice that it says in another language. */
export interface TranslationView {
  sourceNoticeId: string;
  /** Of the source: the revision that the translation follows. */
  sourceRevision: number;
  /** Of the source: the revision that stands. */
  sourceNow: number;
  /** It follows an older text: it can be neither submitted nor approved before it is brought up to the newer one. */
  stale: boolean;
  /** What reads otherwise in the source since; `id` is that of a section, `subject` or `preheader`. */
  changedSections: { id: string; heading: string; state: string }[];
}

/** Null where it translates nothing, or its source is withdrawn. */
export interface InLanguage {
  translation: TranslationView | null;
}

export function toTranslationView(translation: Translation | null): TranslationView | null {
  if (translation === null) return null;
  const { sourceNoticeId, sourceRevision, sourceNow, stale, changedSections } = translation;
  return {
    sourceNoticeId,
    sourceRevision,
    sourceNow,
    stale,
    changedSections: changedSections.map(({ id, heading, state }) => ({ id, heading, state })),
  };
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
    house: revision.house ?? [],
    factsRevision: revision.factsRevision,
    contentHash: revision.contentHash,
    savedBy: revision.savedBy,
    savedAt: instantText(revision.savedAt),
  };
}

export function toNoticeView({ notice, current }: CurrentNotice): NoticeView {
  return { ...toNoticeSummaryView(notice), current: toNoticeRevisionView(current) };
}

export interface NoticeReviewView {
  id: string;
  revision: number;
  reviewerId: string;
  /** What the reviewer looks at. */
  aspect: ReviewAspect;
  askedBy: string;
  askedAt: string;
  /** Null until it is answered. */
  outcome: ReviewOutcome | null;
  note: string;
  answeredAt: string | null;
  /** About the text that stands; others are history. */
  isCurrent: boolean;
}

export function toNoticeReviewView({ row, note, isCurrent }: NoticeReview): NoticeReviewView {
  return {
    id: row.id,
    revision: row.revision,
    reviewerId: row.reviewer,
    aspect: row.aspect,
    askedBy: row.askedBy,
    askedAt: instantText(row.askedAt),
    outcome: row.outcome,
    note,
    answeredAt: row.answeredAt === null ? null : instantText(row.answeredAt),
    isCurrent,
  };
}
