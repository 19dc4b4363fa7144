import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { IsNull, Not } from 'typeorm';
import { AppModule } from '../src/app.module.js';
import { DeliveryWorker } from '../src/delivery/delivery.worker.js';
import { MailingBatches } from '../src/delivery/mailing-batches.js';
import type { Batch, Settled } from '../src/delivery/mailing-batches.js';
import { outcomesRoot } from '../src/delivery/mailing-end.js';
import { MailingLeases } from '../src/delivery/mailing-leases.js';
import type { Lease } from '../src/delivery/mailing-leases.js';
import { MailingStart } from '../src/delivery/mailing-start.js';
import { Mailing } from '../src/delivery/mailing.entity.js';
import { Clock } from '../src/platform/clock.js';
import { Environment } from '../src/platform/config/environment.js';
import { DataSources } from '../src/platform/database/data-sources.js';
import { Reader } from '../src/platform/database/reader.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { DATABASE } from './support/database.js';
import { holdFrom, mailPeer } from './support/mail-peer.js';
import type { MailPeer } from './support/mail-peer.js';
import {
  approveAnotherText,
  approvedNotice,
  confirmed,
  countsOf,
  csvOf,
  deliveriesOf,
  importCsv,
  incidentOf,
  requested,
  until,
} from './support/mailings.js';
import type { As } from './support/mailings.js';
import { EVERYONE, people } from './support/people.js';
import { trailOf } from './support/trail.js';

let peer: MailPeer;

beforeAll(async () => {
  peer = await mailPeer();
});

afterAll(() => peer.close());

const open: { close(): Promise<void> }[] = [];

/** A service that is closed once: by the test, or after it, also when it fails. */
async function started(settings: Record<string, string>): Promise<RunningApp> {
  const running = await startApp(settings);
  let closed: Promise<void> | undefined;
  const once = { ...running, close: () => (closed ??= running.close()) };
  open.push(once);
  return once;
}

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

beforeEach(() => {
  peer.got.length = 0;
  peer.beforeAnswer = () => Promise.resolve();
});

const PEOPLE = 300;
const everyone = Array.from({ length: PEOPLE }, (_, n) => `p${n}@example.org`).sort();

/** Settings under which another process finds the same data. */
function samePlace(running: RunningApp): Record<string, string> {
  const { DATA_DIR, DATABASE_URL } = running.app.get(Environment);
  return { DATA_DIR, ...(DATABASE_URL === undefined ? {} : { DATABASE_URL }), SMTP_URL: peer.url };
}

interface Halfway {
  running: RunningApp;
  mailingId: string;
  /** Lets the mail server answer what it holds, and all that follows. */
  release: () => void;
}

/**
 * Starts a mailing and returns when the mail server has so many copies. It answers no more, so that nothing goes on
 * while a test does its part.
 *
 * @param ready awaited before the mailing is confirmed
 */
async function halfway(
  taken: number,
  ready: (running: RunningApp) => Promise<void> = () => Promise.resolve(),
): Promise<Halfway> {
  const running = await started({ SMTP_URL: peer.url });
  const as = await people(running, EVERYONE);
  const incidentId = await incidentOf(as);
  await importCsv(as, incidentId, csvOf(PEOPLE));
  const noticeId = await approvedNotice(as, incidentId);
  await ready(running);
  const { reached, release } = holdFrom(peer, taken);
  const mailingId = await confirmed(as, noticeId);
  await reached;
  await keepLease(running, mailingId);
  return { running, mailingId, release };
}

/**
 * Closes the service. The mail server answers as soon as the worker was told to stop, and not before.
 *
 * @param over awaited by the service, which leaves a worker that keeps it waiting: a busy machine is no such case
 */
async function closed({ running, release }: Halfway, over: () => Promise<void>): Promise<void> {
  const worker = running.app.get(DeliveryWorker);
  const stop = worker.beforeApplicationShutdown.bind(worker);
  worker.beforeApplicationShutdown = async () => {
    const stopped = stop();
    release();
    await over();
    await stopped;
  };
  await running.close();
}

/** Stops the service as its operator does: what is on its way ends and is written down. */
async function stopped(half: Halfway): Promise<void> {
  const { manager } = half.running.app.get(Reader);
  const holder = async () => (await manager.findOneByOrFail(Mailing, { id: half.mailingId })).leaseOwner;
  const first = await holder();
  await closed(half, async () => {
    while ((await holder()) === first) await pause(20);
  });
}

/** Nothing this process does reaches the database any more: what a kill leaves behind. */
async function killed(half: Halfway): Promise<void> {
  const over = new Promise<void>((resolve) => {
    half.running.app.get(MailingBatches).exchange = () => {
      resolve();
      return Promise.reject(new Error('killed'));
    };
  });
  await closed(half, () => over);
}

it('a service that is stopped half-way goes on where it was: everyone once', async () => {
  const half = await halfway(100);
  const place = samePlace(half.running);
  await stopped(half);
  expect(peer.got.length).toBeLessThan(PEOPLE);
  const next = await started(place);
  await until(next, half.mailingId, 'finished');
  expect(await countsOf(next, half.mailingId)).toEqual({ accepted: PEOPLE });
  expect(peer.got.map(({ to }) => to[0]).sort()).toEqual(everyone);
});

it('after a crash nobody is left out, and nobody gets two: what was under way is listed as unconfirmed', async () => {
  const half = await halfway(100);
  const { mailingId } = half;
  const place = samePlace(half.running);
  await killed(half);
  const taken = new Set(peer.got.map(({ to }) => to[0]));

  const next = await started(place);
  await thirtySecondsLater(next, mailingId);
  await until(next, mailingId, 'finished');
  const rows = await deliveriesOf(next, mailingId);
  const counts = await countsOf(next, mailingId);
  expect((counts.accepted ?? 0) + (counts.unconfirmed ?? 0)).toBe(PEOPLE);
  expect(counts.unconfirmed).toBeGreaterThan(0);
  expect(counts.unconfirmed).toBeLessThanOrEqual(64);
  expect(rows.filter(({ state }) => state === 'unconfirmed').map(({ code }) => code)).toEqual(
    Array.from({ length: counts.unconfirmed ?? 0 }, () => 'owner_lost'),
  );
  const got = peer.got.map(({ to }) => to[0]);
  expect(new Set(got).size).toBe(got.length);
  expect(got.length).toBeGreaterThanOrEqual(counts.accepted ?? 0);
  expect([...taken].every((address) => got.includes(address))).toBe(true);
});

it('a mailing that was stopped while its worker died is tidied up, and none of its copies stays under way', async () => {
  const half = await halfway(20);
  const { running, mailingId } = half;
  const place = samePlace(running);
  const { manager } = running.app.get(DataSources).writer;
  await manager.query(`UPDATE mailing SET state = 'stopped' WHERE id = '${mailingId}'`);
  await killed(half);
  const before = peer.got.length;

  const next = await started(place);
  await thirtySecondsLater(next, mailingId);
  await until(next, mailingId, 'stopped');
  expect((await countsOf(next, mailingId)).sending).toBeUndefined();
  expect(peer.got.length).toBe(before);
});

it('a command that uses the services beside nothing else sends nothing', async () => {
  const half = await halfway(20);
  const environment = half.running.app.get(Environment);
  const mailingOf = ({ app }: { app: INestApplicationContext }) =>
    app.get(Reader).manager.findOneByOrFail(Mailing, { id: half.mailingId });
  const { fence } = await mailingOf(half.running);
  await killed(half);
  const before = peer.got.length;
  const context = await NestFactory.createApplicationContext(AppModule.forRoot(environment), {
    logger: false,
  });
  open.push(context);
  await context.get(DataSources).writer.manager.query(`UPDATE mailing SET lease_until = NULL`);
  await pause(300);
  const mailing = await mailingOf({ app: context });
  expect([mailing.state, mailing.fence, peer.got.length]).toEqual(['sending', fence, before]);
});

/** A confirmed mailing to a hundred people, and the parts that send it, driven by hand. */
async function byHand(): Promise<Driven> {
  const running = await started({ SMTP_URL: peer.url, MAILING_WAIT_SECONDS: '3600' });
  const as = await people(running, EVERYONE);
  const incidentId = await incidentOf(as);
  await importCsv(as, incidentId, csvOf(100));
  const noticeId = await approvedNotice(as, incidentId);
  const mailingId = await confirmed(as, noticeId);
  await running.app.get(DeliveryWorker).beforeApplicationShutdown();
  const leases = running.app.get(MailingLeases);
  const lease = await leases.take(mailingId);
  if (!lease || !(await running.app.get(MailingStart).begin(lease))) throw new Error('It did not start.');
  return {
    running,
    as,
    incidentId,
    noticeId,
    mailingId,
    leases,
    lease,
    batches: running.app.get(MailingBatches),
  };
}

interface Driven {
  running: RunningApp;
  as: As;
  incidentId: string;
  noticeId: string;
  mailingId: string;
  leases: MailingLeases;
  lease: Lease;
  batches: MailingBatches;
}

const taken = (batch: Batch | null): Settled[] =>
  (batch?.copies ?? []).map(({ delivery }) => ({ delivery, outcome: { state: 'accepted', code: '250' } }));

it('a worker that slept past its lease marks nothing any more, but what it knows is written down', async () => {
  const { running, mailingId, leases, lease, batches } = await byHand();
  const batch = await batches.exchange(lease, [], '');
  expect(batch?.copies).toHaveLength(64);
  await keepLease(running, mailingId);
  expect(await leases.take(mailingId)).toBeNull();

  await thirtySecondsLater(running, mailingId);
  const other = await leases.take(mailingId);
  expect(other?.fence).toBe(lease.fence + 1);
  expect(await countsOf(running, mailingId)).toEqual({ queued: 36, unconfirmed: 64 });

  expect(await batches.exchange(lease, taken(batch), '')).toBeNull();
  expect(await countsOf(running, mailingId)).toEqual({ queued: 36, accepted: 64 });
});

it('another text, well approved, is not sent by a mailing of the first one', async () => {
  const { running, as, noticeId, mailingId, lease, batches } = await byHand();
  const batch = await batches.exchange(lease, [], '');
  await approveAnotherText(as, noticeId);
  expect(await batches.exchange(lease, taken(batch), '')).toBeNull();
  expect(await until(running, mailingId, 'paused')).toMatchObject({ reason: 'text_changed' });
  expect(await countsOf(running, mailingId)).toEqual({ queued: 36, accepted: 64 });
});

/** A worker takes over from one that slept in the middle of a batch, and ends the mailing without its copies. */
async function takenOver(): Promise<Driven & { late: Settled[] }> {
  const driven = await byHand();
  const { running, mailingId, leases, batches } = driven;
  const slow = taken(await batches.exchange(driven.lease, [], ''));
  await thirtySecondsLater(running, mailingId);
  const other = await leases.take(mailingId);
  if (!other) throw new Error('The mailing was not taken over.');
  await batches.exchange(other, taken(await batches.exchange(other, [], '')), '');
  await until(running, mailingId, 'finished');
  expect(await countsOf(running, mailingId)).toEqual({ accepted: 36, unconfirmed: 64 });
  const late = slow.map((one, n) =>
    n < 60 ? one : { ...one, outcome: { state: 'queued' as const, code: null } },
  );
  return { ...driven, late };
}

async function amendments(running: RunningApp, mailingId: string): Promise<Record<string, unknown>[]> {
  const entries = await trailOf(running, mailingId);
  return entries.filter(({ action }) => action === 'mailing.amended').map(({ facts }) => facts);
}

const rootOf = (running: RunningApp, mailingId: string) =>
  outcomesRoot(running.app.get(Reader).manager, mailingId);

it('copies that a slow worker gives back after another one finished the mailing go out after all', async () => {
  const { running, mailingId, leases, lease, batches, late } = await takenOver();
  expect(await batches.exchange(lease, late, '', { kind: 'leave' })).toBeNull();
  expect(await countsOf(running, mailingId)).toEqual({ accepted: 96, queued: 4 });
  const again = await leases.take(mailingId);
  if (!again) throw new Error('Nobody can send what was given back.');
  const rest = await batches.exchange(again, [], '');
  expect(rest?.copies.map(({ delivery }) => delivery.id).sort()).toEqual(
    late
      .slice(60)
      .map(({ delivery }) => delivery.id)
      .sort(),
  );
  expect(await batches.exchange(again, taken(rest), '')).toBeNull();
  await until(running, mailingId, 'finished');
  expect(await countsOf(running, mailingId)).toEqual({ accepted: 100 });
  const acts = (await trailOf(running, mailingId)).map(({ action }) => action);
  expect(acts.slice(acts.indexOf('mailing.started'))).toEqual([
    'mailing.started',
    'mailing.finished',
    'mailing.reopened',
    'mailing.finished',
  ]);
});

it('outcomes that a slow worker writes down after the end are proved by an audit entry of their own', async () => {
  const { running, mailingId, lease, batches, late } = await takenOver();
  expect(await amendments(running, mailingId)).toEqual([]);
  expect(await batches.exchange(lease, late.slice(0, 60), '', { kind: 'leave' })).toBeNull();
  await until(running, mailingId, 'finished');
  expect(await amendments(running, mailingId)).toMatchObject([
    { counts: { accepted: 96, unconfirmed: 4 }, outcomesRoot: await rootOf(running, mailingId) },
  ]);
});

it('copies given back late are failed, to be retried by a person, while another mailing of the notice is under way', async () => {
  const { running, as, incidentId, noticeId, mailingId, lease, batches, late } = await takenOver();
  await importCsv(as, incidentId, csvOf(1, 500));
  const other = await requested(as, noticeId);
  expect(await batches.exchange(lease, late, '', { kind: 'leave' })).toBeNull();
  expect(await countsOf(running, mailingId)).toEqual({ accepted: 96, failed: 4 });
  expect(
    (await deliveriesOf(running, mailingId)).flatMap(({ state, code }) => (state === 'failed' ? code : [])),
  ).toEqual(Array.from({ length: 4 }, () => 'not_sent'));
  expect(await amendments(running, mailingId)).toMatchObject([
    { counts: { accepted: 96, failed: 4, unconfirmed: 0 }, outcomesRoot: await rootOf(running, mailingId) },
  ]);
  const retry = () => as('lena').post(`/api/v1/mailings/${mailingId}/retry`, { reason: 'given back' });
  expect((await retry()).json()).toMatchObject({
    status: 409,
    code: 'mailings.under_way',
    mailingId: other.id,
  });
  expect(
    (await as('lena').post(`/api/v1/mailings/${other.id}/stop`, { reason: 'first the rest' })).status,
  ).toBe(200);
  expect((await retry()).status).toBe(200);
  expect(await countsOf(running, mailingId)).toEqual({ accepted: 96, queued: 4 });
});

const severalProcesses = DATABASE === 'postgres' ? it : it.skip;

severalProcesses(
  'two services on one database send a mailing together without sending anything twice',
  async () => {
    let second: RunningApp | undefined;
    const half = await halfway(30, async (first) => {
      second = await started(samePlace(first));
    });
    const { mailingId } = half;
    expect(peer.got.length).toBeLessThan(PEOPLE);
    await stopped(half);
    if (!second) throw new Error('There is no second service.');
    await until(second, mailingId, 'finished');
    expect(peer.got.map(({ to }) => to[0]).sort()).toEqual(everyone);
    expect(await countsOf(second, mailingId)).toEqual({ accepted: PEOPLE });
  },
);

/** Lets a lease that is held stand however long a busy machine takes; its holder's next step renews it as usual. */
async function keepLease(running: RunningApp, mailingId: string): Promise<void> {
  const held = { id: mailingId, leaseUntil: Not(IsNull()) };
  const leaseUntil = running.app.get(Clock).now().add({ hours: 1 });
  await running.app.get(UnitOfWork).run((manager) => manager.update(Mailing, held, { leaseUntil }));
}

/** On PostgreSQL a lease outlives its owner for half a minute. */
async function thirtySecondsLater(running: RunningApp, mailingId: string): Promise<void> {
  const { manager } = running.app.get(DataSources).writer;
  await manager.query(`UPDATE mailing SET lease_until = NULL WHERE id = '${mailingId}'`);
}
