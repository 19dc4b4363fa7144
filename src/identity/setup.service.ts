import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import { SYSTEM } from '../platform/access/actor.js';
import { Environment } from '../platform/config/environment.js';
import { isLoopback } from '../platform/config/read-environment.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { SetupElsewhere, SetupLinkDead } from './identity.errors.js';
import { Passwords } from './passwords.js';
import { Sessions } from './sessions.service.js';
import type { OpenedSession } from './sessions.service.js';
import { SetupLinks } from './setup-links.js';
import type { SetupToken } from './setup-token.entity.js';
import { User } from './user.entity.js';
import { Users } from './users.service.js';

export interface FirstAdmin {
  token: string;
  name: string;
  email: string;
  password: string;
}

/** Where a request comes from. */
export interface Origin {
  /** Address of the socket. */
  address: string;
  /** A proxy stands between, so the address is the proxy's. */
  forwarded: boolean;
}

/** Turns a one-time link into an account one can sign in to, and signs in. */
@Injectable()
export class Setup {
  constructor(
    private readonly environment: Environment,
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly audit: AuditTrail,
    private readonly users: Users,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly links: SetupLinks,
  ) {}

  /** True until the first account is made: the link then makes an administrator and needs a name. */
  isFirst(): Promise<boolean> {
    return this.users.isEmpty();
  }

  /**
   * Makes the first administrator.
   *
   * @throws SetupElsewhere, SetupLinkDead, PasswordRefused
   */
  async firstAdmin(input: FirstAdmin, origin: Origin): Promise<OpenedSession> {
    if (!this.environment.SETUP_FROM_ANYWHERE && (origin.forwarded || !isOwnAddress(origin.address)))
      throw new SetupElsewhere();
    const link = await this.links.check(input.token);
    if (link.userId !== null) throw new SetupLinkDead();
    const hash = await this.passwords.accept(input.password, [input.name, input.email], '/password');
    return this.unitOfWork.run(async (manager) => {
      if (!(await this.users.isEmpty(manager))) throw new SetupLinkDead();
      await this.links.spend(manager, link);
      const admin = { name: input.name, email: input.email, role: 'admin' as const };
      return this.sessions.open(
        manager,
        await this.users.insert(manager, admin, hash, SYSTEM, 'user.first_admin_set_up'),
      );
    });
  }

  /**
   * Sets the password of someone invited.
   *
   * @throws SetupLinkDead, PasswordRefused
   */
  async acceptInvitation(token: string, password: string): Promise<OpenedSession> {
    const link = await this.links.check(token);
    const user = await this.#invited(link);
    const passwordHash = await this.passwords.accept(password, [user.name, user.email], '/password');
    return this.unitOfWork.run(async (manager) => {
      await this.links.spend(manager, link);
      const able = { id: user.id, disabled: false };
      const { affected } = await manager.update(User, able, { passwordHash });
      if (affected !== 1) throw new SetupLinkDead();
      const opened = await this.sessions.open(manager, { ...user, passwordHash });
      await this.audit.append(manager, { action: 'user.set_up', subject: user.id, actor: opened.actor });
      return opened;
    });
  }

  async #invited({ userId }: SetupToken): Promise<User> {
    const user = userId === null ? null : await this.reader.manager.findOneBy(User, { id: userId });
    if (!user || user.disabled) throw new SetupLinkDead();
    return user;
  }
}

function isOwnAddress(address: string): boolean {
  return isLoopback(address.replace(/^::ffff:/, ''));
}
