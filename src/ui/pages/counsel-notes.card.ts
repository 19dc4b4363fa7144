import { Injectable } from '@nestjs/common';
import { Users } from '../../identity/users.service.js';
import { CounselNotes } from '../../notices/counsel-notes.js';
import type { Actor } from '../../platform/access/actor.js';
import { holds } from '../../platform/access/permissions.js';
import { typed } from '../forms.js';
import type { OpenedNotice } from './notice.opened.js';

/** Privileged advice beside a notice. */
export interface CounselNotesView {
  notes: readonly { by: string; at: string; text: string; removeAction: string }[];
  /** Empty: this reader may read only. */
  action: string;
  advice: string;
}

/** Puts counsel's advice beside a notice, for those alone who may read it. */
@Injectable()
export class CounselNoteCards {
  constructor(
    private readonly notes: CounselNotes,
    private readonly users: Users,
  ) {}

  /** Null for everyone without `counsel-notes:use`: nothing is read for them. */
  async of({ found }: OpenedNotice, actor: Actor, body: unknown): Promise<CounselNotesView | null> {
    if (!holds(actor.role, 'counsel-notes:use')) return null;
    const { id } = found.notice;
    const notes = await this.notes.of(id, actor);
    const names = await this.users.namesOf(notes.map(({ row }) => row.writtenBy));
    const mayWrite = holds(actor.role, 'counsel-notes:write');
    return {
      notes: notes.map(({ row, text }) => ({
        by: names.get(row.writtenBy) ?? 'a person who left',
        at: row.writtenAt.toString(),
        text,
        removeAction:
          mayWrite && row.writtenBy === actor.id ? `/notices/${id}/counsel-notes/${row.id}/removal` : '',
      })),
      action: mayWrite ? `/notices/${id}/counsel-notes` : '',
      advice: typed(body, 'advice'),
    };
  }
}
