import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { In } from 'typeorm';
import { Users } from '../src/identity/users.service.js';
import { Incident } from '../src/incidents/incident.entity.js';
import type { Role } from '../src/platform/access/permissions.js';
import { Clock } from '../src/platform/clock.js';
import { Reader } from '../src/platform/database/reader.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { Reminder } from '../src/reminders/reminder.entity.js';
import { ReminderWorker } from '../src/reminders/reminder.worker.js';
import { Reminders } from '../src/reminders/reminders.service.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { readHtml } from './support/html.js';
import { mailPeer } from './support/mail-peer.js';
import type { MailPeer } from './support/mail-peer.js';
import { people } from './support/people.js';
import type { SignedIn } from './support/people.js';
import { freePort } from './support/port.js';
import { trailOf } from './support/trail.js';

const RULE = 'eu-gdpr-33-authority';
const STAFF = {
  lena: 'lead',
  karl: 'counsel',
  dana: 'communications',
  vera: 'viewer',
  ada: 'admin',
} as const;
type Name = keyof typeof STAFF;

let peer: MailPeer;
let running: RunningApp;
let as: (name: Name) => SignedIn;
/** What the service takes for the present. */
let now: Temporal.Instant;
let round: () => Promise<void>;
/** Incidents of the test under way. */
let opened: string[];

/** The worker makes its rounds when the test says so, and at no time of its own. */
function takeOver(worker: ReminderWorker): () => Promise<void> {
  const usual = worker.round.bind(worker);
  worker.round = () => Promise.resolve();
  return usual;
}

beforeAll(async () => {
  // A port that nobody else is given while the server is down.
  peer = await mailPeer(await freePort());
  running = await startApp({ SMTP_URL: peer.url, REMINDER_LADDER: '50%,24h,4h,overdue' });
  as = await people(running, STAFF);
  round = takeOver(running.app.get(ReminderWorker));
  now = Temporal.Instant.fromEpochMilliseconds(Math.floor(Date.now() / 1000) * 1000);
  running.app.get(Clock).now = () => now;
});
afterAll(async () => {
  await running.close();
  await peer.close();
});

/** A day on from the test before, whose incidents are closed: nobody is reminded of them any more. */
beforeEach(async () => {
  peer.treat = () => 'take';
  peer.got.length = 0;
  opened = [];
  later({ hours: 24 });
  await as('lena').signIn();
});
afterEach(() =>
  running.app.get(UnitOfWork).run((manager) => manager.updateAll(Incident, { status: 'closed' })),
);

const later = (duration: Temporal.DurationLike) => (now = now.add(duration));
const rows = () =>
  running.app.get(Reader).manager.find(Reminder, {
    where: { incidentId: In(opened) },
    order: { id: 'ASC' },
  });
const got = () => peer.got.map(({ to, subject }) => [...to, subject]);

/** An EU controller that is aware since a moment ago: the authority within 72 hours. */
async function incident(
  body: Record<string, unknown> = {},
  lead = as('lena'),
): Promise<{ id: string; reference: string }> {
  const awareAt = now.toString({ smallestUnit: 'second' });
  const facts = {
    awareAt,
    discoveredAt: awareAt,
    organisation: { roles: ['controller'], establishments: ['IE'] },
    incident: { types: ['external-intrusion'], effects: ['confidentiality'] },
    data: { classes: [{ class: 'email-address', protection: 'none' }], complete: true },
    affected: { byJurisdiction: { IE: 48213 }, complete: true },
    harm: { level: 'possible' },
  };
  const asked = { title: 'Erika Muster was robbed', visibility: 'members', facts, ...body };
  const answer = await lead.post('/api/v1/incidents', asked);
  if (answer.status !== 201) throw new Error(answer.text);
  const made = answer.json<{ id: string; reference: string }>();
  opened.push(made.id);
  return made;
}

/** Someone whose account no other test uses. */
async function newcomer(name: string, role: Role): Promise<SignedIn> {
  return (await people(running, { [name]: role }))(name);
}

/** What the trail says of reminders about the incidents of this test. */
const onRecord = async () =>
  (await trailOf(running)).filter(
    ({ action, incidentId }) => action.startsWith('reminder.') && opened.includes(incidentId ?? ''),
  );

/** Sessions end while the clock is put ahead, so the lead signs in anew. */
const dutyOf = async (id: string) => {
  await as('lena').signIn();
  const { duties } = (await as('lena').get(`/api/v1/incidents/${id}/obligations`)).json<{
    duties: { ruleId: string; record: { id: string; revision: number; dueAt: string } }[];
  }>();
  const duty = duties.find(({ ruleId }) => ruleId === RULE);
  if (!duty) throw new Error('The rule of the test is not in the register.');
  return duty.record;
};

describe('a duty of 72 hours', () => {
  it('is told at each rung, once, to those who decide about it, in words that name nobody', async () => {
    const { id, reference } = await incident();
    await as('lena').post(`/api/v1/incidents/${id}/members`, { userId: as('karl').id });
    await as('lena').post(`/api/v1/incidents/${id}/members`, { userId: as('vera').id });
    await round();
    expect(got()).toEqual([]);
    later({ hours: 36 });
    await round();
    await round();
    const told = [as('lena').email, as('karl').email].sort();
    expect(peer.got.map(({ to }) => to[0]).sort()).toEqual(told);
    later({ hours: 12 });
    await round();
    later({ hours: 20 });
    await round();
    later({ hours: 4, seconds: 1 });
    await round();
    await round();
    const mine = peer.got.filter(({ to }) => to[0] === as('lena').email);
    expect(mine.map(({ subject }) => subject)).toEqual([
      expect.stringMatching(new RegExp(`^${reference}: .*36 h left$`)),
      expect.stringMatching(/24 h left$/),
      expect.stringMatching(/4 h left$/),
      expect.stringMatching(/less than 1 min late$/),
    ]);
    for (const { raw, text } of peer.got)
      expect(`${raw}${text}`).not.toMatch(/Erika|Muster|robbed|\b48[., ]?213\b|Tester/);
    expect(mine[1]?.text).toContain(`${running.url}/incidents/${reference}/obligations?duty=${RULE}`);
  });

  it('leaves an entry for each message, with ids and rungs only', async () => {
    const { id } = await incident();
    later({ hours: 48 });
    await round();
    const [entry, ...rest] = await onRecord();
    expect(rest).toEqual([]);
    expect(entry?.action).toBe('reminder.sent');
    expect(entry?.facts).toMatchObject({ state: 'sent', user: as('lena').id });
    expect(entry?.facts['duties']).toContainEqual({
      obligation: (await dutyOf(id)).id,
      rung: '24h',
      dueAt: expect.any(String),
    });
  });

  it('that is found late is told by its newest rung alone', async () => {
    await incident();
    later({ hours: 70 });
    await round();
    expect((await rows()).filter(({ rung }) => rung !== '4h')).toEqual([]);
    expect(peer.got).toHaveLength(1);
  });

  it('is told to its keeper alone, and to the others again once the keeper is gone', async () => {
    const { id } = await incident({ visibility: 'organisation' });
    const { revision } = await dutyOf(id);
    const paula = await newcomer('paula', 'communications');
    const keeper = { keeperId: paula.id, revision };
    expect((await as('lena').post(`/api/v1/incidents/${id}/obligations/${RULE}/keeper`, keeper)).status).toBe(
      200,
    );
    later({ hours: 36 });
    await round();
    const ofRule = async () => {
      const { id: obligationId } = await dutyOf(id);
      return (await rows()).filter((row) => row.obligationId === obligationId).map(({ userId }) => userId);
    };
    expect(await ofRule()).toEqual([paula.id]);
    await running.app.get(Users).change(paula.id, { disabled: true }, as('ada').actor);
    later({ hours: 12 });
    await round();
    expect(await ofRule()).toEqual([paula.id, as('lena').id]);
  });

  it('asks for nothing once it is settled, also when its reminder waited for the mail server', async () => {
    const { id } = await incident();
    peer.treat = () => 'defer';
    later({ hours: 36 });
    await round();
    const waiting = await rows();
    expect(new Set(waiting.map(({ state }) => state))).toEqual(new Set(['queued']));
    const { revision, id: obligationId } = await dutyOf(id);
    await as('lena').post(`/api/v1/incidents/${id}/obligations/${RULE}/decision`, {
      decision: 'not_notifiable',
      reason: 'No risk',
      revision,
    });
    peer.treat = () => 'take';
    later({ minutes: 5 });
    await round();
    const states = (await rows()).map((row) => [row.obligationId === obligationId, row.state]);
    expect(states).toContainEqual([true, 'dropped']);
    expect(states).not.toContainEqual([true, 'sent']);
  });

  it('that is extended is told again only when the rungs of the new moment come', async () => {
    const { id } = await incident();
    later({ hours: 48 });
    await round();
    const { revision, dueAt, id: obligationId } = await dutyOf(id);
    const until = Temporal.Instant.from(dueAt).add({ hours: 10 });
    await as('lena').post(`/api/v1/incidents/${id}/obligations/${RULE}/decision`, {
      decision: 'extended',
      reason: 'Granted by phone',
      until: until.toString(),
      revision,
    });
    const rungs = async () =>
      (await rows()).filter((row) => row.obligationId === obligationId).map(({ rung }) => rung);
    later({ hours: 2 });
    await round();
    expect(await rungs()).toEqual(['24h']);
    later({ hours: 8 });
    await round();
    expect(await rungs()).toEqual(['24h', '24h']);
  });
});

describe('the mail server', () => {
  it('that is down gets the reminder when it is back, once', async () => {
    await peer.close();
    await incident();
    later({ hours: 48 });
    await round();
    peer = await mailPeer(Number(new URL(peer.url).port));
    const [waiting] = await rows();
    expect(waiting).toMatchObject({
      state: 'queued',
      code: 'smtp_unreachable',
      attempt: 1,
      maybeTwice: false,
    });
    await round();
    expect(peer.got).toHaveLength(0);
    later({ minutes: 1 });
    await round();
    await round();
    expect(peer.got).toHaveLength(1);
    expect((await rows())[0]).toMatchObject({ state: 'sent', attempt: 2 });
  });

  it('that refuses the person ends it, and says so in the trail', async () => {
    peer.treat = () => 'refuse';
    await incident();
    later({ hours: 48 });
    await round();
    expect((await rows())[0]).toMatchObject({ state: 'failed', code: '550 5.1.1' });
    const entries = (await onRecord()).filter(({ action }) => action === 'reminder.failed');
    expect(entries.map(({ facts }) => facts['code'])).toEqual(['550 5.1.1']);
  });

  it('that hangs up before it answers gets the message once more under the same id, and no third time', async () => {
    peer.treat = () => 'drop-after-body';
    await incident();
    later({ hours: 48 });
    await round();
    await round();
    later({ hours: 1 });
    await round();
    expect(peer.got).toHaveLength(2);
    expect(peer.got[0]?.messageId).toBe(peer.got[1]?.messageId);
    expect((await rows())[0]).toMatchObject({ state: 'unconfirmed', maybeTwice: true });
  });
});

it('what a killed process was sending is sent once more, and only after nobody can be at it any more', async () => {
  const { id: incidentId } = await incident();
  later({ hours: 48 });
  await round();
  const lost = { state: 'sending' as const, maybeTwice: false };
  const killed = () =>
    running.app.get(UnitOfWork).run((manager) => manager.update(Reminder, { incidentId }, lost));
  await killed();
  later({ minutes: 19 });
  await round();
  expect(peer.got).toHaveLength(1);
  later({ minutes: 2 });
  await round();
  expect(peer.got).toHaveLength(2);
  expect(peer.got[0]?.messageId).toBe(peer.got[1]?.messageId);
});

it('two rounds at once send each message once', async () => {
  for (let number = 0; number < 4; number += 1) await incident();
  later({ hours: 48 });
  await Promise.all([round(), round(), round()]);
  expect(new Set(peer.got.map(({ messageId }) => messageId)).size).toBe(4);
  expect(peer.got).toHaveLength(4);
});

describe('an exercise', () => {
  it('reaches its members alone, marked, and never by the mail server', async () => {
    const { id, reference } = await incident({ kind: 'exercise', visibility: 'organisation' });
    const { revision } = await dutyOf(id);
    const keeper = { keeperId: as('dana').id, revision };
    await as('lena').post(`/api/v1/incidents/${id}/obligations/${RULE}/keeper`, keeper);
    later({ hours: 48 });
    await round();
    expect(peer.got).toEqual([]);
    expect(new Set((await rows()).map(({ userId }) => userId))).toEqual(new Set([as('lena').id]));
    const folder = join(running.dataDir, 'mail', 'reminders');
    const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(kept).toHaveLength(1);
    expect(kept[0]).toContain(`Subject: EXERCISE ${reference}: `);
    const [waiting] = await running.app.get(Reminders).forActor(as('lena').actor);
    expect(waiting).toMatchObject({ reference, exercise: true, rung: '24h' });
  });
});

describe('pages', () => {
  it('hear what waits for a person, while they may see it and it is open', async () => {
    const { id, reference } = await incident();
    await as('lena').post(`/api/v1/incidents/${id}/members`, { userId: as('karl').id });
    later({ hours: 48 });
    await round();
    const reminders = running.app.get(Reminders);
    const waiting = async (name: Name) =>
      (await reminders.forActor(as(name).actor)).filter(({ ruleId }) => ruleId === RULE);
    expect(await waiting('karl')).toEqual([
      {
        incidentId: id,
        reference,
        exercise: false,
        ruleId: RULE,
        name: expect.stringMatching(/^Report due \(GDPR Art\. 33/),
        rung: '24h',
        words: '24 h before the last moment',
        dueAt: Temporal.Instant.from((await dutyOf(id)).dueAt),
      },
    ]);
    expect(await waiting('vera')).toEqual([]);
    const { text } = readHtml((await as('lena').get('/')).text);
    expect(text).toContain(`Report due (GDPR Art. 33(1),(3)-(4))${reference}: 1 d left.`);
    await as('lena').delete(`/api/v1/incidents/${id}/members/${as('karl').id}`);
    expect(await waiting('karl')).toEqual([]);
    const told = await reminders.ofIncident(id, as('lena').actor);
    expect(told.get(RULE)?.map(({ rung, state, userId }) => [rung, state, userId])).toEqual([
      ['24h', 'sent', as('lena').id],
      ['24h', 'sent', as('karl').id],
    ]);
  });

  it('say when there was nobody to tell; who joins then is told after all', async () => {
    const nele = await newcomer('nele', 'lead');
    await incident({}, nele);
    await running.app.get(Users).change(nele.id, { role: 'viewer' }, as('ada').actor);
    later({ hours: 48 });
    await round();
    later({ minutes: 16 });
    await round();
    expect((await rows()).map(({ userId, code }) => [userId, code])).toContainEqual(['', 'nobody']);
    expect((await onRecord()).filter(({ action }) => action === 'reminder.failed')).toHaveLength(
      (await rows()).length,
    );
    await running.app.get(Users).change(nele.id, { role: 'lead' }, as('ada').actor);
    later({ minutes: 16 });
    await round();
    expect(peer.got.map(({ to }) => to[0])).toEqual([nele.email]);
  });
});

describe('the setting', () => {
  it('off reminds nobody', async () => {
    const quiet = await startApp({ REMINDER_LADDER: 'off' });
    quiet.app.get(Clock).now = () => now;
    await incident({}, (await people(quiet, { lena: 'lead' }))('lena'));
    later({ hours: 48 });
    await quiet.app.get(ReminderWorker).round();
    const made = await quiet.app.get(Reader).manager.count(Reminder);
    await quiet.close();
    expect(made).toBe(0);
  });
});
