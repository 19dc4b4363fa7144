import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { instantText } from '../platform/database/columns.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import type { NoticeEdit } from './domain/edited-text.js';
import { WorkingCopyBody } from './notices.dto.js';
import { NoWorkingCopy } from './notices.errors.js';
import { WorkingCopies } from './working-copies.js';
import type { WorkingCopy } from './working-copies.js';

export interface WorkingCopyView {
  /** The revision it started from. */
  revision: number;
  text: NoticeEdit;
  details: Record<string, unknown>;
  savedAt: string;
  /** The revision that stands now. */
  currentRevision: number;
  /** Someone saved since: saving this text as it is will be refused with both texts. */
  isStale: boolean;
}

@Controller('api/v1/notices/:noticeId/working-copy')
export class WorkingCopiesController {
  constructor(private readonly copies: WorkingCopies) {}

  @Get()
  @Allow('notices:edit')
  async mine(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @CurrentActor() actor: Actor,
  ): Promise<WorkingCopyView> {
    const copy = await this.copies.mine(noticeId, actor);
    if (!copy) throw new NoWorkingCopy();
    return toWorkingCopyView(copy);
  }

  @Put()
  @Allow('notices:edit')
  async keep(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: WorkingCopyBody,
    @CurrentActor() actor: Actor,
  ): Promise<WorkingCopyView> {
    const { revision, details, ...text } = body;
    return toWorkingCopyView(await this.copies.keep(noticeId, { revision, details, text }, actor));
  }

  @Delete()
  @HttpCode(204)
  @Allow('notices:edit')
  drop(@Param('noticeId', ParseIdPipe) noticeId: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.copies.drop(noticeId, actor);
  }
}

function toWorkingCopyView({ row, currentRevision }: WorkingCopy): WorkingCopyView {
  return {
    revision: row.baseRevision,
    text: row.text,
    details: row.details,
    savedAt: instantText(row.savedAt),
    currentRevision,
    isStale: row.baseRevision !== currentRevision,
  };
}
