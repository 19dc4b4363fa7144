import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SYSTEM } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Delivery } from './delivery.entity.js';
import { MailingEnd, outcomesRoot } from './mailing-end.js';
import { moveMailing } from './mailing-moves.js';
import { MailingRecord } from './mailing-record.js';
import { MailingsUnderWay } from './mailings-under-way.js';
import { Mailing } from './mailing.entity.js';

/**
 * What a slow worker writes down after another one took its mailing over and finished it: the outcomes sealed with the
 * end hold no more, and copies that it gives back unsent would be sent by nobody.
 */
@Injectable()
export class LateOutcomes {
  constructor(
    private readonly underWay: MailingsUnderWay,
    private readonly end: MailingEnd,
    private readonly record: MailingRecord,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens the mailing again where copies came back, so that they go out. While another mailing of the same notice is
   * under way, which may tell the same people, they count as failed instead: a person can retry them when that one
   * has ended. Does nothing for a mailing that is not finished.
   */
  async keep(manager: EntityManager, mailingId: string): Promise<void> {
    const mailing = await manager.findOneByOrFail(Mailing, { id: mailingId });
    if (mailing.state !== 'finished') return;
    const { queued } = await this.end.counts(manager, mailingId);
    if (queued > 0 && !(await this.underWay.ofNotice(manager, mailing.noticeId))) {
      await moveMailing(manager, mailing, 'sending', { reason: null });
      await this.record.append(manager, 'reopened', mailing, SYSTEM, { queued });
      return;
    }
    const failed = { state: 'failed', code: 'not_sent', at: this.clock.now() } as const;
    await manager.update(Delivery, { mailingId, state: 'queued' }, failed);
    const counts = await this.end.counts(manager, mailingId);
    const root = await outcomesRoot(manager, mailingId);
    await this.record.append(manager, 'amended', mailing, SYSTEM, { counts, outcomesRoot: root });
  }
}
