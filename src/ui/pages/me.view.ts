import type { OwnSession } from '../../identity/sessions.service.js';
import type { InstantLike } from '../views.time.js';
import type { KeyValueView, PageView } from '../views.types.js';

export interface MePageView extends PageView {
  account: readonly KeyValueView[];
  sessions: readonly SessionRow[];
}

export interface SessionRow {
  /** Where the button posts that ends it; empty for the session one is in. */
  endAction: string;
  current: boolean;
  startedAt: InstantLike;
  lastSeenAt: InstantLike;
  endsAt: InstantLike;
}

export function toSessionRow({ id, current, startedAt, lastSeenAt, endsAt }: OwnSession): SessionRow {
  return { endAction: current ? '' : `/me/sessions/${id}/end`, current, startedAt, lastSeenAt, endsAt };
}
