import type { OwnSession } from '../../identity/sessions.service.js';
import type { InstantLike } from '../views.time.js';
import type { KeyValueView, PageView } from '../views.types.js';

export interface MePageView extends PageView {
  account: readonly KeyValueView[];
  sessions: readonly SessionRow[];
  /** Null for a role that sees no duties. */
  calendar: CalendarSection | null;
}

export interface CalendarSection {
  /** The address that was just made; empty on every other page. */
  address: string;
  /** Since when an address is good; null: there is none. */
  since: InstantLike | null;
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
