import { composeMessage } from './compose-message.js';
import type { ComposedMessage, OutgoingMessage } from './compose-message.js';
import type { SendOutcome } from './domain/smtp-outcome.js';

/** Hands messages over, one at a time for each call. What cannot stand in one message to one person is refused here. */
export abstract class Mailer {
  /** How many messages may be on their way at once. */
  abstract readonly atOnce: number;

  /** Lets go of what is kept open between messages. */
  abstract rest(): Promise<void>;

  protected abstract handOver(composed: ComposedMessage, message: OutgoingMessage): Promise<SendOutcome>;

  async send(message: OutgoingMessage): Promise<SendOutcome> {
    let composed: ComposedMessage;
    try {
      composed = await composeMessage(message);
    } catch {
      return { state: 'failed', code: 'message_refused' };
    }
    return this.handOver(composed, message);
  }
}
