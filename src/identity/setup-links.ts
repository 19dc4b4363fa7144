import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { Temporal } from 'temporal-polyfill';
import { Clock } from '../platform/clock.js';
import { Environment } from '../platform/config/environment.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { SetupLinkDead } from './identity.errors.js';
import { hashOf, newSecret, sameText } from './secrets.js';
import { SetupToken } from './setup-token.entity.js';

const FIRST_ADMIN_LIFE = Temporal.Duration.from({ minutes: 30 });
const INVITATION_LIFE = Temporal.Duration.from({ hours: 72 });
/** Wrong second parts after which a link is dead. */
const MOST_FAILED_TRIES = 5;
/** 26 characters of id, 43 of secret. */
const TOKEN = /^([0-9A-HJKMNP-TV-Z]{26})([A-Za-z0-9_-]{43})$/;

/** One-time links: `…/setup#<token>`; behind `#`, so that the token reaches no log. */
@Injectable()
export class SetupLinks {
  constructor(
    private readonly environment: Environment,
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /**
   * A new link; the earlier ones for the same purpose are dropped.
   *
   * @param userId whom it invites (72 hours), or null for the first administrator (30 minutes)
   */
  async make(manager: EntityManager, userId: string | null): Promise<string> {
    await manager.delete(SetupToken, { userId: userId ?? IsNull(), usedAt: IsNull() });
    const now = this.clock.now();
    const secret = newSecret();
    const id = this.ids.next();
    await manager.insert(SetupToken, {
      id,
      tokenHash: hashOf(secret),
      userId,
      createdAt: now,
      expiresAt: now.add(userId === null ? FIRST_ADMIN_LIFE : INVITATION_LIFE),
      usedAt: null,
      failedTries: 0,
    });
    return `${this.environment.PUBLIC_URL.replace(/\/$/, '')}/setup#${id}${secret}`;
  }

  /** The link a token stands for, while it is good. @throws SetupLinkDead */
  async check(token: string): Promise<SetupToken> {
    const [, id, secret] = TOKEN.exec(token.trim()) ?? [];
    if (id === undefined || secret === undefined) throw new SetupLinkDead();
    const link = await this.reader.manager.findOneBy(SetupToken, { id, usedAt: IsNull() });
    if (!link || link.failedTries >= MOST_FAILED_TRIES) throw new SetupLinkDead();
    if (Temporal.Instant.compare(this.clock.now(), link.expiresAt) >= 0) throw new SetupLinkDead();
    if (!sameText(hashOf(secret), link.tokenHash)) {
      await this.unitOfWork.run((manager) => manager.increment(SetupToken, { id }, 'failedTries', 1));
      throw new SetupLinkDead();
    }
    return link;
  }

  /** Spends the link: of two at once, one. @throws SetupLinkDead */
  async spend(manager: EntityManager, { id }: SetupToken): Promise<void> {
    const unused = { id, usedAt: IsNull() };
    const { affected } = await manager.update(SetupToken, unused, { usedAt: this.clock.now() });
    if (affected !== 1) throw new SetupLinkDead();
  }
}
