import PostalMime from 'postal-mime';
import { Temporal } from 'temporal-polyfill';
import { MessageRefused, composeMessage } from './compose-message.js';
import type { OutgoingMessage } from './compose-message.js';

const message: OutgoingMessage = {
  mailingId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  deliveryId: '01ARZ3NDEKTSV4RRFFQ69G5FAW',
  messageId: '01ARZ3NDEKTSV4RRFFQ69G5FAW.0123456789abcdef@bank.example',
  at: Temporal.Instant.from('2026-11-19T12:02:00Z'),
  from: { address: 'notices@bank.example', name: 'Larkmoor Bank' },
  to: 'anna.verhoeven@example.org',
  locale: 'en',
  subject: 'Notice of a data breach',
  html: '<p>Dear Anna</p>',
  text: 'Dear Anna',
};
const headersOf = (raw: Buffer) => raw.toString('latin1').split('\r\n\r\n')[0] ?? '';

describe('composeMessage', () => {
  it('writes to one person by bare address, with the id that was given and nothing that asks for an answer', async () => {
    const { envelope, raw } = await composeMessage(message);
    expect(envelope).toEqual({ from: 'notices@bank.example', to: 'anna.verhoeven@example.org' });
    const headers = headersOf(raw).split('\r\n');
    expect(headers).toContain('To: anna.verhoeven@example.org');
    expect(headers).toContain('Message-ID: <01ARZ3NDEKTSV4RRFFQ69G5FAW.0123456789abcdef@bank.example>');
    expect(headers).toContain('Auto-Submitted: auto-generated');
    expect(headers.filter((line) => /^(cc|bcc|reply-to):/i.test(line))).toEqual([]);
  });

  it('carries any script unchanged, in both parts', async () => {
    const given = {
      ...message,
      subject: 'データ漏えいのお知らせ 😀',
      text: 'Grüße,\n.\nÀ bientôt 山田',
      html: '<p>山田 &amp; Söhne</p>',
    };
    const read = await PostalMime.parse((await composeMessage(given)).raw);
    expect([read.subject, read.text?.trim(), read.html?.trim()]).toEqual([
      given.subject,
      given.text,
      given.html,
    ]);
    expect(read.to).toEqual([{ address: message.to, name: '' }]);
    expect(read.from).toEqual({ address: 'notices@bank.example', name: 'Larkmoor Bank' });
  });

  it('reads no file and no address that a text names', async () => {
    const { raw } = await composeMessage({
      ...message,
      html: '<img src="file:///etc/passwd">',
      text: '/etc/passwd',
    });
    expect(raw.toString()).not.toContain('root:');
  });

  it.each([
    ['a header after the address', { to: 'a@example.org\r\nBcc: b@example.org' }],
    ['a second address', { to: 'a@example.org,b@example.org' }],
    ['a second address after a semicolon', { to: 'a@example.org;b@example.org' }],
    ['a group', { to: 'g:a@example.org,b@example.org;' }],
    ['a name with an address', { to: 'Anna <a@example.org>' }],
    ['a quoted mailbox', { to: '"a b"@example.org' }],
    ['a capital in the domain, which is not as stored', { to: 'a@Example.org' }],
    ['a NUL in the address', { to: 'a\0@example.org' }],
    ['a header after the subject', { subject: 'Notice\r\nBcc: b@example.org' }],
    ['a lone line feed in the subject', { subject: 'Notice\nBcc: b@example.org' }],
    ['a line separator in the subject', { subject: 'Notice\u2028Bcc: b@example.org' }],
    ['a header after the sender', { from: { address: 'n@bank.example\r\nBcc: b@example.org', name: '' } }],
    ['two senders', { from: { address: 'n@bank.example,m@bank.example', name: '' } }],
    [
      "a header in the sender's name",
      { from: { address: 'n@bank.example', name: 'Bank\r\nBcc: b@example.org' } },
    ],
  ])('refuses %s without repeating it', async (_, given) => {
    const outcome = composeMessage({ ...message, ...given });
    await expect(outcome).rejects.toThrow(MessageRefused);
    await expect(outcome).rejects.not.toThrow(/example/);
  });

  it.each(['Bank, Inc.', 'Bank <b@example.org>', 'Bank" <b@example.org>, "x', '山田銀行', 'b@example.org,'])(
    "keeps the sender's name %s a name",
    async (name) => {
      const { raw } = await composeMessage({ ...message, from: { address: 'n@bank.example', name } });
      expect((await PostalMime.parse(raw)).from).toEqual({ address: 'n@bank.example', name });
    },
  );
});
