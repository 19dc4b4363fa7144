import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import type { Actor } from '../platform/access/actor.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { NotSignedIn, ProofRefused } from './identity.errors.js';
import { Passwords } from './passwords.js';
import { Session } from './session.entity.js';
import { Sessions } from './sessions.service.js';
import { User } from './user.entity.js';

/** Wrong passwords in one session after which it ends. */
const MOST_FAILED_PROOFS = 5;

/** What people do with their own account while signed in. */
@Injectable()
export class OwnAccount {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
  ) {}

  /**
   * Proves again who the actor is, for five minutes.
   *
   * @returns the new secret of the session
   * @throws ProofRefused; after the fifth time in a row the session ends
   */
  async stepUp(actor: Actor, password: string): Promise<string> {
    const { sessionId } = await this.#prove(actor, password, '/password');
    return this.unitOfWork.run(async (manager) => {
      const secret = await this.sessions.renew(manager, sessionId);
      await this.audit.append(manager, {
        action: 'user.stepped_up',
        subject: actor.id,
        actor,
        facts: { method: 'password' },
      });
      return secret;
    });
  }

  /**
   * Sets a new password; every other session of the account ends.
   *
   * @returns the new secret of this session
   * @throws ProofRefused, PasswordRefused
   */
  async changePassword(actor: Actor, current: string, next: string): Promise<string> {
    const { sessionId, user } = await this.#prove(actor, current, '/currentPassword');
    const passwordHash = await this.passwords.accept(next, [user.name, user.email], '/newPassword');
    return this.unitOfWork.run(async (manager) => {
      const same = { id: user.id, passwordHash: user.passwordHash ?? '' };
      const { affected } = await manager.update(User, same, { passwordHash });
      if (affected !== 1) throw new NotSignedIn();
      const sessionsEnded = await this.sessions.endAll(manager, user.id, sessionId);
      const secret = await this.sessions.renew(manager, sessionId);
      await this.audit.append(manager, {
        action: 'user.password_changed',
        subject: user.id,
        actor,
        facts: { sessionsEnded },
      });
      return secret;
    });
  }

  /** Counts the try before it looks at the password, so that many at once are counted too. */
  async #prove(actor: Actor, password: string, path: string): Promise<{ sessionId: string; user: User }> {
    const { sessionId } = actor;
    if (sessionId === null) throw new NotSignedIn();
    const tries = await this.#countProof(sessionId);
    const user = await this.reader.manager.findOneBy(User, { id: actor.id });
    if (tries > MOST_FAILED_PROOFS || !user) throw new NotSignedIn();
    if (!(await this.passwords.verify(user.passwordHash, password))) {
      await this.#proofFailed(actor, sessionId, tries);
      throw new ProofRefused(path);
    }
    await this.unitOfWork.run((manager) => manager.update(Session, { id: sessionId }, { failedProofs: 0 }));
    return { sessionId, user };
  }

  #countProof(id: string): Promise<number> {
    return this.unitOfWork.run(async (manager) => {
      await manager.increment(Session, { id }, 'failedProofs', 1);
      const session = await manager.findOneBy(Session, { id });
      return session?.failedProofs ?? Number.POSITIVE_INFINITY;
    });
  }

  #proofFailed(actor: Actor, sessionId: string, tries: number): Promise<void> {
    return this.unitOfWork.run(async (manager) => {
      const ended = tries >= MOST_FAILED_PROOFS;
      if (ended) await manager.update(Session, { id: sessionId }, { endedAt: this.clock.now() });
      await this.audit.append(manager, {
        action: 'user.step_up_failed',
        subject: actor.id,
        actor,
        facts: { tries, sessionEnded: ended },
      });
    });
  }
}
