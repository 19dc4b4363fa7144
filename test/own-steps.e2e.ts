import { OwnStepRow } from '../src/plans/own-step.entity.js';
import { DataSources } from '../src/platform/database/data-sources.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { people } from './support/people.js';
import type { SignedIn } from './support/people.js';
import { trailOf } from './support/trail.js';

type Person = 'lena' | 'dana' | 'karl' | 'vera';

let running: RunningApp;
let as: (name: Person) => SignedIn;
let incidentId: string;

const GOOD = {
  title: 'Call the works council',
  phase: 'notify',
  owner: 'communications',
  lane: 'normal',
  serves: { 'human-contact': 3, transparency: 2 },
  requires: ['notify-early-alert'],
  doneWhen: 'Minutes of the call',
  leadHours: 24,
  effort: 'S',
  asksEvidence: true,
};

beforeAll(async () => {
  running = await startApp();
  as = await people(running, { lena: 'lead', dana: 'communications', karl: 'counsel', vera: 'viewer' });
});

beforeEach(async () => {
  const facts = { industry: 'retail', data: { classes: [{ class: 'email-address' }] } };
  const body = { title: 'List leaked', visibility: 'organisation', facts };
  incidentId = (await as('lena').post('/api/v1/incidents', body)).json<{ id: string }>().id;
});

afterAll(() => running.close());

const plan = () => `/api/v1/incidents/${incidentId}/plan`;
const read = async () => (await as('lena').get(plan())).json<PlanAnswer>();
const add = (change: object = {}, who: Person = 'lena') =>
  as(who).post(`${plan()}/own-steps`, { step: { ...GOOD, ...change } });
const added = async (change: object = {}, who: Person = 'lena') => (await add(change, who)).json<OwnStep>();
const change = (id: string, step: object, revision = 1, who: Person = 'lena') =>
  as(who).put(`${plan()}/own-steps/${id}`, { step: { ...GOOD, ...step }, revision, reason: 'Agreed today' });
const withdraw = (id: string, revision = 1, reason = 'Not needed', who: Person = 'lena') =>
  as(who).post(`${plan()}/own-steps/${id}/withdrawal`, { revision, reason });

it('ranks and schedules an own step with the others, and marks it', async () => {
  const { id, step } = await added();
  expect([id, step]).toEqual([expect.stringMatching(/^own-[0-9a-z]{26}$/), GOOD]);
  const { plan: made, proof } = await read();
  const ranked = made.steps.find((one) => one.id === id);
  expect(ranked).toMatchObject({
    own: true,
    title: GOOD.title,
    mainPriority: 'human-contact',
    commitment: null,
  });
  const sum = Object.values(ranked?.contributions ?? {}).reduce((total, points) => total + points, 0);
  expect(sum).toBeCloseTo(ranked?.score ?? 0, 1);
  expect(ranked?.evidence.filter(({ from }) => from === 'step')).toEqual([]);
  const places = made.schedule.map((one) => one.id);
  expect(places.indexOf(id)).toBeGreaterThan(places.indexOf('notify-early-alert'));
  expect(proof[id]).toMatchObject({
    asksEvidence: true,
    files: 0,
    missing: [{ stepId: id, lacks: 'evidence' }],
  });
});

it('takes every decision about an own step, and asks for its evidence', async () => {
  const { id } = await added();
  const decide = (decision: string, revision: number) =>
    as('lena').post(`${plan()}/steps/${id}/decision`, { decision, revision });
  expect((await decide('accept', 0)).json()).toMatchObject({ state: 'accepted' });
  expect((await decide('complete', 1)).json()).toMatchObject({ code: 'plans.step_not_proven' });
  const file = { field: 'file', name: 'minutes.txt', type: 'text/plain', content: id };
  await as('lena').upload(`/api/v1/incidents/${incidentId}/evidence`, { subject: `step:${id}` }, file);
  expect((await decide('complete', 1)).json()).toMatchObject({ state: 'done' });
  const title = await as('lena').post(`${plan()}/steps/${id}/title`, { title: 'Other', revision: 2 });
  expect(title.json()).toMatchObject({ status: 422, errors: [{ path: '/title' }] });
});

it('changes an own step with a reason and keeps on record what it said', async () => {
  const { id } = await added();
  expect((await change(id, { title: 'Meet the works council', effort: 'M' })).json()).toMatchObject({
    revision: 2,
    step: { title: 'Meet the works council', effort: 'M' },
  });
  expect((await read()).plan.steps.find((one) => one.id === id)?.title).toBe('Meet the works council');
  expect((await change(id, {}, 1)).json()).toMatchObject({ status: 409, code: 'plans.own_step_changed' });
  const entries = await trailOf(running, id);
  expect(entries.map(({ action, facts }) => [action, facts['effort']])).toEqual([
    ['step.own_added', 'S'],
    ['step.own_changed', 'M'],
  ]);
  expect(JSON.stringify(entries.map(({ facts }) => facts))).not.toContain('works council');
});

it('withdraws an own step with a reason; what was decided about it stays', async () => {
  const { id } = await added();
  await as('lena').post(`${plan()}/steps/${id}/decision`, { decision: 'accept', revision: 0 });
  expect((await withdraw(id, 1, ' ')).json()).toMatchObject({ status: 422, errors: [{ path: '/reason' }] });
  expect((await withdraw(id)).json()).toMatchObject({ withdrawn: { reason: 'Not needed' }, revision: 2 });
  const { plan: made, decisions, ownSteps } = await read();
  expect(made.steps.some((one) => one.id === id)).toBe(false);
  expect(decisions[id]).toMatchObject({ state: 'accepted' });
  expect(ownSteps).toMatchObject([{ id, step: GOOD, withdrawn: { reason: 'Not needed' } }]);
  const again = await as('lena').post(`${plan()}/steps/${id}/decision`, { decision: 'start', revision: 1 });
  expect([again.status, (await withdraw(id, 2)).status, (await change(id, {}, 2)).status]).toEqual([
    404, 404, 404,
  ]);
});

it('does not withdraw a step for which another waits', async () => {
  const first = await added();
  const second = await added({ title: 'Write it down', requires: [first.id] });
  expect((await withdraw(first.id)).json()).toMatchObject({
    code: 'plans.own_step_needed',
    detail: expect.stringContaining('Write it down'),
    steps: [second.id],
  });
  await withdraw(second.id);
  expect((await withdraw(first.id)).status).toBe(200);
});

it('refuses a circle and names the chain', async () => {
  const first = await added({ title: 'First' });
  const second = await added({ title: 'Second', requires: [first.id] });
  const refused = await change(first.id, { title: 'First', requires: [second.id] });
  expect(refused.json()).toMatchObject({
    status: 422,
    errors: [{ path: '/requires', message: expect.stringMatching(/“First” → “Second” → “First”/) }],
  });
});

it.each([
  ['an unknown priority', { serves: { money: 3 } }, '/serves', 'compensation'],
  ['strength 0', { serves: { apology: 0 } }, '/serves/apology', '1'],
  ['strength 5', { serves: { apology: 5 } }, '/serves/apology', '4'],
  ['strength 2.5', { serves: { apology: 2.5 } }, '/serves/apology', '4'],
  ['an unknown phase', { phase: 'panic' }, '/phase', 'contain'],
  ['an unknown step before it', { requires: ['assess-nobody'] }, '/requires/0', ''],
  ['a title over 200 characters', { title: 'x'.repeat(201) }, '/title', '200'],
] as const)('refuses %s with what is allowed, and adds nothing', async (_, wrong, path, allowed) => {
  const refused = await add(wrong);
  const { status, errors } = refused.json<{ status: number; errors: { path: string; message: string }[] }>();
  expect([status, errors[0]?.path.startsWith(path), errors[0]?.message.includes(allowed)]).toEqual([
    422,
    true,
    true,
  ]);
  expect((await read()).ownSteps).toEqual([]);
});

it('keeps own steps of one incident out of every other', async () => {
  const { id } = await added();
  const body = { title: 'Another', visibility: 'organisation', facts: {} };
  incidentId = (await as('lena').post('/api/v1/incidents', body)).json<{ id: string }>().id;
  expect((await read()).ownSteps).toEqual([]);
  expect((await withdraw(id)).status).toBe(404);
  expect((await add({ requires: [id] })).status).toBe(422);
});

it('lets communications and counsel add and change steps of their own, and no other', async () => {
  expect((await add({}, 'vera')).status).toBe(403);
  expect((await add({}, 'karl')).json()).toMatchObject({ status: 403, code: 'plans.not_your_step' });
  const { id } = await added({}, 'dana');
  expect((await change(id, { effort: 'L' }, 1, 'karl')).status).toBe(403);
  expect((await change(id, { owner: 'legal' }, 1, 'dana')).status).toBe(403);
  expect((await change(id, { effort: 'L' }, 1, 'dana')).status).toBe(200);
  expect((await withdraw(id, 2, 'r', 'karl')).status).toBe(403);
  expect((await withdraw(id, 2, 'r', 'dana')).status).toBe(200);
});

it('holds 200 own steps and no more', async () => {
  const { writer } = running.app.get(DataSources);
  const { id, ...row } = await writer.manager.findOneByOrFail(OwnStepRow, { id: (await added()).id });
  for (let at = 0; at < 199; at++)
    await writer.manager.insert(OwnStepRow, { ...row, id: `own-${String(at).padStart(26, '0')}` } as never);
  expect((await add()).json()).toMatchObject({ status: 409, code: 'plans.too_many_own_steps' });
  await withdraw(id);
  expect((await add()).status).toBe(201);
});

interface OwnStep {
  id: string;
  step: typeof GOOD;
}

interface PlanAnswer {
  plan: {
    steps: {
      id: string;
      own: boolean;
      title: string;
      score: number;
      contributions: Record<string, number>;
      evidence: { from: string }[];
    }[];
    schedule: { id: string }[];
  };
  proof: Record<string, object>;
  decisions: Record<string, object>;
  ownSteps: object[];
}
