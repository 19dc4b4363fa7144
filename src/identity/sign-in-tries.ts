import { Inject, Injectable } from '@nestjs/common';
import { LessThan, MoreThan } from 'typeorm';
import type { EntityManager } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { Clock } from '../platform/clock.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { KEYS } from '../platform/platform.tokens.js';
import { blindIndex } from '../platform/secrets/field-cipher.js';
import type { Keys } from '../platform/secrets/key-files.js';
import { networkOf } from './domain/network.js';
import { LOOK_BACK, waitSeconds } from './domain/sign-in-pace.js';
import { foldEmail } from './domain/staff-details.js';
import { TooManyTries } from './identity.errors.js';
import { SignInTryRow } from './sign-in-try.entity.js';

/** A try under way. */
export interface BegunTry {
  id: string;
  accountKey: string;
  networkKey: string;
}

/** Counts tries to sign in, in the database, before the password is looked at. */
@Injectable()
export class SignInTries {
  #sweptAt: Temporal.Instant | null = null;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: Ids,
    @Inject(KEYS) private readonly keys: Keys,
  ) {}

  /** @throws TooManyTries when account or network has to wait; such a try is not counted */
  async begin(email: string, address: string): Promise<BegunTry> {
    await this.#sweep();
    const accountKey = blindIndex(this.keys.token, 'sign-in/account', foldEmail(email));
    const networkKey = blindIndex(this.keys.token, 'sign-in/network', networkOf(address));
    return this.unitOfWork.run(async (manager) => {
      const now = this.clock.now();
      const at = MoreThan(now.subtract(LOOK_BACK));
      const rows = await manager.find(SignInTryRow, {
        where: [
          { accountKey, at },
          { networkKey, at },
        ],
      });
      const tries = rows.map((row) => ({
        at: row.at,
        account: row.accountKey === accountKey,
        network: row.networkKey === networkKey,
        failed: row.failed,
      }));
      const wait = waitSeconds(tries, now);
      if (wait > 0) throw new TooManyTries(wait);
      const begun = { id: this.ids.next(), accountKey, networkKey };
      await manager.insert(SignInTryRow, { ...begun, at: now, failed: false });
      return begun;
    });
  }

  async failed(manager: EntityManager, { id }: BegunTry): Promise<void> {
    await manager.update(SignInTryRow, { id }, { failed: true });
  }

  /** Forgets the tries of this account from this network; those from elsewhere still count. */
  async succeeded(manager: EntityManager, { accountKey, networkKey }: BegunTry): Promise<void> {
    await manager.delete(SignInTryRow, { accountKey, networkKey });
  }

  /** Drops what is too old to count, at most every few minutes. */
  async #sweep(): Promise<void> {
    const now = this.clock.now();
    if (this.#sweptAt && this.#sweptAt.until(now).total('minutes') < 10) return;
    this.#sweptAt = now;
    const old = LessThan(now.subtract(LOOK_BACK).subtract(LOOK_BACK));
    await this.unitOfWork.run((manager) => manager.delete(SignInTryRow, { at: old }));
  }
}
