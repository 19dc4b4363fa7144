import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { people } from './support/people.js';
import type { SignedIn } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let as: (name: 'lena' | 'dana' | 'vera') => SignedIn;
let incident: { id: string };

const STEP = 'notify-individuals';

beforeAll(async () => {
  running = await startApp();
  as = await people(running, { lena: 'lead', dana: 'communications', vera: 'viewer' });
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
const decide = (who: 'lena' | 'dana' | 'vera', decision: string, revision: number, reason = '') =>
  as(who).post(`${plan()}/steps/${STEP}/decision`, { decision, revision, reason });

it('accepts a step, gives it to someone and finishes it, with an entry for each', async () => {
  expect((await decide('lena', 'accept', 0)).json()).toMatchObject({ state: 'accepted', revision: 1 });
  const given = await as('lena').post(`${plan()}/steps/${STEP}/assignment`, { assigneeId: as('dana').id });
  expect(given.json()).toMatchObject({ assigneeId: as('dana').id, revision: 2 });
  expect((await decide('dana', 'complete', 2)).json()).toMatchObject({
    state: 'done',
    assigneeId: as('dana').id,
  });
  const actions = (await trailOf(running, STEP)).map(({ action }) => action);
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
  const before = (await as('lena').get(plan())).json<PlanAnswer>();
  const facts = {
    industry: 'healthcare',
    lossesIncurred: 'none-known',
    data: { classes: [{ class: 'medical-record' }] },
  };
  await as('lena').patch(`/api/v1/incidents/${incident.id}/facts`, { revision: 1, facts });
  const after = (await as('lena').get(plan())).json<PlanAnswer>();
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

interface PlanAnswer {
  plan: { industry: string; steps: { id: string }[] };
  decisions: Record<string, object>;
}
