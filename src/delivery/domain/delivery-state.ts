/**
 * One copy to one person. `accepted`: the mail server took it, which does not say that anyone read it. `deferred`: it
 * asked to try later. `unconfirmed`: the body had begun and no answer came, so the copy may have arrived or not.
 * `bounced`: came back later. `suppressed`: left out on purpose.
 */
export const DELIVERY_STATES = [
  'queued',
  'sending',
  'accepted',
  'deferred',
  'unconfirmed',
  'bounced',
  'failed',
  'suppressed',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What an attempt can come to; `queued`: the body had not begun, so nothing was sent. */
export type SendState = 'accepted' | 'deferred' | 'failed' | 'unconfirmed' | 'queued';

/** Our own codes beside those of SMTP: why a copy stands where it stands. */
export type DeliveryCode =
  | 'kept'
  | 'no_answer'
  | 'owner_lost'
  | 'not_sent'
  | 'already_told'
  | 'maybe_told'
  | 'cannot_open'
  | 'cannot_render'
  | 'message_refused'
  | 'cannot_keep';
