import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { MayBeAbsent } from '../platform/http/may-be-absent.js';
import { ID_PATTERN } from '../platform/ids.js';
import { DELIVERY_STATES } from './domain/delivery-state.js';
import type { DeliveryState } from './domain/delivery-state.js';

/** Asks for a mailing. */
export class RequestMailing {
  /** An approved notice; it goes to everyone of its incident who was not told yet. */
  @Matches(ID_PATTERN)
  noticeId: string;
}

/** Confirms a mailing that someone else asked for. */
export class ConfirmMailing {
  /** The number of people who get a copy, typed by the confirmer. */
  @IsInt()
  @Min(1)
  count: number;
}

/** Holds, resumes or stops a mailing. */
export class MailingReason {
  /** Why; kept in the audit trail. At most 2,000 characters. */
  @IsString()
  @MaxLength(2_000)
  reason = '';
}

/** Sends failed and deferred copies again. */
export class RetryMailing extends MailingReason {
  /** Also copies whose fate is unknown: their people may then get two. */
  @IsBoolean()
  unconfirmedToo = false;
}

export class ListDeliveriesQuery {
  @MayBeAbsent()
  @IsIn(DELIVERY_STATES)
  state?: DeliveryState;

  /** Cursor: the `next` of the page before. */
  @MayBeAbsent()
  @Matches(ID_PATTERN)
  after?: string;

  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 50;
}

export class ListOutboxQuery {
  /** Cursor: the `next` of the page before. */
  @MayBeAbsent()
  @Matches(ID_PATTERN)
  before?: string;

  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 50;
}
