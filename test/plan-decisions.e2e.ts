import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { people } from './support/people.js';
import type { SignedIn } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let as: (name: Person) => SignedIn;
let incident: { id: string };

type Person = 'lena' | 'dana' | 'karl' | 'vera';

/** Of communications; asks for no evidence, and neither does what comes before it. */
const STEP = 'notify-early-alert';
/** Of the executive: nobody's but the lead's. */
const GUARANTEE = 'remedy-loss-guarantee';

beforeAll(async () => {
  running = await startApp();
  as = await people(running, {
    lena: 'lead',
    dana: 'communications',
    karl: 'counsel',
    vera: 'viewer',
  });
});

beforeEach(async () => {
  const facts = {
    industry: 'financial-services',
    lossesIncurred: 'confirmed',
    data: { classes: [{ class: 'bank-account' }] },
  };
  const body = { title: 'Statements copied', visibility: 'organisation', facts };
  incident = (await as('lena').post('/api/v1/incidents', body)).json<{ id: string }>();
});

afterAll(() => running.close());

const plan = () => `/api/v1/incidents/${incident.id}/plan`;
const decide = (who: Person, decision: string, revision: number, reason = '', step = STEP) =>
  as(who).post(`${plan()}/steps/${step}/decision`, { decision, revision, reason });
const say = (who: Person, what: 'title' | 'due' | 'feasibility', body: object, step = STEP) =>
  as(who).post(`${plan()}/steps/${step}/${what}`, body);
/** What is on record about the step in this incident. */
const trail = async (step = STEP) =>
  (await trailOf(running, step)).filter((entry) => 'incidentId' in entry && entry.incidentId === incident.id);
const read = async (who: Person = 'lena') => (await as(who).get(plan())).json<PlanAnswer>();

it('accepts a step, gives it to someone and finishes it, with an entry for each', async () => {
  expect((await decide('lena', 'accept', 0)).json()).toMatchObject({ state: 'accepted', revision: 1 });
  const given = await as('lena').post(`${plan()}/steps/${STEP}/assignment`, { assigneeId: as('dana').id });
  expect(given.json()).toMatchObject({ assigneeId: as('dana').id, revision: 2 });
  expect((await decide('dana', 'complete', 2)).json()).toMatchObject({
    state: 'done',
    assigneeId: as('dana').id,
  });
  const actions = (await trail()).map(({ action }) => action);
  expect(actions).toEqual(['step.accepted', 'step.assigned', 'step.done']);
});

it('does not skip a step without a reason', async () => {
  const refused = await decide('lena', 'skip', 0, '   ');
  expect([refused.status, refused.json().errors]).toEqual([
    422,
    [{ path: '/reason', message: expect.any(String) }],
  ]);
  expect((await decide('lena', 'skip', 0, 'The supplier tells them')).json()).toMatchObject({
    state: 'skipped',
    reason: 'The supplier tells them',
  });
});

it('keeps the decision when the facts change and the ranking is made anew', async () => {
  await decide('lena', 'accept', 0);
  const before = await read();
  const facts = {
    industry: 'healthcare',
    lossesIncurred: 'none-known',
    data: { classes: [{ class: 'medical-record' }] },
  };
  await as('lena').patch(`/api/v1/incidents/${incident.id}/facts`, { revision: 1, facts });
  const after = await read();
  expect([before.plan.industry, after.plan.industry]).toEqual(['financial-services', 'healthcare']);
  expect(after.plan.steps.map(({ id }) => id)).not.toEqual(before.plan.steps.map(({ id }) => id));
  expect(after.decisions[STEP]).toEqual(before.decisions[STEP]);
});

it('refuses a decision made on an old view, one that the state does not allow, and a step that does not apply', async () => {
  await decide('lena', 'accept', 0);
  expect((await decide('dana', 'skip', 0, 'late')).json()).toMatchObject({
    status: 409,
    code: 'plans.step_changed',
  });
  expect((await decide('lena', 'accept', 1)).json()).toMatchObject({
    status: 409,
    code: 'plans.decision_refused',
  });
  const other = await as('lena').post(`${plan()}/steps/contain-safe-state/decision`, {
    decision: 'accept',
    revision: 0,
  });
  expect(other.json()).toMatchObject({ status: 404, code: 'plans.step_not_in_plan' });
});

it('lets a viewer read and nothing more', async () => {
  expect((await as('vera').get(plan())).status).toBe(200);
  expect((await decide('vera', 'accept', 0)).status).toBe(403);
});

it('keeps the rank, the facts and the knowledge at which a step was decided, also when the rank moves', async () => {
  const { plan: before, factsRevision } = await read();
  const rank = before.steps.findIndex(({ id }) => id === STEP) + 1;
  const accepted = (await decide('lena', 'accept', 0)).json<StandingAnswer>();
  expect(accepted).toMatchObject({
    decidedRank: rank,
    decidedFactsRevision: factsRevision,
    decidedKnowledge: before.knowledgeVersion,
  });
  const facts = { industry: 'education', vulnerableGroups: true };
  await as('lena').patch(`/api/v1/incidents/${incident.id}/facts`, { revision: 1, facts });
  const { plan: after, decisions } = await read();
  expect(after.steps.findIndex(({ id }) => id === STEP) + 1).not.toBe(rank);
  expect(decisions[STEP]).toMatchObject({ decidedRank: rank, decidedFactsRevision: 1 });
});

describe('What people say of a step besides its state', () => {
  it('calls it by their title, and takes the one of the catalogue back', async () => {
    const given = await say('dana', 'title', { title: '  Text everyone today ', revision: 0 });
    expect(given.json()).toMatchObject({ title: 'Text everyone today', state: 'proposed', revision: 1 });
    expect((await read()).plan.steps.find(({ id }) => id === STEP)?.title).toBe('Text everyone today');
    const cleared = await say('dana', 'title', { title: null, revision: 1 });
    expect(cleared.json()).toMatchObject({ title: null, revision: 2 });
    const entries = await trail();
    expect(entries.map(({ action, facts }) => [action, facts['cleared']])).toEqual([
      ['step.titled', false],
      ['step.titled', true],
    ]);
    expect(JSON.stringify(entries.map(({ facts }) => facts))).not.toContain('Text everyone');
  });

  it('sets a due date with its offset, and takes it back', async () => {
    const set = await say('lena', 'due', { dueAt: '2026-11-24T17:00:00+01:00', revision: 0 });
    expect(set.json()).toMatchObject({ dueAt: '2026-11-24T16:00:00.000Z', revision: 1 });
    expect((await say('lena', 'due', { dueAt: null, revision: 1 })).json()).toMatchObject({ dueAt: null });
    expect((await trail()).map(({ action, facts }) => [action, facts['after']])).toEqual([
      ['step.due_set', '2026-11-24T16:00:00.000Z'],
      ['step.due_set', null],
    ]);
  });

  it('counts with their feasibility and its reason in the score, and takes it back', async () => {
    const score = async () => (await read()).plan.steps.find(({ id }) => id === STEP);
    const before = await score();
    const body = { factor: 0.5, reason: 'No texting service', revision: 0 };
    expect((await say('lena', 'feasibility', body)).json()).toMatchObject({
      feasibility: { factor: 0.5, reason: 'No texting service' },
    });
    const after = await score();
    expect(after?.overruled).toEqual({ factor: 0.5, reason: 'No texting service' });
    expect(after?.score).toBeLessThan(before?.score ?? 0);
    await say('lena', 'feasibility', { factor: null, revision: 1 });
    expect(await score()).toEqual(before);
    expect((await trail()).map(({ action, facts }) => [action, facts['after']])).toEqual([
      ['step.feasibility_overruled', '0.5'],
      ['step.feasibility_overruled', null],
    ]);
  });

  it('survives a decision and a new ranking', async () => {
    await say('lena', 'title', { title: 'Ours', revision: 0 });
    await say('lena', 'due', { dueAt: '2026-12-01T09:00:00Z', revision: 1 });
    await say('lena', 'feasibility', { factor: 0.75, reason: 'Few hands', revision: 2 });
    await as('lena').post(`${plan()}/steps/${STEP}/assignment`, { assigneeId: as('dana').id });
    await decide('lena', 'accept', 4);
    await as('lena').patch(`/api/v1/incidents/${incident.id}/facts`, {
      revision: 1,
      facts: { industry: 'education' },
    });
    const { decisions } = await read();
    expect(decisions[STEP]).toMatchObject({
      state: 'accepted',
      title: 'Ours',
      dueAt: '2026-12-01T09:00:00.000Z',
      feasibility: { factor: 0.75, reason: 'Few hands' },
      assigneeId: as('dana').id,
    });
  });

  it('leaves no entry where nothing changes', async () => {
    await say('lena', 'due', { dueAt: null, revision: 0 });
    await say('lena', 'title', { title: null, revision: 0 });
    expect(await trail()).toEqual([]);
  });

  it.each([
    ['a blank title', 'title', { title: '  ' }, '/title'],
    ['a title of two lines', 'title', { title: 'a\nb' }, '/title'],
    ['a title over 200 characters', 'title', { title: 'x'.repeat(201) }, '/title'],
    ['no title at all', 'title', {}, '/title'],
    ['a due day without a time', 'due', { dueAt: '2026-11-24' }, '/dueAt'],
    ['a due time without an offset', 'due', { dueAt: '2026-11-24T17:00:00' }, '/dueAt'],
    ['a day that no month has', 'due', { dueAt: '2026-02-30T17:00:00Z' }, '/dueAt'],
    ['a feasibility of 0.49', 'feasibility', { factor: 0.49, reason: 'r' }, '/factor'],
    ['a feasibility of 1.01', 'feasibility', { factor: 1.01, reason: 'r' }, '/factor'],
    ['a feasibility in words', 'feasibility', { factor: '0.8', reason: 'r' }, '/factor'],
    ['a feasibility without a reason', 'feasibility', { factor: 0.8 }, '/reason'],
    ['a feasibility with a blank reason', 'feasibility', { factor: 0.8, reason: ' ' }, '/reason'],
  ] as const)('refuses %s at its place, and changes nothing', async (_, what, body, path) => {
    const refused = await say('lena', what, { ...body, revision: 0 });
    expect([refused.status, refused.json<{ errors: object[] }>().errors]).toEqual([
      422,
      expect.arrayContaining([{ path, message: expect.any(String) }]),
    ]);
    expect(await trail()).toEqual([]);
  });

  it('refuses what rests on an old state of the step', async () => {
    await decide('lena', 'accept', 0);
    for (const [what, body] of [
      ['title', { title: 'New' }],
      ['due', { dueAt: '2026-12-01T09:00:00Z' }],
      ['feasibility', { factor: 0.6, reason: 'r' }],
    ] as const) {
      const late = await say('lena', what, { ...body, revision: 0 });
      expect([late.status, late.json<{ code: string }>().code]).toEqual([409, 'plans.step_changed']);
    }
  });
});

describe('Whose step it is', () => {
  it('lets communications and counsel decide about their own steps and no other', async () => {
    expect((await decide('dana', 'accept', 0)).status).toBe(200);
    expect((await decide('karl', 'accept', 0, '', 'assess-duties')).status).toBe(200);
    const refused = await decide('dana', 'accept', 0, '', GUARANTEE);
    expect(refused.json()).toMatchObject({ status: 403, code: 'plans.not_your_step', holders: ['lead'] });
    const others = await decide('karl', 'accept', 1);
    expect(others.json()).toMatchObject({ status: 403, holders: ['lead', 'communications'] });
    for (const [what, body] of [
      ['title', { title: 'Mine' }],
      ['due', { dueAt: '2026-12-01T09:00:00Z' }],
      ['feasibility', { factor: 0.6, reason: 'r' }],
      ['assignment', { assigneeId: as('dana').id }],
    ] as const) {
      const sent = what === 'assignment' ? body : { ...body, revision: 0 };
      expect((await as('dana').post(`${plan()}/steps/${GUARANTEE}/${what}`, sent)).status).toBe(403);
    }
    expect((await read()).decisions[GUARANTEE]).toBeUndefined();
  });

  it('lets them decide about a step that was given to them, until it is taken back', async () => {
    await as('lena').post(`${plan()}/steps/${GUARANTEE}/assignment`, { assigneeId: as('dana').id });
    expect((await decide('dana', 'accept', 1, '', GUARANTEE)).status).toBe(200);
    await as('lena').post(`${plan()}/steps/${GUARANTEE}/assignment`, { assigneeId: null });
    expect((await decide('dana', 'start', 3, '', GUARANTEE)).status).toBe(403);
  });

  it('puts on record who tried', async () => {
    await decide('dana', 'accept', 0, '', GUARANTEE);
    const tried = (await trailOf(running, as('dana').id)).filter(({ action }) => action === 'access.refused');
    expect(tried.at(-1)?.facts).toMatchObject({ reason: 'plans.not_your_step', step: GUARANTEE });
  });
});

type StandingAnswer = Record<string, unknown>;

interface PlanAnswer {
  factsRevision: number;
  plan: {
    knowledgeVersion: string;
    industry: string;
    steps: { id: string; title: string; score: number; overruled: object | null }[];
  };
  decisions: Record<string, StandingAnswer>;
}
