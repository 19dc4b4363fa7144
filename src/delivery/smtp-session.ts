import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { ComposedMessage } from './compose-message.js';
import type { HoldReason } from './domain/mailing-state.js';
import { outcomeOf } from './domain/smtp-outcome.js';
import type { SendOutcome } from './domain/smtp-outcome.js';
import type { SmtpPeer } from './smtp-options.js';

/** No session came about. The reason is a code: the library's own words may hold names and addresses. */
export class NoSession extends Error {
  constructor(readonly reason: HoldReason) {
    super(`No session with the mail server: ${reason}.`);
    this.name = 'NoSession';
  }
}

interface SmtpError {
  code?: string;
  /** Of the socket or of TLS, below the library's own code. */
  originalCode?: string;
  command?: string;
  response?: string | false;
  responseCode?: number;
}

/** One connection to the mail server, signed in, for one message after another. */
export class SmtpSession {
  #usable = true;

  private constructor(private readonly connection: SMTPConnection) {
    connection.on('error', () => this.#end());
    connection.on('end', () => this.#end());
  }

  /** False once the connection ended or gave an answer after which it is not to be trusted. */
  get usable(): boolean {
    return this.#usable;
  }

  /** @throws NoSession */
  static async open({ connection: options, credentials }: SmtpPeer): Promise<SmtpSession> {
    const connection = new SMTPConnection(options);
    const session = new SmtpSession(connection);
    try {
      await settled((done) => {
        connection.once('error', done);
        connection.connect(done);
      });
      if (credentials) await settled((done) => connection.login({ credentials }, done));
      return session;
    } catch (error) {
      session.close();
      throw new NoSession(reasonOf(error as SmtpError));
    }
  }

  /** Hands one message over; afterwards look at {@link usable}. */
  send({ envelope, raw }: ComposedMessage): Promise<SendOutcome> {
    let begun = false;
    const body = new Readable({
      read() {
        begun = true;
        this.push(raw);
        this.push(null);
      },
    });
    return new Promise((resolve) => {
      this.connection.send({ ...envelope, size: raw.length }, body, (error, info) => {
        const failure = error as SmtpError | null;
        const reply = failure ? failure.response || null : (info?.response ?? null);
        if (failure) this.close();
        resolve(outcomeOf({ begun, reply, toSender: failure?.command === 'MAIL FROM' && reply !== null }));
      });
    });
  }

  /** Says goodbye without waiting for the answer. */
  close(): void {
    if (this.#usable) this.connection.quit();
    this.#end();
    this.connection.close();
  }

  #end(): void {
    this.#usable = false;
  }
}

type Done = (error?: Error | null) => void;

function settled(start: (done: Done) => void): Promise<void> {
  return new Promise((resolve, reject) => start((error) => (error ? reject(error) : resolve())));
}

const OF_TLS = /TLS|SSL|CERT|SELF_SIGNED|UNABLE_TO|ALTNAME|PROTO/;

function reasonOf({ code, originalCode, command, responseCode }: SmtpError): HoldReason {
  if (code === 'EAUTH' || command?.startsWith('AUTH')) return 'smtp_login';
  if (command === 'STARTTLS' || OF_TLS.test(originalCode ?? '') || code === 'ETLS') return 'smtp_tls';
  return responseCode === undefined ? 'smtp_unreachable' : 'smtp_refused';
}
