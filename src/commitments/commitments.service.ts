import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { Users } from '../identity/users.service.js';
import { Incidents } from '../incidents/incidents.service.js';
import { ApprovalWatchers } from '../notices/approval-watchers.js';
import type { ApprovedNotice } from '../notices/approval-watchers.js';
import { CheckedTexts } from '../notices/checked-texts.js';
import type { ProposedCommitment } from '../notices/domain/proposed-commitments.js';
import { NoticePromises } from '../notices/notice-promises.js';
import type { WrittenPromises } from '../notices/notice-promises.js';
import { Notices } from '../notices/notices.service.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { DataKeys } from '../platform/secrets/data-keys.js';
import { Commitment } from './commitment.entity.js';
import { CommitmentNotFound, CommitmentRefused, CommitmentStands } from './commitments.errors.js';
import { settle } from './domain/commitment-state.js';
import type { CommitmentState, Promised } from './domain/commitment-state.js';

/** A promise that somebody wrote into a text, for the list. */
export interface WrittenCommitment {
  /** The revision that was read. */
  revision: number;
  section: string;
  step: string | null;
  /** Role or team that keeps it. */
  keeper: string;
  /** YYYY-MM-DD; null: it holds from case to case. */
  dueOn: string | null;
  text: string;
}

/** A commitment with its words opened. */
export interface OpenedCommitment {
  row: Commitment;
  words: string;
}

/** What one text promises, and what stands of earlier approvals. */
export interface CommitmentsOfNotice {
  revision: number;
  /** By the kind of notice, with the row that leaves one out, if any. */
  proposed: { promise: ProposedCommitment; leftOut: OpenedCommitment | null }[];
  written: OpenedCommitment[];
  standing: OpenedCommitment[];
}

const MOST_WRITTEN = 100;
const OPEN_STATES: CommitmentState[] = ['written', 'left_out', 'standing'];

/** Keeps what notices promise: proposed by their texts, taken in by hand, standing once a text is approved. */
@Injectable()
export class Commitments implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly audit: AuditTrail,
    private readonly incidents: Incidents,
    private readonly notices: Notices,
    private readonly texts: CheckedTexts,
    private readonly promises: NoticePromises,
    private readonly watchers: ApprovalWatchers,
    private readonly users: Users,
    private readonly dataKeys: DataKeys,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  onModuleInit(): void {
    this.promises.serveFrom((manager, noticeId) => this.#writtenIn(manager, noticeId));
    this.watchers.watch((manager, approved) => this.#settle(manager, approved));
  }

  /** Those that stand, the next day first, those without a day last. @throws IncidentNotFound */
  async list(incidentId: string, actor: Actor): Promise<OpenedCommitment[]> {
    const { manager } = this.reader;
    const incident = await this.incidents.visible(manager, incidentId, actor);
    const rows = await manager.findBy(Commitment, { incidentId: incident.id, state: 'standing' });
    const opened = await this.#opened(manager, incident.id, rows);
    const day = ({ row }: OpenedCommitment) => `${row.dueOn ?? '~'} ${row.id}`;
    return opened.sort((a, b) => (day(a) < day(b) ? -1 : 1));
  }

  /** What the text that stands promises. @throws NoticeNotFound */
  async of(noticeId: string, actor: Actor): Promise<CommitmentsOfNotice> {
    const { manager } = this.reader;
    const { notice, current } = await this.notices.one(noticeId, actor);
    const proposed = await this.texts.promised(manager, notice, current, actor);
    const rows = await manager.find(Commitment, {
      where: { noticeId, state: In(OPEN_STATES) },
      order: { id: 'ASC' },
    });
    const opened = await this.#opened(manager, notice.incidentId, rows);
    const inState = (state: CommitmentState) => opened.filter(({ row }) => row.state === state);
    const leftOut = inState('left_out');
    return {
      revision: notice.revision,
      proposed: proposed.map((promise) => ({
        promise,
        leftOut: leftOut.find(({ row }) => row.rule === promise.id) ?? null,
      })),
      written: inState('written'),
      standing: inState('standing'),
    };
  }

  /**
   * Takes a promise that somebody wrote into the list; it stands once the text is approved.
   *
   * @throws NoticeChanged, CommitmentRefused for a section that the text has not, or for too many
   */
  add(noticeId: string, wanted: WrittenCommitment, actor: Actor): Promise<OpenedCommitment> {
    return this.unitOfWork.run(async (manager) => {
      const { notice, current } = await this.notices.seen(manager, noticeId, wanted.revision, actor);
      await this.incidents.workable(manager, notice.incidentId, actor);
      const has = current.text.sections.some(({ id, hidden }) => id === wanted.section && !hidden);
      if (!has) throw new CommitmentRefused('/section', 'The text has no such section, or leaves it out.');
      const [text, keeper] = [wanted.text.trim(), wanted.keeper.trim()];
      if (text === '') throw new CommitmentRefused('/text', 'Say what is promised.');
      if (keeper === '') throw new CommitmentRefused('/keeper', 'Say who keeps it.');
      if ((await manager.countBy(Commitment, { noticeId, state: 'written' })) >= MOST_WRITTEN)
        throw new CommitmentRefused('', `A notice takes ${MOST_WRITTEN} promises by hand at most.`);
      const promised = { ...wanted, rule: null, keeper, text };
      return this.#insert(manager, notice, promised, 'written', actor, 'commitment.written');
    });
  }

  /**
   * Says that the text does not make a promise that its kind proposes; asked again, the first reason stays.
   *
   * @throws NoticeChanged, CommitmentNotFound where the text proposes no such promise, CommitmentRefused
   */
  leaveOut(
    noticeId: string,
    wanted: { revision: number; rule: string; reason: string },
    actor: Actor,
  ): Promise<OpenedCommitment> {
    return this.unitOfWork.run(async (manager) => {
      const { notice, current } = await this.notices.seen(manager, noticeId, wanted.revision, actor);
      await this.incidents.workable(manager, notice.incidentId, actor);
      const reason = wanted.reason.trim();
      if (reason === '') throw new CommitmentRefused('/reason', 'Say why the text does not promise this.');
      const proposed = await this.texts.promised(manager, notice, current, actor);
      const promise = proposed.find(({ id }) => id === wanted.rule);
      if (!promise) throw new CommitmentNotFound();
      const before = await manager.findOneBy(Commitment, {
        noticeId,
        rule: promise.id,
        state: 'left_out',
      });
      if (before) return (await this.#opened(manager, notice.incidentId, [before]))[0] as OpenedCommitment;
      const row = { ...promisedBy(promise), text: reason };
      return this.#insert(manager, notice, row, 'left_out', actor, 'commitment.left_out');
    });
  }

  /** Takes back what was written or left out by hand. @throws CommitmentNotFound, CommitmentStands */
  remove(noticeId: string, commitmentId: string, actor: Actor): Promise<Commitment> {
    return this.unitOfWork.run(async (manager) => {
      const { notice } = await this.notices.workable(manager, noticeId, actor);
      const row = await manager.findOneBy(Commitment, { id: commitmentId, noticeId });
      if (!row) throw new CommitmentNotFound();
      if (row.state === 'standing' || row.state === 'superseded') throw new CommitmentStands();
      if (row.state === 'removed') return row;
      await manager.update(Commitment, { id: row.id }, { state: 'removed' });
      await this.#record(manager, 'commitment.removed', notice.incidentId, row, actor);
      return Object.assign(row, { state: 'removed' as const });
    });
  }

  /**
   * Gives a commitment to a person, or to nobody.
   *
   * @param wanted.incidentId where given, the commitment has to be of this incident
   * @throws CommitmentNotFound, CommitmentRefused
   */
  async entrust(
    wanted: { id: string; incidentId?: string },
    keeperId: string | null,
    actor: Actor,
  ): Promise<OpenedCommitment> {
    if (keeperId !== null && !(await this.users.isActive(keeperId)))
      throw new CommitmentRefused('/keeperId', 'Choose a person who can sign in.');
    return this.unitOfWork.run(async (manager) => {
      const row = await manager.findOneBy(Commitment, { ...wanted, state: 'standing' });
      if (!row) throw new CommitmentNotFound();
      await this.incidents.visible(manager, row.incidentId, actor).catch(() => {
        throw new CommitmentNotFound();
      });
      await this.incidents.workable(manager, row.incidentId, actor);
      const before = row.keeperId;
      await manager.update(Commitment, { id: row.id }, { keeperId });
      Object.assign(row, { keeperId });
      await this.#record(manager, 'commitment.entrusted', row.incidentId, row, actor, {
        before,
        after: keeperId,
      });
      return (await this.#opened(manager, row.incidentId, [row]))[0] as OpenedCommitment;
    });
  }

  /** With the approval: what the text promises stands from now on, what it no longer promises ends. */
  async #settle(manager: EntityManager, { notice, current, actor }: ApprovedNotice): Promise<void> {
    const rows = await manager.findBy(Commitment, { noticeId: notice.id, state: In(OPEN_STATES) });
    const opened = await this.#opened(manager, notice.incidentId, rows);
    const leftOut = new Set(rows.filter(({ state }) => state === 'left_out').map(({ rule }) => rule));
    const proposed = await this.texts.promised(manager, notice, current, actor);
    const shown = new Set(current.text.sections.filter(({ hidden }) => !hidden).map(({ id }) => id));
    const written = opened.filter(({ row }) => row.state === 'written' && shown.has(row.section));
    const promised = [
      ...proposed.filter(({ id }) => !leftOut.has(id)).map(promisedBy),
      ...written.map(promisedIn),
    ];
    const stood = opened
      .filter(({ row }) => row.state === 'standing')
      .map((one) => ({ ...promisedIn(one), row: one.row }));
    const { kept, superseded, made } = settle(stood, promised);
    const { revision } = notice;
    for (const { row } of kept) await manager.update(Commitment, { id: row.id }, { revision });
    for (const { row } of superseded) {
      await manager.update(Commitment, { id: row.id }, { state: 'superseded' });
      await this.#record(manager, 'commitment.superseded', notice.incidentId, row, actor, { revision });
    }
    for (const one of made) await this.#insert(manager, notice, one, 'standing', actor, 'commitment.made');
  }

  async #writtenIn(manager: EntityManager, noticeId: string): Promise<WrittenPromises> {
    const rows = await manager.findBy(Commitment, { noticeId, state: In(['written', 'left_out']) });
    const [first] = rows;
    if (!first) return { added: [], leftOut: new Set() };
    const opened = await this.#opened(manager, first.incidentId, rows);
    const written = opened.filter(({ row }) => row.state === 'written');
    return {
      added: written.map(({ row, words }) => ({
        text: words,
        step: row.step,
        due: row.dueOn,
        keeper: row.keeper,
      })),
      leftOut: new Set(
        rows.flatMap(({ state, rule }) => (state === 'left_out' && rule !== null ? [rule] : [])),
      ),
    };
  }

  async #insert(
    manager: EntityManager,
    notice: { id: string; incidentId: string; revision: number },
    { rule, section, step, keeper, dueOn, text }: Promised,
    state: CommitmentState,
    actor: Actor,
    action: string,
  ): Promise<OpenedCommitment> {
    const id = this.ids.next();
    const sealer = await this.dataKeys.forWriting(manager, notice.incidentId);
    const row: Commitment = {
      id,
      incidentId: notice.incidentId,
      noticeId: notice.id,
      revision: notice.revision,
      rule,
      section,
      step,
      keeper,
      keeperId: null,
      dueOn,
      words: sealer.seal(placeOf(id), text),
      state,
      createdBy: actor.id,
      createdAt: this.clock.now(),
    };
    await manager.insert(Commitment, row);
    const facts = { revision: row.revision, section, step, due: dueOn };
    await this.#record(manager, action, notice.incidentId, row, actor, facts, { text });
    return { row, words: text };
  }

  async #opened(
    manager: EntityManager,
    incidentId: string,
    rows: readonly Commitment[],
  ): Promise<OpenedCommitment[]> {
    if (rows.length === 0) return [];
    const sealer = await this.dataKeys.forReading(manager, incidentId);
    return rows.map((row) => ({ row, words: sealer.open(placeOf(row.id), row.words) }));
  }

  #record(
    manager: EntityManager,
    action: string,
    incidentId: string,
    { id, noticeId, rule }: Commitment,
    actor: Actor,
    facts: Record<string, string | number | null> = {},
    detail?: Record<string, string>,
  ): Promise<void> {
    return this.audit.append(manager, {
      action,
      subject: id,
      incidentId,
      actor,
      facts: { notice: noticeId, rule, ...facts },
      detail,
    });
  }
}

function promisedBy({ id, section, step, keeper, due, text }: ProposedCommitment): Promised {
  return { rule: id, section, step, keeper, dueOn: due?.toString() ?? null, text };
}

function promisedIn({ row, words }: OpenedCommitment): Promised {
  const { rule, section, step, keeper, dueOn } = row;
  return { rule, section, step, keeper, dueOn, text: words };
}

function placeOf(commitmentId: string): string {
  return `commitment/words/${commitmentId}`;
}
