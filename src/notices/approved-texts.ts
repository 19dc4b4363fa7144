import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { everyReader, readerValues } from './domain/notice-context.js';
import type { ReaderFields } from './domain/notice-context.js';
import type { NumberedText } from './domain/document-number.js';
import type { PreparedNotice } from './domain/render-notice.js';
import { ClaimedFixes } from './claimed-fixes.js';
import { NoticeApprovals } from './notice-approvals.js';
import { NoticePress } from './notice-press.js';
import type { NoticeRevision } from './notice-revision.entity.js';
import type { Notice } from './notice.entity.js';
import { Notices } from './notices.service.js';
import { marksOf } from './render-document.js';
import { Translations } from './translations.js';
import type { Translation } from './translations.js';

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

/** Texts that are kept ready at a time. */
const MOST_PREPARED = 8;

/** What moved since a text was approved, so that it must not go out as it is. */
export type Overtaken =
  /** Sentences say that the weakness is closed, and the proof of it fell apart. */
  | { by: 'fix_not_proved'; claims: number }
  /** The text that it translates says something else by now. */
  | { by: 'translation_stale'; translation: Translation };

/** Gives approved texts to whoever sends them. */
@Injectable()
export class ApprovedTexts {
  readonly #known = new Map<string, PreparedNotice>();

  constructor(
    private readonly notices: Notices,
    private readonly approvals: NoticeApprovals,
    private readonly press: NoticePress,
    private readonly claims: ClaimedFixes,
    private readonly translations: Translations,
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
    const prepared = this.#prepared(notice, current, numbered);
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
        return prepared.mailFor(values);
      },
    };
  }

  /**
   * What the approval rested on and no longer stands: null where the text may go out as it is. A translation that was
   * sent stays as its other readers got it.
   *
   * @throws NoticeNotFound
   */
  async overtaken(manager: EntityManager, noticeId: string, actor: Actor): Promise<Overtaken | null> {
    const { notice, current } = await this.notices.within(manager, noticeId, actor);
    const claims = (await this.claims.unproved(manager, notice, current)).length;
    if (claims > 0) return { by: 'fix_not_proved', claims };
    const translation = await this.translations.of(manager, notice);
    return translation?.stale ? { by: 'translation_stale', translation } : null;
  }

  /** A mailing asks for its text before each batch of copies: what has the same hash is prepared once. */
  #prepared(notice: Notice, current: NoticeRevision, numbered: NumberedText): PreparedNotice {
    const key = `${numbered.contentHash} ${numbered.reference} ${numbered.revision}`;
    const known = this.#known.get(key);
    if (known) return known;
    const prepared = this.press.prepare(notice, current, marksOf({ locale: notice.locale, numbered }));
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size >= MOST_PREPARED) this.#known.delete(oldest);
    this.#known.set(key, prepared);
    return prepared;
  }

  markSent(manager: EntityManager, noticeId: string, actor: Actor): Promise<void> {
    return this.approvals.markSent(manager, noticeId, actor);
  }
}
