import type { Temporal } from 'temporal-polyfill';
import { instantText } from '../platform/database/columns.js';
import type { MaskedRecipient } from '../recipients/recipients.service.js';
import type { Delivery } from './delivery.entity.js';
import type { DeliveryState } from './domain/delivery-state.js';
import type { HoldReason, MailingState } from './domain/mailing-state.js';
import type { DeliveryCounts } from './mailing-end.js';
import type { Mailing } from './mailing.entity.js';

/** A mailing as programs and pages see it. */
export interface MailingView {
  id: string;
  incidentId: string;
  noticeId: string;
  revision: number;
  contentHash: string;
  listHash: string;
  recipientCount: number;
  toldCount: number;
  sender: string;
  state: MailingState;
  reason: HoldReason | null;
  requestedBy: string;
  requestedAt: string;
  confirmedBy: string | null;
  confirmedAt: string | null;
  secondConfirmedBy: string | null;
  secondConfirmedAt: string | null;
  startsAt: string | null;
  startedAt: string | null;
  finishedAt: string | null;
}

/** One row of the ledger; the person is masked, or absent for whoever may not see people. */
export interface DeliveryView {
  id: string;
  person: { initials: string; address: string } | null;
  state: DeliveryState;
  attempt: number;
  code: string | null;
  maybeTwice: boolean;
  at: string;
}

export interface MailingWithCounts {
  mailing: MailingView;
  /** Copies by state; all zero before the start. */
  counts: DeliveryCounts;
}

export function toMailingView(mailing: Mailing): MailingView {
  return {
    id: mailing.id,
    incidentId: mailing.incidentId,
    noticeId: mailing.noticeId,
    revision: mailing.revision,
    contentHash: mailing.contentHash,
    listHash: mailing.listHash,
    recipientCount: mailing.recipientCount,
    toldCount: mailing.toldCount,
    sender: mailing.sender,
    state: mailing.state,
    reason: mailing.reason,
    requestedBy: mailing.requestedBy,
    requestedAt: instantText(mailing.requestedAt),
    confirmedBy: mailing.confirmedBy,
    confirmedAt: textOf(mailing.confirmedAt),
    secondConfirmedBy: mailing.secondConfirmedBy,
    secondConfirmedAt: textOf(mailing.secondConfirmedAt),
    startsAt: textOf(mailing.startsAt),
    startedAt: textOf(mailing.startedAt),
    finishedAt: textOf(mailing.finishedAt),
  };
}

export function toDeliveryView(row: Delivery, person: MaskedRecipient | undefined): DeliveryView {
  return {
    id: row.id,
    person: person ? { initials: person.initials, address: person.address } : null,
    state: row.state,
    attempt: row.attempt,
    code: row.code,
    maybeTwice: row.maybeTwice,
    at: instantText(row.at),
  };
}

function textOf(at: Temporal.Instant | null): string | null {
  return at ? instantText(at) : null;
}
