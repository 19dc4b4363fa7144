import type { AddressInfo, Server } from 'node:net';
import type { Readable } from 'node:stream';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

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

const answer = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });

/** A mail server on this machine that keeps what it takes, and can behave badly to some. */
export async function mailPeer(port = 0): Promise<MailPeer> {
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    logger: false,
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
    server.listen(port, '127.0.0.1', () => resolve());
  });
  const peer: MailPeer = {
    url: `smtp://127.0.0.1:${((server.server as Server).address() as AddressInfo).port}`,
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
