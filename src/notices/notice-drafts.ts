import { Inject, Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { EntityManager, QueryDeepPartialEntity } from 'typeorm';
import type { Incident } from '../incidents/incident.entity.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { editedText } from './domain/edited-text.js';
import type { NoticeEdit } from './domain/edited-text.js';
import type { ChosenLocale } from './domain/languages/locale-for.js';
import { templateVersionWith } from './domain/house-texts.js';
import type { HouseOrigin } from './domain/house-texts.js';
import type { NoticeText } from './domain/notice-text.js';
import { translatedDraft } from './domain/translated-draft.js';
import { generatedHashes } from './generated-hashes.js';
import type { GeneratedHashes } from './generated-hashes.js';
import { NoticeDesk } from './notice-desk.js';
import { NoticeDrafter } from './notice-drafter.js';
import { NOTICE_KINDS, kindFor } from './notice-kinds.js';
import type { NoticeKinds } from './notice-kinds.js';
import { NoticeMoves } from './notice-moves.js';
import type { EntryFacts } from './notice-moves.js';
import { NoticePress } from './notice-press.js';
import { NoticeReviewRow } from './notice-review.entity.js';
import { NoticeRevision } from './notice-revision.entity.js';
import { Notice } from './notice.entity.js';
import { NoticeChanged, NoticeExists } from './notices.errors.js';
import { Notices } from './notices.service.js';
import type { CurrentNotice } from './notices.service.js';
import { storableValues } from './stored-values.js';
import { Translations } from './translations.js';
import { WorkingCopyRow } from './working-copy.entity.js';

export interface ReviseNotice {
  /** The revision the writer started from. */
  revision: number;
  text: NoticeEdit;
  /** Values that no fact holds, by name of placeholder, in JSON. */
  details: Record<string, unknown>;
  /** Of the source, when the text was brought up to it; absent: it follows the one it followed. */
  sourceRevision?: number;
}

/** Which text to draft. */
export interface DraftWanted {
  kind: string;
  /** BCP 47; where there are no texts in it, the nearest language that has some. */
  locale: string;
  /** The notice to translate; absent: the oldest of the kind, if there is one. */
  sourceNoticeId?: string;
}

/** A first text; `fallback` says why it is in another language than the one asked for. */
export type DraftedNotice = CurrentNotice & Pick<ChosenLocale, 'fallback'>;

/** A text that is to be the next revision. */
export interface NextText {
  text: NoticeText;
  details: Record<string, unknown>;
  /** What drafts said of its parts; null where nobody knows. */
  generated: GeneratedHashes | null;
  /** The revision of the source that it follows; absent: the one it followed. */
  sourceRevision?: number | null;
  /** Which of them came from house words. */
  house: readonly HouseOrigin[];
}

/** Makes the first text of a notice, and keeps each saved one. */
@Injectable()
export class NoticeDrafts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly incidents: Incidents,
    private readonly notices: Notices,
    private readonly desk: NoticeDesk,
    private readonly drafter: NoticeDrafter,
    private readonly press: NoticePress,
    private readonly moves: NoticeMoves,
    private readonly translations: Translations,
    private readonly clock: Clock,
    private readonly ids: Ids,
    @Inject(NOTICE_KINDS) private readonly kinds: NoticeKinds,
  ) {}

  /**
   * Makes the first text from facts, plan and duties. Where the incident has the kind in another language, it is a
   * translation of that: with its answers and its parts, tied to the revision that stands.
   *
   * @throws KindUnknown, NoticeExists, SourceRefused
   */
  draft(incidentId: string, wanted: DraftWanted, actor: Actor): Promise<DraftedNotice> {
    const { kind, locale, fallback } = kindFor(this.kinds, wanted.kind, wanted.locale);
    return this.unitOfWork.run(async (manager) => {
      const incident = await this.incidents.workable(manager, incidentId, actor);
      const existing = await manager.findOneBy(Notice, { incidentId: incident.id, kind: kind.id, locale });
      if (existing) throw new NoticeExists(existing.id, fallback);
      const source = await this.translations.sourceFor(manager, incident.id, kind.id, wanted.sourceNoticeId);
      const given = source?.current.details ?? {};
      const { view, details } = await this.desk.layOutWhatFits(manager, incident, kind, given);
      const made = await this.drafter.drafted(manager, kind, locale, view);
      const { subject, preheader, sections, house } = made;
      const drafted = { subject, preheader, sections };
      const text = source ? translatedDraft(source.current.text, drafted) : drafted;
      const base = { id: this.ids.next(), incidentId: incident.id, kind: kind.id, locale };
      const next = { text, details, generated: generatedHashes(drafted), house };
      const saved = await this.#insert(manager, base, incident, 1, next, actor);
      const notice = {
        ...base,
        state: 'draft' as const,
        revision: 1,
        contentHash: saved.contentHash,
        sourceNoticeId: source?.notice.id ?? null,
        sourceRevision: source?.notice.revision ?? null,
        createdAt: saved.savedAt,
        approvedBy: null,
        approvedAt: null,
      };
      await manager.insert(Notice, notice);
      const { contentHash } = saved;
      const facts = { kind: kind.id, locale, contentHash, ...followedBy(notice) };
      await this.moves.record(manager, 'notice.drafted', notice, actor, facts);
      return { notice, current: saved, fallback };
    });
  }

  /**
   * Saves a text as the next revision, with the values the facts give now. An approval does not survive it; what was
   * typed and not saved is saved with it.
   *
   * @throws NoticeChanged with both texts when someone saved in between; TextRefused; SectionsDiffer; RevisionUnknown;
   * NoticeStateRefused; SourceRefused
   */
  revise(noticeId: string, wanted: ReviseNotice, actor: Actor): Promise<CurrentNotice> {
    return this.unitOfWork.run(async (manager) => {
      const found = await this.notices.workable(manager, noticeId, actor);
      const { notice, current } = found;
      const base = await this.notices.revision(manager, noticeId, wanted.revision);
      const text = editedText(base.text, wanted.text);
      if (notice.revision !== wanted.revision)
        throw new NoticeChanged({ revision: notice.revision, text: current.text }, text);
      const sourceRevision = await this.translations.followed(manager, notice, wanted.sourceRevision);
      const { generated, house } = current;
      const next = { text, details: wanted.details, generated, house: house ?? [], sourceRevision };
      const saved = await this.saveNext(manager, found, next, {}, actor);
      await manager.delete(WorkingCopyRow, { noticeId, userId: actor.id });
      return saved;
    });
  }

  /**
   * Makes a text the next revision, inside the caller's transaction. Reviewers who did not answer yet are asked about
   * the new text; what others answered stays with the text they read.
   *
   * @param facts of the audit entry, besides revision and hash
   * @throws TextRefused, NoticeStateRefused, SeenTextDiffers
   */
  async saveNext(
    manager: EntityManager,
    { notice }: CurrentNotice,
    next: NextText,
    facts: EntryFacts,
    actor: Actor,
  ): Promise<CurrentNotice> {
    const state = this.moves.next(notice, 'save');
    const incident = await this.incidents.workable(manager, notice.incidentId, actor);
    const revision = notice.revision + 1;
    const saved = await this.#insert(manager, notice, incident, revision, next, actor);
    const { contentHash } = saved;
    const voidsApproval = notice.approvedBy !== null;
    const sourceRevision = next.sourceRevision ?? notice.sourceRevision;
    const changed = { state, revision, contentHash, sourceRevision, approvedBy: null, approvedAt: null };
    await this.moves.change(manager, notice, changed);
    await manager.update(NoticeReviewRow, { noticeId: notice.id, outcome: IsNull() }, { revision });
    const entry = {
      revision,
      contentHash,
      voidsApproval,
      ...followedBy({ ...notice, sourceRevision }),
      ...facts,
    };
    await this.moves.record(manager, 'notice.revised', notice, actor, entry);
    return { notice: Object.assign(notice, changed), current: saved };
  }

  async #insert(
    manager: EntityManager,
    notice: Pick<Notice, 'id' | 'kind' | 'locale'>,
    incident: Incident,
    revision: number,
    { text, details, generated, house }: NextText,
    actor: Actor,
  ): Promise<NoticeRevision> {
    const kind = this.press.kindOf(notice);
    const { context, factsRevision, linkHosts } = await this.desk.layOut(manager, incident, kind, details);
    this.press.check(text, kind, linkHosts);
    const values = storableValues(context.values);
    const templateVersion = templateVersionWith(kind.templateVersion, house);
    const parts = { text, values, linkHosts, templateVersion };
    const row = {
      noticeId: notice.id,
      revision,
      ...parts,
      details,
      generated,
      house,
      factsRevision,
      contentHash: this.press.hashOf(notice, parts),
      savedBy: actor.id,
      savedAt: this.clock.now(),
    };
    await manager.insert(NoticeRevision, row as QueryDeepPartialEntity<NoticeRevision>);
    return row;
  }
}

/** For the audit entry of a translation: what it follows from now on. */
function followedBy({ sourceNoticeId, sourceRevision }: FollowedSource): EntryFacts {
  return sourceNoticeId === null ? {} : { sourceNoticeId, sourceRevision };
}

type FollowedSource = Pick<Notice, 'sourceNoticeId' | 'sourceRevision'>;
