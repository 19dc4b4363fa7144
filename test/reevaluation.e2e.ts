import { setTimeout as pause } from 'node:timers/promises';
import { CATALOGUE } from '../src/catalogue/catalogue.module.js';
import type { Catalogue } from '../src/catalogue/domain/catalogue.js';
import { Clock } from '../src/platform/clock.js';
import { Ids } from '../src/platform/ids.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { Reader } from '../src/platform/database/reader.js';
import { Obligation } from '../src/obligations/obligation.entity.js';
import { Reevaluation } from '../src/obligations/reevaluation.entity.js';
import { Reevaluations } from '../src/obligations/reevaluations.js';
import { ReevaluationWorker } from '../src/obligations/reevaluation.worker.js';
import { RegisterState } from '../src/obligations/register-state.entity.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { stopped } from './support/clock.js';
import { people } from './support/people.js';
import type { SignedIn } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let as: (name: 'anna' | 'lena') => SignedIn;
let passes: Reevaluations;

const INCIDENTS = 45;
const RULE = 'eu-gdpr-33-authority';
const FACTS = {
  awareAt: '2026-11-02T09:00:00Z',
  organisation: { roles: ['controller'], establishments: ['IE'] },
  incident: { effects: ['confidentiality'] },
  data: { classes: [{ class: 'email-address', protection: 'none' }], complete: true },
  affected: { byJurisdiction: { IE: 48213 }, complete: true },
  harm: { level: 'possible' },
};

beforeAll(async () => {
  running = await startApp();
  as = await people(running, { anna: 'admin', lena: 'lead' });
  passes = running.app.get(Reevaluations);
  for (let number = 0; number < INCIDENTS; number += 1)
    await as('lena').post('/api/v1/incidents', {
      title: `Incident ${number}`,
      visibility: 'organisation',
      facts: FACTS,
    });
});
afterAll(() => running.close());

/** As if all registers were last held to an older pack, which set the last moment a day earlier. */
const olderPack = () =>
  running.app.get(UnitOfWork).run(async (manager) => {
    await manager.updateAll(RegisterState, { knowledgeVersion: '2026-01-01+000000000000' });
    for (const row of await manager.findBy(Obligation, { ruleId: RULE })) {
      const terms = { ...row.terms, dueAt: '2026-11-04T09:00:00Z', ruleVersion: '000000000000' };
      await manager.update(Obligation, { id: row.id }, { terms, openChange: null } as never);
    }
  });

const standing = async () => (await as('lena').get('/api/v1/knowledge/reevaluation')).json<Standing>();

it('finds nothing to do while every register rests on the knowledge in force', async () => {
  await passes.begin();
  expect(await standing()).toMatchObject({ behind: 0, pass: null });
});

it('moves a stopped pass on by itself once an administrator resumes it', async () => {
  await olderPack();
  const { Temporal } = await import('temporal-polyfill');
  await running.app.get(UnitOfWork).run((manager) =>
    manager.insert(Reevaluation, {
      id: running.app.get(Ids).next(),
      knowledgeVersion: running.app.get<Catalogue>(CATALOGUE).version,
      state: 'stopped',
      total: INCIDENTS,
      done: 0,
      changed: 0,
      failed: 0,
      cursor: '',
      worker: '',
      startedBy: as('anna').id,
      startedAt: Temporal.Now.instant(),
      movedAt: Temporal.Now.instant(),
    }),
  );
  expect(await standing()).toMatchObject({ behind: INCIDENTS, pass: { state: 'stopped' } });
  expect((await as('anna').post('/api/v1/knowledge/reevaluation/resumption', {})).status).toBe(200);
  while ((await standing()).pass?.state !== 'done') await pause(20);
  expect(await standing()).toMatchObject({ behind: 0, pass: { done: INCIDENTS, failed: 0 } });
  // From here on each step is taken by hand: a round of its own would move a pass in the middle of a test.
  await running.app.get(ReevaluationWorker).beforeApplicationShutdown();
});

it('shows its progress, stops, goes on where it was, and asks about every date that would move later', async () => {
  await olderPack();
  await passes.begin();
  expect(await standing()).toMatchObject({
    behind: INCIDENTS,
    pass: { state: 'running', total: INCIDENTS, done: 0 },
  });
  await passes.step();
  const stopped = await as('anna').post('/api/v1/knowledge/reevaluation/stop', {});
  expect(stopped.json()).toMatchObject({ state: 'stopped', done: 20 });
  expect(await passes.step()).toBe(false);
  await passes.begin();
  expect((await standing()).pass).toMatchObject({ state: 'stopped', done: 20 });
  expect((await as('anna').post('/api/v1/knowledge/reevaluation/resumption', {})).status).toBe(200);
  while (await passes.step());
  expect(await standing()).toMatchObject({
    behind: 0,
    pass: { state: 'done', total: INCIDENTS, done: INCIDENTS, changed: INCIDENTS, failed: 0 },
  });
  const rows = await running.app.get(Reader).manager.findBy(Obligation, { ruleId: RULE });
  expect(rows.map(({ openChange, terms }) => [openChange, terms.dueAt])).toEqual(
    Array.from({ length: INCIDENTS }, () => ['looser', '2026-11-04T09:00:00Z']),
  );
});

it('takes over a pass that another process left, and leaves one alone that another process moves', async () => {
  const goOn = stopped(running);
  await olderPack();
  await passes.begin();
  const { pass } = await standing();
  const heldBy = (worker: string, movedAt: string) =>
    running.app.get(UnitOfWork).run(async (manager) => {
      const {
        worker: _,
        movedAt: _m,
        ...row
      } = await manager.findOneByOrFail(Reevaluation, { id: pass?.id });
      const { Temporal } = await import('temporal-polyfill');
      await manager.update(Reevaluation, { id: row.id }, { worker, movedAt: Temporal.Instant.from(movedAt) });
    });
  // Nobody else is at it once it has not moved for a minute, however long this machine takes over the next lines.
  const now = running.app.get(Clock).now();
  await heldBy('01M000000000000000000OTHER', now.toString());
  expect(await passes.step()).toBe(false);
  await heldBy('01M000000000000000000OTHER', '2026-01-01T00:00:00Z');
  expect(await passes.step()).toBe(true);
  goOn();
});

it('leaves the start, the stop and the end on record', async () => {
  const actions = (await trailOf(running))
    .map(({ action }) => action)
    .filter((one) => one.startsWith('reevaluation.'));
  const first = actions.indexOf('reevaluation.started');
  expect(actions.slice(first, first + 4)).toEqual([
    'reevaluation.started',
    'reevaluation.stopped',
    'reevaluation.resumed',
    'reevaluation.done',
  ]);
});

it('lets only administrators stop a pass, and only one that runs', async () => {
  expect((await as('lena').post('/api/v1/knowledge/reevaluation/stop', {})).status).toBe(403);
  while (await passes.step());
  const refused = await as('anna').post('/api/v1/knowledge/reevaluation/stop', {});
  expect([refused.status, refused.json().code]).toEqual([409, 'obligations.no_pass_to_move']);
});

interface Standing {
  behind: number;
  pass: { id: string; state: string; total: number; done: number; changed: number; failed: number } | null;
}
