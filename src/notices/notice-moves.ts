import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import type { Actor } from '../platform/access/actor.js';
import { NOTICE_RULES, afterAct } from './domain/notice-state.js';
import type { NoticeAct, NoticeState } from './domain/notice-state.js';
import { Notice } from './notice.entity.js';
import { NoticeStateRefused, ReasonMissing, SeenTextDiffers } from './notices.errors.js';
import type { CurrentNotice } from './notices.service.js';

/** What an audit entry about a notice may hold in plain: ids, codes, counts, hashes. */
export type EntryFacts = Record<string, string | number | boolean | null>;

/** An act as it is kept: the entry's name, what else changes, and the words that are sealed. */
export interface MoveRecord {
  action: string;
  changes?: Partial<Notice>;
  facts?: EntryFacts;
  detail?: Record<string, string>;
}

/** Moves notices from state to state, each move with its audit entry. */
@Injectable()
export class NoticeMoves {
  constructor(private readonly audit: AuditTrail) {}

  /** The state after the act. @throws NoticeStateRefused */
  next({ state }: Pick<Notice, 'state'>, act: NoticeAct): NoticeState {
    const next = afterAct(state, act);
    if (next === null) throw new NoticeStateRefused(state, act);
    return next;
  }

  /** @throws NoticeStateRefused, ReasonMissing, SeenTextDiffers */
  async act(
    manager: EntityManager,
    { notice, current }: CurrentNotice,
    act: NoticeAct,
    { action, changes = {}, facts = {}, detail }: MoveRecord,
    actor: Actor,
  ): Promise<CurrentNotice> {
    const state = this.next(notice, act);
    if (NOTICE_RULES[act].withReason && (detail?.['reason'] ?? '').trim() === '') throw new ReasonMissing();
    const changed = { ...changes, state };
    await this.change(manager, notice, changed);
    const { revision, contentHash } = notice;
    await this.record(manager, action, notice, actor, { revision, contentHash, ...facts }, detail);
    return { notice: Object.assign(notice, changed), current };
  }

  /** Gives a text back to its writers; an approval ends. @throws NoticeStateRefused, ReasonMissing */
  giveBack(
    manager: EntityManager,
    found: CurrentNotice,
    reason: string,
    facts: EntryFacts,
    actor: Actor,
  ): Promise<CurrentNotice> {
    const changes = { approvedBy: null, approvedAt: null };
    const record = { action: 'notice.returned', changes, facts, detail: { reason } };
    return this.act(manager, found, 'request_changes', record, actor);
  }

  /** Only from the state and revision that were read: whoever was faster wins, and the other is told. */
  async change(manager: EntityManager, notice: Notice, changed: Partial<Notice>): Promise<void> {
    const { id, revision, state, contentHash } = notice;
    const { affected } = await manager.update(Notice, { id, revision, state, contentHash }, changed);
    if (affected !== 1) throw new SeenTextDiffers(revision);
  }

  record(
    manager: EntityManager,
    action: string,
    notice: Pick<Notice, 'id' | 'incidentId'>,
    actor: Actor,
    facts: EntryFacts,
    detail?: Record<string, string>,
  ): Promise<void> {
    const { id: subject, incidentId } = notice;
    return this.audit.append(manager, { action, subject, incidentId, actor, facts, detail });
  }
}
