import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { DataKeys } from '../platform/secrets/data-keys.js';
import { partsOf } from './domain/generated-text.js';
import { NoticeCommentRow } from './notice-comment.entity.js';
import { NoticeMoves } from './notice-moves.js';
import { CommentNotFound, CommentRefused, TooManyRemarks } from './notices.errors.js';
import { Notices } from './notices.service.js';

/** What someone says about a text. */
export interface NewComment {
  /** The revision that was read. */
  revision: number;
  /** Id of a section of it, `subject`, `preheader`; null: the notice as a whole. Of a reply, that of its thread. */
  section: string | null;
  /** Words of the text that it is about; empty for none. */
  quote: string;
  text: string;
  /** The comment that this answers; null starts a thread. */
  parentId: string | null;
}

/** A comment with its words opened. */
export interface NoticeComment {
  row: NoticeCommentRow;
  text: string;
  quote: string;
}

const MOST_COMMENTS = 1_000;

/** Remarks about the text of a notice, in threads that are settled or open. */
@Injectable()
export class NoticeComments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly notices: Notices,
    private readonly moves: NoticeMoves,
    private readonly dataKeys: DataKeys,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** All of a notice, oldest first. @throws NoticeNotFound */
  async of(noticeId: string, actor: Actor): Promise<NoticeComment[]> {
    const { manager } = this.reader;
    const { notice } = await this.notices.one(noticeId, actor);
    const rows = await manager.find(NoticeCommentRow, { where: { noticeId }, order: { id: 'ASC' } });
    if (rows.length === 0) return [];
    const sealer = await this.dataKeys.forReading(manager, notice.incidentId);
    return rows.map((row) => ({
      row,
      text: sealer.open(placeOf('body', row.id), row.body),
      quote: row.quote === null ? '' : sealer.open(placeOf('quote', row.id), row.quote),
    }));
  }

  /** @throws RevisionUnknown, CommentRefused, CommentNotFound where there is nothing to answer, TooManyRemarks */
  add(noticeId: string, said: NewComment, actor: Actor): Promise<NoticeComment> {
    return this.unitOfWork.run(async (manager) => {
      const { notice } = await this.notices.workable(manager, noticeId, actor);
      if ((await manager.countBy(NoticeCommentRow, { noticeId })) >= MOST_COMMENTS)
        throw new TooManyRemarks('comments', MOST_COMMENTS);
      const section = await this.#section(manager, noticeId, said);
      const [text, quote] = [said.text.trim(), said.quote.trim()];
      if (text === '') throw new CommentRefused('/text', 'Say something.');
      const id = this.ids.next();
      const sealer = await this.dataKeys.forWriting(manager, notice.incidentId);
      const row: NoticeCommentRow = {
        id,
        noticeId,
        incidentId: notice.incidentId,
        parentId: said.parentId,
        section,
        quote: quote === '' ? null : sealer.seal(placeOf('quote', id), quote),
        body: sealer.seal(placeOf('body', id), text),
        revision: said.revision,
        writtenBy: actor.id,
        writtenAt: this.clock.now(),
        resolvedBy: null,
        resolvedAt: null,
      };
      await manager.insert(NoticeCommentRow, row);
      const facts = { comment: id, parent: said.parentId, section, revision: said.revision };
      await this.moves.record(manager, 'notice.comment_added', notice, actor, facts, { text, quote });
      return { row, text, quote };
    });
  }

  /**
   * Settles a thread, or opens it again; one that stands so already stays as it is.
   *
   * @throws CommentNotFound, CommentRefused for a reply
   */
  settle(noticeId: string, commentId: string, resolved: boolean, actor: Actor): Promise<NoticeCommentRow> {
    return this.unitOfWork.run(async (manager) => {
      const { notice } = await this.notices.workable(manager, noticeId, actor);
      const row = await manager.findOneBy(NoticeCommentRow, { id: commentId, noticeId });
      if (!row) throw new CommentNotFound();
      if (row.parentId !== null)
        throw new CommentRefused(
          '/resolved',
          'A reply is settled with its thread; settle the first comment.',
        );
      if ((row.resolvedBy !== null) === resolved) return row;
      const changed = resolved
        ? { resolvedBy: actor.id, resolvedAt: this.clock.now() }
        : { resolvedBy: null, resolvedAt: null };
      await manager.update(NoticeCommentRow, { id: commentId }, changed);
      const action = resolved ? 'notice.comment_resolved' : 'notice.comment_reopened';
      await this.moves.record(manager, action, notice, actor, { comment: commentId });
      return Object.assign(row, changed);
    });
  }

  /** Where it belongs: a reply to its thread, another to a part that the text which was read has. */
  async #section(
    manager: EntityManager,
    noticeId: string,
    { revision, section, parentId }: NewComment,
  ): Promise<string | null> {
    const { text } = await this.notices.revision(manager, noticeId, revision);
    if (parentId !== null) {
      const parent = await manager.findOneBy(NoticeCommentRow, { id: parentId, noticeId });
      if (!parent) throw new CommentNotFound();
      if (parent.parentId !== null)
        throw new CommentRefused('/parentId', 'Answer the first comment of the thread, not a reply.');
      return parent.section;
    }
    if (section !== null && !partsOf(text).has(section))
      throw new CommentRefused('/section', 'The text has no such section.');
    return section;
  }
}

function placeOf(column: 'body' | 'quote', commentId: string): string {
  return `notice_comment/${column}/${commentId}`;
}
