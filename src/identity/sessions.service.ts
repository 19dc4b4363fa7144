import { Injectable } from '@nestjs/common';
import { IsNull, LessThan } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { Temporal } from 'temporal-polyfill';
import { AuditTrail } from '../audit/audit-trail.js';
import type { Actor } from '../platform/access/actor.js';
import type { Role } from '../platform/access/permissions.js';
import { Clock } from '../platform/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Ids } from '../platform/ids.js';
import { MOST_SESSIONS, endOf, isLive } from './domain/session-life.js';
import { SessionNotFound } from './identity.errors.js';
import { actorOf } from './person.js';
import { hashOf, newSecret } from './secrets.js';
import { Session } from './session.entity.js';
import { User } from './user.entity.js';

/** A session just opened, or one whose secret was renewed: the secret goes into the cookie and is kept nowhere. */
export interface OpenedSession {
  secret: string;
  actor: Actor;
  /** Sessions of the same account that ended because there were too many. */
  ended: number;
}

/** A session in the list of its owner. */
export interface OwnSession {
  id: string;
  startedAt: Temporal.Instant;
  lastSeenAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  /** The one that asks. */
  current: boolean;
}

const TOUCH_SECONDS = 60;
/** Rows of ended sessions are dropped after this long. */
const KEPT = Temporal.Duration.from({ hours: 90 * 24 });

interface SessionHolder {
  sessionId: string;
  createdAt: string;
  lastSeenAt: string;
  provedAt: string;
  userId: string;
  name: string;
  role: Role;
  /** 0 or 1 on SQLite. */
  disabled: boolean | number;
}

const HOLDER = `SELECT s.id AS "sessionId", s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt",
    s.proved_at AS "provedAt", u.id AS "userId", u.name AS "name", u.role AS "role", u.disabled AS "disabled"
  FROM session s JOIN user_account u ON u.id = s.user_id
  WHERE s.token_hash = ? AND s.ended_at IS NULL`;

/** Server-side sessions: looked up at every request, so that ending one works at once. */
@Injectable()
export class Sessions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /**
   * Who holds the secret now, with the role and access of this moment.
   *
   * @returns null for an unknown, ended or expired session and for a disabled account
   */
  async lookup(secret: string): Promise<Actor | null> {
    const now = this.clock.now();
    const row = await this.#holder(hashOf(secret));
    if (row === undefined || row.disabled) return null;
    const session = {
      createdAt: Temporal.Instant.from(row.createdAt),
      lastSeenAt: Temporal.Instant.from(row.lastSeenAt),
      endedAt: null,
    };
    if (!isLive(session, now)) return null;
    if (session.lastSeenAt.until(now).total('seconds') >= TOUCH_SECONDS)
      await this.#touch(row.sessionId, now);
    const { userId: id, name, role, sessionId, provedAt } = row;
    return { id, kind: 'user', name, role, sessionId, provedAt: Temporal.Instant.from(provedAt) };
  }

  /** Opens a session in the caller's transaction; the caller records what opened it. */
  async open(manager: EntityManager, user: User): Promise<OpenedSession> {
    const now = this.clock.now();
    await manager.delete(Session, { userId: user.id, createdAt: LessThan(now.subtract(KEPT)) });
    const live = await this.#live(manager, user.id);
    const surplus = live.slice(0, Math.max(0, live.length - MOST_SESSIONS + 1));
    for (const { id } of surplus) await manager.update(Session, { id }, { endedAt: now });
    const secret = newSecret();
    const session = {
      id: this.ids.next(),
      tokenHash: hashOf(secret),
      userId: user.id,
      createdAt: now,
      lastSeenAt: now,
      provedAt: now,
      failedProofs: 0,
      endedAt: null,
    };
    await manager.insert(Session, session);
    return { secret, actor: actorOf(user, session), ended: surplus.length };
  }

  /** After a proof: a new secret for the same session, whose old secret opens nothing any more. */
  async renew(manager: EntityManager, sessionId: string): Promise<string> {
    const secret = newSecret();
    const change = { tokenHash: hashOf(secret), provedAt: this.clock.now(), failedProofs: 0 };
    const { affected } = await manager.update(Session, { id: sessionId, endedAt: IsNull() }, change);
    if (affected !== 1) throw new SessionNotFound();
    return secret;
  }

  /** Ends all sessions of an account, except one. @returns how many were ended */
  async endAll(manager: EntityManager, userId: string, exceptId: string | null = null): Promise<number> {
    const others = (await this.#live(manager, userId)).filter(({ id }) => id !== exceptId);
    for (const { id } of others) await manager.update(Session, { id }, { endedAt: this.clock.now() });
    return others.length;
  }

  /** Ends the session the actor is in. */
  signOut(actor: Actor): Promise<void> {
    return this.unitOfWork.run(async (manager) => {
      await manager.update(Session, { id: actor.sessionId ?? '' }, { endedAt: this.clock.now() });
      await this.audit.append(manager, { action: 'user.signed_out', subject: actor.id, actor });
    });
  }

  /** The actor's own sessions that still stand, the latest used first. */
  async list(actor: Actor): Promise<OwnSession[]> {
    const live = await this.#live(this.reader.manager, actor.id);
    return live
      .map((session) => ({
        id: session.id,
        startedAt: session.createdAt,
        lastSeenAt: session.lastSeenAt,
        endsAt: endOf(session),
        current: session.id === actor.sessionId,
      }))
      .sort((a, b) => Temporal.Instant.compare(b.lastSeenAt, a.lastSeenAt));
  }

  /** Ends one of the actor's own sessions. @throws SessionNotFound also for somebody else's */
  end(sessionId: string, actor: Actor): Promise<void> {
    return this.unitOfWork.run(async (manager) => {
      const own = { id: sessionId, userId: actor.id, endedAt: IsNull() };
      const { affected } = await manager.update(Session, own, { endedAt: this.clock.now() });
      if (affected !== 1) throw new SessionNotFound();
      await this.audit.append(manager, {
        action: 'session.ended',
        subject: sessionId,
        actor,
        facts: { by: 'owner' },
      });
    });
  }

  /** Sessions of an account that still stand, oldest first. */
  async #live(manager: EntityManager, userId: string): Promise<Session[]> {
    const open = await manager.find(Session, {
      where: { userId, endedAt: IsNull() },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
    return open.filter((session) => isLive(session, this.clock.now()));
  }

  /** Asked at every request: one statement instead of two entities (`scale.md` 6). */
  async #holder(tokenHash: string): Promise<SessionHolder | undefined> {
    const sql = this.reader.dialect === 'postgres' ? HOLDER.replace('?', '$1') : HOLDER;
    const rows = await this.reader.manager.query<SessionHolder[]>(sql, [tokenHash]);
    return rows[0];
  }

  #touch(id: string, at: Temporal.Instant): Promise<unknown> {
    return this.unitOfWork.run((manager) =>
      manager.update(Session, { id, endedAt: IsNull(), lastSeenAt: LessThan(at) }, { lastSeenAt: at }),
    );
  }
}
