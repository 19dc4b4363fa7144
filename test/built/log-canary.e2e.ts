import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { ask } from '../support/client.js';
import type { Answer } from '../support/client.js';
import { mailPeer } from '../support/mail-peer.js';
import type { MailPeer } from '../support/mail-peer.js';
import { freshFolder, redress, serve } from '../support/program.js';
import type { Served } from '../support/program.js';

/** No word of any language; what carries it is personal, secret, or was written by people. */
const CANARY = /(?:kanarie|zeisig)\w*/gi;
const STAFF = ['lena', 'dana', 'karl'] as const;
const ROLES = { lena: 'lead', dana: 'communications', karl: 'counsel' };
const passwordOf = (name: string) => `seven slow zeisigsecret ${[...name].reverse().join('')}`;
const PEOPLE = Array.from(
  { length: 6 },
  (_, n) => `kanariemail${n}@customer.example,Kanariename${n} Long,KANARIEREF${n}`,
);

const DATA_DIR = freshFolder();
let peer: MailPeer;
let served: Served;
/** The secret in the address of a calendar. */
let calendarToken = '';
/** What every refusal said. */
const refusals: string[] = [];

interface Session {
  get(path: string): Promise<Answer>;
  send(method: string, path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
}
const sessions = new Map<string, Session>();
const as = (name: (typeof STAFF)[number]) => sessions.get(name) as Session;

beforeAll(async () => {
  peer = await mailPeer();
  peer.treat = (address) =>
    address.includes('mail1') ? 'refuse' : address.includes('mail2') ? 'refuse-body' : 'take';
  const settings = { DATA_DIR, SMTP_URL: peer.url, LOG_LEVEL: 'debug' };
  for (const name of STAFF) await addPerson(name, settings);
  served = await serve(settings);
  for (const name of STAFF) sessions.set(name, await signIn(name));
  await journey();
  await calendar();
  await nonsense();
});

afterAll(() => peer.close());

async function addPerson(name: (typeof STAFF)[number], settings: Record<string, string>): Promise<void> {
  const file = join(DATA_DIR, '..', name);
  writeFileSync(file, passwordOf(name));
  const who = ['--name', `Kanariestaff ${name}`, '--email', `kanarie.${name}@staff.example`];
  const words = ['user', 'add', ...who, '--role', ROLES[name], '--password-file', file];
  const ran = await redress(words, settings);
  expect([ran.status, ran.stderr]).toEqual([0, '']);
}

/** An answer that refuses is kept, to be searched. */
async function kept(asked: Promise<Answer>): Promise<Answer> {
  const answer = await asked;
  if (answer.status >= 400) refusals.push(answer.text);
  return answer;
}

async function signIn(name: string): Promise<Session> {
  const headers = { origin: served.url, 'content-type': 'application/json' };
  const email = `kanarie.${name}@staff.example`;
  const tryWith = (password: string) =>
    kept(
      ask(served.url, '/api/v1/sessions', {
        method: 'POST',
        headers,
        body: JSON.stringify({ email, password }),
      }),
    );
  await tryWith('zeisigwrong password');
  const answer = await tryWith(passwordOf(name));
  const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const { formToken } = answer.json<{ formToken: string }>();
  const own = { ...headers, cookie, 'x-form-token': formToken };
  return {
    get: (path) => kept(ask(served.url, path, { headers: { cookie } })),
    send: (method, path, body, more = {}) =>
      kept(
        ask(served.url, path, {
          method,
          headers: { ...own, ...more },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
  };
}

async function made<T>(asked: Promise<Answer>): Promise<T> {
  const answer = await asked;
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
  return answer.json<T>();
}

interface Notice {
  id: string;
  revision: number;
  contentHash: string;
  current: { text: { sections: { id: string; heading: string }[] } };
}

/** From the incident to the mail, with something personal in every text. */
async function journey(): Promise<void> {
  const facts = {
    organisation: { name: 'Kanarieorg' },
    summary: 'kanariesummary of what happened',
    data: { classes: [{ class: 'name' }, { class: 'passport' }], complete: true },
  };
  const opened = { title: 'Kanarietitle', visibility: 'organisation', facts };
  const { id } = await made<{ id: string }>(as('lena').send('POST', '/api/v1/incidents', opened));
  const base = `/api/v1/incidents/${id}`;
  const change = { title: 'Kanarietitle again', status: 'notifying', reason: 'kanariereason' };
  await made(as('lena').send('PATCH', base, change));
  const revised = { ...facts, summary: 'kanariesecond summary' };
  await made(
    as('karl').send('PATCH', `${base}/facts`, { revision: 1, facts: revised, reason: 'kanariewhy' }),
  );
  await made(
    as('dana').send('POST', `${base}/recipients/import`, {
      csv: `email,name,reference\n${PEOPLE.join('\n')}\n`,
    }),
  );
  await evidence(base);
  const noticeId = await approved(base);
  const mailing = await made<{ id: string }>(as('dana').send('POST', '/api/v1/mailings', { noticeId }));
  const path = `/api/v1/mailings/${mailing.id}`;
  await made(as('karl').send('POST', `${path}/confirmation`, { count: PEOPLE.length }));
  for (let tries = 0; tries < 3_000; tries++) {
    const { mailing: now } = await made<{ mailing: { state: string } }>(as('karl').get(path));
    if (now.state === 'finished') return;
    await pause(100);
  }
  throw new Error(`The mailing did not end.\n${served.output()}`);
}

/** A file whose name, note and content name people; then some that are refused. */
async function evidence(base: string): Promise<void> {
  const added = (name: string, content: string, fields: Record<string, string>) => {
    const parts = Object.entries(fields).map(([field, value]) => partOf(`name="${field}"`, value));
    const file = partOf(`name="file"; filename="${name}"`, content);
    return as('dana').send('POST', `${base}/evidence`, `${parts.join('')}${file}--kanariecut--\r\n`, {
      'content-type': 'multipart/form-data; boundary=kanariecut',
    });
  };
  const note = { note: 'kanariereason to keep it' };
  const { id } = await made<{ id: string }>(added('kanariename.txt', 'kanariemail content', note));
  await made(as('dana').send('POST', `${base}/evidence/${id}/verifications`, {}));
  await made(as('dana').send('POST', `${base}/evidence/${id}/links`, { subject: 'fact:awareAt' }));
  const removal = { subject: 'fact:awareAt', reason: 'kanariereason to take it back' };
  await made(as('dana').send('POST', `${base}/evidence/${id}/links/removal`, removal));
  await added('kanariename-again.txt', 'kanariemail content', {});
  await added('kanariename.png', 'kanariemail disguised', {});
  await added('kanariename.txt', 'kanariemail other', { subject: 'kanarieref' });
}

function partOf(disposition: string, content: string): string {
  return `--kanariecut\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
}

async function approved(base: string): Promise<string> {
  const draft = await made<Notice>(as('dana').send('POST', `${base}/notices`, {}));
  const sections = draft.current.text.sections.map(({ id }, place) => ({
    id,
    heading: 'Kanarieheading',
    markdown:
      'Dear {{recipient.name}}, kanarietext. Your number is {{recipient.reference}}. Affected: {{dataClassBare recipient.dataClasses}}.',
    hidden: place !== 0,
  }));
  const text = { revision: 1, subject: 'Kanariesubject', preheader: 'kanarieline', sections };
  const saved = await made<Notice>(as('dana').send('POST', `/api/v1/notices/${draft.id}/revisions`, text));
  const { revision, contentHash } = saved;
  await made(as('dana').send('POST', `/api/v1/notices/${draft.id}/submission`, { revision }));
  const approval = { revision, contentHash, comment: 'kanariecomment' };
  await made(as('karl').send('POST', `/api/v1/notices/${draft.id}/approval`, approval));
  return draft.id;
}

/** An address that is fetched without signing in, by programs that nobody looks at. */
async function calendar(): Promise<void> {
  const { address } = await made<{ address: string }>(as('lena').send('POST', '/api/v1/me/calendar', {}));
  const { pathname } = new URL(address);
  calendarToken = pathname.slice('/calendar/'.length, -'.ics'.length);
  expect((await ask(served.url, pathname)).text).toMatch(/^BEGIN:VCALENDAR/);
  await kept(ask(served.url, `/calendar/${'kanarie'.repeat(6)}k.ics`));
  await kept(ask(served.url, '/calendar/kanarie.ics'));
  await as('lena').send('DELETE', '/api/v1/me/calendar', {});
  await kept(ask(served.url, pathname));
}

/** Requests that are refused, each with something in it that must not be repeated. */
async function nonsense(): Promise<void> {
  const wrong = { title: 'Kanarietitle\u0000', kind: 'kanariekind', facts: { awareAt: 'kanarietime' } };
  await as('lena').send('POST', '/api/v1/incidents', wrong);
  await as('lena').send('POST', '/api/v1/incidents', '{"title":"kanariecut');
  await as('lena').send('POST', '/api/v1/incidents', '{"title":"kanarieone","title":"kanarietwo"}');
  await as('lena').send('POST', '/api/v1/incidents/import', {
    veris: '{"incident_id":5,"summary":"kanarierecord"}\n{kanariebroken',
  });
  await as('dana').send('POST', '/api/v1/users', {
    name: 'Kanarienew',
    email: 'kanarienew@staff.example',
    role: 'viewer',
  });
  await as('lena').get('/api/v1/incidents?status=kanariestatus');
  await as('lena').get('/api/v1/incidents/kanarieid');
  await as('lena').get('/incidents/kanariereference?next=kanarienext');
  await as('lena').get('/kanariepath/%zz');
  await as('lena').get(`/incidents/${'kanarie'.repeat(60)}`);
  await ask(served.url, '/', { headers: { host: 'kanariehost.example' } });
  await ask(served.url, '/', {
    headers: { 'x-forwarded-for': 'kanarieproxy', cookie: 'redress_session=kanariecookie' },
  });
}

const canariesIn = (text: string) => [...new Set(text.match(CANARY) ?? [])];

it('tells the mail server, and nobody else, who the people are', () => {
  expect(peer.got.map(({ to }) => to[0]).sort()).toEqual(
    [0, 3, 4, 5].map((n) => `kanariemail${n}@customer.example`),
  );
});

it('writes no word of people into its log, however much it is asked to say', async () => {
  await served.end();
  const lines = served.output().trim().split('\n');
  expect(lines.filter((line) => line.includes('"route"')).length).toBeGreaterThan(20);
  expect(canariesIn(served.output())).toEqual([]);
  expect(calendarToken).toHaveLength(43);
  expect(served.output()).not.toContain(calendarToken);
  expect(served.output()).toContain('"route":"/calendar/:token.ics"');
});

it('repeats nothing that was sent in any refusal', () => {
  expect(refusals.length).toBeGreaterThan(8);
  // A page of refusal names the person who is signed in, in its frame.
  expect(canariesIn(refusals.join('\n')).filter((word) => word !== 'Kanariestaff')).toEqual([]);
  expect(refusals.join('\n')).not.toContain(calendarToken);
});

it('keeps nothing personal in the entries of the trail, which stay for ever', () => {
  const database = new Database(join(DATA_DIR, 'redress.sqlite'), { readonly: true });
  const bodies = database.prepare('SELECT body FROM audit_entry').all() as { body: string }[];
  database.close();
  expect(bodies.length).toBeGreaterThan(10);
  expect(canariesIn(bodies.map(({ body }) => body).join('\n'))).toEqual([]);
});

it('keeps the people affected, passwords and what was said at a decision sealed in its files', () => {
  const files = readdirSync(DATA_DIR, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files.map(({ name }) => name)).toContain('redress.sqlite');
  const found = files.flatMap(({ parentPath, name }) =>
    canariesIn(readFileSync(join(parentPath, name), 'latin1')).map((word) => word.toLowerCase()),
  );
  const personal = /^zeisig|^kanarie(mail|name|ref|comment|reason)/;
  expect([...new Set(found)].filter((word) => personal.test(word))).toEqual([]);
});
