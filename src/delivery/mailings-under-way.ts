import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { UNDER_WAY } from './domain/mailing-state.js';
import { Mailing } from './mailing.entity.js';

/** Sees to it that two mailings of one notice never send at the same time: each would tell the other's people. */
@Injectable()
export class MailingsUnderWay {
  /** The mailing of the notice that may still send, or whose last copies are on their way. */
  ofNotice(manager: EntityManager, noticeId: string): Promise<Mailing | null> {
    return manager.findOne(Mailing, {
      where: [
        { noticeId, state: In([...UNDER_WAY]) },
        { noticeId, leaseOwner: Not(IsNull()) },
      ],
    });
  }
}
