import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';
import type { ComposedMessage } from './compose-message.js';
import { smtpPeerOf } from './smtp-options.js';
import type { SmtpPeer } from './smtp-options.js';
import { NoSession, SmtpSession } from './smtp-session.js';

const copy: ComposedMessage = {
  envelope: { from: 'notices@bank.example', to: 'anna@example.org' },
  raw: Buffer.from('To: anna@example.org\r\nSubject: x\r\n\r\nDear Anna\r\n.\r\nBye\r\n'),
};
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function listening(server: Server | SMTPServer): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  closing.push(() => server.close(() => undefined));
  const socket = (server instanceof SMTPServer ? server.server : server) as Server;
  return (socket.address() as AddressInfo).port;
}

async function peerThat(options: SMTPServerOptions): Promise<SmtpPeer> {
  const server = new SMTPServer({ authOptional: true, logger: false, ...options });
  server.on('error', () => undefined);
  return smtpPeerOf(`smtp://127.0.0.1:${await listening(server)}`);
}

/** A peer by hand: answers each line with what `answer` gives, null hangs up. */
async function rawPeer(answer: (line: string) => string | null): Promise<SmtpPeer> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('220 hello\r\n');
    let pending = '';
    socket.on('data', (chunk) => {
      pending += chunk.toString();
      for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
        const reply = answer(pending.slice(0, end));
        pending = pending.slice(end + 2);
        if (reply === null) socket.destroy();
        else if (reply !== '') socket.write(`${reply}\r\n`);
      }
    });
  });
  return smtpPeerOf(`smtp://127.0.0.1:${await listening(server)}`);
}

const fine = (line: string): string => {
  if (/^(EHLO|MAIL|RCPT|RSET)/.test(line)) return '250 ok';
  if (line === 'DATA') return '354 go on';
  return line === '.' ? '250 2.0.0 queued as 7F3' : '';
};

async function outcomeAt(peer: SmtpPeer) {
  const session = await SmtpSession.open(peer);
  const outcome = await session.send(copy);
  const { usable } = session;
  session.close();
  return { ...outcome, usable };
}

async function reasonAt(peer: SmtpPeer): Promise<string> {
  try {
    (await SmtpSession.open(peer)).close();
    return 'open';
  } catch (error) {
    return error instanceof NoSession ? error.reason : 'another error';
  }
}

describe('a session with the mail server', () => {
  it('hands over the very bytes, to the one address, and can go on', async () => {
    const taken: { to: string[]; body: string }[] = [];
    const peer = await peerThat({
      onData(stream, session, done) {
        let body = '';
        stream.on('data', (chunk: Buffer) => (body += chunk.toString()));
        stream.on('end', () => {
          taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), body });
          done();
        });
      },
    });
    const session = await SmtpSession.open(peer);
    const first = await session.send(copy);
    const second = await session.send(copy);
    session.close();
    expect([first.state, second.state]).toEqual(['accepted', 'accepted']);
    const one = { to: ['anna@example.org'], body: copy.raw.toString() };
    expect(taken).toEqual([one, one]);
  });

  it.each([
    ['refuses the person', /^RCPT/, '550 5.1.1 <anna@example.org> unknown', 'failed', '550 5.1.1'],
    ['puts the person off', /^RCPT/, '450 4.2.0 greylisted', 'deferred', '450 4.2.0'],
    ['closes for now', /^RCPT/, '421 4.7.0 too busy', 'deferred', '421 4.7.0'],
    ['refuses the body', /^\.$/, '554 5.7.1 spam', 'failed', '554 5.7.1'],
    ['puts the body off', /^\.$/, '451 later', 'deferred', '451'],
    ['hangs up after the body', /^\.$/, null, 'unconfirmed', 'no_answer'],
    ['hangs up before the body', /^DATA/, null, 'queued', null],
    ['hangs up at the sender', /^MAIL/, null, 'queued', null],
    ['refuses the sender', /^MAIL/, '550 5.7.1 not you', 'queued', '550 5.7.1'],
  ] as const)('that %s', async (_, when, reply, state, code) => {
    const peer = await rawPeer((line) => (when.test(line) ? reply : fine(line)));
    expect(await outcomeAt(peer)).toMatchObject({ state, code, usable: false });
  });

  it('says which trouble concerns the whole mailing', async () => {
    const noSender = await rawPeer((line) => (line.startsWith('MAIL') ? '530 5.7.0 sign in' : fine(line)));
    const gone = await rawPeer((line) => (line.startsWith('MAIL') ? null : fine(line)));
    expect([(await outcomeAt(noSender)).trouble, (await outcomeAt(gone)).trouble]).toEqual([
      'smtp_sender_refused',
      'smtp_unreachable',
    ]);
  });

  it('does not come about without TLS where TLS is asked for', async () => {
    const plain = await peerThat({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] });
    expect(
      await reasonAt({ ...plain, connection: { ...plain.connection, ignoreTLS: false, requireTLS: true } }),
    ).toBe('smtp_tls');
  });

  it('does not come about with a certificate that nobody vouches for', async () => {
    const selfSigned = await peerThat({});
    const starttls = { ...selfSigned.connection, ignoreTLS: false, requireTLS: true };
    expect(await reasonAt({ ...selfSigned, connection: starttls })).toBe('smtp_tls');
  });

  it.each([
    ['turns us away', '554 go away', 'smtp_refused'],
    ['is too busy', '421 later', 'smtp_refused'],
  ])('does not come about when the server %s', async (_, greeting, reason) => {
    const server = createServer((socket) => socket.end(`${greeting}\r\n`));
    expect(await reasonAt(smtpPeerOf(`smtp://127.0.0.1:${await listening(server)}`))).toBe(reason);
  });

  it('does not come about with a wrong password, or when nobody listens', async () => {
    const peer = await peerThat({
      hideSTARTTLS: true,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(new Error('no')),
    });
    expect(await reasonAt({ ...peer, credentials: { user: 'u', pass: 'p' } })).toBe('smtp_login');
    expect(await reasonAt(smtpPeerOf('smtp://127.0.0.1:1'))).toBe('smtp_unreachable');
  });
});
