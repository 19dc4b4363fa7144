import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import { SYSTEM } from '../platform/access/actor.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { foldEmail } from './domain/staff-details.js';
import { SignInRefused } from './identity.errors.js';
import { Passwords } from './passwords.js';
import { Sessions } from './sessions.service.js';
import type { OpenedSession } from './sessions.service.js';
import { SignInTries } from './sign-in-tries.js';
import type { BegunTry } from './sign-in-tries.js';
import { User } from './user.entity.js';

export interface Credentials {
  email: string;
  password: string;
}

/** Signing in with a password, with one answer for everything that is wrong. */
@Injectable()
export class SignIn {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly audit: AuditTrail,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly tries: SignInTries,
  ) {}

  /**
   * Opens a session.
   *
   * @param address where the request comes from, for the limits
   * @throws SignInRefused alike, and after the same work, for an unknown address, a wrong password, a disabled account
   *         and one not yet set up
   * @throws TooManyTries
   */
  async signIn({ email, password }: Credentials, address: string): Promise<OpenedSession> {
    const begun = await this.tries.begin(email, address);
    const user = await this.reader.manager.findOneBy(User, { email: foldEmail(email) });
    const right = await this.passwords.verify(user?.passwordHash ?? null, password);
    if (!right || !user?.passwordHash || user.disabled) return this.#refuse(begun, user);
    const kept = user.passwordHash;
    const renewed = this.passwords.isOutdated(kept) ? await this.passwords.hash(password) : kept;
    const opened = await this.#open(begun, user.id, kept, renewed);
    return opened ?? this.#refuse(begun, user);
  }

  /** Null when the account was disabled or its password changed while this one was being checked. */
  #open(begun: BegunTry, userId: string, kept: string, renewed: string): Promise<OpenedSession | null> {
    return this.unitOfWork.run(async (manager) => {
      const user = await manager.findOneBy(User, { id: userId, passwordHash: kept, disabled: false });
      if (!user) return null;
      if (renewed !== kept) await manager.update(User, { id: userId }, { passwordHash: renewed });
      await this.tries.succeeded(manager, begun);
      const opened = await this.sessions.open(manager, user);
      await this.audit.append(manager, {
        action: 'user.signed_in',
        subject: userId,
        actor: opened.actor,
        facts: { method: 'password', sessionsEnded: opened.ended },
      });
      return opened;
    });
  }

  async #refuse(begun: BegunTry, user: User | null): Promise<never> {
    await this.unitOfWork.run(async (manager) => {
      await this.tries.failed(manager, begun);
      if (!user) return;
      await this.audit.append(manager, {
        action: 'user.sign_in_failed',
        subject: user.id,
        actor: SYSTEM,
        facts: { method: 'password', disabled: user.disabled },
      });
    });
    throw new SignInRefused();
  }
}
