import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { laterBy } from './support/clock.js';
import { mailPeer } from './support/mail-peer.js';
import { approvedNotice, confirmed, csvOf, importCsv, incidentOf, until } from './support/mailings.js';
import { EVERYONE, people } from './support/people.js';
import type { SignedIn } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let as: (name: keyof typeof EVERYONE | 'lars') => SignedIn;
let hidden: string;

interface Kept {
  deliveryId: string;
  mailingId: string;
  person: { initials: string; address: string };
}

beforeAll(async () => {
  running = await startApp();
  as = await people(running, { ...EVERYONE, lars: 'lead' });
  hidden = await mailingIn(await incidentOf(as, { visibility: 'members' }));
  await mailingIn(await incidentOf(as));
});

afterAll(() => running.close());

async function mailingIn(incidentId: string): Promise<string> {
  for (const name of ['dana', 'karl'] as const)
    await as('lena').post(`/api/v1/incidents/${incidentId}/members`, { userId: as(name).id });
  await importCsv(as, incidentId, csvOf(3));
  const mailingId = await confirmed(as, await approvedNotice(as, incidentId));
  await until(running, mailingId, 'finished');
  return mailingId;
}

const listOf = async (who: keyof typeof EVERYONE | 'lars') =>
  (await as(who).get('/api/v1/outbox')).json<{ messages: Kept[]; next: string | null }>().messages;

it('lists what was kept, masked, only of incidents the person may see', async () => {
  const mine = await listOf('dana');
  expect(mine).toHaveLength(6);
  expect(mine[0]?.person).toEqual({ initials: 'P. Q.', address: 'p***@e***.org' });
  expect((await listOf('lars')).map(({ mailingId }) => mailingId)).not.toContain(hidden);
  expect(await listOf('lars')).toHaveLength(3);
});

it('pages from the newest to the oldest without missing one', async () => {
  const seen: string[] = [];
  for (let next: string | null = ''; next !== null;) {
    const page = await as('dana').get(`/api/v1/outbox?limit=4${next && `&before=${next}`}`);
    const body = page.json<{ messages: Kept[]; next: string | null }>();
    seen.push(...body.messages.map(({ deliveryId }) => deliveryId));
    next = body.next;
  }
  expect(seen).toEqual([...new Set(seen)].sort().reverse());
  expect(seen).toHaveLength(6);
});

it('opens one to a person who has just signed in, and records who', async () => {
  const [kept] = await listOf('dana');
  const path = `/api/v1/outbox/${kept?.deliveryId}`;
  const opened = (await as('dana').get(path)).json<{
    to: string;
    subject: string;
    text: string;
    html: string;
  }>();
  const n = /^p(\d)@example\.org$/.exec(opened.to)?.[1];
  expect(opened.subject).toBe('About your data');
  expect(opened.text).toContain(`Person Q${n}Q`);
  expect(opened.html).toContain(`R-${n}-R`);
  const last = (await trailOf(running)).findLast(({ action }) => action === 'recipient.revealed');
  expect(last).toMatchObject({
    actor: { id: as('dana').id },
    facts: { deliveryId: kept?.deliveryId, place: 'outbox' },
  });
  const back = laterBy(running, { minutes: 6 });
  expect((await as('dana').get(path)).status).toBe(428);
  back();
  expect((await as('aude').get(path)).status).toBe(403);
});

it('does not open a message of an incident that is hidden from the person', async () => {
  const kept = (await listOf('dana')).find(({ mailingId }) => mailingId === hidden);
  const strange = await as('lars').get(`/api/v1/outbox/${kept?.deliveryId}`);
  const missing = await as('lars').get('/api/v1/outbox/01ARZ3NDEKTSV4RRFFQ69G5FAV');
  expect([strange.status, missing.status]).toEqual([404, 404]);
  expect(strange.json<{ code: string }>().code).toBe(missing.json<{ code: string }>().code);
});

it('is closed while a mail server is set, also for the files of exercises', async () => {
  const peer = await mailPeer();
  const other = await startApp({ SMTP_URL: peer.url });
  const there = await people(other, EVERYONE);
  expect((await there('dana').get('/api/v1/outbox')).json()).toMatchObject({
    status: 404,
    code: 'outbox.closed',
  });
  expect((await there('dana').get('/api/v1/outbox/01ARZ3NDEKTSV4RRFFQ69G5FAV')).status).toBe(404);
  await other.close();
  await peer.close();
});
