import { Injectable } from '@nestjs/common';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Reader } from '../platform/database/reader.js';
import { NoticeWording } from './notice-wording.js';
import type { PartComparison } from './notice-wording.js';
import { Notices } from './notices.service.js';

/** Two saved texts of a notice, word by word. */
export interface NoticeComparison {
  from: number;
  to: number;
  parts: PartComparison[];
}

/** Compares saved texts of a notice as their readers would get them. */
@Injectable()
export class NoticeComparisons {
  constructor(
    private readonly reader: Reader,
    private readonly notices: Notices,
    private readonly incidents: Incidents,
    private readonly wording: NoticeWording,
  ) {}

  /**
   * @param wanted absent: the text that stands, and the one before it
   * @throws NoticeNotFound, RevisionUnknown, NoticeTextRefused where one would not pass its check now
   */
  async of(
    noticeId: string,
    wanted: { from?: number; to?: number },
    actor: Actor,
  ): Promise<NoticeComparison> {
    const { manager } = this.reader;
    const { notice } = await this.notices.one(noticeId, actor);
    const to = wanted.to ?? notice.revision;
    const from = wanted.from ?? Math.max(1, to - 1);
    const earlier = await this.notices.revision(manager, noticeId, from, '/from');
    const later = await this.notices.revision(manager, noticeId, to, '/to');
    const { facts } = await this.incidents.currentFacts(manager, notice.incidentId);
    return { from, to, parts: this.wording.compare(notice, earlier, later, facts) };
  }
}
