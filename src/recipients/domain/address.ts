import { domainToASCII } from 'node:url';

/** Why a text is no address that we send to. Codes, for the text itself is never repeated. */
export type AddressFault =
  | 'address_missing'
  | 'address_too_long'
  | 'address_forbidden_character'
  | 'address_not_one_at'
  | 'address_local_part'
  | 'address_domain';

/** One mailbox: what is stored, and what SMTP is given. ASCII only. */
export interface MailAddress {
  /** Local part as the person wrote it, `@`, domain in lower case and punycode. */
  text: string;
  /** Equal for addresses that we hold to be one mailbox: case of the local part does not count. */
  folded: string;
}

const MOST_CHARACTERS = 254;
const MOST_LOCAL = 64;
const MOST_DOMAIN = 253;
/** Controls, spaces of every kind, quotes and the characters with which a header or an envelope gets a second address. */
const FORBIDDEN = /[\p{C}\p{Z}"<>,;:\\()[\]]/u;
const LOCAL = /^[!-~]+$/;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads one address by a rule narrower than RFC 5321: no quoted local part, no comment, no address literal, no
 * source route, so that what passes can stand in an envelope and in a header as it is.
 *
 * @param text without space around it
 * @see RFC 5321 section 4.5.3.1 for the lengths, RFC 5890 for names outside ASCII
 */
export function readAddress(text: string): { address: MailAddress } | { fault: AddressFault } {
  if (text === '') return { fault: 'address_missing' };
  if (text.length > MOST_CHARACTERS) return { fault: 'address_too_long' };
  if (FORBIDDEN.test(text)) return { fault: 'address_forbidden_character' };
  const [local, domain, ...rest] = text.split('@');
  if (local === undefined || domain === undefined || rest.length > 0) return { fault: 'address_not_one_at' };
  if (local.length > MOST_LOCAL || !LOCAL.test(local)) return { fault: 'address_local_part' };
  const ascii = asciiDomain(domain);
  if (ascii === null) return { fault: 'address_domain' };
  const written = `${local}@${ascii}`;
  if (written.length > MOST_CHARACTERS) return { fault: 'address_too_long' };
  return { address: { text: written, folded: written.toLowerCase() } };
}

/** Letters, digits and hyphens in two labels or more, the last one not a number; null for anything else. */
function asciiDomain(domain: string): string | null {
  if (/[^A-Za-z0-9.\u0080-\u{10ffff}-]/u.test(domain)) return null;
  const ascii = isAscii(domain) ? domain.toLowerCase() : domainToASCII(domain);
  const labels = ascii.split('.');
  if (ascii.length > MOST_DOMAIN || labels.length < 2 || !labels.every((label) => LABEL.test(label)))
    return null;
  return /^\d+$/.test(labels.at(-1) ?? '') ? null : ascii;
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

/**
 * True for names that belong to nobody: what an exercise may write to.
 *
 * @see RFC 2606 and RFC 6761: `.test`, `.invalid`, `.example`, and `example.com`, `.net`, `.org`
 */
export function isReservedForExercises(address: MailAddress): boolean {
  const domain = address.folded.slice(address.folded.indexOf('@') + 1);
  return /(^|\.)(test|invalid|example|example\.(com|net|org))$/.test(domain);
}
