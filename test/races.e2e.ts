import { Incident } from '../src/incidents/incident.entity.js';
import { Reader } from '../src/platform/database/reader.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import type { Answer } from './support/client.js';
import { approvedNotice, csvOf, importCsv, incidentOf, noticeInReview } from './support/mailings.js';
import type { As } from './support/mailings.js';
import { EVERYONE, people } from './support/people.js';

let running: RunningApp;
let as: As;
let incidentId: string;

beforeAll(async () => {
  running = await startApp();
  as = (await people(running, EVERYONE)) as As;
  incidentId = await incidentOf(as);
});

afterAll(() => running.close());

/** The same request from many hands at once: how many got which status. */
async function atOnce(times: number, ask: (n: number) => Promise<Answer>): Promise<Record<number, number>> {
  const answers = await Promise.all(Array.from({ length: times }, (_, n) => ask(n)));
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

it('invites a person once', async () => {
  const person = { name: 'Nora New', email: 'nora@staff.example', role: 'viewer' };
  expect(await atOnce(20, () => as('ada').post('/api/v1/users', person))).toEqual({ 201: 1, 409: 19 });
});

it('opens every incident, each under a number of its own', async () => {
  const before = await running.app.get(Reader).manager.count(Incident);
  const body = (n: number) => ({ title: `Number ${n}`, facts: {} });
  expect(await atOnce(20, (n) => as('lena').post('/api/v1/incidents', body(n)))).toEqual({ 201: 20 });
  const all = await running.app.get(Reader).manager.find(Incident);
  expect(all.length).toBe(before + 20);
  expect(new Set(all.map(({ reference }) => reference)).size).toBe(all.length);
});

it('imports a record once', async () => {
  const record = {
    incident_id: 'race-1',
    schema_version: '1.4',
    summary: 'Copied',
    security_incident: 'Confirmed',
  };
  const veris = JSON.stringify({
    ...record,
    timeline: { incident: { year: 2024 } },
    victim: { country: ['US'], industry: '522110', employee_count: 'Unknown' },
    action: { unknown: {} },
    actor: { unknown: {} },
    asset: { assets: [{ variety: 'Unknown' }] },
    attribute: { unknown: {} },
  });
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => as('lena').post('/api/v1/incidents/import', { veris })),
  );
  const outcomes = answers.map(
    (answer) => answer.json<{ records: { status: string }[] }>().records[0]?.status,
  );
  expect(outcomes.sort()).toEqual(['imported', ...Array<string>(9).fill('unchanged')]);
});

it('keeps one of the facts saved from the same revision', async () => {
  const save = (n: number) =>
    as('lena').patch(`/api/v1/incidents/${incidentId}/facts`, {
      revision: 1,
      facts: { affected: { total: n + 1 } },
    });
  expect(await atOnce(20, save)).toEqual({ 200: 1, 409: 19 });
});

it('puts a person on an incident once', async () => {
  const add = () => as('lena').post(`/api/v1/incidents/${incidentId}/members`, { userId: as('vera').id });
  const counts = await atOnce(20, add);
  expect(Object.keys(counts).filter((status) => !['204', '409', '422'].includes(status))).toEqual([]);
  const { userIds } = (await as('lena').get(`/api/v1/incidents/${incidentId}/members`)).json<{
    userIds: string[];
  }>();
  expect(userIds.filter((id) => id === as('vera').id)).toHaveLength(1);
});

it('keeps one decision about a step', async () => {
  const { plan } = (await as('lena').get(`/api/v1/incidents/${incidentId}/plan`)).json<{
    plan: { steps: { id: string }[] };
  }>();
  const path = `/api/v1/incidents/${incidentId}/plan/steps/${plan.steps[0]?.id}/decision`;
  const decide = () => as('lena').post(path, { decision: 'accept', revision: 0 });
  expect(await atOnce(20, decide)).toEqual({ 200: 1, 409: 19 });
});

it('drafts one notice of a kind', async () => {
  const draft = () => as('dana').post(`/api/v1/incidents/${incidentId}/notices`);
  expect(await atOnce(20, draft)).toEqual({ 201: 1, 409: 19 });
});

it('never approves a text that was changed while it was read', async () => {
  const other = await incidentOf(as);
  const { id, revision, contentHash } = await noticeInReview(as, other);
  const { current } = (await as('dana').get(`/api/v1/notices/${id}`)).json<{
    current: { text: { sections: { id: string; heading: string; markdown: string; hidden: boolean }[] } };
  }>();
  const sections = current.text.sections.map(({ id: name, heading, markdown, hidden }) => ({
    id: name,
    heading,
    markdown,
    hidden,
  }));
  const save = () =>
    as('dana').post(`/api/v1/notices/${id}/revisions`, { revision, subject: 'Changed', sections });
  const approve = () => as('karl').post(`/api/v1/notices/${id}/approval`, { revision, contentHash });
  const counts = await atOnce(20, (n) => (n % 2 === 0 ? save() : approve()));
  expect(Object.keys(counts).filter((status) => !['200', '201', '409'].includes(status))).toEqual([]);
  const now = (await as('karl').get(`/api/v1/notices/${id}`)).json<{
    state: string;
    revision: number;
    contentHash: string;
  }>();
  if (now.state === 'approved') expect([now.revision, now.contentHash]).toEqual([revision, contentHash]);
  else expect([now.state, now.revision]).toEqual(['draft', revision + 1]);
});

it('asks for one mailing, and confirms it once', async () => {
  const other = await incidentOf(as);
  await importCsv(as, other, csvOf(2));
  const noticeId = await approvedNotice(as, other);
  expect(await atOnce(10, () => as('dana').post('/api/v1/mailings', { noticeId }))).toEqual({
    201: 1,
    409: 9,
  });
  const { mailings } = (await as('karl').get(`/api/v1/incidents/${other}/mailings`)).json<{
    mailings: { mailing: { id: string } }[];
  }>();
  const confirm = () =>
    as('karl').post(`/api/v1/mailings/${mailings[0]?.mailing.id}/confirmation`, { count: 2 });
  expect(await atOnce(10, confirm)).toEqual({ 200: 1, 409: 9 });
});

it('takes one list of two that name the same people', async () => {
  const other = await incidentOf(as);
  const csv = csvOf(5);
  const add = () => as('dana').post(`/api/v1/incidents/${other}/recipients/import`, { csv });
  const counts = await atOnce(5, add);
  expect(Object.keys(counts).filter((status) => !['200', '409'].includes(status))).toEqual([]);
  const { count } = (await as('dana').get(`/api/v1/incidents/${other}/recipients`)).json<{ count: number }>();
  expect(count).toBe(5);
});
