import type { KeptMessageView, OpenedMessageView } from '../../delivery/outbox.service.js';
import type { CrumbView, PageView, PagerView } from '../views.types.js';

export interface OutboxPageView extends PageView {
  /** Empty while messages are kept; else why there is nothing here. */
  closed: string;
  rows: readonly OutboxRowView[];
  mayOpen: boolean;
  pager: PagerView;
}

export interface OutboxRowView {
  initials: string;
  address: string;
  at: string;
  href: string;
  mailingHref: string;
}

export interface OutboxMessageView extends PageView {
  crumbs: readonly CrumbView[];
  subject: string;
  from: string;
  to: string;
  at: string;
  messageId: string;
  /** A whole document; only ever shown in a frame that may do nothing. */
  html: string;
  text: string;
  mailingHref: string;
}

export function toOutboxRow({ deliveryId, mailingId, person, at }: KeptMessageView): OutboxRowView {
  return {
    initials: person?.initials || 'No name',
    address: person?.address ?? 'erased',
    at,
    href: `/outbox/${deliveryId}`,
    mailingHref: `/mailings/${mailingId}`,
  };
}

export function toOutboxMessage(
  message: OpenedMessageView,
): Omit<OutboxMessageView, 'title' | 'shell' | 'errors' | 'crumbs'> {
  const { subject, from, to, at, messageId, html, text, mailingId } = message;
  return { subject, from, to, at, messageId, html, text, mailingHref: `/mailings/${mailingId}` };
}
