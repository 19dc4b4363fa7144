import { Users } from '../src/identity/users.service.js';
import { CalendarFeed } from '../src/calendars/calendar-feed.entity.js';
import type { Role } from '../src/platform/access/permissions.js';
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

beforeAll(async () => {
  running = await startApp();
  as = await people(running, STAFF);
});
afterAll(() => running.close());

let hour = 0;
let restore: () => void;

/** Each test has an hour of its own, so that no limit counts what another one asked. */
beforeEach(async () => {
  restore = laterBy(running, { hours: ++hour });
  for (const name of Object.keys(STAFF) as Name[]) await as(name).signIn();
});
afterEach(() => restore());

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

/** Someone whose account no other test uses. */
async function newcomer(name: string, role: Role = 'lead'): Promise<SignedIn> {
  return (await people(running, { [name]: role }))(name);
}

async function addressOf(who: SignedIn): Promise<string> {
  const answer = await who.post('/api/v1/me/calendar');
  if (answer.status !== 201) throw new Error(answer.text);
  return new URL(answer.json<{ address: string }>().address).pathname;
}

const fetched = (path: string): Promise<Answer> => ask(running.url, path);
const unfolded = ({ text }: Answer) => text.replace(/\r\n /g, '');
const linesOf = (answer: Answer) => unfolded(answer).split('\r\n');
const valuesOf = (answer: Answer, name: string) =>
  linesOf(answer).flatMap((line) => (line.startsWith(`${name}:`) ? [line.slice(name.length + 1)] : []));

/** The events of one incident, as lines; the calendar of a lead has those of other tests too. */
const eventsOf = (answer: Answer, reference: string) =>
  unfolded(answer)
    .split('BEGIN:VEVENT\r\n')
    .slice(1)
    .map((event) => event.split('\r\n'))
    .filter((lines) => lines.some((line) => line.startsWith(`URL:${running.url}/incidents/${reference}/`)));
const eventOfRule = (answer: Answer, reference: string) =>
  eventsOf(answer, reference).find((lines) => lines.some((line) => line.endsWith(`#duty-${RULE}`))) ?? [];

const decide = (id: string, body: Record<string, unknown>) =>
  as('lena').post(`/api/v1/incidents/${id}/obligations/${RULE}/decision`, body);

describe('the calendar at a private address', () => {
  it('has each open duty with its last moment, and neither a title nor a name', async () => {
    const { reference } = await incident();
    const answer = await fetched(await addressOf(as('lena')));
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(eventOfRule(answer, reference)).toEqual(
      expect.arrayContaining([
        `SUMMARY:${reference}: report due (GDPR Art. 33(1)\\,(3)-(4))`,
        'DTSTART:20261105T090000Z',
        `URL:${running.url}/incidents/${reference}/obligations?duty=${RULE}#duty-${RULE}`,
        'TRIGGER:-PT24H',
        'TRIGGER:-PT4H',
      ]),
    );
    expect(answer.text).not.toMatch(/Erika|Muster|robbed|Tester|staff\.example|48.?213/);
    expect(valuesOf(answer, 'DTSTART').every((at) => /^\d{8}T\d{6}Z$/.test(at))).toBe(true);
  });

  it('keeps the id of an event and raises its sequence when its moment moves; a settled duty is gone', async () => {
    const { id, reference } = await incident();
    const path = await addressOf(as('lena'));
    const eventOf = async () => {
      const event = eventOfRule(await fetched(path), reference);
      const value = (name: string) =>
        event.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1);
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
    const events = eventsOf(await fetched(await addressOf(as('lena'))), reference);
    expect(events.length).toBeGreaterThan(0);
    const isMarked = (line: string) => line.startsWith(`SUMMARY:EXERCISE ${reference}: `);
    expect(events.filter((lines) => !lines.some(isMarked))).toEqual([]);
  });

  it('shows what its owner may see at the moment of each fetch', async () => {
    const { id, reference } = await incident({ visibility: 'restricted' });
    const conny = await newcomer('conny', 'counsel');
    const path = await addressOf(conny);
    const events = async () => eventsOf(await fetched(path), reference).length;
    expect(await events()).toBe(0);
    await as('lena').post(`/api/v1/incidents/${id}/members`, { userId: conny.id });
    expect(await events()).toBeGreaterThan(0);
    await as('lena').delete(`/api/v1/incidents/${id}/members/${conny.id}`);
    expect(await events()).toBe(0);
    await as('lena').post(`/api/v1/incidents/${id}/members`, { userId: conny.id });
    expect(await events()).toBeGreaterThan(0);
    await running.app.get(Users).change(conny.id, { role: 'admin' }, as('ada').actor);
    expect(valuesOf(await fetched(path), 'UID')).toEqual([]);
  });

  it('answers alike for what never was, what was replaced or taken back, and a disabled owner', async () => {
    const first = await addressOf(as('vera'));
    const second = await addressOf(as('vera'));
    const disabled = await newcomer('gus', 'counsel');
    const third = await addressOf(disabled);
    expect([(await fetched(second)).status, (await fetched(third)).status]).toEqual([200, 200]);
    await as('vera').delete('/api/v1/me/calendar');
    await running.app.get(Users).change(disabled.id, { disabled: true }, as('ada').actor);
    const never = `/calendar/${'A'.repeat(43)}.ics`;
    stopped(running);
    const answers = await Promise.all([first, second, third, never, '/calendar/x.ics'].map(fetched));
    const said = answers.map(({ status, text }) => [status, text.replace(/[0-9A-HJKMNP-TV-Z]{26}/g, '')]);
    expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(answers[0]?.status).toBe(404);
  });

  it('is kept by nobody, indexed by nobody, and needs no cookie', async () => {
    const answer = await fetched(await addressOf(as('lena')));
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
    const path = await addressOf(as('lena'));
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
    const path = await addressOf(as('lena'));
    stopped(running);
    const statuses = [];
    for (let fetch = 0; fetch < 21; fetch += 1) statuses.push((await fetched(path)).status);
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 429]);
    expect((await fetched(path)).headers['retry-after']).toBe('60');
    laterBy(running, { seconds: 60 });
    expect((await fetched(path)).status).toBe(200);
  });

  it('ask whoever guesses to wait, without closing the door to an address that is right', async () => {
    const path = await addressOf(as('lena'));
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
    const tess = await newcomer('tess');
    const path = await addressOf(tess);
    const token = path.slice('/calendar/'.length, -'.ics'.length);
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const feed = await running.app.get(Reader).manager.findOneBy(CalendarFeed, { userId: tess.id });
    expect(feed?.tokenHash).toMatch(/^[0-9a-f]{64}$/);
    const trail = await trailOf(running, tess.id);
    expect(JSON.stringify([feed, trail])).not.toContain(token);
    expect(trail.at(-1)).toMatchObject({ action: 'calendar.address_made', facts: { replaced: false } });
    expect((await tess.get('/api/v1/me/calendar')).text).not.toContain(token);
  });

  it('asks for the password again after five minutes, and is for those who see duties', async () => {
    expect((await as('ada').post('/api/v1/me/calendar')).status).toBe(403);
    laterBy(running, { minutes: 6 });
    expect((await as('lena').post('/api/v1/me/calendar')).status).toBe(428);
  });

  it('is made, shown once, and taken back on the page of the account', async () => {
    const mara = await newcomer('mara');
    const page = async () => (await mara.get('/me')).text;
    const actions = (html: string) => formsOf(readHtml(html)).map(({ action }) => action);
    expect(actions(await page())).toContain('/me/calendar');
    expect(actions(await page())).not.toContain('/me/calendar/revocation');
    const made = await mara.form('/me/calendar');
    const [address = ''] = /http:\/\/localhost:\d+\/calendar\/[\w-]{43}\.ics/.exec(made.text) ?? [];
    expect([made.status, (await fetched(new URL(address).pathname)).status]).toEqual([201, 200]);
    expect(await page()).not.toContain(address);
    expect(actions(await page())).toContain('/me/calendar/revocation');
    const revoked = await mara.form('/me/calendar/revocation');
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
