import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { RefusedActs } from '../identity/refused-acts.js';
import { Incidents } from '../incidents/incidents.service.js';
import { ApprovedTexts } from '../notices/approved-texts.js';
import type { Actor } from '../platform/access/actor.js';
import { IncidentScope } from '../platform/access/incident-scope.js';
import { Clock } from '../platform/clock.js';
import { Environment } from '../platform/config/environment.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { MailingBasis, hasSameList, hasSameText } from './mailing-basis.js';
import type { Basis } from './mailing-basis.js';
import { moveMailing } from './mailing-moves.js';
import { MailingRecord, boundTo } from './mailing-record.js';
import { MailingSignal } from './mailing-signal.js';
import { MailingsUnderWay } from './mailings-under-way.js';
import { Mailing } from './mailing.entity.js';
import {
  ConfirmedByYou,
  ConfirmerIsRequester,
  MailingListChanged,
  MailingNotFound,
  MailingStateRefused,
  MailingTextChanged,
  MailingUnderWay,
  NobodyToTell,
  NoticeNotApproved,
  NoticeNotMailable,
  TooManyMailings,
  WrongCount,
  overtakenRefusal,
} from './mailings.errors.js';

const REQUESTS_AN_HOUR = 5;
/** Above this number a second person confirms. */
export const MOST_FOR_ONE_CONFIRMER = 10_000;

/** Decides about mailings: asked for by one person, confirmed by another, held and resumed by hand. */
@Injectable()
export class Mailings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly record: MailingRecord,
    private readonly scope: IncidentScope,
    private readonly incidents: Incidents,
    private readonly notices: ApprovedTexts,
    private readonly basis: MailingBasis,
    private readonly underWay: MailingsUnderWay,
    private readonly signal: MailingSignal,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly environment: Environment,
    private readonly refused: RefusedActs,
  ) {}

  /**
   * Asks for a mailing of an approved notice to everyone of its incident who was not told yet.
   *
   * @throws NotFound, NoticeNotApproved, NoticeNotMailable, FixNoLongerProved, TranslationBehind, MailingUnderWay,
   *         NobodyToTell, TooManyMailings
   */
  request(noticeId: string, actor: Actor): Promise<Mailing> {
    return this.unitOfWork.run(async (manager) => {
      const notice = await this.notices.approved(manager, noticeId, actor);
      if (!notice) throw new NoticeNotApproved();
      if (!notice.mailable) throw new NoticeNotMailable();
      await this.#refuseOvertaken(manager, noticeId, actor);
      const incident = await this.incidents.visible(manager, notice.incidentId, actor);
      await this.#refuseSecond(manager, incident.id, noticeId);
      const basis = await this.basis.now(manager, incident.id, noticeId, actor);
      if (basis.listed === basis.told.size) throw new NobodyToTell(basis.listed);
      const mailing = manager.create(Mailing, {
        id: this.ids.next(),
        incidentId: incident.id,
        noticeId,
        revision: notice.revision,
        contentHash: notice.contentHash,
        listHash: basis.listHash,
        recipientCount: basis.listed - basis.told.size,
        toldCount: basis.told.size,
        sender: basis.sender,
        state: 'requested',
        requestedBy: actor.id,
        requestedAt: this.clock.now(),
        fence: 0,
      });
      await manager.insert(Mailing, mailing);
      await this.record.append(manager, 'requested', mailing, actor, boundTo(mailing));
      return this.one(manager, mailing.id, actor);
    });
  }

  /**
   * Confirms as another person. The wait begins; after it the first message goes out.
   *
   * @param count the number of people, as the confirmer typed it
   * @throws MailingNotFound, MailingStateRefused, ConfirmerIsRequester, ConfirmedByYou, WrongCount, MailingTextChanged,
   *         MailingListChanged, FixNoLongerProved, TranslationBehind
   */
  async confirm(mailingId: string, count: number, actor: Actor): Promise<Mailing> {
    const confirmed = await this.refused.watch(actor, { act: 'mailing.confirm', mailing: mailingId }, () =>
      this.unitOfWork.run((manager) => this.#confirm(manager, mailingId, count, actor)),
    );
    this.signal.raise();
    return confirmed;
  }

  async #confirm(manager: EntityManager, mailingId: string, count: number, actor: Actor): Promise<Mailing> {
    const mailing = await this.one(manager, mailingId, actor);
    if (mailing.state !== 'requested') throw new MailingStateRefused(mailing.state);
    if (mailing.requestedBy === actor.id) throw new ConfirmerIsRequester();
    if (mailing.confirmedBy === actor.id) throw new ConfirmedByYou();
    if (count !== mailing.recipientCount) throw new WrongCount();
    await this.#refuseMoved(manager, mailing, actor);
    const first = mailing.confirmedBy === null && mailing.recipientCount > MOST_FOR_ONE_CONFIRMER;
    await this.#keepConfirmation(manager, mailing, actor, first);
    return this.one(manager, mailingId, actor);
  }

  /** Holds a mailing; copies on their way still end. @throws MailingNotFound, MailingStateRefused */
  pause(mailingId: string, reason: string, actor: Actor): Promise<Mailing> {
    return this.#hold(mailingId, 'paused', reason, actor);
  }

  /** Ends a mailing for good; who has no copy yet gets none from it. @throws MailingNotFound, MailingStateRefused */
  stop(mailingId: string, reason: string, actor: Actor): Promise<Mailing> {
    return this.#hold(mailingId, 'stopped', reason, actor);
  }

  /**
   * @throws MailingNotFound, MailingStateRefused, MailingTextChanged, MailingListChanged, FixNoLongerProved,
   *         TranslationBehind
   */
  async resume(mailingId: string, reason: string, actor: Actor): Promise<Mailing> {
    const resumed = await this.unitOfWork.run(async (manager) => {
      const mailing = await this.one(manager, mailingId, actor);
      if (mailing.state !== 'paused') throw new MailingStateRefused(mailing.state);
      await this.#refuseMoved(manager, mailing, actor);
      const to = mailing.startedAt === null ? 'confirmed' : 'sending';
      await moveMailing(manager, mailing, to, { reason: null });
      await this.record.append(manager, 'resumed', mailing, actor, {}, reason);
      return this.one(manager, mailingId, actor);
    });
    this.signal.raise();
    return resumed;
  }

  /** @throws MailingNotFound */
  async one(manager: EntityManager, mailingId: string, actor: Actor): Promise<Mailing> {
    const scope = this.scope.condition('m.incident_id', actor);
    const mailing = await manager
      .createQueryBuilder(Mailing, 'm')
      .where('m.id = :mailingId', { mailingId })
      .andWhere(scope.sql, scope.parameters)
      .getOne();
    if (!mailing) throw new MailingNotFound();
    return mailing;
  }

  /** Mailings of an incident, newest first. @throws IncidentNotFound */
  async ofIncident(manager: EntityManager, incidentId: string, actor: Actor): Promise<Mailing[]> {
    await this.incidents.visible(manager, incidentId, actor);
    return manager.find(Mailing, { where: { incidentId }, order: { id: 'DESC' } });
  }

  async #refuseSecond(manager: EntityManager, incidentId: string, noticeId: string): Promise<void> {
    const other = await this.underWay.ofNotice(manager, noticeId);
    if (other) throw new MailingUnderWay(other.id);
    const recent = await manager.countBy(Mailing, {
      incidentId,
      requestedAt: MoreThan(this.clock.now().subtract({ hours: 1 })),
    });
    if (recent >= REQUESTS_AN_HOUR) throw new TooManyMailings();
  }

  async #refuseMoved(manager: EntityManager, mailing: Mailing, actor: Actor): Promise<void> {
    const basis: Basis = await this.basis.now(manager, mailing.incidentId, mailing.noticeId, actor);
    if (!hasSameText(mailing, basis.notice)) throw new MailingTextChanged();
    if (mailing.startedAt === null && !hasSameList(mailing, basis)) throw new MailingListChanged();
    await this.#refuseOvertaken(manager, mailing.noticeId, actor);
  }

  async #refuseOvertaken(manager: EntityManager, noticeId: string, actor: Actor): Promise<void> {
    const overtaken = await this.notices.overtaken(manager, noticeId, actor);
    if (overtaken) throw overtakenRefusal(overtaken);
  }

  async #keepConfirmation(
    manager: EntityManager,
    mailing: Mailing,
    actor: Actor,
    needsAnother: boolean,
  ): Promise<void> {
    const now = this.clock.now();
    const confirmation =
      mailing.confirmedBy === null
        ? { confirmedBy: actor.id, confirmedAt: now }
        : { secondConfirmedBy: actor.id, secondConfirmedAt: now };
    const startsAt = now.add({ seconds: this.environment.MAILING_WAIT_SECONDS });
    if (needsAnother) await manager.update(Mailing, { id: mailing.id }, confirmation);
    else await moveMailing(manager, mailing, 'confirmed', { ...confirmation, startsAt });
    await this.record.append(manager, 'confirmed', mailing, actor, {
      ...boundTo(mailing),
      confirmation: mailing.confirmedBy === null ? 1 : 2,
      complete: !needsAnother,
    });
  }

  #hold(mailingId: string, to: 'paused' | 'stopped', reason: string, actor: Actor): Promise<Mailing> {
    return this.unitOfWork.run(async (manager) => {
      const mailing = await this.one(manager, mailingId, actor);
      await moveMailing(manager, mailing, to, { reason: 'by_person' });
      await this.record.append(
        manager,
        to,
        mailing,
        actor,
        { reason: 'by_person', from: mailing.state },
        reason,
      );
      return this.one(manager, mailingId, actor);
    });
  }
}
