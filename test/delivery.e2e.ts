import { setTimeout as pause } from 'node:timers/promises';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Delivery } from '../src/delivery/delivery.entity.js';
import { outcomesRoot } from '../src/delivery/mailing-end.js';
import { Mailing } from '../src/delivery/mailing.entity.js';
import { DataSources } from '../src/platform/database/data-sources.js';
import { Reader } from '../src/platform/database/reader.js';
import { NoticeRevision } from '../src/notices/notice-revision.entity.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { holdFrom, mailPeer } from './support/mail-peer.js';
import type { MailPeer, Treatment } from './support/mail-peer.js';
import {
  approvedNotice,
  confirmed,
  countsOf,
  csvOf,
  deliveriesOf,
  endWait,
  importCsv,
  incidentOf,
  requested,
  until,
} from './support/mailings.js';
import { EVERYONE, people } from './support/people.js';
import type { SignedIn } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let peer: MailPeer;
let as: (name: keyof typeof EVERYONE) => SignedIn;

beforeAll(async () => {
  peer = await mailPeer();
  running = await startApp({ SMTP_URL: peer.url });
  as = await people(running, EVERYONE);
});

const others: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of others.splice(0).reverse()) await one.close();
});

afterAll(async () => {
  await running.close();
  await peer.close();
});

beforeEach(() => {
  peer.got.length = 0;
  peer.treat = () => 'take';
  peer.beforeAnswer = () => Promise.resolve();
});

const API = '/api/v1/mailings';

async function mailingTo(count: number, extra: Record<string, unknown> = {}): Promise<string> {
  const incidentId = await incidentOf(as, extra);
  await importCsv(as, incidentId, csvOf(count));
  return confirmed(as, await approvedNotice(as, incidentId));
}

/** Treats the people named otherwise than the rest. */
function treating(special: Record<string, Treatment>): void {
  peer.treat = (address) => special[address] ?? 'take';
}

/** Changes one word of the approved text in the database, past every rule. */
async function tamperWith(app: RunningApp, noticeId: string): Promise<void> {
  const { manager } = app.app.get(DataSources).writer;
  const approved = await manager.findOneByOrFail(NoticeRevision, { noticeId, revision: 2 });
  await manager.save(Object.assign(approved, { text: { ...approved.text, subject: 'About your money' } }));
}

const gotBy = (address: string) => peer.got.filter(({ to }) => to[0] === address).length;

describe('a mail server that does not take everything', () => {
  it('leaves each copy with what it said, and only failed and deferred ones are sent again', async () => {
    treating({
      'p0@example.org': 'refuse',
      'p1@example.org': 'defer',
      'p2@example.org': 'drop-after-body',
      'p3@example.org': 'refuse-body',
    });
    const mailingId = await mailingTo(19);
    await until(running, mailingId, 'finished');
    const rows = await deliveriesOf(running, mailingId);
    expect(rows.slice(0, 5).map(({ state, code, attempt }) => [state, code, attempt])).toEqual([
      ['failed', '550 5.1.1', 1],
      ['deferred', '450 4.2.0', 1],
      ['unconfirmed', 'no_answer', 1],
      ['failed', '554 5.7.1', 1],
      ['accepted', '250', 1],
    ]);
    expect(peer.got).toHaveLength(16);

    treating({});
    expect((await as('dana').post(`${API}/${mailingId}/retry`, { reason: 'addresses mended' })).status).toBe(
      200,
    );
    await until(running, mailingId, 'finished');
    expect(await countsOf(running, mailingId)).toEqual({ accepted: 18, unconfirmed: 1 });
    expect(peer.got).toHaveLength(19);
    expect(Math.max(...peer.got.map(({ to }) => gotBy(to[0] ?? '')))).toBe(1);
    const nothing = await as('dana').post(`${API}/${mailingId}/retry`);
    expect(nothing.json()).toMatchObject({ status: 409, code: 'mailings.nothing_to_retry' });
  });

  it('that hung up after the body is written to again only when a person says so, under the same Message-ID', async () => {
    treating({ 'p0@example.org': 'drop-after-body' });
    const mailingId = await mailingTo(2);
    await until(running, mailingId, 'finished');
    treating({});
    await as('lena').post(`${API}/${mailingId}/retry`, { unconfirmedToo: true, reason: 'the relay lost it' });
    await until(running, mailingId, 'finished');
    const [row] = await deliveriesOf(running, mailingId);
    expect(row).toMatchObject({ state: 'accepted', attempt: 2, maybeTwice: true });
    const copies = peer.got.filter(({ to }) => to[0] === 'p0@example.org');
    expect(copies).toHaveLength(2);
    expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(1);
    expect(copies[0]?.messageId).toMatch(new RegExp(`^<${row?.id}\\.[0-9a-f]{32}@redress\\.example>$`));
    const retried = (await trailOf(running, mailingId)).find(({ action }) => action === 'mailing.retried');
    expect(retried?.facts).toMatchObject({ again: 0, maybeTwice: 1 });
  });

  it('that refuses over 5 % makes the mailing pause itself; a person resumes it, and nobody is left out', async () => {
    peer.treat = (address) => (/^p[0-9]@/.test(address) ? 'refuse' : 'take');
    const mailingId = await mailingTo(150);
    const paused = await until(running, mailingId, 'paused');
    expect(paused.reason).toBe('too_many_failures');
    const counts = await countsOf(running, mailingId);
    expect(counts.queued).toBeGreaterThan(0);
    const entry = (await trailOf(running, mailingId)).find(({ action }) => action === 'mailing.paused');
    expect(entry?.facts).toMatchObject({ reason: 'too_many_failures', counts: { failed: 10 } });

    expect((await as('dana').post(`${API}/${mailingId}/resumption`)).status).toBe(403);
    expect(
      (await as('karl').post(`${API}/${mailingId}/resumption`, { reason: 'ten old addresses' })).status,
    ).toBe(200);
    await until(running, mailingId, 'finished');
    expect(await countsOf(running, mailingId)).toEqual({ accepted: 140, failed: 10 });
  });

  it('that is away leaves everyone queued and untried, and is asked again until it is back', async () => {
    const away = await mailPeer();
    const port = Number(new URL(away.url).port);
    await away.close();
    const other = await startApp({ SMTP_URL: away.url });
    others.push(other);
    const there = await people(other, EVERYONE);
    const incidentId = await incidentOf(there);
    await importCsv(there, incidentId, csvOf(3));
    const mailingId = await confirmed(there, await approvedNotice(there, incidentId));
    await turnedAway(other, mailingId);
    const back = await mailPeer(port);
    others.unshift(back);
    expect(await until(other, mailingId, 'finished')).toMatchObject({ reason: null });
    expect(back.got).toHaveLength(3);
  });

  /** Waits until the server was found away and everyone is queued and untried: between two tries, nobody is. */
  async function turnedAway(where: RunningApp, mailingId: string): Promise<void> {
    for (;;) {
      const mailing = await where.app.get(Reader).manager.findOneBy(Mailing, { id: mailingId });
      const copies = await deliveriesOf(where, mailingId);
      const isQueued = copies.every(({ state, attempt }) => state === 'queued' && attempt === 0);
      if (mailing?.reason === 'smtp_unreachable' && copies.length === 3 && isQueued) return;
      await pause(20);
    }
  }
});

describe('a mailing under way', () => {
  it('stops itself when the text is changed in the database after the approval', async () => {
    const { reached, release } = holdFrom(peer, 20);
    const incidentId = await incidentOf(as);
    await importCsv(as, incidentId, csvOf(200));
    const noticeId = await approvedNotice(as, incidentId);
    const mailingId = await confirmed(as, noticeId);
    await reached;
    await tamperWith(running, noticeId);
    release();
    const mailing = await until(running, mailingId, 'paused');
    expect(mailing.reason).toBe('text_changed');
    expect(peer.got.length).toBeLessThan(200);
    expect(new Set(peer.got.map(({ subject }) => subject))).toEqual(new Set(['About your data']));
    const resumed = await as('karl').post(`${API}/${mailingId}/resumption`);
    expect(resumed.json()).toMatchObject({ status: 409, code: 'mailings.text_changed' });
  });
});

describe('a mailing in its wait', () => {
  let waiting: RunningApp;
  let there: typeof as;

  beforeAll(async () => {
    waiting = await startApp({ SMTP_URL: peer.url, MAILING_WAIT_SECONDS: '3600' });
    there = await people(waiting, EVERYONE);
  });

  afterAll(() => waiting.close());

  it('does not start when the text was changed meanwhile', async () => {
    const incidentId = await incidentOf(there);
    await importCsv(there, incidentId, csvOf(3));
    const noticeId = await approvedNotice(there, incidentId);
    const mailingId = await confirmed(there, noticeId);
    await tamperWith(waiting, noticeId);
    await endWait(waiting, mailingId);
    expect((await until(waiting, mailingId, 'paused')).reason).toBe('text_changed');
    expect(peer.got).toEqual([]);
  });

  it('can be stopped and then sends nothing', async () => {
    const incidentId = await incidentOf(there);
    await importCsv(there, incidentId, csvOf(3));
    const mailingId = await confirmed(there, await approvedNotice(there, incidentId));
    expect((await there('dana').post(`${API}/${mailingId}/stop`, { reason: 'wrong day' })).status).toBe(200);
    await endWait(waiting, mailingId);
    await pause(500);
    expect(peer.got).toEqual([]);
    expect((await there('karl').post(`${API}/${mailingId}/resumption`)).status).toBe(409);
  });
});

describe('a mailing that was stopped', () => {
  it('sends no more, and a new one reaches only those without a copy', async () => {
    const { reached, release } = holdFrom(peer, 5);
    const incidentId = await incidentOf(as);
    await importCsv(as, incidentId, csvOf(150));
    const noticeId = await approvedNotice(as, incidentId);
    const mailingId = await confirmed(as, noticeId);
    await reached;
    await as('karl').post(`${API}/${mailingId}/stop`, { reason: 'hold' });
    release();
    await until(running, mailingId, 'stopped');
    const before = peer.got.length;
    expect(before).toBeLessThan(150);
    const counts = await countsOf(running, mailingId);
    expect(counts).toEqual({ accepted: before, queued: 150 - before });

    const again = await requested(as, noticeId);
    expect(again.recipientCount).toBe(150 - before);
    await as('karl').post(`${API}/${again.id}/confirmation`, { count: 150 - before });
    await until(running, again.id, 'finished');
    expect(peer.got.map(({ to }) => to[0]).sort()).toEqual(
      Array.from({ length: 150 }, (_, n) => `p${n}@example.org`).sort(),
    );
  });
});

describe('an exercise', () => {
  it('makes not one connection to a mail server that is there; its messages are kept as files', async () => {
    const before = peer.connections;
    const mailingId = await mailingTo(5, { kind: 'exercise' });
    await until(running, mailingId, 'finished');
    expect([peer.connections - before, peer.got.length]).toEqual([0, 0]);
    expect(await countsOf(running, mailingId)).toEqual({ accepted: 5 });
    const folder = join(running.dataDir, 'mail', mailingId);
    const files = readdirSync(folder);
    expect(files).toHaveLength(5);
    expect(files.map((file) => statSync(join(folder, file)).mode & 0o777)).toEqual(files.map(() => 0o600));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('cannot be turned into a real mailing by what a request says', async () => {
    const answer = await as('dana').post(API, { noticeId: '01ARZ3NDEKTSV4RRFFQ69G5FAV', kind: 'real' });
    expect(answer.status).toBe(422);
  });
});

describe('what each person gets', () => {
  it('is their own: a thousand people, each with a canary, and no canary in another’s copy', async () => {
    const mailingId = await mailingTo(1_000);
    await until(running, mailingId, 'finished');
    expect(peer.got).toHaveLength(1_000);
    expect(new Set(peer.got.map(({ to }) => to.join())).size).toBe(1_000);
    const wrong = peer.got.filter(({ to, text, headerTo }) => {
      const own = /^p(\d+)@example\.org$/.exec(to.join())?.[1];
      const names = new Set([...text.matchAll(/Q(\d+)Q/g)].map(([, n]) => n));
      const numbers = new Set([...text.matchAll(/R-(\d+)-R/g)].map(([, n]) => n));
      return !(
        headerTo.join() === to.join() &&
        names.size === 1 &&
        names.has(own ?? '') &&
        numbers.size === 1 &&
        numbers.has(own ?? '')
      );
    });
    expect(wrong).toEqual([]);
  });

  it('is not sent at all when an address was put into another person’s row', async () => {
    const incidentId = await incidentOf(as);
    await importCsv(as, incidentId, csvOf(2));
    const noticeId = await approvedNotice(as, incidentId);
    const { manager } = running.app.get(DataSources).writer;
    await manager.query(
      `UPDATE recipient SET email = (SELECT email FROM recipient r WHERE r.incident_id = '${incidentId}' ORDER BY r.id LIMIT 1)
       WHERE incident_id = '${incidentId}'`,
    );
    const mailingId = await confirmed(as, noticeId);
    await until(running, mailingId, 'finished');
    expect(peer.got.map(({ to }) => to[0])).toEqual(['p0@example.org']);
    const rows = await deliveriesOf(running, mailingId);
    expect(rows.map(({ state, code }) => [state, code])).toEqual([
      ['accepted', '250'],
      ['failed', 'cannot_open'],
    ]);
  });
});

describe('the proof', () => {
  it('changes when one outcome is changed in the ledger', async () => {
    const mailingId = await mailingTo(3);
    await until(running, mailingId, 'finished');
    const finished = (await trailOf(running, mailingId)).find(({ action }) => action === 'mailing.finished');
    const { manager } = running.app.get(Reader);
    expect(finished?.facts.outcomesRoot).toBe(await outcomesRoot(manager, mailingId));
    const [row] = await deliveriesOf(running, mailingId);
    await running.app.get(DataSources).writer.manager.update(Delivery, { id: row?.id }, { state: 'failed' });
    expect(finished?.facts.outcomesRoot).not.toBe(await outcomesRoot(manager, mailingId));
  });

  it('leaves no file behind where a mail server took the message', async () => {
    const mailingId = await mailingTo(1);
    await until(running, mailingId, 'finished');
    expect(existsSync(join(running.dataDir, 'mail', mailingId))).toBe(false);
  });
});
