import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Role } from './permissions.js';

/** Who acts: a signed-in person, or the service itself. */
export interface Actor {
  id: string;
  kind: 'user' | 'system';
  name: string;
  role: Role;
  /** The session of a person; null for the service itself. */
  sessionId: string | null;
  /** When the person last proved who they are (sign-in or step-up). */
  provedAt: Temporal.Instant | null;
}

/** The service itself: imports from the command line, the mailing worker, the sealer. */
export const SYSTEM: Actor = Object.freeze({
  id: 'system',
  kind: 'system',
  name: 'Redress',
  role: 'service',
  sessionId: null,
  provedAt: null,
});

/** What the access guard leaves on the request. */
export interface RequestWithActor {
  actor?: Actor;
}

/** The actor of a route that is not public. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<RequestWithActor>();
  if (!actor) throw new Error('CurrentActor on a route without an actor.');
  return actor;
});
