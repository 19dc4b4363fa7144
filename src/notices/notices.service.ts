import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { IncidentNotFound } from '../incidents/incidents.errors.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Reader } from '../platform/database/reader.js';
import { NoticeRevision } from './notice-revision.entity.js';
import { Notice } from './notice.entity.js';
import { NoticeChanged, NoticeNotFound, RevisionUnknown } from './notices.errors.js';

/** A notice with its current text. */
export interface CurrentNotice {
  notice: Notice;
  current: NoticeRevision;
}

/** The notices of incidents and their saved texts, for those who may see them. */
@Injectable()
export class Notices {
  constructor(
    private readonly reader: Reader,
    private readonly incidents: Incidents,
  ) {}

  /** @throws NoticeNotFound */
  one(noticeId: string, actor: Actor): Promise<CurrentNotice> {
    return this.within(this.reader.manager, noticeId, actor);
  }

  /** The same, inside the caller's transaction. */
  async within(manager: EntityManager, noticeId: string, actor: Actor): Promise<CurrentNotice> {
    const notice = await manager.findOneBy(Notice, { id: noticeId });
    if (!notice) throw new NoticeNotFound();
    await this.incidents.visible(manager, notice.incidentId, actor).catch((error: unknown) => {
      throw error instanceof IncidentNotFound ? new NoticeNotFound() : error;
    });
    const current = await manager.findOneByOrFail(NoticeRevision, { noticeId, revision: notice.revision });
    return { notice, current };
  }

  /**
   * The notice for someone who changes something about the text they saw.
   *
   * @throws NoticeChanged when another was saved meanwhile; IncidentIsClosed
   */
  async seen(manager: EntityManager, noticeId: string, seen: number, actor: Actor): Promise<CurrentNotice> {
    const found = await this.workable(manager, noticeId, actor);
    const { notice, current } = found;
    if (notice.revision !== seen)
      throw new NoticeChanged({ revision: notice.revision, text: current.text }, null);
    return found;
  }

  /** The notice for someone who changes something about it. @throws NoticeNotFound, IncidentIsClosed */
  async workable(manager: EntityManager, noticeId: string, actor: Actor): Promise<CurrentNotice> {
    const found = await this.within(manager, noticeId, actor);
    await this.incidents.workable(manager, found.notice.incidentId, actor);
    return found;
  }

  async list(incidentId: string, actor: Actor): Promise<Notice[]> {
    const incident = await this.incidents.visible(this.reader.manager, incidentId, actor);
    return this.reader.manager.find(Notice, { where: { incidentId: incident.id }, order: { id: 'ASC' } });
  }

  /** Every saved text, newest first. */
  async revisions(noticeId: string, actor: Actor): Promise<NoticeRevision[]> {
    await this.one(noticeId, actor);
    return this.reader.manager.find(NoticeRevision, { where: { noticeId }, order: { revision: 'DESC' } });
  }

  /** One saved text; the caller has checked that the notice may be seen. @throws RevisionUnknown */
  async revision(
    manager: EntityManager,
    noticeId: string,
    revision: number,
    path = '/revision',
  ): Promise<NoticeRevision> {
    const found = await manager.findOneBy(NoticeRevision, { noticeId, revision });
    if (!found) throw new RevisionUnknown(path);
    return found;
  }
}
