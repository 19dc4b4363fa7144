import type { SendState } from './delivery-state.js';
import type { HoldReason } from './mailing-state.js';

/** How one attempt ended. */
export interface SendOutcome {
  state: SendState;
  /** `250`, `550 5.1.1`, or a code of ours; never the reply's text, which may repeat an address. */
  code: string | null;
  /** The mail server turned us away, not this person: the whole mailing has to wait. */
  trouble?: HoldReason;
}

/** What is known after an attempt. */
export interface SendEvidence {
  /** The first byte of the body had been handed over. */
  begun: boolean;
  /** The server's answer to this message, when there was one. */
  reply: string | null;
  /** The answer was to MAIL FROM: it is about the sender, before any recipient was named. */
  toSender: boolean;
}

/**
 * Reads an attempt by what the server said and by whether the body had begun; the client's own error names are not
 * asked, because some of them say "no connection" after a message was taken.
 *
 * @see RFC 5321 section 6.1, RFC 1047: between the final dot and its reply nobody can know
 */
export function outcomeOf({ begun, reply, toSender }: SendEvidence): SendOutcome {
  const code = reply === null ? null : codeOf(reply);
  if (code === null) return begun ? { state: 'unconfirmed', code: 'no_answer' } : unreachable();
  if (toSender && !code.startsWith('2')) return { state: 'queued', code, trouble: 'smtp_sender_refused' };
  if (code.startsWith('2')) return { state: 'accepted', code };
  if (code.startsWith('4')) return { state: 'deferred', code };
  if (code.startsWith('5')) return { state: 'failed', code };
  return begun ? { state: 'unconfirmed', code: 'no_answer' } : unreachable();
}

function unreachable(): SendOutcome {
  return { state: 'queued', code: null, trouble: 'smtp_unreachable' };
}

/** Reply code and, where given, the enhanced code of RFC 3463: `550 5.1.1`. */
export function codeOf(reply: string): string | null {
  const found = /^(\d{3})(?:[ -]([245]\.\d{1,3}\.\d{1,3})(?= |$))?/.exec(reply);
  if (!found) return null;
  return found[2] === undefined ? (found[1] ?? null) : `${found[1]} ${found[2]}`;
}
