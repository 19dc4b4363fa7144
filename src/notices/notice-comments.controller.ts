import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CurrentActor } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import { Allow } from '../platform/access/allow.js';
import { instantText } from '../platform/database/columns.js';
import { ParseIdPipe } from '../platform/http/parse-id.pipe.js';
import type { NoticeCommentRow } from './notice-comment.entity.js';
import { NoticeComments } from './notice-comments.js';
import type { NoticeComment } from './notice-comments.js';
import { CommentBody, SettleCommentBody } from './notice-remarks.dto.js';

export interface CommentStateView {
  id: string;
  /** The comment that this one answers; null for one that starts a thread. */
  parentId: string | null;
  /** Id of a section, `subject`, `preheader`; null: the notice as a whole. */
  section: string | null;
  /** The revision that was read. */
  revision: number;
  by: string;
  at: string;
  /** Of a thread; null while it is open, and of replies. */
  resolvedBy: string | null;
  resolvedAt: string | null;
}

export interface CommentView extends CommentStateView {
  text: string;
  /** Words of the text that it is about; empty for none. */
  quote: string;
}

@Controller('api/v1/notices/:noticeId/comments')
export class NoticeCommentsController {
  constructor(private readonly comments: NoticeComments) {}

  @Get()
  @Allow('notices:read')
  async list(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @CurrentActor() actor: Actor,
  ): Promise<{ comments: CommentView[] }> {
    return { comments: (await this.comments.of(noticeId, actor)).map(toCommentView) };
  }

  @Post()
  @Allow('notices:review')
  async add(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Body() body: CommentBody,
    @CurrentActor() actor: Actor,
  ): Promise<CommentView> {
    return toCommentView(await this.comments.add(noticeId, body, actor));
  }

  @Post(':commentId/resolution')
  @HttpCode(200)
  @Allow('notices:review')
  async settle(
    @Param('noticeId', ParseIdPipe) noticeId: string,
    @Param('commentId', ParseIdPipe) commentId: string,
    @Body() body: SettleCommentBody,
    @CurrentActor() actor: Actor,
  ): Promise<CommentStateView> {
    return toStateView(await this.comments.settle(noticeId, commentId, body.resolved, actor));
  }
}

function toCommentView({ row, text, quote }: NoticeComment): CommentView {
  return { ...toStateView(row), text, quote };
}

function toStateView(row: NoticeCommentRow): CommentStateView {
  return {
    id: row.id,
    parentId: row.parentId,
    section: row.section,
    revision: row.revision,
    by: row.writtenBy,
    at: instantText(row.writtenAt),
    resolvedBy: row.resolvedBy,
    resolvedAt: row.resolvedAt === null ? null : instantText(row.resolvedAt),
  };
}
