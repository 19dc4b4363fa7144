import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ComposedMessage, OutgoingMessage } from './compose-message.js';
import type { SendOutcome } from './domain/smtp-outcome.js';
import { Mailer } from './mailer.port.js';

/** Where a kept message lies: `<data>/mail/<mailing>/<delivery>.eml`. Both ids are ours and well-formed. */
export function keptMessagePath(dataDir: string, mailingId: string, deliveryId: string): string {
  return join(dataDir, 'mail', mailingId, `${deliveryId}.eml`);
}

/** Keeps messages as files instead of sending them: without SMTP, and always for exercises. */
export class FileMailer extends Mailer {
  readonly atOnce = 4;

  constructor(private readonly dataDir: string) {
    super();
  }

  rest(): Promise<void> {
    return Promise.resolve();
  }

  protected async handOver({ raw }: ComposedMessage, message: OutgoingMessage): Promise<SendOutcome> {
    try {
      const path = keptMessagePath(this.dataDir, message.mailingId, message.deliveryId);
      await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
      await writeFile(`${path}.part`, raw, { mode: 0o600 });
      await rename(`${path}.part`, path);
      return { state: 'accepted', code: 'kept' };
    } catch {
      return { state: 'failed', code: 'cannot_keep' };
    }
  }
}
