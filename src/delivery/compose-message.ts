import type { Temporal } from 'temporal-polyfill';
import { composeEml } from '../notices/compose-eml.js';
import { readAddress } from '../recipients/domain/address.js';

/** One message to one person. */
export interface OutgoingMessage {
  mailingId: string;
  deliveryId: string;
  /** The same on every attempt: many mail stores then fold a second copy into the first. */
  messageId: string;
  at: Temporal.Instant;
  from: { address: string; name: string };
  /** A bare address, as stored. */
  to: string;
  /** BCP 47, of the content. */
  locale: string;
  subject: string;
  html: string;
  text: string;
}

/** A message as bytes, and the one address it goes to. */
export interface ComposedMessage {
  envelope: { from: string; to: string };
  raw: Buffer;
}

/** The message would break a header or reach someone else; it names the part, never the value. */
export class MessageRefused extends Error {
  constructor(part: string) {
    super(`The ${part} of a message cannot be sent as it is.`);
    this.name = 'MessageRefused';
  }
}

const CONTROL = /[\p{Cc}\u2028\u2029]/u;
const MOST_SUBJECT = 250;

/**
 * Builds the message as every notice is built, and looks at what came out: one `To`, that address alone, no copy to
 * anyone else.
 *
 * @throws MessageRefused
 */
export async function composeMessage(message: OutgoingMessage): Promise<ComposedMessage> {
  refuseUnless(isBareAddress(message.to), 'recipient');
  refuseUnless(isBareAddress(message.from.address), 'sender');
  refuseUnless(!CONTROL.test(message.from.name), 'sender');
  refuseUnless(!CONTROL.test(message.subject) && message.subject.length <= MOST_SUBJECT, 'subject');
  const { from, to, subject, html, text, locale, at } = message;
  const messageId = `<${message.messageId}>`;
  const raw = await composeEml({ from, to, subject, html, text, locale, messageId, date: at });
  checkHeaders(raw, message.to);
  return { envelope: { from: message.from.address, to: message.to }, raw };
}

function refuseUnless(fine: boolean, part: string): void {
  if (!fine) throw new MessageRefused(part);
}

function isBareAddress(text: string): boolean {
  const read = readAddress(text);
  return 'address' in read && read.address.text === text;
}

/** What a mail reader would see, taken from the bytes that will be sent. */
function checkHeaders(raw: Buffer, address: string): void {
  const end = raw.indexOf('\r\n\r\n');
  const headers = raw
    .subarray(0, end < 0 ? raw.length : end)
    .toString('latin1')
    .replace(/\r\n[ \t]/g, ' ')
    .split('\r\n');
  const valuesOf = (name: string) =>
    headers
      .filter((line) => line.toLowerCase().startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).trim());
  const to = valuesOf('to');
  refuseUnless(to.length === 1 && to[0] === address, 'recipient');
  const others = headers.filter((line) => /^(cc|bcc|resent-[a-z-]+|apparently-to):/i.test(line));
  refuseUnless(
    others.length === 0 && valuesOf('from').length === 1 && valuesOf('subject').length === 1,
    'header',
  );
}
