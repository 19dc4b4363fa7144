import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { mailPeer } from './support/mail-peer.js';
import type { MailPeer } from './support/mail-peer.js';
import { approvedNotice, confirmed, importCsv, incidentOf, until } from './support/mailings.js';
import { EVERYONE, people } from './support/people.js';
import type { SignedIn } from './support/people.js';

let running: RunningApp;
let peer: MailPeer;
let as: (name: keyof typeof EVERYONE) => SignedIn;

beforeAll(async () => {
  peer = await mailPeer();
  running = await startApp({ SMTP_URL: peer.url });
  as = await people(running, EVERYONE);
});

afterAll(async () => {
  await running.close();
  await peer.close();
});

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

const HOSTILE_ADDRESSES = [
  'a@x.example\r\nBcc: victim@y.example',
  'a@x.example\nBcc: victim@y.example',
  'a@x.example,victim@y.example',
  'a@x.example;victim@y.example',
  'g:a@x.example,victim@y.example;',
  'Anna <victim@y.example>',
  '<victim@y.example>',
  '"victim@y.example, a"@x.example',
  'a(victim@y.example)@x.example',
  'a@x.example victim@y.example',
  'a@[127.0.0.1]',
];

it('takes none of the addresses that could stand for another one, or for a header', async () => {
  const incidentId = await incidentOf(as);
  const csv = `email\n${HOSTILE_ADDRESSES.map(quoted).join('\n')}\n`;
  const answer = await as('dana').post(`/api/v1/incidents/${incidentId}/recipients/import`, { csv });
  expect(answer.json()).toMatchObject({ read: 11, stored: 0, rejected: 11 });
  expect(answer.text).not.toMatch(/victim/);
});

it('sends names that look like markup, links, headers or formulas as names, to one person each', async () => {
  const names = [
    '[Click](https://evil.example)',
    '<img src=x onerror=alert(1)>',
    '=HYPERLINK("https://evil.example")',
    'Bcc: victim@y.example',
    '{{incident.reference}}',
    '"Quoted" <victim@y.example>',
    'ユーザー 太郎',
    "O'Brien & Söhne",
  ];
  const incidentId = await incidentOf(as);
  const rows = names.map((name, n) => `p${n}@example.org,${quoted(name)},R-${n}`);
  await importCsv(as, incidentId, `email,name,reference\n${rows.join('\n')}\n`);
  const mailingId = await confirmed(as, await approvedNotice(as, incidentId));
  await until(running, mailingId, 'finished');
  expect(peer.got).toHaveLength(names.length);
  for (const { to, headerTo, raw, text, html } of peer.got) {
    const name = names[Number(/\d/.exec(to[0] ?? '')?.[0])] ?? '';
    const headers = raw.split('\r\n\r\n')[0] ?? '';
    expect([to.length, headerTo]).toEqual([1, to]);
    expect(headers).not.toMatch(/^(bcc|cc):|victim/im);
    expect(text).toContain(`Dear ${name},`);
    expect(html).not.toMatch(/<img|href="https:\/\/evil/);
  }
});
