import type { Temporal } from 'temporal-polyfill';
import type { SendOutcome } from './domain/smtp-outcome.js';

/** One message to one person. */
export interface OutgoingMessage {
  mailingId: string;
  deliveryId: string;
  /** The same on every attempt: many mail stores then fold a second copy into the first. */
  messageId: string;
  at: Temporal.Instant;
  from: { address: string; name: string };
  /** A bare address, as stored. */
  to: string;
  subject: string;
  html: string;
  text: string;
}

/** Hands messages over, one at a time for each call. */
export abstract class Mailer {
  /** How many messages may be on their way at once. */
  abstract readonly atOnce: number;

  /** Never throws: whatever happens is an outcome. */
  abstract send(message: OutgoingMessage): Promise<SendOutcome>;

  /** Lets go of what is kept open between messages. */
  abstract rest(): Promise<void>;
}
