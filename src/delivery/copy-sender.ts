import { Injectable } from '@nestjs/common';
import type { SentCopy } from '../notices/approved-texts.js';
import { Clock } from '../platform/clock.js';
import type { SendOutcome } from './domain/smtp-outcome.js';
import type { Batch, Copy, Settled } from './mailing-batches.js';
import type { Mailer } from './mailer.port.js';
import { Mailers } from './mailers.js';
import { MessageIds } from './message-ids.js';

/** Hands the copies of a batch over: one message, one person, one envelope recipient. */
@Injectable()
export class CopySender {
  #mailer: Mailer | undefined;

  constructor(
    private readonly mailers: Mailers,
    private readonly messageIds: MessageIds,
    private readonly clock: Clock,
  ) {}

  /** Never throws; once the mail server turned us away or the service stops, the rest goes back to the queue. */
  async sendAll(batch: Batch, stopping: AbortSignal): Promise<Settled[]> {
    const mailer = this.mailers.for(batch.incident);
    this.#mailer = mailer;
    const waiting = batch.copies.values();
    const settled: Settled[] = [];
    let turnedAway: SendOutcome | undefined;
    const oneAfterTheOther = async () => {
      for (const copy of waiting) {
        const outcome = stopping.aborted
          ? { state: 'queued' as const, code: null }
          : (turnedAway ?? (await this.#send(mailer, batch, copy)));
        if (outcome.trouble) turnedAway = outcome;
        settled.push({ delivery: copy.delivery, outcome });
      }
    };
    await Promise.all(Array.from({ length: mailer.atOnce }, oneAfterTheOther));
    return settled;
  }

  /** Closes connections between mailings. */
  async rest(): Promise<void> {
    await this.#mailer?.rest();
  }

  async #send(mailer: Mailer, batch: Batch, { delivery, recipient }: Copy): Promise<SendOutcome> {
    if (!recipient) return { state: 'failed', code: 'cannot_open' };
    const { name, reference, dataClasses } = recipient;
    let copy: SentCopy;
    try {
      copy = batch.notice.render({ name, reference, dataClasses, affected: 'certain' });
    } catch {
      return { state: 'failed', code: 'cannot_render' };
    }
    const message = {
      mailingId: delivery.mailingId,
      deliveryId: delivery.id,
      messageId: this.messageIds.of(delivery.id, batch.sender),
      at: this.clock.now(),
      from: { address: batch.sender, name: batch.notice.senderName },
      to: recipient.email,
      locale: batch.notice.locale,
      subject: copy.subject,
      html: copy.html,
      text: copy.text,
    };
    // Whoever fails without an outcome may have handed it over.
    return mailer.send(message).catch(() => ({ state: 'unconfirmed', code: 'no_answer' }));
  }
}
