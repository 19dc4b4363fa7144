import type { Temporal } from 'temporal-polyfill';
import type { Actor } from '../platform/access/actor.js';
import type { Role } from '../platform/access/permissions.js';
import type { User } from './user.entity.js';

/** An account as others see it: no hash, no session. */
export interface Person {
  id: string;
  name: string;
  email: string;
  role: Role;
  disabled: boolean;
  /** False for someone invited who has not used the link yet. */
  setUp: boolean;
  createdBy: string;
  createdAt: Temporal.Instant;
}

export function toPerson(user: User): Person {
  const { id, name, email, role, disabled, passwordHash, createdBy, createdAt } = user;
  return { id, name, email, role, disabled, setUp: passwordHash !== null, createdBy, createdAt };
}

/** The person as the one who acts; with the session they act in, where there is one. */
export function actorOf(
  user: User,
  session: { id: string; provedAt: Temporal.Instant } | null = null,
): Actor {
  return {
    id: user.id,
    kind: 'user',
    name: user.name,
    role: user.role,
    sessionId: session?.id ?? null,
    provedAt: session?.provedAt ?? null,
  };
}
