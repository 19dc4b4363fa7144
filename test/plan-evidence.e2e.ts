import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { people } from './support/people.js';
import type { SignedIn } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let lena: SignedIn;
let base: string;

/** The test waits for the repair, the repair for the cause and what comes before it; all of them ask for evidence. */
const [CAUSE, REPAIR, TEST] = ['assess-root-cause', 'remedy-fix-root', 'verify-independent-test'] as const;
const BEFORE = ['contain-preserve', 'assess-scope', CAUSE];

beforeAll(async () => {
  running = await startApp();
  lena = (await people(running, { lena: 'lead' }))('lena');
});

beforeEach(async () => {
  const body = { title: 'Way in', visibility: 'organisation', facts: { industry: 'retail' } };
  base = `/api/v1/incidents/${(await lena.post('/api/v1/incidents', body)).json<{ id: string }>().id}`;
});

afterAll(() => running.close());

const read = async () => (await lena.get(`${base}/plan`)).json<PlanAnswer>();

async function decide(step: string, decision: string, reason = '') {
  const revision = (await read()).decisions[step]?.revision ?? 0;
  return lena.post(`${base}/plan/steps/${step}/decision`, { decision, revision, reason });
}

let files = 0;
/** The file last linked to each step. */
const fileOf = new Map<string, string>();

async function prove(step: string): Promise<void> {
  const file = { field: 'file', name: 'proof.txt', type: 'text/plain', content: `proof ${++files}` };
  const answer = await lena.upload(`${base}/evidence`, { subject: `step:${step}` }, file);
  expect(answer.status).toBe(201);
  fileOf.set(step, answer.json<{ id: string }>().id);
}

async function finish(...steps: string[]): Promise<void> {
  for (const step of steps) {
    await prove(step);
    expect((await decide(step, 'accept')).status).toBe(200);
    expect((await decide(step, 'complete')).status).toBe(200);
  }
}

it('does not let a step be done without the file that shows it, and says which is missing', async () => {
  await finish('contain-preserve');
  await decide('assess-scope', 'accept');
  const refused = await decide('assess-scope', 'complete');
  expect(refused.json()).toMatchObject({
    status: 409,
    code: 'plans.step_not_proven',
    detail: expect.stringContaining('a file that shows “Establish what happened'),
    missing: [{ stepId: 'assess-scope', lacks: 'evidence' }],
  });
  expect((await read()).decisions['assess-scope']).toMatchObject({ state: 'accepted' });
  await prove('assess-scope');
  expect((await decide('assess-scope', 'complete')).json()).toMatchObject({ state: 'done' });
});

it('does not let a step be done while one that comes first is open, however far', async () => {
  await finish(...BEFORE);
  await prove(TEST);
  await decide(TEST, 'accept');
  const refused = await decide(TEST, 'complete');
  expect(refused.json()).toMatchObject({
    detail: expect.stringContaining('“Repair the root cause”, which comes first'),
    missing: [{ stepId: REPAIR, lacks: 'completion' }],
  });
  await finish(REPAIR);
  expect((await decide(TEST, 'complete')).status).toBe(200);
});

it('lets a step be done on one that does not apply or was skipped, but promises nothing on a skipped one', async () => {
  await finish(...BEFORE);
  await decide(REPAIR, 'skip', 'The system is switched off for good');
  await prove(TEST);
  await decide(TEST, 'accept');
  expect((await decide(TEST, 'complete')).status).toBe(200);
  const skipped = (await read()).proof[TEST];
  expect(skipped).toMatchObject({
    proven: true,
    commitment: { claimable: false, openFor: [{ stepId: REPAIR, lacks: 'completion' }] },
  });
  await decide(REPAIR, 'reopen');
  await decide(REPAIR, 'not_applicable', 'The system is switched off for good');
  expect((await read()).proof[TEST]?.commitment).toEqual({ claimable: true, openFor: [] });
});

it('says that a done step no longer stands as proven when its last file goes or a step before it is opened', async () => {
  await finish(...BEFORE, REPAIR);
  expect((await read()).proof[REPAIR]).toMatchObject({ proven: true, files: 1, missing: [] });
  const removal = { subject: `step:${REPAIR}`, reason: 'Of another system' };
  const unlinked = await lena.post(`${base}/evidence/${fileOf.get(REPAIR)}/links/removal`, removal);
  expect(unlinked.status).toBe(200);
  expect((await read()).proof[REPAIR]).toMatchObject({
    proven: false,
    files: 0,
    missing: [{ stepId: REPAIR, lacks: 'evidence' }],
  });
  await prove(REPAIR);
  await decide(CAUSE, 'reopen');
  expect((await read()).proof[REPAIR]).toMatchObject({
    proven: false,
    missing: [{ stepId: CAUSE, lacks: 'completion' }],
  });
});

it('leaves no entry for a step that could not be done', async () => {
  await decide(REPAIR, 'accept');
  // The service itself leaves entries too, whenever it comes to it.
  const ofPeople = async () => (await trailOf(running)).filter(({ actor }) => actor.id === lena.id);
  const before = (await ofPeople()).length;
  expect((await decide(REPAIR, 'complete')).status).toBe(409);
  expect(await ofPeople()).toHaveLength(before);
});

interface PlanAnswer {
  decisions: Record<string, { state: string; revision: number }>;
  proof: Record<
    string,
    {
      proven: boolean;
      files: number;
      missing: object[];
      commitment: { claimable: boolean; openFor: object[] } | null;
    }
  >;
}
