import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Not } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { Incidents } from '../incidents/incidents.service.js';
import { Reader } from '../platform/database/reader.js';
import { ApprovalGates } from './approval-gates.js';
import type { GatedText } from './approval-gates.js';
import { isEnded } from './domain/notice-state.js';
import type { NoticeState } from './domain/notice-state.js';
import { titleOfPart } from './domain/part-title.js';
import { NoticeTextRefused } from './domain/render-notice.js';
import { NoticeRevision } from './notice-revision.entity.js';
import { NoticeWording } from './notice-wording.js';
import type { PartComparison } from './notice-wording.js';
import { Notice } from './notice.entity.js';
import type { CurrentNotice } from './notices.service.js';
import { SourceRefused, TranslationStale } from './translations.errors.js';

/** A part of the source that reads otherwise than when it was translated. */
export type ChangedPart = Pick<PartComparison, 'id' | 'heading' | 'state'>;

/** How a translation stands to its source. */
export interface Translation {
  sourceNoticeId: string;
  sourceLocale: string;
  sourceState: NoticeState;
  /** The revision of the source that the translation follows. */
  sourceRevision: number;
  /** The revision of the source that stands. */
  sourceNow: number;
  /** The source moved on, and the translation can still follow. */
  stale: boolean;
  /** Empty where only fields or marks changed, or it is not stale. */
  changedSections: ChangedPart[];
}

/**
 * Ties each translation to the text it says in another language. Four eyes count for each text by itself: whoever
 * wrote the source may approve a translation of which they saved nothing. Where the source is withdrawn, what was
 * its translation stands by itself.
 */
@Injectable()
export class Translations implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly incidents: Incidents,
    private readonly wording: NoticeWording,
    private readonly gates: ApprovalGates,
  ) {}

  onModuleInit(): void {
    this.gates.guard((manager, text) => this.refuseStale(manager, text));
  }

  /** Null: no translation. The caller has checked that the notice may be seen, and with it all of its incident. */
  async of(manager: EntityManager, notice: Notice): Promise<Translation | null> {
    const source = await this.sourceOf(manager, notice);
    if (source === null || notice.sourceRevision === null) return null;
    const { id, locale, state, revision } = source.notice;
    const stale = notice.sourceRevision < revision && !isEnded(notice.state);
    return {
      sourceNoticeId: id,
      sourceLocale: locale,
      sourceState: state,
      sourceRevision: notice.sourceRevision,
      sourceNow: revision,
      stale,
      changedSections: stale ? await this.#changed(manager, source, notice.sourceRevision) : [],
    };
  }

  /** The same of each translation among the notices of an incident, by its id. */
  async ofAll(notices: readonly Notice[]): Promise<ReadonlyMap<string, Translation>> {
    const found = new Map<string, Translation>();
    for (const notice of notices) {
      const translation = await this.of(this.reader.manager, notice);
      if (translation !== null) found.set(notice.id, translation);
    }
    return found;
  }

  /** The text that a translation is held against, as it stands; null: no translation. */
  async sourceOf(
    manager: EntityManager,
    { sourceNoticeId }: Pick<Notice, 'sourceNoticeId'>,
  ): Promise<CurrentNotice | null> {
    if (sourceNoticeId === null) return null;
    const notice = await manager.findOneByOrFail(Notice, { id: sourceNoticeId });
    return notice.state === 'withdrawn' ? null : this.#withText(manager, notice);
  }

  /**
   * What a new text of the kind translates: the notice that is named, else the oldest that is not withdrawn; null
   * where there is none.
   *
   * @throws SourceRefused when the one that is named is not such a notice of this incident
   */
  async sourceFor(
    manager: EntityManager,
    incidentId: string,
    kind: string,
    named?: string,
  ): Promise<CurrentNotice | null> {
    const where = { incidentId, kind, state: Not<NoticeState>('withdrawn'), ...(named && { id: named }) };
    const [oldest] = await manager.find(Notice, { where, order: { id: 'ASC' }, take: 1 });
    if (oldest) return this.#withText(manager, oldest);
    if (named === undefined) return null;
    const message = 'Name a notice of this kind in this incident that is not withdrawn.';
    throw new SourceRefused('/sourceNoticeId', message);
  }

  /**
   * The revision of the source that a text will follow once it is saved.
   *
   * @param wanted absent: as before
   * @throws SourceRefused for a text that is no translation, a revision the source does not have, or an earlier one
   */
  async followed(manager: EntityManager, notice: Notice, wanted?: number): Promise<number | null> {
    const follows = notice.sourceRevision;
    if (wanted === undefined || wanted === follows) return follows;
    const source = await this.sourceOf(manager, notice);
    const refuse = (message: string): never => {
      throw new SourceRefused('/sourceRevision', message);
    };
    if (source === null || follows === null)
      return refuse('This text translates no other: leave the revision of the source out.');
    const { revision } = source.notice;
    if (wanted < follows || wanted > revision)
      return refuse(`The source is at revision ${revision}, and this text follows ${follows} already.`);
    return wanted;
  }

  /** @throws TranslationStale naming what changed in the source */
  async refuseStale(manager: EntityManager, { notice }: GatedText): Promise<void> {
    const translation = await this.of(manager, notice);
    if (!translation?.stale) return;
    const { sourceRevision, sourceNow, changedSections } = translation;
    const changed = changedSections.map((part) => titleOfPart(part));
    throw new TranslationStale(sourceRevision, sourceNow, changed);
  }

  async #withText(manager: EntityManager, notice: Notice): Promise<CurrentNotice> {
    const { id: noticeId, revision } = notice;
    return { notice, current: await manager.findOneByOrFail(NoticeRevision, { noticeId, revision }) };
  }

  /** A text that does not pass its check any more cannot be put into words: then nothing is named. */
  async #changed(
    manager: EntityManager,
    { notice, current }: CurrentNotice,
    since: number,
  ): Promise<ChangedPart[]> {
    const then = await manager.findOneByOrFail(NoticeRevision, { noticeId: notice.id, revision: since });
    const { facts } = await this.incidents.currentFacts(manager, notice.incidentId);
    try {
      return this.wording
        .compare(notice, then, current, facts)
        .filter(({ state }) => state !== 'same' && state !== 'form')
        .map(({ id, heading, state }) => ({ id, heading, state }));
    } catch (error) {
      if (error instanceof NoticeTextRefused) return [];
      throw error;
    }
  }
}
