import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { everyReader, readerValues } from './domain/notice-context.js';
import type { ReaderFields } from './domain/notice-context.js';
import { ClaimedFixes } from './claimed-fixes.js';
import { NoticeApprovals } from './notice-approvals.js';
import { NoticePress } from './notice-press.js';
import { Notices } from './notices.service.js';
import { marksOf } from './render-document.js';

/** One copy, as it is sent. */
export interface SentCopy {
  subject: string;
  html: string;
  text: string;
}

/** A notice whose stored text is the approved one. */
export interface ApprovedText {
  noticeId: string;
  incidentId: string;
  revision: number;
  /** Computed from what is stored now. */
  contentHash: string;
  /** BCP 47. */
  locale: string;
  /** A mailing can send it: an e-mail to the people affected. */
  mailable: boolean;
  /** As approved; empty when the organisation had no name then. */
  senderName: string;
  /**
   * A person of whom no data classes are known gets those that the facts behind this text give for everyone.
   *
   * @throws NoticeUnresolved when a field of the text has no value for this person
   */
  render(reader: ReaderFields): SentCopy;
}

/** Gives approved texts to whoever sends them. */
@Injectable()
export class ApprovedTexts {
  constructor(
    private readonly notices: Notices,
    private readonly approvals: NoticeApprovals,
    private readonly press: NoticePress,
    private readonly claims: ClaimedFixes,
    private readonly incidents: Incidents,
  ) {}

  /** The notice when its stored text is the approved text (also after it was sent), else null. @throws NoticeNotFound */
  async approved(manager: EntityManager, noticeId: string, actor: Actor): Promise<ApprovedText | null> {
    const { notice, current } = await this.notices.within(manager, noticeId, actor);
    const contentHash = this.press.hashOf(notice, current);
    const approved = (notice.state === 'approved' || notice.state === 'sent') && notice.approvedBy !== null;
    if (!approved || contentHash !== notice.contentHash) return null;
    const kind = this.press.kindOf(notice);
    const incident = await this.incidents.visible(manager, notice.incidentId, actor);
    const numbered = { reference: incident.reference, revision: notice.revision, contentHash };
    const prepared = this.press.prepare(notice, current, marksOf({ locale: notice.locale, numbered }));
    const { facts } = await this.incidents.factsAt(manager, notice.incidentId, current.factsRevision);
    const everyone = everyReader(facts);
    return {
      noticeId,
      incidentId: notice.incidentId,
      revision: notice.revision,
      contentHash,
      locale: notice.locale,
      mailable: kind.mailable === true,
      senderName: String(current.values['organisation.name'] ?? ''),
      render: (reader) => {
        const dataClasses = reader.dataClasses?.length ? reader.dataClasses : everyone.dataClasses;
        const values = readerValues(kind, { ...reader, dataClasses });
        const html = prepared.forSending(values, 'html');
        return { subject: html.subject, html: html.body, text: prepared.forSending(values, 'text').body };
      },
    };
  }

  /**
   * How many of its sentences say that the weakness is closed while nothing proves it: a proof that was complete when
   * the text was approved can fall apart afterwards.
   *
   * @throws NoticeNotFound
   */
  async unprovedClaims(manager: EntityManager, noticeId: string, actor: Actor): Promise<number> {
    const { notice, current } = await this.notices.within(manager, noticeId, actor);
    return (await this.claims.unproved(manager, notice, current)).length;
  }

  markSent(manager: EntityManager, noticeId: string, actor: Actor): Promise<void> {
    return this.approvals.markSent(manager, noticeId, actor);
  }
}
