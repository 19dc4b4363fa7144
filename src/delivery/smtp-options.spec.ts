import { smtpPeerOf } from './smtp-options.js';

describe('smtpPeerOf', () => {
  it('asks for STARTTLS and a checked certificate from any other machine', () => {
    const { connection } = smtpPeerOf('smtp://mail.example');
    expect(connection).toMatchObject({
      host: 'mail.example',
      port: 587,
      secure: false,
      requireTLS: true,
      ignoreTLS: false,
    });
    expect(connection.tls?.rejectUnauthorized).toBe(true);
  });

  it('speaks TLS from the start under smtps', () => {
    const { connection } = smtpPeerOf('smtps://mail.example');
    expect(connection).toMatchObject({ port: 465, secure: true });
    expect(connection.tls?.rejectUnauthorized).toBe(true);
  });

  it.each(['localhost', '127.0.0.1', '127.0.0.9', '[::1]'])(
    'speaks plainly to %s, which is this machine',
    (host) => {
      expect(smtpPeerOf(`smtp://${host}:2525`).connection).toMatchObject({ requireTLS: false, port: 2525 });
    },
  );

  it.each(['127.0.0.1.evil.example', 'localhost.evil.example', '10.0.0.1', '[fe80::1]'])(
    'does not take %s for this machine',
    (host) => {
      expect(smtpPeerOf(`smtp://${host}`).connection.requireTLS).toBe(true);
    },
  );

  it('reads a user and a password with any characters', () => {
    expect(smtpPeerOf('smtps://me%40bank:p%2Fw%3A@mail.example').credentials).toEqual({
      user: 'me@bank',
      pass: 'p/w:',
    });
    expect(smtpPeerOf('smtps://mail.example').credentials).toBeNull();
  });

  it.each([
    'smtp://mail.example?tls.rejectUnauthorized=false',
    'smtp://mail.example/x',
    'smtps://?mail.example',
    'http://mail.example',
    'smtp://u:%zz@mail.example',
  ])('refuses %s without repeating it', (url) => {
    expect(() => smtpPeerOf(url)).toThrow('SMTP_URL must be');
    expect(() => smtpPeerOf(url)).not.toThrow(url);
  });
});
