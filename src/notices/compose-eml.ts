import MailComposer from 'nodemailer/lib/mail-composer';
import type Mail from 'nodemailer/lib/mailer';
import type { Temporal } from 'temporal-polyfill';
import { Unprocessable } from '../platform/errors.js';

/** One message to one person: the same content as HTML and as text. */
export interface OutgoingMessage {
  from: { name: string; address: string };
  /** Bare address; absent: a draft that nobody is to get. */
  to?: string;
  subject: string;
  html: string;
  text: string;
  /** BCP 47 language of the content. */
  locale: string;
  /** `<id@domain>`. */
  messageId: string;
  date: Temporal.Instant;
}

/** A header would hold something else than one line of text, or not one plain address. */
export class MessageRefused extends Unprocessable {
  readonly code = 'notices.message_refused';
}

const address = /^[^\s@<>"(),;:\\[\]\p{C}]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/u;
const messageId = /^<[A-Za-z0-9._-]+@[A-Za-z0-9.-]+>$/;
const lineBreak = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/**
 * The bytes of a message (RFC 5322, multipart/alternative). The same message gives the same bytes. No file and
 * no address is fetched.
 *
 * @throws MessageRefused for control characters in a header, or an address that is not one plain mailbox
 */
export async function composeEml(message: OutgoingMessage): Promise<Buffer> {
  refuseFaults(message);
  const options: Mail.Options & { baseBoundary: string } = {
    from: message.from,
    ...(message.to === undefined ? {} : { to: message.to }),
    subject: message.subject,
    text: message.text,
    html: message.html,
    messageId: message.messageId,
    date: new Date(message.date.epochMilliseconds),
    headers: {
      'Content-Language': message.locale,
      'Auto-Submitted': 'auto-generated',
      ...(message.to === undefined ? { 'X-Unsent': '1' } : {}),
    },
    textEncoding: 'base64',
    disableFileAccess: true,
    disableUrlAccess: true,
    baseBoundary: message.messageId.replace(/[^A-Za-z0-9]/g, ''),
  };
  return new MailComposer(options).compile().build();
}

function refuseFaults({ from, to, subject, messageId: id }: OutgoingMessage): void {
  const faults = [
    ...(lineBreak.test(subject) ? [{ path: '/subject', message: 'Write the subject on one line.' }] : []),
    ...(lineBreak.test(from.name) ? [{ path: '/from/name', message: 'Write the name on one line.' }] : []),
    ...(address.test(from.address)
      ? []
      : [{ path: '/from/address', message: 'Give one plain mail address.' }]),
    ...(to === undefined || address.test(to)
      ? []
      : [{ path: '/to', message: 'Give one plain mail address.' }]),
    ...(messageId.test(id) ? [] : [{ path: '/messageId', message: 'Give an id in the form <id@domain>.' }]),
  ];
  if (faults.length > 0) throw new MessageRefused('The message cannot be composed.', faults);
}
