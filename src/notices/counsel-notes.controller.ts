import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { instantText } from '../platform/database/columns.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import { CounselNotes } from './counsel-notes.js';
import type { CounselNote } from './counsel-notes.js';
import { CounselNoteBody } from './notice-remarks.dto.js';

export interface CounselNoteView {
  id: string;
  text: string;
  by: string;
  at: string;
}

@Controller('api/v1/notices/:noticeId/counsel-notes')
export class CounselNotesController {
  constructor(private readonly notes: CounselNotes) {}

  @Get()
  @Allow('counsel-notes:use')
  async list(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @CurrentActor() actor: Actor,
  ): Promise<{ notes: CounselNoteView[] }> {
    return { notes: (await this.notes.of(noticeId, actor)).map(toCounselNoteView) };
  }

  @Post()
  @Allow('counsel-notes:write')
  async write(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: CounselNoteBody,
    @CurrentActor() actor: Actor,
  ): Promise<CounselNoteView> {
    return toCounselNoteView(await this.notes.write(noticeId, body.text, actor));
  }

  @Delete(':noteId')
  @HttpCode(204)
  @Allow('counsel-notes:write')
  takeBack(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Param('noteId', ParseIdPipe) noteId: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.notes.takeBack(noticeId, noteId, actor);
  }
}

function toCounselNoteView({ row, text }: CounselNote): CounselNoteView {
  return { id: row.id, text, by: row.writtenBy, at: instantText(row.writtenAt) };
}
