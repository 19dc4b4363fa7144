/**
 * `requested` by one person, `confirmed` by another and waiting for its start, `sending`, `paused` by itself or by a
 * person, `stopped` for good before its end, `finished`.
 */
export const MAILING_STATES = ['requested', 'confirmed', 'sending', 'paused', 'stopped', 'finished'] as const;
export type MailingState = (typeof MAILING_STATES)[number];

/** Where a mailing can go from each state; a retry, or copies given back late, take a finished one back to sending. */
export const MAILING_TRANSITIONS: Readonly<Record<MailingState, readonly MailingState[]>> = {
  requested: ['confirmed', 'stopped'],
  confirmed: ['sending', 'paused', 'stopped'],
  sending: ['paused', 'stopped', 'finished'],
  paused: ['confirmed', 'sending', 'stopped'],
  stopped: [],
  finished: ['sending'],
};

export function mayBecome(from: MailingState, to: MailingState): boolean {
  return MAILING_TRANSITIONS[from].includes(to);
}

/** States in which a mailing still may send: a second one of the same notice is refused meanwhile. */
export const UNDER_WAY: readonly MailingState[] = ['requested', 'confirmed', 'sending', 'paused'];

/** Why a mailing stands still, in a code. */
export type HoldReason =
  | 'by_person'
  | 'text_changed'
  | 'list_changed'
  | 'fix_not_proved'
  | 'translation_stale'
  | 'too_many_failures'
  | 'smtp_unreachable'
  | 'smtp_tls'
  | 'smtp_login'
  | 'smtp_refused'
  | 'smtp_sender_refused';
