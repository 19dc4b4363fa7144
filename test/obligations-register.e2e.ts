import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { laterBy } from './support/clock.js';
import { people } from './support/people.js';
import type { SignedIn } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let as: (name: 'lena' | 'kim' | 'dana' | 'vera') => SignedIn;
let incident: { id: string };

const RULE = 'eu-gdpr-33-authority';

/** An EU controller that became aware on Monday, 2 November 2026, 09:00 UTC. */
const FACTS = {
  awareAt: '2026-11-02T09:00:00Z',
  discoveredAt: '2026-11-02T08:00:00Z',
  organisation: { roles: ['controller'], establishments: ['IE'] },
  incident: { types: ['external-intrusion'], effects: ['confidentiality'] },
  data: { classes: [{ class: 'email-address', protection: 'none' }], complete: true },
  affected: { byJurisdiction: { IE: 48213 }, complete: true },
  harm: { level: 'possible' },
};

interface Duty {
  ruleId: string;
  status: string;
  dueAt: string | null;
  state: string;
  record: {
    revision: number;
    dueAt: string | null;
    filedAt: string | null;
    decision: { decision: string } | null;
    open: { change: string; other: { dueAt: string | null; status: string } } | null;
    firstTerms: { dueAt: string | null };
    keeperId: string | null;
  } | null;
}

beforeAll(async () => {
  running = await startApp();
  as = await people(running, { lena: 'lead', kim: 'counsel', dana: 'communications', vera: 'viewer' });
});
afterAll(() => running.close());

beforeEach(async () => {
  const body = { title: 'Statements copied', visibility: 'organisation', facts: FACTS };
  incident = (await as('lena').post('/api/v1/incidents', body)).json<{ id: string }>();
});

const base = () => `/api/v1/incidents/${incident.id}/obligations`;
const duty = async (ruleId = RULE): Promise<Duty> => {
  const { duties } = (await as('lena').get(`${base()}?all=true`)).json<{ duties: Duty[] }>();
  const found = duties.find((one) => one.ruleId === ruleId);
  if (!found) throw new Error(`no duty ${ruleId}`);
  return found;
};
const revise = async (change: Record<string, unknown>) => {
  const { facts } = (await as('lena').get(`/api/v1/incidents/${incident.id}`)).json<{
    facts: { revision: number; facts: Record<string, unknown> };
  }>();
  const body = { revision: facts.revision, facts: { ...facts.facts, ...change }, reason: 'Learned more' };
  const answer = await as('lena').patch(`/api/v1/incidents/${incident.id}/facts`, body);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.json()));
};
const decide = (who: 'lena' | 'kim' | 'dana', body: Record<string, unknown>, ruleId = RULE) =>
  as(who).post(`${base()}/${ruleId}/decision`, body);

it('freezes the terms of a duty when the incident is opened', async () => {
  expect(await duty()).toMatchObject({
    status: 'due',
    dueAt: '2026-11-05T09:00:00Z',
    record: { revision: 1, open: null, firstTerms: { dueAt: '2026-11-05T09:00:00Z' } },
  });
});

it('takes an earlier due date at once and shows what it was before', async () => {
  await revise({ awareAt: '2026-11-01T09:00:00Z', discoveredAt: '2026-11-01T08:00:00Z' });
  expect(await duty()).toMatchObject({
    dueAt: '2026-11-04T09:00:00Z',
    record: {
      open: { change: 'tighter', other: { dueAt: '2026-11-05T09:00:00Z' } },
      firstTerms: { dueAt: '2026-11-05T09:00:00Z' },
    },
  });
});

it('never moves a due date later by itself: somebody takes it over with a reason', async () => {
  await revise({ awareAt: '2026-11-03T09:00:00Z' });
  const asking = await duty();
  expect(asking).toMatchObject({
    dueAt: '2026-11-05T09:00:00Z',
    record: {
      dueAt: '2026-11-05T09:00:00.000Z',
      open: { change: 'looser', other: { dueAt: '2026-11-06T09:00:00Z' } },
    },
  });
  const duties = [{ ruleId: RULE, revision: asking.record?.revision }];
  const noReason = await as('lena').post(`${base()}/changes`, { answer: 'adopt', reason: ' ', duties });
  expect([noReason.status, (await duty()).dueAt]).toEqual([422, '2026-11-05T09:00:00Z']);
  await as('lena').post(`${base()}/changes`, {
    answer: 'adopt',
    reason: 'The log was in local time',
    duties,
  });
  expect(await duty()).toMatchObject({ dueAt: '2026-11-06T09:00:00Z', record: { open: null } });
  const [entry] = (await trailOf(running, RULE)).slice(-1);
  expect(entry).toMatchObject({
    action: 'obligation.terms_adopted',
    facts: { dueBefore: '2026-11-05T09:00:00Z', dueAfter: '2026-11-06T09:00:00Z' },
  });
});

it('keeps the old terms on request and does not ask again about the same answer', async () => {
  await revise({ awareAt: '2026-11-03T09:00:00Z' });
  const duties = [{ ruleId: RULE, revision: (await duty()).record?.revision }];
  await as('lena').post(`${base()}/changes`, { answer: 'keep', reason: 'The first call counts', duties });
  await revise({ ongoing: true });
  expect(await duty()).toMatchObject({ dueAt: '2026-11-05T09:00:00Z', record: { open: null } });
});

it('does not let a duty disappear when a fact says that it is not owed', async () => {
  await revise({
    affected: { byJurisdiction: { US: 10 }, complete: true },
    organisation: { roles: ['controller'], establishments: ['US'] },
  });
  const asking = await duty();
  expect(asking.status).toBe('due');
  expect(asking.record?.open?.other.status).toBe('not-owed');
});

it('takes the decisions of leads and counsel, with a reason, and of nobody else', async () => {
  const body = { decision: 'not_notifiable', reason: 'No risk: the data were public', revision: 1 };
  expect((await decide('dana', body)).status).toBe(403);
  expect((await decide('lena', { ...body, reason: '' })).json().errors).toEqual([
    { path: '/reason', message: expect.any(String) },
  ]);
  expect((await decide('lena', { ...body, revision: 7 })).status).toBe(409);
  expect((await decide('lena', body)).json()).toMatchObject({ decision: 'not_notifiable', settled: true });
  expect(await duty()).toMatchObject({ state: 'waived', status: 'due' });
  await as('lena').post(`${base()}/${RULE}/decision/withdrawal`, { reason: 'New facts', revision: 2 });
  expect((await duty()).record).toMatchObject({ decision: null, settled: false });
});

it('asks counsel to prove who they are before they decide', async () => {
  const restore = laterBy(running, { minutes: 6 });
  try {
    const body = { decision: 'notify', reason: 'We will report', revision: 1 };
    expect((await decide('kim', body)).status).toBe(428);
  } finally {
    restore();
  }
});

it('moves a last moment only by an extension that names a later one', async () => {
  const restore = laterBy(running, { minutes: 0 });
  restore();
  const wanted = { decision: 'extended', reason: 'Granted by phone', revision: 1 };
  const none = await decide('lena', wanted);
  expect(none.json().errors).toEqual([{ path: '/until', message: expect.any(String) }]);
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString();
  expect((await decide('lena', { ...wanted, until })).json()).toMatchObject({ dueAt: until });
});

it('knows no delay for law enforcement where the law knows none', async () => {
  const refused = await decide('lena', { decision: 'delayed', reason: 'Police asked', revision: 1 });
  expect(refused.json().errors).toEqual([{ path: '/decision', message: expect.any(String) }]);
});

it('completes a stage by a filing, keeps its words, and starts the clock that counts from it', async () => {
  const filed = await as('lena').post(`${base()}/${RULE}/filings`, {
    filedAt: '2026-11-04T10:00:00Z',
    channel: 'portal',
    reference: 'DPC-2026-1234',
    text: 'We report a breach.',
    revision: 1,
  });
  expect(filed.status).toBe(201);
  expect(await duty()).toMatchObject({
    state: 'met',
    record: { filedAt: '2026-11-04T10:00:00.000Z', settled: true },
  });
  const [sheet] = (await as('vera').get(`${base()}/filings`)).json<Record<string, unknown>[]>();
  expect(sheet).toMatchObject({
    reference: 'DPC-2026-1234',
    text: 'We report a breach.',
    textSha256: '0f6bf8a4d9179404a9de7546d99185efcfee2cf8ab0b40fc237cdad962ebf367',
  });
});

it('refuses a filing without what was sent, from the future, or by no known channel', async () => {
  const filing = { filedAt: '2026-11-04T10:00:00Z', channel: 'portal', text: 'Report', revision: 1 };
  const paths = async (change: Record<string, unknown>) => {
    const answer = await as('lena').post(`${base()}/${RULE}/filings`, { ...filing, ...change });
    return [answer.status, (answer.json().errors as { path: string }[]).map(({ path }) => path)];
  };
  expect(await paths({ text: '  ' })).toEqual([422, ['/text']]);
  expect(await paths({ filedAt: '2999-01-01T00:00:00Z' })).toEqual([422, ['/filedAt']]);
  expect(await paths({ filedAt: '2026-02-30T00:00:00Z' })).toEqual([422, ['/filedAt']]);
  expect(await paths({ channel: 'pigeon' })).toEqual([422, ['/channel']]);
  expect((await duty()).record?.filedAt).toBeNull();
});

it('stays late after it was filed late, and open again when the filing is withdrawn', async () => {
  const filed = await as('lena').post(`${base()}/${RULE}/filings`, {
    filedAt: '2026-11-05T09:00:01Z',
    channel: 'portal',
    text: 'Report',
    lateReason: 'The portal was down',
    revision: 1,
  });
  expect((await duty()).state).toBe('late');
  const { id } = filed.json<{ id: string }>();
  const seen = (await duty()).record?.revision;
  const away = await as('lena').post(`${base()}/${RULE}/filings/${id}/withdrawal`, {
    reason: 'It was a draft',
    revision: seen,
  });
  expect(away.status).toBe(200);
  expect((await duty()).record).toMatchObject({ filedAt: null, settled: false });
});
