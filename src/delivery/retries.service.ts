import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { EntityManager, FindOptionsWhere } from 'typeorm';
import { ApprovedTexts } from '../notices/approved-texts.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Delivery } from './delivery.entity.js';
import { hasSameText } from './mailing-basis.js';
import { moveMailing } from './mailing-moves.js';
import { MailingRecord } from './mailing-record.js';
import { MailingSignal } from './mailing-signal.js';
import { MailingsUnderWay } from './mailings-under-way.js';
import type { Mailing } from './mailing.entity.js';
import {
  MailingStateRefused,
  MailingTextChanged,
  MailingUnderWay,
  NothingToRetry,
} from './mailings.errors.js';
import { Mailings } from './mailings.service.js';

export interface Retry {
  /** Also copies whose fate is unknown: their people may then get two. */
  unconfirmedToo: boolean;
  reason: string;
}

/** Sends again what did not go through. */
@Injectable()
export class Retries {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mailings: Mailings,
    private readonly notices: ApprovedTexts,
    private readonly underWay: MailingsUnderWay,
    private readonly record: MailingRecord,
    private readonly signal: MailingSignal,
    private readonly clock: Clock,
  ) {}

  /**
   * Queues the failed and deferred copies of a finished mailing again, and no others unless they are asked for.
   *
   * @throws MailingNotFound, MailingStateRefused, MailingTextChanged, MailingUnderWay, NothingToRetry
   */
  async retryFailed(mailingId: string, retry: Retry, actor: Actor): Promise<Mailing> {
    const retried = await this.unitOfWork.run(async (manager) => {
      const mailing = await this.mailings.one(manager, mailingId, actor);
      if (mailing.state !== 'finished') throw new MailingStateRefused(mailing.state);
      const notice = await this.notices.approved(manager, mailing.noticeId, actor);
      if (!hasSameText(mailing, notice)) throw new MailingTextChanged();
      const other = await this.underWay.ofNotice(manager, mailing.noticeId);
      if (other) throw new MailingUnderWay(other.id);
      const again = await this.#requeue(manager, { mailingId, state: In(['failed', 'deferred']) }, {});
      const maybeTwice = retry.unconfirmedToo ? await this.#requeueUnconfirmed(manager, mailingId) : 0;
      if (again + maybeTwice === 0) throw new NothingToRetry();
      await moveMailing(manager, mailing, 'sending', { reason: null });
      await this.record.append(manager, 'retried', mailing, actor, { again, maybeTwice }, retry.reason);
      return this.mailings.one(manager, mailingId, actor);
    });
    this.signal.raise();
    return retried;
  }

  async #requeueUnconfirmed(manager: EntityManager, mailingId: string): Promise<number> {
    const marked = { maybeTwice: true };
    const here = await this.#requeue(manager, { mailingId, state: 'unconfirmed' }, marked);
    const before = { mailingId, state: 'suppressed' as const, code: 'maybe_told' };
    return here + (await this.#requeue(manager, before, marked));
  }

  async #requeue(
    manager: EntityManager,
    which: FindOptionsWhere<Delivery>,
    marked: Partial<Pick<Delivery, 'maybeTwice'>>,
  ): Promise<number> {
    const changes = { state: 'queued' as const, code: null, at: this.clock.now(), ...marked };
    return (await manager.update(Delivery, which, changes)).affected ?? 0;
  }
}
