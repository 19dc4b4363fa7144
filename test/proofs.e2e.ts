import { AuditDetail } from '../src/audit/audit-detail.entity.js';
import { Reader } from '../src/platform/database/reader.js';
import { ProofRevision } from '../src/proofs/proof-revision.entity.js';
import type { ProofView } from '../src/proofs/proofs.views.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { laterBy } from './support/clock.js';
import { incidentOf } from './support/mailings.js';
import type { As } from './support/mailings.js';
import { EVERYONE, people } from './support/people.js';
import {
  CHECK,
  REPAIR,
  confirmedBy,
  daysAgo,
  decideStep,
  proofApi,
  proofOf,
  proved,
  repaired,
  report,
  wholeProof,
  written,
} from './support/proofs.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let as: As;
let incidentId: string;

beforeAll(async () => {
  running = await startApp();
  as = (await people(running, EVERYONE)) as As;
});

afterAll(() => running.close());

beforeEach(async () => {
  incidentId = await incidentOf(as, { facts: { occurredAt: `${daysAgo(12)}T02:30:00Z` } });
});

const save = (who: keyof typeof EVERYONE, revision: number, parts: object = wholeProof()) =>
  as(who).post(`${proofApi(incidentId)}/revisions`, { revision, ...parts });
const missing = ({ missing: lacks }: Pick<ProofView, 'missing'>) => lacks.map(({ code }) => code);
const read = () => proofOf(as('vera'), incidentId);
const acts = async () =>
  (await trailOf(running, incidentId))
    .map(({ action }) => action)
    .filter((action) => action.startsWith('proof'));

it('is nothing at first, and says part by part what it asks for and where', async () => {
  const { reference } = (await as('lena').get(`/api/v1/incidents/${incidentId}`)).json<{
    reference: string;
  }>();
  const none = await read();
  expect(none).toMatchObject({ state: 'none', revision: 0, record: null, confirmation: null, files: [] });
  expect(none.missing).toContainEqual({
    code: 'report-missing',
    words: 'The test report is not among the evidence files yet.',
    href: `/incidents/${reference}/proof#files`,
  });
  expect(none.missing.find(({ code }) => code === 'check-step-open')?.href).toBe(
    `/incidents/${reference}/plan?show=all&step=${CHECK}#${CHECK}`,
  );
});

it('becomes complete when the steps are done, the record is whole, the report is there and a second person confirmed', async () => {
  await repaired(as, incidentId);
  const open = await written(as, incidentId);
  expect([open.state, missing(open)]).toEqual(['incomplete', ['confirmation-missing']]);
  expect((await confirmedBy(as, 'karl', incidentId)).json()).toMatchObject({
    state: 'complete',
    missing: [],
    confirmation: { by: as('karl').id, stands: true },
  });
  expect(await acts()).toEqual(['proof.saved', 'proof.confirmed']);
});

it('is confirmed by someone else than who saved it last, by counsel or the lead, whole, and as it was read', async () => {
  expect((await confirmedBy(as, 'karl', incidentId)).status).toBe(422);
  await save('karl', 0);
  const early = await confirmedBy(as, 'lena', incidentId);
  expect(early.json()).toMatchObject({ status: 409, code: 'proofs.incomplete' });
  expect(early.json<{ missing: string[] }>().missing).toContain('report-missing');
  await repaired(as, incidentId);
  await as('karl').upload(`${proofApi(incidentId)}/files`, {}, report());
  expect((await confirmedBy(as, 'karl', incidentId)).json()).toMatchObject({
    status: 409,
    code: 'proofs.confirmer_is_writer',
  });
  expect((await confirmedBy(as, 'dana', incidentId)).status).toBe(403);
  const { revision, contentHash } = await read();
  const path = `${proofApi(incidentId)}/confirmation`;
  for (const seen of [
    { revision: revision + 1, contentHash },
    { revision, contentHash: '0'.repeat(64) },
  ])
    expect((await as('lena').post(path, seen)).json()).toMatchObject({ code: 'proofs.seen_differs' });
  expect((await confirmedBy(as, 'lena', incidentId)).status).toBe(200);
  expect((await confirmedBy(as, 'lena', incidentId)).json()).toMatchObject({ code: 'proofs.is_confirmed' });
  const refused = (await trailOf(running, as('karl').id)).filter(({ action }) => action === 'access.refused');
  expect(refused.at(-1)?.facts).toMatchObject({ act: 'proof.confirm', reason: 'proofs.confirmer_is_writer' });
});

it('asks for a fresh sign-in to confirm', async () => {
  await repaired(as, incidentId);
  await written(as, incidentId);
  const back = laterBy(running, { minutes: 6 });
  try {
    expect((await confirmedBy(as, 'karl', incidentId)).status).toBe(428);
  } finally {
    back();
  }
  expect((await read()).confirmation).toBeNull();
});

it('is no longer confirmed after any change of the record, and the entry says so', async () => {
  await proved(as, incidentId);
  const whole = wholeProof();
  const same = await save('dana', 1, whole);
  expect(same.json()).toMatchObject({ state: 'complete', revision: 1 });
  whole.check.finding += '.';
  const changed = (await save('lena', 1, whole)).json<ProofView>();
  expect([changed.state, changed.revision, missing(changed)]).toEqual([
    'incomplete',
    2,
    ['confirmation-void'],
  ]);
  expect(changed.confirmation).toMatchObject({ by: as('karl').id, stands: false });
  const [, , again] = (await trailOf(running, incidentId)).filter(({ action }) => action.startsWith('proof'));
  expect(again?.facts).toMatchObject({
    revision: 2,
    voidsConfirmation: true,
    missing: ['confirmation-void'],
  });
  expect((await confirmedBy(as, 'karl', incidentId)).json()).toMatchObject({ state: 'complete' });
});

it('falls apart as soon as a file is taken back, added, or a step is opened again, and holds again by what is done then', async () => {
  const { files } = await proved(as, incidentId);
  const [file] = files;
  const removal = { fileId: file?.id, reason: 'Report of another system' };
  const gone = await as('dana').post(`${proofApi(incidentId)}/files/links/removal`, removal);
  expect(missing(gone.json<ProofView>())).toEqual(['report-missing', 'confirmation-void']);
  const back = await as('dana').post(`${proofApi(incidentId)}/files/links`, { fileId: file?.id });
  expect(back.json()).toMatchObject({ state: 'complete' });
  const more = await as('dana').upload(`${proofApi(incidentId)}/files`, {}, report('second.txt'));
  expect(missing(more.json<ProofView>())).toEqual(['confirmation-void']);
  await confirmedBy(as, 'lena', incidentId);
  await decideStep(as, incidentId, CHECK, 'reopen');
  expect(missing(await read())).toEqual(['check-step-open']);
  await decideStep(as, incidentId, REPAIR, 'reopen');
  expect(missing(await read())).toEqual(['repair-step-open', 'check-step-open']);
});

it('is no proof any more when the facts move the beginning behind the repair', async () => {
  await proved(as, incidentId);
  const facts = { occurredAt: `${daysAgo(8)}T00:00:00Z` };
  await as('lena').patch(`/api/v1/incidents/${incidentId}/facts`, {
    revision: 1,
    facts,
    reason: 'Log found',
  });
  expect(missing(await read())).toEqual(['closed-before-start']);
});

const faults: [string, (parts: ReturnType<typeof wholeProof>) => unknown, string][] = [
  [
    'closed before the incident began',
    ({ repair }) => (repair.closedAt = `${daysAgo(13)}T00:00:00Z`),
    '/repair/closedAt',
  ],
  [
    'closed in the future',
    ({ repair, check }) => ((repair.closedAt = `${daysAgo(-2)}T00:00:00Z`), (check.testedOn = null)),
    '/repair/closedAt',
  ],
  ['tested before it was closed', ({ check }) => (check.testedOn = daysAgo(10)), '/check/testedOn'],
  ['tested in the future', ({ check }) => (check.testedOn = daysAgo(-2)), '/check/testedOn'],
  [
    'a step that does not stand for a repair',
    ({ repair }) => (repair.step = 'notify-apology'),
    '/repair/step',
  ],
  ['no day', ({ check }) => (check.testedOn = '2026-02-30'), '/check/testedOn'],
  ['no instant', ({ repair }) => (repair.closedAt = '2026-02-03'), '/repair/closedAt'],
  ['another result', ({ check }) => (check.result = 'fixed' as 'closed'), '/check/result'],
  ['a page that is not encrypted', (parts) => (parts.proofUrl = 'http://larkmoor.example'), '/proofUrl'],
  ['an open point without a day', ({ openPoints }) => (openPoints[0]!.by = ''), '/openPoints/0/by'],
  ['a result over two lines', ({ check }) => (check.finding = 'it failed\nfirst'), '/check/finding'],
  ['a text without end', ({ repair }) => (repair.weakness = 'x'.repeat(2_001)), '/repair/weakness'],
];

it.each(faults)('refuses with its place: %s', async (_, change, path) => {
  const parts = wholeProof();
  change(parts);
  const refused = await save('dana', 0, parts);
  expect([
    refused.status,
    refused.json<{ errors: { path: string }[] }>().errors.map((one) => one.path),
  ]).toEqual([422, [path]]);
  expect((await read()).revision).toBe(0);
});

it('does not overwrite what someone else saved', async () => {
  await save('dana', 0);
  const stale = await save('lena', 0, { ...wholeProof(), proofUrl: 'https://larkmoor.example/proof' });
  expect(stale.json()).toMatchObject({ status: 409, code: 'proofs.changed', revision: 1 });
  expect((await read()).record?.proofUrl).toBe('');
});

it('keeps every revision, and its texts under seal also in the trail', async () => {
  await save('dana', 0);
  const second = wholeProof();
  second.repair.weakness = 'A hidden weakness, told only here.';
  await save('lena', 1, second);
  const { revisions } = (await as('karl').get(`${proofApi(incidentId)}/revisions`)).json<{
    revisions: { revision: number; savedBy: string; record: { repair: { weakness: string } } }[];
  }>();
  expect(revisions.map(({ revision, savedBy }) => [revision, savedBy])).toEqual([
    [2, as('lena').id],
    [1, as('dana').id],
  ]);
  expect(revisions[0]?.record.repair.weakness).toBe(second.repair.weakness);
  const { manager } = running.app.get(Reader);
  const rows = await manager.findBy(ProofRevision, { incidentId });
  const details = await manager.find(AuditDetail);
  expect(JSON.stringify([rows, details, await trailOf(running, incidentId)])).not.toContain(
    'hidden weakness',
  );
});

it('is read by everyone on the incident, written by those who tell people, and hidden with the incident', async () => {
  for (const who of ['aude', 'vera'] as const) {
    expect((await as(who).get(proofApi(incidentId))).status).toBe(200);
    expect((await save(who, 0)).status).toBe(403);
  }
  for (const who of ['lena', 'dana', 'karl'] as const)
    expect((await save(who, (await read()).revision)).status).toBe(200);
  const hidden = await incidentOf(as, { visibility: 'members' });
  expect((await as('vera').get(proofApi(hidden))).status).toBe(404);
  expect(
    (await as('karl').post(`${proofApi(hidden)}/revisions`, { revision: 0, ...wholeProof() })).status,
  ).toBe(404);
});

it('takes no file of another incident', async () => {
  const other = await incidentOf(as);
  const file = (await as('lena').upload(`/api/v1/incidents/${other}/evidence`, {}, report())).json<{
    id: string;
  }>();
  const linked = await as('dana').post(`${proofApi(incidentId)}/files/links`, { fileId: file.id });
  expect(linked.json()).toMatchObject({ status: 404, code: 'evidence.not_found' });
});
