import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RefusedActs } from '../identity/refused-acts.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { ApprovalWatchers } from './approval-watchers.js';
import { refusalOf } from './domain/notice-standing.js';
import { NoticeMoves } from './notice-moves.js';
import { NoticePress } from './notice-press.js';
import { NoticeReadiness } from './notice-readiness.js';
import { NoticeReviewRow } from './notice-review.entity.js';
import { NoticeRevision } from './notice-revision.entity.js';
import {
  ApproverIsAuthor,
  ChangesStillAsked,
  NoticeStateRefused,
  SeenTextDiffers,
} from './notices.errors.js';
import { Notices } from './notices.service.js';
import type { CurrentNotice } from './notices.service.js';

/** The text that was read before deciding. */
export interface SeenText {
  revision: number;
  contentHash: string;
}

/** Lets only a text go that someone else read and approved as it stands. */
@Injectable()
export class NoticeApprovals {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly notices: Notices,
    private readonly moves: NoticeMoves,
    private readonly press: NoticePress,
    private readonly readiness: NoticeReadiness,
    private readonly watchers: ApprovalWatchers,
    private readonly refused: RefusedActs,
    private readonly clock: Clock,
  ) {}

  /**
   * Approves under four eyes the very text that was read: new state and audit entry are kept together or not at all.
   *
   * @throws ApproverIsAuthor, SeenTextDiffers, NoticeStateRefused, ChangesStillAsked, FieldsMissing, FixNotProved, and
   * what a gate refuses with
   */
  approve(noticeId: string, seen: SeenText, comment: string, actor: Actor): Promise<CurrentNotice> {
    return this.refused.watch(actor, { act: 'notice.approve', notice: noticeId }, () =>
      this.unitOfWork.run((manager) => this.#approve(manager, noticeId, seen, comment, actor)),
    );
  }

  withdraw(noticeId: string, seen: number, reason: string, actor: Actor): Promise<CurrentNotice> {
    return this.unitOfWork.run(async (manager) => {
      const found = await this.notices.seen(manager, noticeId, seen, actor);
      const record = { action: 'notice.withdrawn', detail: { reason } };
      return this.moves.act(manager, found, 'withdraw', record, actor);
    });
  }

  /** For the mailing: the notice went out; one that is marked so already stays as it is. */
  async markSent(manager: EntityManager, noticeId: string, actor: Actor): Promise<void> {
    const found = await this.notices.within(manager, noticeId, actor);
    if (found.notice.state === 'sent') return;
    await this.moves.act(manager, found, 'send', { action: 'notice.sent' }, actor);
  }

  async #approve(
    manager: EntityManager,
    noticeId: string,
    seen: SeenText,
    comment: string,
    actor: Actor,
  ): Promise<CurrentNotice> {
    const found = await this.notices.workable(manager, noticeId, actor);
    await this.#refuseWrongEyes(manager, found, seen, actor);
    await this.#refuseOpenChanges(manager, found);
    await this.readiness.refuse(manager, { ...found, act: 'approve', actor });
    const record = {
      action: 'notice.approved',
      changes: { approvedBy: actor.id, approvedAt: this.clock.now() },
      detail: { comment },
    };
    const approved = await this.moves.act(manager, found, 'approve', record, actor);
    await this.watchers.tell(manager, { ...approved, actor });
    return approved;
  }

  /** Who read what: by the rules of {@link refusalOf}, on what is stored at this moment. */
  async #refuseWrongEyes(
    manager: EntityManager,
    { notice, current }: CurrentNotice,
    seen: SeenText,
    actor: Actor,
  ): Promise<void> {
    const saved = await manager.find(NoticeRevision, {
      where: { noticeId: notice.id },
      select: { noticeId: true, revision: true, savedBy: true },
    });
    const stands = this.press.hashOf(notice, current);
    const refusal = refusalOf(
      {
        state: notice.state,
        contentHash: stands,
        authors: new Set(saved.map(({ savedBy }) => savedBy)),
        approval: null,
      },
      { act: 'approve', by: actor.id, contentHash: seen.contentHash },
    );
    if (refusal === 'state') throw new NoticeStateRefused(notice.state, 'approve');
    if (refusal === 'author') throw new ApproverIsAuthor(notice.id);
    const same = seen.revision === notice.revision && notice.contentHash === stands;
    if (refusal !== null || !same) throw new SeenTextDiffers(notice.revision);
  }

  async #refuseOpenChanges(manager: EntityManager, { notice }: CurrentNotice): Promise<void> {
    const { id: noticeId, revision } = notice;
    const asked = await manager.findBy(NoticeReviewRow, { noticeId, revision, outcome: 'changes' });
    if (asked.length > 0) throw new ChangesStillAsked([...new Set(asked.map(({ reviewer }) => reviewer))]);
  }
}
