import type { Readable } from 'node:stream';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { freePort } from './port.js';

/** What a mailbox got: the envelope, and the message as a mail program reads it. */
export interface Got {
  to: string[];
  from: string;
  messageId: string;
  headerTo: string[];
  subject: string;
  /** Both parts. */
  text: string;
  html: string;
  raw: string;
}

/** How the peer treats a message to an address. */
export type Treatment = 'take' | 'refuse' | 'defer' | 'refuse-body' | 'drop-after-body' | 'drop-before-body';

export interface MailPeer {
  url: string;
  got: Got[];
  /** Connections made so far. */
  connections: number;
  treat(address: string): Treatment;
  /** Awaited before a taken message is answered. */
  beforeAnswer(): Promise<void>;
  close(): Promise<void>;
}

/** Whoever is quiet for so long is hung up on: longer than any test holds an answer back. */
const PATIENCE_MS = 600_000;

const answer = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });

/**
 * A mail server on this machine that keeps what it takes, and can behave badly to some.
 *
 * @param port of one that was closed, for a server that comes back
 */
export async function mailPeer(port?: number): Promise<MailPeer> {
  const at = port ?? (await freePort());
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    logger: false,
    socketTimeout: PATIENCE_MS,
    onConnect(_session, done) {
      peer.connections++;
      done();
    },
    onRcptTo({ address }, session, done) {
      const treatment = peer.treat(address);
      if (treatment === 'refuse') return done(answer(550, `5.1.1 <${address}> unknown`));
      if (treatment === 'defer') return done(answer(450, `4.2.0 <${address}> greylisted`));
      if (treatment === 'drop-before-body') return hangUp(session.id);
      return done();
    },
    onData(stream, session, done) {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
      void read(stream).then(async (raw) => {
        const treatment = peer.treat(to[0] ?? '');
        if (treatment === 'refuse-body') return done(answer(554, `5.7.1 <${to[0]}> no thanks`));
        peer.got.push(await asRead(raw, to, from));
        if (treatment === 'drop-after-body') return hangUp(session.id);
        await peer.beforeAnswer();
        return done();
      });
    },
  });
  server.on('error', () => undefined);
  const hangUp = (id: string) => {
    for (const connection of connectionsOf(server))
      if (connection.session.id === id) connection._socket.destroy();
  };
  await new Promise<void>((resolve) => {
    server.listen(at, '127.0.0.1', () => resolve());
  });
  const peer: MailPeer = {
    url: `smtp://127.0.0.1:${at}`,
    got: [],
    connections: 0,
    treat: () => 'take',
    beforeAnswer: () => Promise.resolve(),
    close: () => {
      for (const connection of connectionsOf(server)) connection._socket.destroy();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
  return peer;
}

/**
 * Has a server keep waiting whoever hands it the n-th message and all after it.
 *
 * @returns when the n-th is held, and how to let all of them and those that follow be answered
 */
export function holdFrom(peer: MailPeer, nth: number): { reached: Promise<void>; release: () => void } {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const reached = new Promise<void>((resolve) => {
    let messages = 0;
    peer.beforeAnswer = () => {
      if (++messages < nth) return Promise.resolve();
      resolve();
      return released;
    };
  });
  return { reached, release };
}

interface OpenConnection {
  session: { id: string };
  _socket: { destroy(): void };
}

function connectionsOf(server: SMTPServer): OpenConnection[] {
  return [...(server as unknown as { connections: Set<OpenConnection> }).connections];
}

async function read(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function asRead(raw: Buffer, to: string[], from: string): Promise<Got> {
  const message = await PostalMime.parse(raw);
  return {
    to,
    from,
    messageId: message.messageId ?? '',
    headerTo: [...(message.to ?? []), ...(message.cc ?? []), ...(message.bcc ?? [])].map(
      ({ address }) => address ?? '',
    ),
    subject: message.subject ?? '',
    text: `${message.text ?? ''}\n${message.html ?? ''}`,
    html: message.html ?? '',
    raw: raw.toString('utf8'),
  };
}
