import { Users } from '../src/identity/users.service.js';
import { CalendarFeed } from '../src/calendars/calendar-feed.entity.js';
import { Reader } from '../src/platform/database/reader.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { ask } from './support/client.js';
import type { Answer } from './support/client.js';
import { laterBy, stopped } from './support/clock.js';
import { formsOf, readHtml } from './support/html.js';
import { people } from './support/people.js';
import type { Client, SignedIn } from './support/people.js';
import { trailOf } from './support/trail.js';

const RULE = 'eu-gdpr-33-authority';
const STAFF = { lena: 'lead', karl: 'counsel', vera: 'viewer', ada: 'admin' } as const;
type Name = keyof typeof STAFF;

let running: RunningApp;
let as: { (name: Name): SignedIn; (name: null): Client };

beforeEach(async () => {
  running = await startApp();
  as = await people(running, STAFF);
});
afterEach(() => running.close());

const AWARE = '2026-11-02T09:00:00Z';

async function incident(body: Record<string, unknown> = {}): Promise<{ id: string; reference: string }> {
  const facts = {
    awareAt: AWARE,
    discoveredAt: AWARE,
    organisation: { roles: ['controller'], establishments: ['IE'], name: 'Muster GmbH' },
    incident: { types: ['external-intrusion'], effects: ['confidentiality'] },
    data: { classes: [{ class: 'email-address', protection: 'none' }], complete: true },
    affected: { byJurisdiction: { IE: 48213 }, complete: true },
    harm: { level: 'possible' },
  };
  const asked = { title: 'Erika Muster was robbed', visibility: 'organisation', facts, ...body };
  const answer = await as('lena').post('/api/v1/incidents', asked);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json();
}

async function addressOf(name: Name): Promise<string> {
  const answer = await as(name).post('/api/v1/me/calendar');
  if (answer.status !== 201) throw new Error(answer.text);
  return new URL(answer.json<{ address: string }>().address).pathname;
}

const fetched = (path: string): Promise<Answer> => ask(running.url, path);
const linesOf = ({ text }: Answer) => text.replace(/\r\n /g, '').split('\r\n');
const valuesOf = (answer: Answer, name: string) =>
  linesOf(answer).flatMap((line) => (line.startsWith(`${name}:`) ? [line.slice(name.length + 1)] : []));
const decide = (id: string, body: Record<string, unknown>) =>
  as('lena').post(`/api/v1/incidents/${id}/obligations/${RULE}/decision`, body);

describe('the calendar at a private address', () => {
  it('has each open duty with its last moment, and neither a title nor a name', async () => {
    const { reference } = await incident();
    const answer = await fetched(await addressOf('lena'));
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
    const lines = linesOf(answer);
    const from = lines.indexOf(`SUMMARY:${reference}: report due (GDPR Art. 33(1)\\,(3)-(4))`);
    expect(from).toBeGreaterThan(0);
    expect(lines[from - 1]).toBe('DTSTART:20261105T090000Z');
    expect(lines.slice(from)).toContain(
      `URL:${running.url}/incidents/${reference}/obligations?duty=${RULE}#duty-${RULE}`,
    );
    expect(lines.slice(from)).toEqual(expect.arrayContaining(['TRIGGER:-PT24H', 'TRIGGER:-PT4H']));
    expect(answer.text).not.toMatch(/Erika|Muster|robbed|Tester|staff\.example|48.?213/);
    expect(valuesOf(answer, 'DTSTART').every((at) => /^\d{8}T\d{6}Z$/.test(at))).toBe(true);
  });

  it('keeps the id of an event and raises its sequence when its moment moves; a settled duty is gone', async () => {
    const { id } = await incident();
    const path = await addressOf('lena');
    const eventOf = async () => {
      const events = (await fetched(path)).text.replace(/\r\n /g, '').split('BEGIN:VEVENT').slice(1);
      const event = events.find((one) => one.includes(`duty=${RULE}#`)) ?? '';
      const value = (name: string) => new RegExp(`\\r\\n${name}:(.*)\\r\\n`).exec(event)?.[1];
      return [value('UID'), value('SEQUENCE'), value('DTSTART')];
    };
    const [uid, sequence, start] = await eventOf();
    expect([sequence, start]).toEqual(['0', '20261105T090000Z']);
    const until = new Date(Math.floor(Date.now() / 1000) * 1000 + 30 * 86_400_000).toISOString();
    await decide(id, { decision: 'extended', reason: 'By phone', until, revision: 1 });
    expect(await eventOf()).toEqual([uid, '1', until.replace(/[-:]|\.000/g, '')]);
    await decide(id, { decision: 'not_notifiable', reason: 'No risk', revision: 2 });
    expect(await eventOf()).toEqual([undefined, undefined, undefined]);
  });

  it('marks an exercise', async () => {
    const { reference } = await incident({ kind: 'exercise' });
    const summaries = valuesOf(await fetched(await addressOf('lena')), 'SUMMARY');
    expect(summaries.length).toBeGreaterThan(0);
    expect(summaries.filter((text) => !text.startsWith(`EXERCISE ${reference}: `))).toEqual([]);
  });

  it('shows what its owner may see at the moment of each fetch', async () => {
    const { id } = await incident({ visibility: 'restricted' });
    const path = await addressOf('karl');
    const events = async () => valuesOf(await fetched(path), 'UID').length;
    expect(await events()).toBe(0);
    await as('lena').post(`/api/v1/incidents/${id}/members`, { userId: as('karl').id });
    expect(await events()).toBeGreaterThan(0);
    await as('lena').delete(`/api/v1/incidents/${id}/members/${as('karl').id}`);
    expect(await events()).toBe(0);
    await as('lena').post(`/api/v1/incidents/${id}/members`, { userId: as('karl').id });
    await running.app.get(Users).change(as('karl').id, { role: 'admin' }, as('ada').actor);
    expect(await events()).toBe(0);
  });

  it('answers alike for what never was, what was replaced or taken back, and a disabled owner', async () => {
    const first = await addressOf('vera');
    const second = await addressOf('vera');
    const karls = await addressOf('karl');
    expect([(await fetched(second)).status, (await fetched(karls)).status]).toEqual([200, 200]);
    await as('vera').delete('/api/v1/me/calendar');
    await running.app.get(Users).change(as('karl').id, { disabled: true }, as('ada').actor);
    const never = `/calendar/${'A'.repeat(43)}.ics`;
    stopped(running);
    const answers = await Promise.all([first, second, karls, never, '/calendar/x.ics'].map(fetched));
    const said = answers.map(({ status, text }) => [status, text.replace(/[0-9A-HJKMNP-TV-Z]{26}/g, '')]);
    expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(answers[0]?.status).toBe(404);
  });

  it('is kept by nobody, indexed by nobody, and needs no cookie', async () => {
    const answer = await fetched(await addressOf('lena'));
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('changes nothing, however often it is asked for', async () => {
    await incident();
    const path = await addressOf('lena');
    const state = async () => [
      (await trailOf(running)).length,
      await running.app.get(Reader).manager.find(CalendarFeed),
    ];
    const before = await state();
    const answers = [];
    for (let fetch = 0; fetch < 5; fetch += 1) answers.push((await fetched(path)).text);
    expect(await state()).toEqual(before);
    expect(new Set(answers).size).toBe(1);
  });
});

describe('limits', () => {
  it('ask a program that comes more than twenty times a minute to wait', async () => {
    const path = await addressOf('lena');
    stopped(running);
    const statuses = [];
    for (let fetch = 0; fetch < 21; fetch += 1) statuses.push((await fetched(path)).status);
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 429]);
    expect((await fetched(path)).headers['retry-after']).toBe('60');
    laterBy(running, { seconds: 60 });
    expect((await fetched(path)).status).toBe(200);
  });

  it('ask whoever guesses to wait, without closing the door to an address that is right', async () => {
    const path = await addressOf('lena');
    stopped(running);
    const statuses = [];
    for (let guess = 0; guess < 11; guess += 1)
      statuses.push((await fetched(`/calendar/${String(guess).padStart(43, 'A')}.ics`)).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 404), 429]);
    expect((await fetched(path)).status).toBe(200);
  });
});

describe('the address', () => {
  it('is kept as a hash alone and named in no entry', async () => {
    const path = await addressOf('lena');
    const token = path.slice('/calendar/'.length, -'.ics'.length);
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const [feed] = await running.app.get(Reader).manager.find(CalendarFeed);
    expect(feed?.tokenHash).toMatch(/^[0-9a-f]{64}$/);
    const trail = await trailOf(running, as('lena').id);
    expect(JSON.stringify([feed, trail])).not.toContain(token);
    expect(trail.at(-1)).toMatchObject({ action: 'calendar.address_made', facts: { replaced: false } });
    expect((await as('lena').get('/api/v1/me/calendar')).text).not.toContain(token);
  });

  it('asks for the password again after five minutes, and is for those who see duties', async () => {
    expect((await as('ada').post('/api/v1/me/calendar')).status).toBe(403);
    const restore = laterBy(running, { minutes: 6 });
    expect((await as('lena').post('/api/v1/me/calendar')).status).toBe(428);
    restore();
  });

  it('is made, shown once, and taken back on the page of the account', async () => {
    const page = async () => (await as('lena').get('/me')).text;
    const actions = (html: string) => formsOf(readHtml(html)).map(({ action }) => action);
    expect(actions(await page())).toContain('/me/calendar');
    expect(actions(await page())).not.toContain('/me/calendar/revocation');
    const made = await as('lena').form('/me/calendar');
    const [address = ''] = /http:\/\/localhost:\d+\/calendar\/[\w-]{43}\.ics/.exec(made.text) ?? [];
    expect([made.status, (await fetched(new URL(address).pathname)).status]).toEqual([201, 200]);
    expect(await page()).not.toContain(address);
    expect(actions(await page())).toContain('/me/calendar/revocation');
    const revoked = await as('lena').form('/me/calendar/revocation');
    expect([revoked.status, revoked.headers.location]).toEqual([303, '/me?done=calendar']);
    expect((await fetched(new URL(address).pathname)).status).toBe(404);
    expect((await as('ada').get('/me')).text).not.toContain('/me/calendar');
  });
});

describe('the calendar file of an incident', () => {
  it('is for those who may see the incident', async () => {
    const { id, reference } = await incident({ visibility: 'restricted' });
    const file = await as('lena').get(`/incidents/${reference}/obligations.ics`);
    expect([file.status, file.headers['content-disposition']]).toEqual([
      200,
      `attachment; filename="${reference}.ics"`,
    ]);
    expect(valuesOf(file, 'SUMMARY').length).toBeGreaterThan(0);
    expect((await as('lena').get(`/api/v1/incidents/${id}/obligations.ics`)).text).toBe(file.text);
    expect((await as('karl').get(`/incidents/${reference}/obligations.ics`)).status).toBe(404);
    expect((await as('karl').get(`/api/v1/incidents/${id}/obligations.ics`)).status).toBe(404);
    expect((await as(null).get(`/api/v1/incidents/${id}/obligations.ics`)).status).toBe(401);
  });

  it('holds only its own duties', async () => {
    const { reference } = await incident();
    await incident();
    const file = await as('lena').get(`/incidents/${reference}/obligations.ics`);
    expect(valuesOf(file, 'SUMMARY').filter((text) => !text.startsWith(`${reference}: `))).toEqual([]);
  });
});
