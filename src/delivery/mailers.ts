import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Environment } from '../platform/config/environment.js';
import { ConfigurationFaults } from '../platform/config/read-environment.js';
import { readAddress } from '../recipients/domain/address.js';
import { FileMailer } from './file.mailer.js';
import type { Mailer } from './mailer.port.js';
import { NodemailerMailer } from './nodemailer.mailer.js';
import { smtpPeerOf } from './smtp-options.js';

/** Which way a message goes, decided by the incident alone. */
@Injectable()
export class Mailers implements OnApplicationShutdown {
  /** Address of the sender as it stands in envelopes and headers. */
  readonly sender: string;
  readonly #files: Mailer;
  readonly #smtp: Mailer | null;

  /** @throws ConfigurationFaults, which stops the start */
  constructor(environment: Environment) {
    this.sender = senderOf(environment.MAIL_FROM);
    this.#files = new FileMailer(environment.DATA_DIR);
    this.#smtp =
      environment.SMTP_URL === undefined ? null : new NodemailerMailer(smtpPeerOf(environment.SMTP_URL));
  }

  /** No mail server is set: every message is kept as a file. */
  get keepsEverything(): boolean {
    return this.#smtp === null;
  }

  /** An exercise never leaves this machine, whatever is set. */
  for(incident: { kind: 'real' | 'exercise' }): Mailer {
    return incident.kind === 'real' && this.#smtp ? this.#smtp : this.#files;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#smtp?.rest();
  }
}

function senderOf(text: string): string {
  const read = readAddress(text);
  if ('fault' in read)
    throw new ConfigurationFaults([
      'MAIL_FROM must be one address without a name, such as notices@example.org',
    ]);
  return read.address.text;
}
