import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager, QueryDeepPartialEntity } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { RefusedActs } from '../identity/refused-acts.js';
import type { Incident } from '../incidents/incident.entity.js';
import { IncidentNotFound } from '../incidents/incidents.errors.js';
import { Incidents } from '../incidents/incidents.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { draftNotice } from './domain/draft-notice.js';
import { afterAct } from './domain/notice-state.js';
import type { NoticeAct, NoticeState } from './domain/notice-state.js';
import type { NoticeKind } from './domain/notice-kind.js';
import { editedText } from './domain/edited-text.js';
import type { NoticeEdit } from './domain/edited-text.js';
import type { NoticeText } from './domain/notice-text.js';
import { ClaimedFixes } from './claimed-fixes.js';
import { NoticeDesk } from './notice-desk.js';
import { NOTICE_KINDS, kindIn } from './notice-kinds.js';
import type { NoticeKinds } from './notice-kinds.js';
import { NoticePress } from './notice-press.js';
import { NoticeRevision } from './notice-revision.entity.js';
import { Notice } from './notice.entity.js';
import {
  ApproverIsAuthor,
  FieldsMissing,
  NoticeChanged,
  NoticeExists,
  NoticeNotFound,
  NoticeStateRefused,
  SeenTextDiffers,
} from './notices.errors.js';
import { storableValues } from './stored-values.js';
import { WorkingCopyRow } from './working-copy.entity.js';

/** A notice with its current text. */
export interface CurrentNotice {
  notice: Notice;
  current: NoticeRevision;
}

export interface ReviseNotice {
  /** The revision the writer started from. */
  revision: number;
  text: NoticeEdit;
  /** Values that no fact holds, by name of placeholder, in JSON. */
  details: Record<string, unknown>;
}

/** The text that was read before deciding. */
export interface SeenText {
  revision: number;
  contentHash: string;
}

/** Drafts notices, keeps each saved text, and lets only an approved one go. */
@Injectable()
export class Notices {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly audit: AuditTrail,
    private readonly incidents: Incidents,
    private readonly desk: NoticeDesk,
    private readonly press: NoticePress,
    private readonly claims: ClaimedFixes,
    private readonly refused: RefusedActs,
    private readonly clock: Clock,
    private readonly ids: Ids,
    @Inject(NOTICE_KINDS) private readonly kinds: NoticeKinds,
  ) {}

  /** Makes the first text from facts, plan and duties. @throws KindUnknown, NoticeExists */
  draft(incidentId: string, kindId: string, locale: string, actor: Actor): Promise<CurrentNotice> {
    const kind = kindIn(this.kinds, kindId, locale);
    return this.unitOfWork.run(async (manager) => {
      const incident = await this.incidents.workable(manager, incidentId, actor);
      const existing = await manager.findOneBy(Notice, { incidentId: incident.id, kind: kindId, locale });
      if (existing) throw new NoticeExists(existing.id);
      const view = await this.desk.layOut(manager, incident, kind, {});
      const { subject, preheader, sections } = draftNotice(kind, view.context, locale, view.leads);
      const base = { id: this.ids.next(), incidentId: incident.id, kind: kindId, locale };
      const saved = await this.#revision(
        manager,
        base,
        incident,
        kind,
        1,
        { subject, preheader, sections },
        {},
        actor,
      );
      const notice = {
        ...base,
        state: 'draft' as const,
        revision: 1,
        contentHash: saved.contentHash,
        createdAt: saved.savedAt,
        approvedBy: null,
        approvedAt: null,
      };
      await manager.insert(Notice, notice);
      await this.#record(manager, 'notice.drafted', notice, actor, {
        kind: kindId,
        locale,
        contentHash: saved.contentHash,
      });
      return { notice, current: saved };
    });
  }

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

  async list(incidentId: string, actor: Actor): Promise<Notice[]> {
    const incident = await this.incidents.visible(this.reader.manager, incidentId, actor);
    return this.reader.manager.find(Notice, { where: { incidentId: incident.id }, order: { id: 'ASC' } });
  }

  /** Every saved text, newest first. */
  async revisions(noticeId: string, actor: Actor): Promise<NoticeRevision[]> {
    await this.one(noticeId, actor);
    return this.reader.manager.find(NoticeRevision, { where: { noticeId }, order: { revision: 'DESC' } });
  }

  /**
   * Saves a text as the next revision, with the values the facts give now. An approval does not survive it.
   *
   * @throws NoticeChanged with both texts when someone saved in between; TextRefused; NoticeStateRefused
   */
  revise(noticeId: string, wanted: ReviseNotice, actor: Actor): Promise<CurrentNotice> {
    return this.unitOfWork.run(async (manager) => {
      const { notice, current } = await this.within(manager, noticeId, actor);
      if (notice.revision !== wanted.revision) {
        const yours = editedText(current.text, wanted.text);
        throw new NoticeChanged({ revision: notice.revision, text: current.text }, yours);
      }
      const state = this.#next(notice, 'save');
      const kind = this.press.kindOf(notice);
      const incident = await this.incidents.workable(manager, notice.incidentId, actor);
      const revision = notice.revision + 1;
      const saved = await this.#revision(
        manager,
        notice,
        incident,
        kind,
        revision,
        editedText(current.text, wanted.text),
        wanted.details,
        actor,
      );
      const changed = { state, revision, contentHash: saved.contentHash, approvedBy: null, approvedAt: null };
      await this.#move(manager, notice, changed);
      await manager.delete(WorkingCopyRow, { noticeId, userId: actor.id });
      const facts = { revision, contentHash: saved.contentHash, voidsApproval: notice.approvedBy !== null };
      await this.#record(manager, 'notice.revised', notice, actor, facts);
      return { notice: Object.assign(notice, changed), current: saved };
    });
  }

  /**
   * Hands the text over for review.
   *
   * @throws FieldsMissing when something it names has no value; FixNotProved
   */
  submit(noticeId: string, seen: number, actor: Actor): Promise<CurrentNotice> {
    return this.unitOfWork.run(async (manager) => {
      const found = await this.#seen(manager, noticeId, seen, actor);
      this.#refuseGaps(found);
      await this.claims.refuseUnproved(manager, found.notice, found.current);
      return this.#act(manager, found, 'submit', 'notice.submitted', {}, actor);
    });
  }

  /** Gives the text back to its writers. */
  giveBack(noticeId: string, seen: number, reason: string, actor: Actor): Promise<CurrentNotice> {
    return this.unitOfWork.run(async (manager) => {
      const found = await this.#seen(manager, noticeId, seen, actor);
      return this.#act(
        manager,
        found,
        'return',
        'notice.returned',
        { approvedBy: null, approvedAt: null },
        actor,
        { reason },
      );
    });
  }

  withdraw(noticeId: string, seen: number, reason: string, actor: Actor): Promise<CurrentNotice> {
    return this.unitOfWork.run(async (manager) => {
      const found = await this.#seen(manager, noticeId, seen, actor);
      return this.#act(manager, found, 'withdraw', 'notice.withdrawn', {}, actor, { reason });
    });
  }

  /**
   * Approves under four eyes the very text that was read: new state and audit entry are kept together or not at all.
   *
   * @throws ApproverIsAuthor, SeenTextDiffers, NoticeStateRefused, FieldsMissing, FixNotProved
   */
  approve(noticeId: string, seen: SeenText, comment: string, actor: Actor): Promise<CurrentNotice> {
    return this.refused.watch(actor, { act: 'notice.approve', notice: noticeId }, () =>
      this.unitOfWork.run((manager) => this.#approve(manager, noticeId, seen, comment, actor)),
    );
  }

  async #approve(
    manager: EntityManager,
    noticeId: string,
    seen: SeenText,
    comment: string,
    actor: Actor,
  ): Promise<CurrentNotice> {
    const found = await this.within(manager, noticeId, actor);
    const { notice, current } = found;
    await this.incidents.workable(manager, notice.incidentId, actor);
    this.#next(notice, 'approve');
    if (await manager.existsBy(NoticeRevision, { noticeId, savedBy: actor.id }))
      throw new ApproverIsAuthor(noticeId);
    const stands = this.press.hashOf(notice, current);
    const same =
      seen.revision === notice.revision && seen.contentHash === stands && notice.contentHash === stands;
    if (!same) throw new SeenTextDiffers(notice.revision);
    this.#refuseGaps(found);
    await this.claims.refuseUnproved(manager, notice, current);
    const approval = { approvedBy: actor.id, approvedAt: this.clock.now() };
    return this.#act(manager, found, 'approve', 'notice.approved', approval, actor, { comment });
  }

  /** For the mailing: the notice went out; one that is marked so already stays as it is. */
  async markSent(manager: EntityManager, noticeId: string, actor: Actor): Promise<void> {
    const found = await this.within(manager, noticeId, actor);
    if (found.notice.state !== 'sent') await this.#act(manager, found, 'send', 'notice.sent', {}, actor);
  }

  async #revision(
    manager: EntityManager,
    notice: Pick<Notice, 'id' | 'kind' | 'locale'>,
    incident: Incident,
    kind: NoticeKind,
    revision: number,
    text: NoticeText,
    details: Record<string, unknown>,
    actor: Actor,
  ): Promise<NoticeRevision> {
    const { context, factsRevision, linkHosts } = await this.desk.layOut(manager, incident, kind, details);
    this.press.check(text, kind, linkHosts);
    const parts = {
      text,
      values: storableValues(context.values),
      linkHosts,
      templateVersion: kind.templateVersion,
    };
    const row = {
      noticeId: notice.id,
      revision,
      ...parts,
      details,
      factsRevision,
      contentHash: this.press.hashOf(notice, parts),
      savedBy: actor.id,
      savedAt: this.clock.now(),
    };
    await manager.insert(NoticeRevision, row as QueryDeepPartialEntity<NoticeRevision>);
    return row;
  }

  async #seen(manager: EntityManager, noticeId: string, seen: number, actor: Actor): Promise<CurrentNotice> {
    const found = await this.within(manager, noticeId, actor);
    const { notice, current } = found;
    if (notice.revision !== seen)
      throw new NoticeChanged({ revision: notice.revision, text: current.text }, null);
    return found;
  }

  #refuseGaps({ notice, current }: CurrentNotice): void {
    const open = this.press.prepare(notice, current).unresolved;
    if (open.length === 0) return;
    const kind = this.press.kindOf(notice);
    const faults = open.map((name) => {
      const placeholder = kind.placeholders.get(name);
      const what = placeholder
        ? `${placeholder.label} is missing; ask: ${placeholder.ask.replaceAll('-', ' ')}.`
        : 'a mark of a missing value stands in the text.';
      return { path: `/details/${name}`, message: what };
    });
    throw new FieldsMissing(faults);
  }

  /** The state after the act. @throws NoticeStateRefused */
  #next(notice: Notice, act: NoticeAct): NoticeState {
    const state = afterAct(notice.state, act);
    if (state === null) throw new NoticeStateRefused(notice.state, act);
    return state;
  }

  async #act(
    manager: EntityManager,
    { notice, current }: CurrentNotice,
    act: NoticeAct,
    action: string,
    more: Partial<Notice>,
    actor: Actor,
    detail?: Record<string, string>,
  ): Promise<CurrentNotice> {
    const changed = { ...more, state: this.#next(notice, act) };
    await this.#move(manager, notice, changed);
    const facts = { revision: notice.revision, contentHash: notice.contentHash };
    await this.#record(manager, action, notice, actor, facts, detail);
    return { notice: Object.assign(notice, changed), current };
  }

  /** Only from the state and revision that were read: whoever was faster wins, and the other is told. */
  async #move(manager: EntityManager, notice: Notice, changed: Partial<Notice>): Promise<void> {
    const { id, revision, state, contentHash } = notice;
    const { affected } = await manager.update(Notice, { id, revision, state, contentHash }, changed);
    if (affected !== 1) throw new SeenTextDiffers(revision);
  }

  #record(
    manager: EntityManager,
    action: string,
    notice: Pick<Notice, 'id' | 'incidentId'>,
    actor: Actor,
    facts: Record<string, string | number | boolean>,
    detail?: Record<string, string>,
  ): Promise<void> {
    return this.audit.append(manager, {
      action,
      subject: notice.id,
      incidentId: notice.incidentId,
      actor,
      facts,
      detail,
    });
  }
}
