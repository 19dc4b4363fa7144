import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { KEYS } from '../platform/platform.tokens.js';
import type { Keys } from '../platform/secrets/key-files.js';

/** Message-IDs that name the copy, are the same on each attempt, and that nobody else can make. */
@Injectable()
export class MessageIds {
  constructor(@Inject(KEYS) private readonly keys: Keys) {}

  /** `<delivery id>.<HMAC>@<domain of the sender>`, without angle brackets. */
  of(deliveryId: string, sender: string): string {
    const mac = createHmac('sha256', this.keys.token)
      .update(`message/${deliveryId}`)
      .digest('hex')
      .slice(0, 32);
    return `${deliveryId}.${mac}${sender.slice(sender.indexOf('@'))}`;
  }
}
