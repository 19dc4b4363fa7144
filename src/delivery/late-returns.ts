import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SYSTEM } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Delivery } from './delivery.entity.js';
import { MailingEnd } from './mailing-end.js';
import { moveMailing } from './mailing-moves.js';
import { MailingRecord } from './mailing-record.js';
import { MailingsUnderWay } from './mailings-under-way.js';
import { Mailing } from './mailing.entity.js';

/**
 * Copies that a slow worker gives back unsent after another one took its mailing over and finished it. Nobody would
 * send them: a finished mailing has no worker.
 */
@Injectable()
export class LateReturns {
  constructor(
    private readonly underWay: MailingsUnderWay,
    private readonly end: MailingEnd,
    private readonly record: MailingRecord,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens the mailing again, so that they go out. While another mailing of the same notice is under way, which may
   * tell the same people, they count as failed instead: a person can retry them when that one has ended.
   */
  async keep(manager: EntityManager, mailingId: string): Promise<void> {
    const mailing = await manager.findOneByOrFail(Mailing, { id: mailingId });
    if (mailing.state !== 'finished') return;
    if (await this.underWay.ofNotice(manager, mailing.noticeId)) {
      await manager.update(
        Delivery,
        { mailingId, state: 'queued' },
        { state: 'failed', code: 'not_sent', at: this.clock.now() },
      );
      return;
    }
    await moveMailing(manager, mailing, 'sending', { reason: null });
    const counts = await this.end.counts(manager, mailingId);
    await this.record.append(manager, 'reopened', mailing, SYSTEM, { counts });
  }
}
