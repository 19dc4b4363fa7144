import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';
import { ConfigurationFaults, isLoopback } from '../platform/config/read-environment.js';

export interface SmtpPeer {
  connection: SMTPConnectionOptions;
  credentials: { user: string; pass: string } | null;
}

const CONNECT_MS = 20_000;
const GREETING_MS = 20_000;
/** RFC 5321 4.5.3.2.6 allows ten minutes after the final dot; a mailing would stand still that long for one answer. */
const SILENCE_MS = 120_000;

/**
 * How to reach the mail server. Anything but this machine is spoken to under TLS with a checked certificate;
 * nothing in the address can loosen that.
 *
 * @param url `smtp://[user:password@]host[:port]` (STARTTLS) or `smtps://…` (TLS from the start)
 * @throws ConfigurationFaults never with the value, which may hold a password
 */
export function smtpPeerOf(url: string): SmtpPeer {
  const parsed = parse(url);
  const secure = parsed.protocol === 'smtps:';
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  const local = isLoopback(parsed.hostname);
  const credentials = parsed.username
    ? { user: decodeURIComponent(parsed.username), pass: decodeURIComponent(parsed.password) }
    : null;
  return {
    credentials,
    connection: {
      host,
      port: parsed.port ? Number(parsed.port) : secure ? 465 : 587,
      secure,
      requireTLS: !secure && !local,
      ignoreTLS: !secure && local,
      tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
      connectionTimeout: CONNECT_MS,
      greetingTimeout: GREETING_MS,
      socketTimeout: SILENCE_MS,
      allowInternalNetworkInterfaces: true,
    },
  };
}

function parse(url: string): URL {
  const refused = () =>
    new ConfigurationFaults([
      'SMTP_URL must be smtp://[user:password@]host[:port] or smtps://…, and no more',
    ]);
  try {
    const parsed = new URL(url);
    decodeURIComponent(parsed.username + parsed.password);
    const bare =
      ['', '/'].includes(parsed.pathname) && !parsed.search && !parsed.hash && parsed.hostname !== '';
    if (!bare || !['smtp:', 'smtps:'].includes(parsed.protocol)) throw refused();
    return parsed;
  } catch {
    throw refused();
  }
}
