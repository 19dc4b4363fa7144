import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import type { AuditEntryView } from '../audit/audit-log.js';
import type { Notice } from './notice.entity.js';

/** Something that was done with a notice besides saving its text. */
export interface NoticeEvent {
  at: string;
  act: 'submitted' | 'returned' | 'approved' | 'withdrawn' | 'sent';
  /** Id of who did it. */
  by: string;
  revision: number | null;
  /** The reason or comment that was given; empty when there was none. */
  words: string;
}

const ACTS: ReadonlyMap<string, NoticeEvent['act']> = new Map([
  ['notice.submitted', 'submitted'],
  ['notice.returned', 'returned'],
  ['notice.approved', 'approved'],
  ['notice.withdrawn', 'withdrawn'],
  ['notice.sent', 'sent'],
]);
/** Earlier acts stand in the audit trail alone. */
const MOST = 500;

/** What the audit trail says about one notice. */
@Injectable()
export class NoticeHistory {
  constructor(private readonly log: AuditLog) {}

  /** Newest first, at most 500, from the moment of the act. The caller has checked that the notice may be seen. */
  async of({ id, incidentId }: Pick<Notice, 'id' | 'incidentId'>): Promise<NoticeEvent[]> {
    const entries = await this.log.latestOfSubject({
      incidentId,
      subject: id,
      actions: [...ACTS.keys()],
      limit: MOST,
    });
    return entries.flatMap((entry) => {
      const act = ACTS.get(entry.action);
      return act === undefined ? [] : [toEvent(entry, act)];
    });
  }
}

function toEvent({ at, actor, facts, detail }: AuditEntryView, act: NoticeEvent['act']): NoticeEvent {
  return {
    at,
    act,
    by: actor.id,
    revision: typeof facts['revision'] === 'number' ? facts['revision'] : null,
    words: textOf(detail?.['reason']) || textOf(detail?.['comment']),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
