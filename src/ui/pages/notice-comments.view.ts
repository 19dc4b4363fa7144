import type { NoticeComment } from '../../notices/notice-comments.js';

/** What was said about one part of a text. */
export interface RemarksView {
  /** Id of the part; empty: the notice as a whole. */
  part: string;
  /** Name of the field of a new comment. */
  field: string;
  open: readonly ThreadView[];
  settled: readonly ThreadView[];
  /** Empty: this reader may not comment. */
  action: string;
  settleAction: string;
}

export interface ThreadView extends RemarkView {
  id: string;
  /** Words of the text that it is about; empty for none. */
  quote: string;
  replyField: string;
  replies: readonly RemarkView[];
  settledBy: string;
}

export interface RemarkView {
  by: string;
  at: string;
  text: string;
  revision: number;
}

export function commentField(part: string): string {
  return `comment.${part}`;
}

export function replyField(threadId: string): string {
  return `reply.${threadId}`;
}

/** Everyone whose name a list of comments prints. */
export function peopleIn(comments: readonly NoticeComment[]): string[] {
  return comments.flatMap(({ row }) => [row.writtenBy, ...(row.resolvedBy === null ? [] : [row.resolvedBy])]);
}

/**
 * The threads about one part, oldest first.
 *
 * @param part id of a section, `subject`, `preheader`; empty: the notice as a whole
 */
export function remarksOn(
  part: string,
  comments: readonly NoticeComment[],
  noticeId: string,
  nameOf: (userId: string) => string,
  mayComment: boolean,
): RemarksView {
  const words = ({ row, text }: NoticeComment): RemarkView => ({
    by: nameOf(row.writtenBy),
    at: row.writtenAt.toString(),
    text,
    revision: row.revision,
  });
  const threads = comments
    .filter(({ row }) => row.parentId === null && (row.section ?? '') === part)
    .map((comment) => ({
      ...words(comment),
      id: comment.row.id,
      quote: comment.quote,
      replyField: replyField(comment.row.id),
      replies: comments.filter(({ row }) => row.parentId === comment.row.id).map(words),
      settledBy: comment.row.resolvedBy === null ? '' : nameOf(comment.row.resolvedBy),
    }));
  return {
    part,
    field: commentField(part),
    open: threads.filter(({ settledBy }) => settledBy === ''),
    settled: threads.filter(({ settledBy }) => settledBy !== ''),
    action: mayComment ? `/notices/${noticeId}/comments` : '',
    settleAction: mayComment ? `/notices/${noticeId}/comments/resolution` : '',
  };
}
