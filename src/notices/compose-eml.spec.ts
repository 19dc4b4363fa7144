import { Temporal } from 'temporal-polyfill';
import PostalMime from 'postal-mime';
import { composeEml, MessageRefused, type OutgoingMessage } from './compose-eml.js';

const message: OutgoingMessage = {
  from: { name: 'Larkmoor Bank', address: 'notice@larkmoor.example' },
  to: 'a.test@example.org',
  subject: 'Larkmoor Bank: a notice for you',
  html: '<!doctype html><html lang="en"><body><h1>Grüße</h1><img src="https://evil.example/x.png"></body></html>\n',
  text: 'Grüße 你好\n.\nFrom the start\n',
  locale: 'en',
  messageId: '<01J.abc@larkmoor.example>',
  date: Temporal.Instant.from('2026-11-19T09:00:00Z'),
};

describe('composeEml', () => {
  it('gives both parts as they went in, to one person, with its headers', async () => {
    const bytes = await composeEml(message);
    const read = await PostalMime.parse(bytes);
    expect(read).toMatchObject({
      from: { name: 'Larkmoor Bank', address: 'notice@larkmoor.example' },
      to: [{ address: 'a.test@example.org' }],
      subject: message.subject,
      messageId: message.messageId,
      text: message.text,
      html: message.html,
      date: '2026-11-19T09:00:00.000Z',
    });
    expect(read.cc ?? read.bcc ?? null).toBeNull();
    expect(read.attachments).toEqual([]);
    expect(bytes.toString('latin1')).toMatch(/^Content-Language: en\r$/m);
    expect(bytes.toString('latin1')).toMatch(/multipart\/alternative/);
  });

  it('gives the same bytes for the same message', async () => {
    expect((await composeEml(message)).equals(await composeEml({ ...message }))).toBe(true);
  });

  it('keeps letters of every script in subject and name', async () => {
    const subject = 'Grüße, 你好, مرحبا';
    const from = { name: 'Bänk, 銀行 "Ltd"', address: message.from.address };
    const read = await PostalMime.parse(await composeEml({ ...message, subject, from }));
    expect(read.subject).toBe(subject);
    expect(read.from?.name).toBe(from.name);
  });

  it('marks a message to nobody as a draft', async () => {
    const { to: _, ...rest } = message;
    const text = (await composeEml(rest)).toString('latin1');
    expect(text).toMatch(/^X-Unsent: 1\r$/m);
    expect(text).not.toMatch(/^To:/m);
  });

  it.each<[string, Partial<OutgoingMessage>, string]>([
    ['a subject on two lines', { subject: 'Hi\r\nBcc: x@y.example' }, '/subject'],
    ['a subject with a line separator', { subject: 'Hi\u2028Bcc: x@y.example' }, '/subject'],
    ['a sender name on two lines', { from: { name: 'x\nBcc: y', address: 'a@b.example' } }, '/from/name'],
    ['two senders', { from: { name: 'x', address: 'a@b.example, c@d.example' } }, '/from/address'],
    ['two addresses', { to: 'a@x.example,b@y.example' }, '/to'],
    ['a group', { to: 'g:a@x.example,b@y.example;' }, '/to'],
    ['an address with a line break', { to: 'a@x.example\r\nBcc: b@y.example' }, '/to'],
    ['an address with a name', { to: 'Anna <a@x.example>' }, '/to'],
    ['an address in quotes', { to: '"a b"@x.example' }, '/to'],
    ['an address without a domain', { to: 'a@localhost' }, '/to'],
    ['an id on two lines', { messageId: '<a@b>\r\nX: y' }, '/messageId'],
  ])('refuses %s and names the place', async (_, parts, path) => {
    const refusal = await composeEml({ ...message, ...parts }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(MessageRefused);
    expect((refusal as MessageRefused).faults.map((fault) => fault.path)).toEqual([path]);
  });
});
