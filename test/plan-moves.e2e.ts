import { Incidents } from '../src/incidents/incidents.service.js';
import type { PlanMovesView } from '../src/plans/plan-moves.controller.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { people } from './support/people.js';
import type { SignedIn } from './support/people.js';

let running: RunningApp;
let as: (name: 'lena' | 'vera') => SignedIn;

const BANK = {
  industry: 'financial-services',
  data: { classes: [{ class: 'bank-account', protection: 'none' }] },
  lossesIncurred: 'reported',
};
const GUARANTEE = 'remedy-loss-guarantee';

beforeAll(async () => {
  running = await startApp();
  as = await people(running, { lena: 'lead', vera: 'viewer' });
});

afterAll(() => running.close());

async function given(visibility: 'organisation' | 'members' = 'organisation') {
  const incidents = running.app.get(Incidents);
  const { id } = await incidents.open(
    { title: 'Statements copied', kind: 'real', visibility, determination: 'confirmed', facts: BANK },
    as('lena').actor,
  );
  const path = `/api/v1/incidents/${id}/plan`;
  return {
    path,
    revise: (seen: number, change: object) =>
      incidents.revise(id, seen, { ...BANK, ...change }, 'Learned', as('lena').actor),
    accept: (step: string) =>
      as('lena').post(`${path}/steps/${step}/decision`, { decision: 'accept', reason: '', revision: 0 }),
    moves: async (query = '', who: 'lena' | 'vera' = 'lena') => {
      const answer = await as(who).get(`${path}/moves${query}`);
      return { status: answer.status, body: answer.json<PlanMovesView>() };
    },
  };
}

describe('What moved in a plan', () => {
  it('is null before there is anything earlier to compare with', async () => {
    const { moves } = await given();
    expect((await moves()).body).toEqual({ since: null, now: null, rankedBy: null, moves: null });
  });

  it('compares with the facts before the present where nothing was decided yet', async () => {
    const { moves, revise } = await given();
    await revise(1, { lossesIncurred: 'confirmed' });
    const { body } = await moves('', 'vera');
    expect(body.since).toMatchObject({ revision: 1, because: 'previous' });
    expect(body.moves?.changes).toMatchObject([
      { id: 'fact/lossesIncurred', before: 'reported', after: 'confirmed' },
    ]);
    for (const { because } of body.moves!.steps) expect(because[0]?.change).toBe('fact/lossesIncurred');
  });

  it('compares with the facts on which the newest decision was taken, or with those asked for', async () => {
    const { moves, revise, accept } = await given();
    await revise(1, { lossesIncurred: 'confirmed' });
    await accept(GUARANTEE);
    expect((await moves()).body).toMatchObject({
      since: { revision: 2, because: 'decision' },
      rankedBy: 'then',
      moves: { changes: [], steps: [] },
    });
    await revise(2, { lossesIncurred: 'confirmed', safetyRisk: true });
    const { body } = await moves();
    expect([body.since?.revision, body.now?.revision]).toEqual([2, 3]);
    const entered = body.moves!.steps.filter(({ rank }) => rank.before === null);
    expect(entered.length).toBeGreaterThan(0);
    const first = (await moves('?since=1')).body;
    expect(first.since).toMatchObject({ revision: 1, because: 'asked' });
    expect(first.moves?.changes.map(({ name }) => name)).toEqual(['lossesIncurred', 'safetyRisk']);
  });

  it('counts an own step that was added since among the changes', async () => {
    const { moves, accept, path } = await given();
    await accept(GUARANTEE);
    const added = await as('lena').post(`${path}/own-steps`, {
      step: {
        title: 'Call the ten largest customers',
        phase: 'support',
        owner: 'customer-service',
        lane: 'normal',
        serves: { 'human-contact': 4 },
        requires: [],
        doneWhen: 'All ten were reached',
        leadHours: 24,
        effort: 'S',
        asksEvidence: false,
      },
    });
    expect(added.status).toBe(201);
    const { body } = await moves();
    expect(body.moves?.changes).toMatchObject([
      { kind: 'own-step', after: 'Call the ten largest customers' },
    ]);
  });

  it.each(['?since=0', '?since=-1', '?since=one', '?since=2', '?since=1&since=2'])(
    'refuses %s with the place and the way out',
    async (query) => {
      const { moves } = await given();
      const { status, body } = await moves(query);
      expect([status, JSON.stringify(body)]).toEqual([422, expect.stringContaining('/since')]);
    },
  );

  it('is hidden with its incident', async () => {
    const { moves } = await given('members');
    expect((await moves('', 'vera')).status).toBe(404);
  });
});
