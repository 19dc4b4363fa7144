import type { DeliveryCode, DeliveryState } from '../../delivery/domain/delivery-state.js';
import type { HoldReason, MailingState } from '../../delivery/domain/mailing-state.js';
import type { MailingView } from '../../delivery/mailings.views.js';
import type { ChipView } from '../views.types.js';

const MAILING_CHIPS: Readonly<Record<MailingState, ChipView>> = {
  requested: { text: 'Asked for', tone: 'warn', icon: 'hourglass' },
  confirmed: { text: 'Confirmed', tone: 'brand', icon: 'clock' },
  sending: { text: 'Sending', tone: 'brand', icon: 'loader' },
  paused: { text: 'Paused', tone: 'danger', icon: 'pause' },
  stopped: { text: 'Stopped', tone: 'line', icon: 'ban' },
  finished: { text: 'Finished', tone: 'ok', icon: 'check' },
};

const DELIVERY_CHIPS: Readonly<Record<DeliveryState, ChipView>> = {
  queued: { text: 'Queued', icon: 'hourglass' },
  sending: { text: 'Sending', tone: 'brand', icon: 'loader' },
  accepted: { text: 'Accepted', tone: 'ok', icon: 'check' },
  deferred: { text: 'Deferred', tone: 'warn', icon: 'clock' },
  unconfirmed: { text: 'Unconfirmed', tone: 'warn', icon: 'circle-question-mark' },
  bounced: { text: 'Bounced', tone: 'danger', icon: 'mail-x' },
  failed: { text: 'Failed', tone: 'danger', icon: 'octagon-alert' },
  suppressed: { text: 'Held back', tone: 'line', icon: 'ban' },
};

/** Why a mailing stands still, and the way on. */
const HOLD_WORDS: Readonly<Record<HoldReason, string>> = {
  by_person: 'A person held it.',
  text_changed:
    'The text is no longer the approved one. Stop this mailing, have the text approved and ask anew.',
  fix_not_proved:
    'The text says that the weakness is closed, and the proof of fix fell apart. Complete the proof and let the mailing go on, or stop it, change the text and ask anew.',
  translation_stale:
    'The text is a translation, and what it translates was changed since. Stop this mailing, bring the translation up to it, have it approved and ask anew.',
  list_changed: 'The list of people changed after the confirmation. Stop this mailing and ask anew.',
  too_many_failures: 'More than 5 % of the last copies failed. Look at the replies before you go on.',
  smtp_unreachable: 'The mail server cannot be reached. It is tried again by itself; nobody was left out.',
  smtp_tls: 'The mail server offers no connection that is safe: TLS or its certificate is missing or wrong.',
  smtp_login: 'The mail server refuses user or password.',
  smtp_refused: 'The mail server refuses us for now. It is tried again by itself.',
  smtp_sender_refused: 'The mail server refuses our sender address.',
};

const CODE_WORDS: Readonly<Record<DeliveryCode, string>> = {
  kept: 'kept as a file',
  no_answer: 'the line was lost after the message was handed over',
  owner_lost: 'the service stopped while it was handed over',
  not_sent: 'not sent: given back while another mailing of this notice was under way',
  already_told: 'got this notice before',
  maybe_told: 'may have got this notice before',
  cannot_open: 'the stored address was changed and cannot be used',
  cannot_render: 'a field of the text has no value for this person',
  message_refused: 'the message cannot be built',
  cannot_keep: 'the file cannot be written',
};

/** Enhanced status codes of RFC 3463 that people meet most. */
const ENHANCED_WORDS: Readonly<Record<string, string>> = {
  '5.1.1': 'address unknown',
  '5.1.2': 'domain gone',
  '5.1.10': 'domain takes no mail',
  '5.2.1': 'mailbox closed',
  '5.2.2': 'mailbox full',
  '4.2.2': 'mailbox full',
  '4.2.0': 'asked to try later',
  '4.7.0': 'asked to try later',
  '4.7.1': 'asked to try later',
  '5.7.1': 'refused by policy',
  '5.7.26': 'sender not proved (SPF, DKIM)',
};

export function mailingChip(state: MailingState): ChipView {
  return MAILING_CHIPS[state];
}

export function deliveryChip(state: DeliveryState): ChipView {
  return DELIVERY_CHIPS[state];
}

/** The reason in a sentence; empty when nothing holds it. */
export function holdWords({ reason }: Pick<MailingView, 'reason'>): string {
  return reason === null ? '' : HOLD_WORDS[reason];
}

/** `address unknown (550 5.1.1)`, `kept as a file`; empty for a plain acceptance. */
export function codeWords(code: string | null): string {
  if (code === null || /^2\d\d/.test(code)) return '';
  if (isOwn(code)) return CODE_WORDS[code];
  const words = ENHANCED_WORDS[code.split(' ')[1] ?? ''] ?? basicWords(code);
  return `${words} (${code})`;
}

function isOwn(code: string): code is DeliveryCode {
  return Object.hasOwn(CODE_WORDS, code);
}

function basicWords(code: string): string {
  return code.startsWith('4') ? 'asked to try later' : 'refused';
}
