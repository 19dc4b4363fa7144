import type { ComposedMessage } from './compose-message.js';
import type { SendOutcome } from './domain/smtp-outcome.js';
import { Mailer } from './mailer.port.js';
import type { SmtpPeer } from './smtp-options.js';
import { NoSession, SmtpSession } from './smtp-session.js';

/** Hands messages to the mail server over a few connections that are kept open during a mailing. */
export class NodemailerMailer extends Mailer {
  readonly atOnce = 10;
  #idle: SmtpSession[] = [];

  constructor(private readonly peer: SmtpPeer) {
    super();
  }

  rest(): Promise<void> {
    for (const session of this.#idle) session.close();
    this.#idle = [];
    return Promise.resolve();
  }

  protected async handOver(composed: ComposedMessage): Promise<SendOutcome> {
    try {
      const session = this.#takeIdle() ?? (await SmtpSession.open(this.peer));
      const outcome = await session.send(composed);
      if (session.usable) this.#idle.push(session);
      return outcome;
    } catch (error) {
      if (error instanceof NoSession) return { state: 'queued', code: null, trouble: error.reason };
      throw error;
    }
  }

  #takeIdle(): SmtpSession | undefined {
    for (let session = this.#idle.pop(); session; session = this.#idle.pop())
      if (session.usable) return session;
    return undefined;
  }
}
