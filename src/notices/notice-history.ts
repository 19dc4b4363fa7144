import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
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

const ACTS = ['submitted', 'returned', 'approved', 'withdrawn', 'sent'] as const;
/** Of each act, the latest so many in its incident are looked through. */
const LATEST = 50;

/** What the audit trail says about one notice. Its newest entries appear when they are sealed, within seconds. */
@Injectable()
export class NoticeHistory {
  constructor(private readonly log: AuditLog) {}

  /** Newest first. The caller has checked that the notice may be seen. */
  async of({ id, incidentId }: Pick<Notice, 'id' | 'incidentId'>): Promise<NoticeEvent[]> {
    const lists = await Promise.all(
      ACTS.map(async (act) => {
        const entries = await this.log.list({ incidentId, action: `notice.${act}`, limit: LATEST });
        return entries
          .filter(({ subject }) => subject === id)
          .map(({ at, actor, facts, detail }) => ({
            at,
            act,
            by: actor.id,
            revision: typeof facts['revision'] === 'number' ? facts['revision'] : null,
            words: textOf(detail?.['reason']) || textOf(detail?.['comment']),
          }));
      }),
    );
    return lists.flat().sort((a, b) => (a.at < b.at ? 1 : -1));
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
