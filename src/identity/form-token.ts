import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { KEYS } from '../platform/platform.tokens.js';
import type { Keys } from '../platform/secrets/key-files.js';
import { sameText } from './secrets.js';

/** Name of the field in forms; as a header `X-Form-Token`. */
export const FORM_TOKEN_FIELD = 'formToken';

/** A page of another site cannot know it: HMAC of the session under a key of the installation. */
@Injectable()
export class FormTokens {
  constructor(@Inject(KEYS) private readonly keys: Keys) {}

  of(sessionId: string): string {
    return createHmac('sha256', this.keys.token).update(`form/${sessionId}`).digest('base64url');
  }

  isOf(sessionId: string, token: unknown): boolean {
    return typeof token === 'string' && sameText(token, this.of(sessionId));
  }
}
