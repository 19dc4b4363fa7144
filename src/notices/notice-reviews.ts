import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access/actor.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { NoticeMoves } from './notice-moves.js';
import { NoticeReadiness } from './notice-readiness.js';
import { NoticeReviewers } from './notice-reviewers.js';
import { Notices } from './notices.service.js';
import type { CurrentNotice } from './notices.service.js';

/** Hands texts over for review, and back to their writers. */
@Injectable()
export class NoticeReviews {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly notices: Notices,
    private readonly moves: NoticeMoves,
    private readonly readiness: NoticeReadiness,
    private readonly reviewers: NoticeReviewers,
  ) {}

  /**
   * Hands the text over for review. Whoever answered about an earlier text is asked about this one.
   *
   * @throws FieldsMissing when something it names has no value; FixNotProved; what a gate refuses with
   */
  submit(noticeId: string, seen: number, actor: Actor): Promise<CurrentNotice> {
    return this.unitOfWork.run(async (manager) => {
      const found = await this.notices.seen(manager, noticeId, seen, actor);
      this.moves.next(found.notice, 'submit');
      await this.readiness.refuse(manager, { ...found, act: 'submit', actor });
      const askedAgain = await this.reviewers.askAgain(manager, found, actor);
      return this.moves.act(
        manager,
        found,
        'submit',
        { action: 'notice.submitted', facts: { askedAgain } },
        actor,
      );
    });
  }

  /** Gives the text back to its writers; an approval ends. @throws ReasonMissing, NoticeStateRefused */
  giveBack(noticeId: string, seen: number, reason: string, actor: Actor): Promise<CurrentNotice> {
    return this.unitOfWork.run(async (manager) => {
      const found = await this.notices.seen(manager, noticeId, seen, actor);
      return this.moves.giveBack(manager, found, reason, {}, actor);
    });
  }
}
