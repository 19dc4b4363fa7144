import { DataSources } from '../src/platform/database/data-sources.js';
import { Recipient } from '../src/recipients/recipient.entity.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { laterBy } from './support/clock.js';
import { mailPeer } from './support/mail-peer.js';
import type { MailPeer } from './support/mail-peer.js';
import {
  approvedNotice,
  confirmed,
  countsOf,
  csvOf,
  importCsv,
  incidentOf,
  noticeInReview,
  requested,
  until,
} from './support/mailings.js';
import { EVERYONE, people } from './support/people.js';
import type { SignedIn } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let peer: MailPeer;
let as: (name: keyof typeof EVERYONE | 'lars') => SignedIn;

beforeAll(async () => {
  peer = await mailPeer();
  running = await startApp({ SMTP_URL: peer.url });
  as = await people(running, { ...EVERYONE, lars: 'lead' });
});

afterAll(async () => {
  await running.close();
  await peer.close();
});

beforeEach(() => {
  peer.got.length = 0;
  peer.treat = () => 'take';
});

const API = '/api/v1/mailings';
const codeOf = (answer: { status: number; json<T>(): T }) => [
  answer.status,
  answer.json<{ code: string }>().code,
];

/** A list and an approved text, ready to be asked for. */
async function ready(count = 3): Promise<{ incidentId: string; noticeId: string }> {
  const incidentId = await incidentOf(as);
  await importCsv(as, incidentId, csvOf(count));
  return { incidentId, noticeId: await approvedNotice(as, incidentId) };
}

describe('a mailing', () => {
  it('reaches everyone once, with their own words and nobody else’s address', async () => {
    const { noticeId } = await ready(30);
    const mailingId = await confirmed(as, noticeId);
    await until(running, mailingId, 'finished');
    expect(peer.got.map(({ to }) => to).sort()).toEqual(
      Array.from({ length: 30 }, (_, n) => [`p${n}@example.org`]).sort(),
    );
    for (const { to, headerTo, text, from } of peer.got) {
      const n = /\d+/.exec(to[0] ?? '')?.[0];
      expect([headerTo, from]).toEqual([to, 'notices@redress.example']);
      expect(text).toContain(`Person Q${n}Q`);
      expect(text).toContain(`R-${n}-R`);
    }
    expect(await countsOf(running, mailingId)).toEqual({ accepted: 30 });
  });

  it('leaves each step in the trail, with counts and hashes and without people, and marks the notice as sent', async () => {
    const { noticeId } = await ready(3);
    const mailingId = await confirmed(as, noticeId);
    await until(running, mailingId, 'finished');
    const entries = await trailOf(running, mailingId);
    expect(entries.map(({ action }) => action)).toEqual([
      'mailing.requested',
      'mailing.confirmed',
      'mailing.started',
      'mailing.finished',
    ]);
    expect(entries.map(({ actor }) => actor.id)).toEqual([as('dana').id, as('karl').id, 'system', 'system']);
    expect(entries.at(-1)?.facts).toMatchObject({
      counts: { accepted: 3, failed: 0, queued: 0 },
      outcomesRoot: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(JSON.stringify(entries)).not.toMatch(/example\.org|Person/);
    const notice = await as('dana').get(`/api/v1/notices/${noticeId}`);
    expect(notice.json()).toMatchObject({ state: 'sent' });
  });

  it('is asked for only with an approved text and a list', async () => {
    const incidentId = await incidentOf(as);
    const { id, revision, contentHash } = await noticeInReview(as, incidentId);
    expect(codeOf(await as('dana').post(API, { noticeId: id }))).toEqual([
      409,
      'mailings.notice_not_approved',
    ]);
    await as('karl').post(`/api/v1/notices/${id}/approval`, { revision, contentHash });
    expect(codeOf(await as('dana').post(API, { noticeId: id }))).toEqual([409, 'mailings.nobody_to_tell']);
    expect(codeOf(await as('dana').post(API, { noticeId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' }))[0]).toBe(404);
  });

  it('sends e-mails to the people affected alone: an approved letter is refused', async () => {
    const incidentId = await incidentOf(as);
    await importCsv(as, incidentId, csvOf(2));
    const noticeId = await approvedNotice(as, incidentId, 'individuals-letter');
    const refused = await as('dana').post('/api/v1/mailings', { noticeId });
    expect(refused.status).toBe(409);
    expect(refused.json()).toMatchObject({
      code: 'mailings.notice_not_mailable',
      detail: expect.stringContaining('Take its document from the notice'),
    });
  });

  it('is under way once for each notice', async () => {
    const { noticeId } = await ready();
    const answers = await Promise.all([1, 2, 3, 4].map(() => as('dana').post(API, { noticeId })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('is hidden from strangers to its incident', async () => {
    const incidentId = await incidentOf(as, { visibility: 'members' });
    await as('lena').post(`/api/v1/incidents/${incidentId}/members`, { userId: as('dana').id });
    await as('lena').post(`/api/v1/incidents/${incidentId}/members`, { userId: as('karl').id });
    await importCsv(as, incidentId, csvOf(1));
    const { id } = await requested(as, await approvedNotice(as, incidentId));
    for (const path of ['', '/deliveries'])
      expect((await as('lars').get(`${API}/${id}${path}`)).status).toBe(404);
    for (const [act, body] of [
      ['confirmation', { count: 1 }],
      ['stop', {}],
      ['pause', {}],
      ['retry', {}],
    ] as const)
      expect((await as('lars').post(`${API}/${id}/${act}`, body)).status).toBe(404);
    expect((await as('lars').get(`/api/v1/incidents/${incidentId}/mailings`)).status).toBe(404);
  });
});

describe('two people', () => {
  it('are needed: whoever asked does not confirm', async () => {
    const { noticeId } = await ready(2);
    const { id } = (await as('lena').post(API, { noticeId })).json<{ id: string }>();
    const own = await as('lena').post(`${API}/${id}/confirmation`, { count: 2 });
    expect(codeOf(own)).toEqual([409, 'mailings.confirmer_is_requester']);
    expect((await as('dana').post(`${API}/${id}/confirmation`, { count: 2 })).status).toBe(403);
    expect((await as('lars').post(`${API}/${id}/confirmation`, { count: 2 })).json()).toMatchObject({
      state: 'confirmed',
      confirmedBy: as('lars').id,
    });
    await until(running, id, 'finished');
  });

  it('and the second types the number and has just signed in', async () => {
    const { noticeId } = await ready(2);
    const { id } = await requested(as, noticeId);
    expect(codeOf(await as('karl').post(`${API}/${id}/confirmation`, { count: 3 }))).toEqual([
      422,
      'mailings.wrong_count',
    ]);
    expect((await as('karl').post(`${API}/${id}/confirmation`, { count: '2' })).status).toBe(422);
    const back = laterBy(running, { minutes: 6 });
    expect((await as('karl').post(`${API}/${id}/confirmation`, { count: 2 })).status).toBe(428);
    expect((await as('dana').post(API, { noticeId })).status).toBe(428);
    back();
    expect(peer.got).toEqual([]);
    expect((await as('karl').post(`${API}/${id}/confirmation`, { count: 2 })).status).toBe(200);
    expect(codeOf(await as('lars').post(`${API}/${id}/confirmation`, { count: 2 }))).toEqual([
      409,
      'mailings.state_refused',
    ]);
    await until(running, id, 'finished');
  });

  it('confirm nothing else than what was asked for: five more people, and it has to be asked for anew', async () => {
    const { incidentId, noticeId } = await ready(2);
    const { id } = await requested(as, noticeId);
    await importCsv(as, incidentId, csvOf(5, 2));
    const stale = await as('karl').post(`${API}/${id}/confirmation`, { count: 2 });
    expect(codeOf(stale)).toEqual([409, 'mailings.list_changed']);
    await as('karl').post(`${API}/${id}/stop`, { reason: 'more people' });
    const again = await requested(as, noticeId);
    expect(again.recipientCount).toBe(7);
  });

  it('confirm nothing else either when one person was put in the place of another', async () => {
    const { incidentId, noticeId } = await ready(2);
    const { id } = await requested(as, noticeId);
    const { manager } = running.app.get(DataSources).writer;
    const [first] = await manager.find(Recipient, { where: { incidentId }, order: { id: 'ASC' } });
    await manager.delete(Recipient, { id: first?.id });
    await importCsv(as, incidentId, csvOf(1, 7));
    const swapped = await as('karl').post(`${API}/${id}/confirmation`, { count: 2 });
    expect(codeOf(swapped)).toEqual([409, 'mailings.list_changed']);
  });

  it('confirm at once: one of them succeeds', async () => {
    const { noticeId } = await ready(1);
    const { id } = await requested(as, noticeId);
    const answers = await Promise.all(
      (['karl', 'lena', 'lars'] as const).map((who) =>
        as(who).post(`${API}/${id}/confirmation`, { count: 1 }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    await until(running, id, 'finished');
    expect(peer.got).toHaveLength(1);
  });
});

describe('more than ten thousand people', () => {
  it('are written to only when two further persons have confirmed', async () => {
    const waiting = await startApp({ MAILING_WAIT_SECONDS: '3600' });
    const there = await people(waiting, EVERYONE);
    const incidentId = await incidentOf(there);
    const csv = Array.from({ length: 10_001 }, (_, n) => `p${n}@example.org`).join('\n');
    await importCsv(there, incidentId, `email\n${csv}\n`);
    const { id } = await requested(there, await approvedNotice(there, incidentId));
    const path = `${API}/${id}/confirmation`;
    const first = await there('karl').post(path, { count: 10_001 });
    expect(first.json()).toMatchObject({ state: 'requested', startsAt: null, confirmedBy: there('karl').id });
    expect(codeOf(await there('karl').post(path, { count: 10_001 }))).toEqual([
      409,
      'mailings.confirmed_by_you',
    ]);
    const second = await there('lena').post(path, { count: 10_001 });
    expect(second.json()).toMatchObject({ state: 'confirmed', secondConfirmedBy: there('lena').id });
    const acts = (await trailOf(waiting, id)).map(({ action, facts }) => [
      action,
      facts.confirmation,
      facts.complete,
    ]);
    expect(acts).toEqual([
      ['mailing.requested', undefined, undefined],
      ['mailing.confirmed', 1, false],
      ['mailing.confirmed', 2, true],
    ]);
    await waiting.close();
  });
});

describe('people who come later', () => {
  it('get the notice by a second mailing, and those who have it do not get it again', async () => {
    const { incidentId, noticeId } = await ready(3);
    await until(running, await confirmed(as, noticeId), 'finished');
    expect(codeOf(await as('dana').post(API, { noticeId }))).toEqual([409, 'mailings.nobody_to_tell']);
    await importCsv(as, incidentId, csvOf(2, 3));
    const second = await confirmed(as, noticeId);
    await until(running, second, 'finished');
    expect(peer.got.map(({ to }) => to[0]).sort()).toEqual([0, 1, 2, 3, 4].map((n) => `p${n}@example.org`));
    expect(await countsOf(running, second)).toEqual({ accepted: 2, suppressed: 3 });
  });
});

describe('what a person sees of it', () => {
  it('is counts and masked people; the auditor sees no people at all', async () => {
    const { incidentId, noticeId } = await ready(3);
    const mailingId = await confirmed(as, noticeId);
    await until(running, mailingId, 'finished');
    const one = (await as('karl').get(`${API}/${mailingId}`)).json();
    expect(one).toMatchObject({
      mailing: { state: 'finished', recipientCount: 3 },
      counts: { accepted: 3, queued: 0 },
    });
    const list = (await as('karl').get(`/api/v1/incidents/${incidentId}/mailings`)).json<{
      mailings: object[];
    }>();
    expect(list.mailings).toEqual([one]);
    const ledger = await as('karl').get(`${API}/${mailingId}/deliveries?limit=2&state=accepted`);
    const { deliveries, next } = ledger.json<{ deliveries: object[]; next: string }>();
    expect(deliveries[0]).toMatchObject({
      person: { initials: 'P. Q.', address: 'p***@e***.org' },
      state: 'accepted',
      attempt: 1,
      code: '250',
      maybeTwice: false,
    });
    expect(ledger.text).not.toMatch(/p\d@example/);
    const rest = await as('karl').get(`${API}/${mailingId}/deliveries?after=${next}`);
    expect(rest.json<{ deliveries: object[] }>().deliveries).toHaveLength(1);
    const audited = await as('aude').get(`${API}/${mailingId}/deliveries`);
    expect(audited.json<{ deliveries: { person: null }[] }>().deliveries.map(({ person }) => person)).toEqual(
      [null, null, null],
    );
  });
});
