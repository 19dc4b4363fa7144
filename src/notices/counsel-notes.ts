import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { DataKeys } from '../platform/secrets/data-keys.js';
import { CounselNoteRow } from './counsel-note.entity.js';
import { NoticeMoves } from './notice-moves.js';
import {
  CommentRefused,
  CounselNoteNotFound,
  CounselNoteNotYours,
  TooManyRemarks,
} from './notices.errors.js';
import { Notices } from './notices.service.js';

/** A note with its words opened. */
export interface CounselNote {
  row: CounselNoteRow;
  text: string;
}

const MOST_NOTES = 200;

/**
 * Privileged advice of counsel about a notice. Its words are sealed, stand in no view, export, search or audit entry of
 * the notice, and are read here only, by counsel and lead. That one was written is on record.
 */
@Injectable()
export class CounselNotes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly notices: Notices,
    private readonly moves: NoticeMoves,
    private readonly dataKeys: DataKeys,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Oldest first; the route asks for `counsel-notes:use`. @throws NoticeNotFound */
  async of(noticeId: string, actor: Actor): Promise<CounselNote[]> {
    const { manager } = this.reader;
    const { notice } = await this.notices.one(noticeId, actor);
    const rows = await manager.find(CounselNoteRow, { where: { noticeId }, order: { id: 'ASC' } });
    if (rows.length === 0) return [];
    const sealer = await this.dataKeys.forReading(manager, notice.incidentId);
    return rows.map((row) => ({ row, text: sealer.open(placeOf(row.id), row.body) }));
  }

  /** Also about a notice that went out: advice does not end there. @throws IncidentIsClosed, TooManyRemarks */
  write(noticeId: string, words: string, actor: Actor): Promise<CounselNote> {
    return this.unitOfWork.run(async (manager) => {
      const { notice } = await this.notices.workable(manager, noticeId, actor);
      const text = words.trim();
      if (text === '') throw new CommentRefused('/text', 'Say something.');
      if ((await manager.countBy(CounselNoteRow, { noticeId })) >= MOST_NOTES)
        throw new TooManyRemarks('notes', MOST_NOTES);
      const id = this.ids.next();
      const sealer = await this.dataKeys.forWriting(manager, notice.incidentId);
      const row: CounselNoteRow = {
        id,
        noticeId,
        incidentId: notice.incidentId,
        body: sealer.seal(placeOf(id), text),
        writtenBy: actor.id,
        writtenAt: this.clock.now(),
      };
      await manager.insert(CounselNoteRow, row);
      await this.moves.record(manager, 'counsel_note.written', notice, actor, { note: id });
      return { row, text };
    });
  }

  /** By its writer: the words are gone for good. @throws CounselNoteNotFound, CounselNoteNotYours */
  takeBack(noticeId: string, noteId: string, actor: Actor): Promise<void> {
    return this.unitOfWork.run(async (manager) => {
      const { notice } = await this.notices.workable(manager, noticeId, actor);
      const row = await manager.findOneBy(CounselNoteRow, { id: noteId, noticeId });
      if (!row) throw new CounselNoteNotFound();
      if (row.writtenBy !== actor.id) throw new CounselNoteNotYours();
      await manager.delete(CounselNoteRow, { id: noteId });
      await this.moves.record(manager, 'counsel_note.taken_back', notice, actor, { note: noteId });
    });
  }
}

function placeOf(noteId: string): string {
  return `counsel_note/body/${noteId}`;
}
