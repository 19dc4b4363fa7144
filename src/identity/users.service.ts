import { Injectable } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { AuditTrail } from '../audit/audit-trail.js';
import { SYSTEM } from '../platform/access/actor.js';
import type { Actor } from '../platform/access/actor.js';
import type { Role } from '../platform/access/permissions.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { foldEmail, personFaults } from './domain/staff-details.js';
import {
  AlreadySetUp,
  EmailTaken,
  LastAdmin,
  OwnAccountRefused,
  PersonRefused,
  UserNotFound,
} from './identity.errors.js';
import { Passwords } from './passwords.js';
import { toPerson } from './person.js';
import type { Person } from './person.js';
import { Sessions } from './sessions.service.js';
import { RefusedActs } from './refused-acts.js';
import { SetupLinks } from './setup-links.js';
import { User } from './user.entity.js';

export interface NewUser {
  name: string;
  email: string;
  role: Role;
}

/** Accounts of the organisation's people. */
@Injectable()
export class Users {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly links: SetupLinks,
    private readonly refused: RefusedActs,
  ) {}

  /**
   * Makes an account with a password given: for the command line and the demonstration.
   *
   * @throws PersonRefused, PasswordRefused, EmailTaken
   */
  async create(input: NewUser & { password: string }, actor: Actor = SYSTEM): Promise<Person> {
    const hash = await this.passwords.accept(input.password, [input.name, input.email], '/password');
    return this.unitOfWork.run(async (manager) =>
      toPerson(await this.insert(manager, input, hash, actor, 'user.created')),
    );
  }

  /**
   * Makes an account whose owner sets the password.
   *
   * @returns the account and the link, which is shown once and kept nowhere
   * @throws PersonRefused, EmailTaken
   */
  invite(input: NewUser, actor: Actor): Promise<{ person: Person; setupLink: string }> {
    return this.unitOfWork.run(async (manager) => {
      const user = await this.insert(manager, input, null, actor, 'user.invited');
      return { person: toPerson(user), setupLink: await this.links.make(manager, user.id) };
    });
  }

  /** A new link for someone invited; the earlier one is dead. @throws AlreadySetUp, UserNotFound */
  renewInvitation(userId: string, actor: Actor): Promise<string> {
    return this.unitOfWork.run(async (manager) => {
      const user = await this.#one(manager, userId);
      if (user.passwordHash !== null) throw new AlreadySetUp();
      const setupLink = await this.links.make(manager, userId);
      await this.audit.append(manager, {
        action: 'user.invited',
        subject: userId,
        actor,
        facts: { again: true },
      });
      return setupLink;
    });
  }

  /**
   * Changes role or access; all sessions of the person end.
   *
   * @throws OwnAccountRefused, LastAdmin, UserNotFound
   */
  change(userId: string, wanted: { role?: Role; disabled?: boolean }, actor: Actor): Promise<Person> {
    const act = { act: 'user.change', user: userId };
    return this.refused.watch(actor, act, () =>
      this.unitOfWork.run((manager) => this.#change(manager, userId, wanted, actor)),
    );
  }

  async #change(
    manager: EntityManager,
    userId: string,
    wanted: { role?: Role; disabled?: boolean },
    actor: Actor,
  ): Promise<Person> {
    const user = await this.#one(manager, userId);
    if (user.id === actor.id) throw new OwnAccountRefused();
    const after = { role: wanted.role ?? user.role, disabled: wanted.disabled ?? user.disabled };
    if (after.role === user.role && after.disabled === user.disabled) return toPerson(user);
    const dropsAdmin = signsInAsAdmin(user) && !signsInAsAdmin({ ...user, ...after });
    if (dropsAdmin && !(await this.#anotherAdmin(manager, userId))) throw new LastAdmin();
    await manager.update(User, { id: userId }, after);
    const sessionsEnded = await this.sessions.endAll(manager, userId);
    const before = { role: user.role, disabled: user.disabled };
    await this.audit.append(manager, {
      action: actionOf(before, after),
      subject: userId,
      actor,
      facts: { before, after, sessionsEnded },
    });
    return toPerson(Object.assign(user, after));
  }

  /** One account; nothing for an unknown id. */
  async find(userId: string): Promise<Person | null> {
    const user = await this.reader.manager.findOneBy(User, { id: userId });
    return user ? toPerson(user) : null;
  }

  /** Whether something can be given to the person: an account that may be signed in to. */
  isActive(userId: string): Promise<boolean> {
    return this.reader.manager.existsBy(User, { id: userId, disabled: false });
  }

  /** Everyone, by name. */
  async list(): Promise<Person[]> {
    const users = await this.reader.manager.find(User);
    return users.map(toPerson).sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
  }

  /** Names for pages; an id without an account is missing from the answer, `system` is the service itself. */
  async namesOf(ids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
    const wanted = [...new Set(ids)].filter((id) => id !== SYSTEM.id);
    const users = await this.reader.manager.findBy(User, { id: In(wanted) });
    return new Map([[SYSTEM.id, SYSTEM.name], ...users.map(({ id, name }) => [id, name] as const)]);
  }

  /** True while nobody has an account. */
  async isEmpty(manager: EntityManager = this.reader.manager): Promise<boolean> {
    return (await manager.count(User)) === 0;
  }

  /** Inserts an account in the caller's transaction. @throws PersonRefused, EmailTaken */
  async insert(
    manager: EntityManager,
    input: NewUser,
    passwordHash: string | null,
    actor: Actor,
    action: string,
  ): Promise<User> {
    const faults = personFaults(input);
    if (faults.length > 0) throw new PersonRefused(faults);
    const email = foldEmail(input.email);
    if (await manager.existsBy(User, { email })) throw new EmailTaken();
    const user: User = {
      id: this.ids.next(),
      email,
      name: input.name.trim(),
      role: input.role,
      passwordHash,
      disabled: false,
      createdBy: actor.id,
      createdAt: this.clock.now(),
    };
    await manager.insert(User, user);
    await this.audit.append(manager, {
      action,
      subject: user.id,
      actor,
      facts: { role: user.role },
      detail: { name: user.name, email },
    });
    return user;
  }

  async #one(manager: EntityManager, id: string): Promise<User> {
    const user = await manager.findOneBy(User, { id });
    if (!user) throw new UserNotFound();
    return user;
  }

  #anotherAdmin(manager: EntityManager, exceptId: string): Promise<boolean> {
    const able = { role: 'admin' as const, disabled: false, passwordHash: Not(IsNull()), id: Not(exceptId) };
    return manager.existsBy(User, able);
  }
}

function signsInAsAdmin(user: Pick<User, 'role' | 'disabled' | 'passwordHash'>): boolean {
  return user.role === 'admin' && !user.disabled && user.passwordHash !== null;
}

function actionOf(before: { disabled: boolean }, after: { disabled: boolean }): string {
  if (before.disabled === after.disabled) return 'user.role_changed';
  return after.disabled ? 'user.disabled' : 'user.enabled';
}
