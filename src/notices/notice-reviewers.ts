import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Users } from '../identity/users.service.js';
import { IncidentNotFound } from '../incidents/incidents.errors.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { IncidentScope } from '../platform/access/incident-scope.js';
import { holds } from '../platform/access/permissions.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { DataKeys } from '../platform/secrets/data-keys.js';
import { isEnded } from './domain/notice-state.js';
import type { ReviewAspect, ReviewOutcome } from './domain/notice-state.js';
import { NoticeMoves } from './notice-moves.js';
import { NoticePress } from './notice-press.js';
import { NoticeReviewRow } from './notice-review.entity.js';
import { Notice } from './notice.entity.js';
import {
  NoticeStateRefused,
  ReasonMissing,
  ReviewAnswered,
  ReviewAskedAlready,
  ReviewNotFound,
  ReviewNotYours,
  ReviewerRefused,
} from './notices.errors.js';
import { Notices } from './notices.service.js';
import type { CurrentNotice } from './notices.service.js';

/** A review with its words opened. */
export interface NoticeReview {
  row: NoticeReviewRow;
  /** Empty when nothing was said. */
  note: string;
  /** It is about the text that stands: an answer to an earlier one is history. */
  isCurrent: boolean;
}

/** What someone was asked to read, and where. */
export interface AwaitedReview {
  noticeId: string;
  incidentId: string;
  kind: string;
  locale: string;
  revision: number;
  aspect: ReviewAspect;
}

/** Asks people to read notices, and keeps what they answer. */
@Injectable()
export class NoticeReviewers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly notices: Notices,
    private readonly incidents: Incidents,
    private readonly moves: NoticeMoves,
    private readonly press: NoticePress,
    private readonly users: Users,
    private readonly dataKeys: DataKeys,
    private readonly scope: IncidentScope,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Everything that was asked and answered, oldest first. @throws NoticeNotFound */
  async of(noticeId: string, actor: Actor): Promise<NoticeReview[]> {
    const { manager } = this.reader;
    const found = await this.notices.one(noticeId, actor);
    const rows = await manager.find(NoticeReviewRow, { where: { noticeId }, order: { id: 'ASC' } });
    return this.#opened(manager, found, rows);
  }

  /**
   * Asks someone to read the text as it stands; a save before they answer takes the question along.
   *
   * @throws ReviewerRefused, ReviewAskedAlready, NoticeStateRefused once it was sent or withdrawn
   */
  ask(
    noticeId: string,
    asked: { reviewerId: string; aspect: ReviewAspect },
    actor: Actor,
  ): Promise<NoticeReview> {
    return this.unitOfWork.run(async (manager) => {
      const found = await this.notices.workable(manager, noticeId, actor);
      const { notice } = found;
      if (isEnded(notice.state)) throw new NoticeStateRefused(notice.state, 'review');
      const { reviewerId: reviewer, aspect } = asked;
      await this.#refuseStranger(manager, notice, reviewer);
      const { revision } = notice;
      const same = await manager.findOneBy(NoticeReviewRow, { noticeId, revision, reviewer, aspect });
      if (same) throw new ReviewAskedAlready(same.id);
      const row = this.#row(notice, reviewer, aspect, actor);
      await manager.insert(NoticeReviewRow, row);
      const facts = { review: row.id, revision, reviewer, aspect };
      await this.moves.record(manager, 'notice.review_asked', notice, actor, facts);
      return { row, note: '', isCurrent: true };
    });
  }

  /** Takes back a question that nobody answered. @throws ReviewNotFound, ReviewAnswered */
  takeBack(noticeId: string, reviewId: string, actor: Actor): Promise<void> {
    return this.unitOfWork.run(async (manager) => {
      const { notice } = await this.notices.workable(manager, noticeId, actor);
      const row = await manager.findOneBy(NoticeReviewRow, { id: reviewId, noticeId });
      if (!row) throw new ReviewNotFound();
      if (row.outcome !== null) throw new ReviewAnswered();
      await manager.delete(NoticeReviewRow, { id: reviewId });
      const { reviewer, aspect, revision } = row;
      const facts = { review: reviewId, revision, reviewer, aspect };
      await this.moves.record(manager, 'notice.review_taken_back', notice, actor, facts);
    });
  }

  /**
   * Answers as the person who was asked, about the revision that stands; a later answer to the same replaces it. Asking
   * for changes takes a reason, and gives a text that is in review back to its writers.
   *
   * @throws ReviewNotFound, ReviewNotYours, NoticeChanged, ReasonMissing, NoticeStateRefused unless it is in review
   */
  answer(
    noticeId: string,
    reviewId: string,
    answer: { revision: number; outcome: ReviewOutcome; note: string },
    actor: Actor,
  ): Promise<NoticeReview> {
    return this.unitOfWork.run(async (manager) => {
      const found = await this.notices.seen(manager, noticeId, answer.revision, actor);
      const { notice, current } = found;
      const row = await manager.findOneBy(NoticeReviewRow, { id: reviewId, noticeId });
      if (!row) throw new ReviewNotFound();
      if (row.reviewer !== actor.id) throw new ReviewNotYours();
      if (row.revision !== notice.revision) throw new ReviewAnswered();
      if (notice.state !== 'in_review' && notice.state !== 'changes_requested')
        throw new NoticeStateRefused(notice.state, 'review');
      const note = answer.note.trim();
      if (answer.outcome === 'changes' && note === '') throw new ReasonMissing('/note');
      const sealer = await this.dataKeys.forWriting(manager, notice.incidentId);
      const answered = {
        outcome: answer.outcome,
        note: note === '' ? null : sealer.seal(notePlace(reviewId), note),
        contentHash: this.press.hashOf(notice, current),
        answeredAt: this.clock.now(),
      };
      await manager.update(NoticeReviewRow, { id: reviewId }, answered);
      const { outcome, contentHash } = answered;
      const facts = { review: reviewId, revision: notice.revision, aspect: row.aspect, outcome, contentHash };
      await this.moves.record(manager, 'notice.review_answered', notice, actor, facts, { note });
      if (outcome === 'changes' && notice.state === 'in_review')
        await this.moves.giveBack(manager, found, note, { review: reviewId }, actor);
      return { row: Object.assign(row, answered), note, isCurrent: true };
    });
  }

  /** Notices in review on which the actor's answer, or their agreement, is waited for; the oldest question first. */
  async awaiting(actor: Actor, limit: number): Promise<AwaitedReview[]> {
    const scope = this.scope.condition('n.incident_id', actor);
    return this.reader
      .query(NoticeReviewRow, 'r')
      .innerJoin(Notice, 'n', 'n.id = r.notice_id AND n.revision = r.revision')
      .select([
        'n.id AS "noticeId"',
        'n.incident_id AS "incidentId"',
        'n.kind AS "kind"',
        'n.locale AS "locale"',
        'n.revision AS "revision"',
        'r.aspect AS "aspect"',
      ])
      .where(scope.sql, scope.parameters)
      .andWhere('r.reviewer = :reviewer', { reviewer: actor.id })
      .andWhere('n.state = :state', { state: 'in_review' })
      .andWhere(`(r.outcome IS NULL OR r.outcome = 'changes')`)
      .orderBy('r.asked_at')
      .addOrderBy('r.id')
      .limit(limit)
      .getRawMany<AwaitedReview>();
  }

  /**
   * Asks those who answered about an earlier text about the one that stands, inside the caller's transaction.
   *
   * @returns how many were asked
   */
  async askAgain(manager: EntityManager, { notice }: CurrentNotice, actor: Actor): Promise<number> {
    const rows = await manager.findBy(NoticeReviewRow, { noticeId: notice.id });
    const pair = ({ reviewer, aspect }: NoticeReviewRow) => `${reviewer}/${aspect}`;
    const asked = new Set(rows.filter(({ revision }) => revision === notice.revision).map(pair));
    const again = new Map(rows.filter((row) => !asked.has(pair(row))).map((row) => [pair(row), row]));
    for (const { reviewer, aspect } of again.values())
      await manager.insert(NoticeReviewRow, this.#row(notice, reviewer, aspect, actor));
    return again.size;
  }

  #row(notice: Notice, reviewer: string, aspect: ReviewAspect, actor: Actor): NoticeReviewRow {
    return {
      id: this.ids.next(),
      noticeId: notice.id,
      incidentId: notice.incidentId,
      revision: notice.revision,
      reviewer,
      aspect,
      askedBy: actor.id,
      askedAt: this.clock.now(),
      outcome: null,
      note: null,
      contentHash: null,
      answeredAt: null,
    };
  }

  async #refuseStranger(manager: EntityManager, { incidentId }: Notice, reviewerId: string): Promise<void> {
    const person = await this.users.find(reviewerId);
    if (!person || person.disabled || !holds(person.role, 'notices:review')) throw new ReviewerRefused();
    const { id, name, role } = person;
    const reviewer: Actor = { id, name, role, kind: 'user', sessionId: null, provedAt: null };
    await this.incidents.visible(manager, incidentId, reviewer).catch((error: unknown) => {
      throw error instanceof IncidentNotFound ? new ReviewerRefused() : error;
    });
  }

  async #opened(
    manager: EntityManager,
    { notice, current }: CurrentNotice,
    rows: readonly NoticeReviewRow[],
  ): Promise<NoticeReview[]> {
    const sealed = rows.some(({ note }) => note !== null);
    const sealer = sealed ? await this.dataKeys.forReading(manager, notice.incidentId) : null;
    const stands = this.press.hashOf(notice, current);
    return rows.map((row) => ({
      row,
      note: row.note === null || sealer === null ? '' : sealer.open(notePlace(row.id), row.note),
      isCurrent: row.revision === notice.revision && (row.outcome === null || row.contentHash === stands),
    }));
  }
}

function notePlace(reviewId: string): string {
  return `notice_review/note/${reviewId}`;
}
