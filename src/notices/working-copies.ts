import { Injectable } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { editedText } from './domain/edited-text.js';
import { afterAct } from './domain/notice-state.js';
import { NoticeStateRefused } from './notices.errors.js';
import { Notices } from './notices.service.js';
import type { ReviseNotice } from './notice-drafts.js';
import { WorkingCopyRow } from './working-copy.entity.js';

/** A person's unsaved text, and whether the notice went on without it. */
export interface WorkingCopy {
  row: WorkingCopyRow;
  /** The revision that stands now; another than the copy's base when someone saved meanwhile. */
  currentRevision: number;
}

/**
 * Keeps what people type until they save it as a revision. A working copy is read by its owner only, takes part in no
 * review, makes nobody an author, and leaves no audit entry. Its text meets the check of texts when it is rendered and
 * when it becomes a revision, not here.
 */
@Injectable()
export class WorkingCopies {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly notices: Notices,
    private readonly clock: Clock,
  ) {}

  /** The actor's own; null when everything they typed is saved. @throws NoticeNotFound */
  async mine(noticeId: string, actor: Actor): Promise<WorkingCopy | null> {
    const { notice } = await this.notices.one(noticeId, actor);
    const row = await this.reader.manager.findOneBy(WorkingCopyRow, { noticeId, userId: actor.id });
    return row && { row, currentRevision: notice.revision };
  }

  /**
   * Replaces the actor's copy.
   *
   * @param typed `revision` is the one the person started from, also when others have saved since
   * @throws NoticeNotFound, RevisionUnknown, SectionsDiffer, NoticeStateRefused where nothing can be saved any more
   */
  keep(noticeId: string, typed: ReviseNotice, actor: Actor): Promise<WorkingCopy> {
    return this.unitOfWork.run(async (manager) => {
      const { notice } = await this.notices.workable(manager, noticeId, actor);
      if (afterAct(notice.state, 'save') === null) throw new NoticeStateRefused(notice.state, 'save');
      const base = await this.notices.revision(manager, noticeId, typed.revision);
      editedText(base.text, typed.text);
      const row: WorkingCopyRow = {
        noticeId,
        userId: actor.id,
        baseRevision: typed.revision,
        text: typed.text,
        details: typed.details,
        savedAt: this.clock.now(),
      };
      await manager.upsert(WorkingCopyRow, row as QueryDeepPartialEntity<WorkingCopyRow>, [
        'noticeId',
        'userId',
      ]);
      return { row, currentRevision: notice.revision };
    });
  }

  /** Throws away what the actor typed; fine when there is nothing. @throws NoticeNotFound */
  drop(noticeId: string, actor: Actor): Promise<void> {
    return this.unitOfWork.run(async (manager) => {
      await this.notices.within(manager, noticeId, actor);
      await manager.delete(WorkingCopyRow, { noticeId, userId: actor.id });
    });
  }
}
