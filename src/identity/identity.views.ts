import type { Actor } from '../platform/access/actor.js';
import { PERMISSIONS, holds } from '../platform/access/permissions.js';
import type { Permission, Role } from '../platform/access/permissions.js';
import { instantText } from '../platform/database/columns.js';
import type { Person } from './person.js';
import type { OwnSession } from './sessions.service.js';

export interface PersonView {
  id: string;
  name: string;
  email: string;
  role: Role;
  /** invited: has not used the set-up link yet. */
  state: 'active' | 'invited' | 'disabled';
  createdBy: string;
  createdAt: string;
}

export function toPersonView(person: Person): PersonView {
  const { id, name, email, role, createdBy, createdAt } = person;
  const state = person.disabled ? 'disabled' : person.setUp ? 'active' : 'invited';
  return { id, name, email, role, state, createdBy, createdAt: instantText(createdAt) };
}

/** The one who asks, and the token that every change of theirs has to carry. */
export interface MeView {
  id: string;
  name: string;
  role: Role;
  permissions: Permission[];
  provedAt: string | null;
  formToken: string;
}

export function toMeView(actor: Actor, formToken: string): MeView {
  const permissions = (Object.keys(PERMISSIONS) as Permission[]).filter((one) => holds(actor.role, one));
  const provedAt = actor.provedAt ? instantText(actor.provedAt) : null;
  return { id: actor.id, name: actor.name, role: actor.role, permissions, provedAt, formToken };
}

export interface SessionView {
  id: string;
  startedAt: string;
  lastSeenAt: string;
  endsAt: string;
  current: boolean;
}

export function toSessionView({ id, startedAt, lastSeenAt, endsAt, current }: OwnSession): SessionView {
  return {
    id,
    startedAt: instantText(startedAt),
    lastSeenAt: instantText(lastSeenAt),
    endsAt: instantText(endsAt),
    current,
  };
}
