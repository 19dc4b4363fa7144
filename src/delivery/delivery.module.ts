import { Module } from '@nestjs/common';
import { NoticesModule } from '../notices/notices.module.js';
import { RecipientsModule } from '../recipients/recipients.module.js';
import { CopySender } from './copy-sender.js';
import { DeliveryWorker } from './delivery.worker.js';
import { LateOutcomes } from './late-outcomes.js';
import { Mailers } from './mailers.js';
import { MailingBasis } from './mailing-basis.js';
import { MailingBatches } from './mailing-batches.js';
import { MailingEnd } from './mailing-end.js';
import { MailingLeases } from './mailing-leases.js';
import { MailingLedger } from './mailing-ledger.js';
import { MailingRecord } from './mailing-record.js';
import { MailingSignal } from './mailing-signal.js';
import { MailingStart } from './mailing-start.js';
import { MailingsUnderWay } from './mailings-under-way.js';
import { MailingsController } from './mailings.controller.js';
import { Mailings } from './mailings.service.js';
import { MessageIds } from './message-ids.js';
import { OutboxController } from './outbox.controller.js';
import { Outbox } from './outbox.service.js';
import { PreviewSource } from './preview-source.js';
import { Retries } from './retries.service.js';

/** Mailings: from the decision of two people to a ledger of copies. */
@Module({
  imports: [NoticesModule, RecipientsModule],
  providers: [
    Mailers,
    MessageIds,
    MailingBasis,
    MailingRecord,
    MailingSignal,
    MailingsUnderWay,
    Mailings,
    Retries,
    MailingLeases,
    MailingStart,
    MailingEnd,
    LateOutcomes,
    MailingBatches,
    MailingLedger,
    CopySender,
    DeliveryWorker,
    Outbox,
    PreviewSource,
  ],
  controllers: [MailingsController, OutboxController],
  exports: [Mailings, Retries, MailingLedger, Outbox, Mailers, MessageIds],
})
export class DeliveryModule {}
