import { ManualDutyDraft } from '../src/obligations/manual-duty-draft.entity.js';
import { ManualImports } from '../src/obligations/manual-imports.js';
import { DataSources } from '../src/platform/database/data-sources.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { laterBy } from './support/clock.js';
import { EVERYONE, people } from './support/people.js';
import type { SignedIn } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let as: (name: keyof typeof EVERYONE) => SignedIn;
let incident: { id: string };

/** Aware on Monday, 2 November 2026, 09:00 UTC. */
const FACTS = { awareAt: '2026-11-02T09:00:00Z' };
const DUTY = {
  counterparty: 'Northwind Retail Ltd',
  contract: 'Master services agreement, 14.2',
  title: 'Report security incidents',
  amount: 72,
  unit: 'hours',
  channels: ['email'],
};

interface Duty {
  ruleId: string;
  status: string;
  state: string;
  dueAt: string | null;
  verified: boolean;
  decidedBy: string[];
  record: {
    revision: number;
    origin: string;
    keeperId: string | null;
    settled: boolean;
    open: { change: string; other: { dueAt: string | null } } | null;
  } | null;
}

interface Import {
  imported: boolean;
  confirm: string;
  counts: Record<string, number>;
  rows: { line: number; outcome: string; dueAt: string | null; dueBefore: string | null; marked: string[] }[];
  faults: { line: number; column: number; field: string }[];
}

beforeAll(async () => {
  running = await startApp();
  as = await people(running, EVERYONE);
});
afterAll(() => running.close());

beforeEach(async () => {
  const body = { title: 'Statements copied', visibility: 'organisation', facts: FACTS };
  incident = (await as('lena').post('/api/v1/incidents', body)).json<{ id: string }>();
});

const base = () => `/api/v1/incidents/${incident.id}/obligations`;
const add = (extra: object = {}, who: keyof typeof EVERYONE = 'lena') =>
  as(who).post(`${base()}/manual`, { duty: { ...DUTY, ...extra } });
const added = async (extra: object = {}) => (await add(extra)).json<{ ruleId: string }>().ruleId;
const all = async () => (await as('lena').get(`${base()}?all=true`)).json<{ duties: Duty[] }>().duties;
const duty = async (ruleId: string): Promise<Duty> => {
  const found = (await all()).find((one) => one.ruleId === ruleId);
  if (!found) throw new Error(`no duty ${ruleId}`);
  return found;
};
const change = (ruleId: string, extra: object, more: object = {}) =>
  as('lena').patch(`${base()}/manual/${ruleId}`, {
    duty: { ...DUTY, ...extra },
    reason: '',
    revision: 1,
    ...more,
  });
const revise = async (facts: object) => {
  const { facts: now } = (await as('lena').get(`/api/v1/incidents/${incident.id}`)).json<{
    facts: { revision: number };
  }>();
  const body = { revision: now.revision, facts, reason: 'Learned more' };
  const answer = await as('lena').patch(`/api/v1/incidents/${incident.id}/facts`, body);
  if (answer.status !== 200) throw new Error(answer.text);
};

const HEADER = 'counterparty,contract,title,amount,unit,zone,keeper_email,note\n';
const csvOf = (count: number, amount = 48) =>
  HEADER +
  Array.from({ length: count }, (_, at) => `Customer ${at},MSA ${at},Report,${amount},hours,,,\n`).join('');
const send = async (csv: string, more: object = {}) => {
  const answer = await as('lena').post(`${base()}/manual/import`, { csv, ...more });
  return { status: answer.status, ...answer.json<Import & { code: string; errors: object[] }>() };
};
const taken = async (csv: string, reason = '') => send(csv, { confirm: (await send(csv)).confirm, reason });

describe('A duty that people add', () => {
  it('is frozen with its due time, marked as no law, and on record', async () => {
    const answer = await add();
    const { ruleId } = answer.json<{ ruleId: string }>();
    expect([answer.status, ruleId]).toEqual([201, expect.stringMatching(/^manual-[0-9a-z]{26}$/)]);
    expect(await duty(ruleId)).toMatchObject({
      status: 'due',
      state: 'late',
      dueAt: '2026-11-05T09:00:00Z',
      verified: false,
      record: { origin: 'manual', revision: 1, open: null },
    });
    const trail = await trailOf(running, ruleId);
    expect(trail.map(({ action }) => action)).toEqual(['obligation.manual_added']);
    expect(JSON.stringify(trail)).not.toContain('Northwind');
    const events = (await as('vera').get(`${base()}/events`)).json<{ kind: string; by: string }[]>();
    expect(events[0]).toMatchObject({ kind: 'manual_added', by: as('lena').id });
  });

  it('follows the facts as laws do: earlier at once, later only when somebody takes it over', async () => {
    const ruleId = await added();
    await revise({ awareAt: '2026-11-01T09:00:00Z' });
    expect(await duty(ruleId)).toMatchObject({
      dueAt: '2026-11-04T09:00:00Z',
      record: { open: { change: 'tighter', other: { dueAt: '2026-11-05T09:00:00Z' } } },
    });
    await revise({ awareAt: '2026-11-03T09:00:00Z' });
    expect(await duty(ruleId)).toMatchObject({
      dueAt: '2026-11-04T09:00:00Z',
      record: { open: { change: 'looser', other: { dueAt: '2026-11-06T09:00:00Z' } } },
    });
  });

  it('can be kept, decided about and filed like any other', async () => {
    const keeper = { duty: DUTY, keeperId: as('karl').id };
    const { ruleId } = (await as('lena').post(`${base()}/manual`, keeper)).json<{ ruleId: string }>();
    expect((await duty(ruleId)).record?.keeperId).toBe(as('karl').id);
    const filed = await as('lena').post(`${base()}/${ruleId}/filings`, {
      filedAt: '2026-11-03T08:00:00Z',
      channel: 'email',
      reference: 'NW-1',
      text: 'We write to tell you',
      revision: 1,
    });
    expect([filed.status, (await duty(ruleId)).state]).toEqual([201, 'met']);
    const { record } = await duty(ruleId);
    const withdrawal = { reason: 'Not a customer', revision: record?.revision };
    const refused = await as('lena').post(`${base()}/manual/${ruleId}/withdrawal`, withdrawal);
    expect([refused.status, refused.json().code]).toEqual([409, 'obligations.manual_duty_filed']);
  });

  it('stands once: the same party, contract and title are refused', async () => {
    await added();
    const twin = await add({ title: 'report  SECURITY incidents', amount: 24 });
    expect([twin.status, twin.json().errors]).toEqual([
      422,
      [{ path: '/title', message: expect.any(String) }],
    ]);
  });

  it('is refused where it says something impossible, by place and without repeating it', async () => {
    const answer = await add({ zone: 'Secret/Zone', amount: 0, nonsense: 1 });
    expect(answer.status).toBe(422);
    expect(answer.json<{ errors: { path: string }[] }>().errors.map(({ path }) => path)).toEqual([
      '',
      '/amount',
      '/zone',
    ]);
    expect(answer.text).not.toMatch(/Secret|nonsense/);
    const keeper = await as('lena').post(`${base()}/manual`, { duty: DUTY, keeperId: incident.id });
    expect([keeper.status, keeper.json().code]).toEqual([422, 'obligations.keeper_refused']);
  });

  it('is added by lead and counsel, and by nobody else; counsel proves who they are', async () => {
    for (const name of ['dana', 'vera', 'aude', 'ada'] as const)
      expect((await add({}, name)).status).toBe(403);
    expect((await add({}, 'karl')).status).toBe(201);
    const restore = laterBy(running, { minutes: 6 });
    try {
      expect((await add({ title: 'Again' }, 'karl')).status).toBe(428);
    } finally {
      restore();
    }
  });

  it('is not added to a closed incident', async () => {
    for (const status of ['contained', 'notified', 'closed'])
      await as('lena').patch(`/api/v1/incidents/${incident.id}`, { status, reason: 'Over' });
    const { status } = (await as('lena').get(`/api/v1/incidents/${incident.id}`)).json<{ status: string }>();
    expect([status, (await add()).status]).toEqual(['closed', 409]);
  });
});

describe('A change of such a duty', () => {
  it('counts at once when it is stricter', async () => {
    const ruleId = await added();
    expect((await change(ruleId, { amount: 24 })).status).toBe(200);
    expect(await duty(ruleId)).toMatchObject({
      dueAt: '2026-11-03T09:00:00Z',
      record: { open: null, revision: 2 },
    });
    const [, entry] = await trailOf(running, ruleId);
    expect(entry).toMatchObject({
      action: 'obligation.manual_changed',
      facts: { change: 'tighter', dueBefore: '2026-11-05T09:00:00Z', dueAt: '2026-11-03T09:00:00Z' },
    });
  });

  it('needs a reason when it gives more time, and stays on record', async () => {
    const ruleId = await added();
    const refused = await change(ruleId, { amount: 96 });
    expect([refused.status, refused.json().errors]).toEqual([
      422,
      [{ path: '/reason', message: expect.any(String) }],
    ]);
    expect((await duty(ruleId)).dueAt).toBe('2026-11-05T09:00:00Z');
    expect((await change(ruleId, { amount: 96 }, { reason: 'The amendment of May' })).status).toBe(200);
    expect((await duty(ruleId)).dueAt).toBe('2026-11-06T09:00:00Z');
    const [event] = (await as('vera').get(`${base()}/events`)).json<object[]>();
    expect(event).toMatchObject({
      kind: 'manual_changed',
      reason: 'The amendment of May',
      facts: { change: 'looser' },
    });
  });

  it('is refused when the duty changed meanwhile, and is nothing when nothing changed', async () => {
    const ruleId = await added();
    expect((await change(ruleId, {}, { revision: 1 })).json()).toMatchObject({ revision: 1 });
    await change(ruleId, { amount: 24 });
    expect((await change(ruleId, { amount: 12 }, { revision: 1 })).status).toBe(409);
    expect((await change('manual-nothing', {})).status).toBe(404);
    expect((await change('eu-gdpr-33-authority', {})).status).toBe(404);
  });
});

describe('A withdrawn duty', () => {
  it('stays in the register, owed no more whatever the facts become', async () => {
    const ruleId = await added();
    const path = `${base()}/manual/${ruleId}/withdrawal`;
    expect((await as('lena').post(path, { reason: ' ', revision: 1 })).status).toBe(422);
    expect((await as('lena').post(path, { reason: 'The contract ended', revision: 1 })).status).toBe(200);
    await revise({ awareAt: '2026-11-01T09:00:00Z' });
    expect(await duty(ruleId)).toMatchObject({
      status: 'not-owed',
      state: 'not_owed',
      dueAt: null,
      decidedBy: ['rule.withdrawn'],
      record: { settled: true, open: null, revision: 2 },
    });
    const [sheet] = (await as('vera').get(`${base()}/manual`)).json<object[]>();
    expect(sheet).toMatchObject({ withdrawn: { reason: 'The contract ended', by: as('lena').id } });
    expect((await change(ruleId, { amount: 24 }, { revision: 2 })).json().code).toBe(
      'obligations.manual_duty_withdrawn',
    );
    expect((await add()).status).toBe(201);
  });
});

describe('A file of contracts', () => {
  it('says what it would do and keeps nothing, then does exactly that', async () => {
    const csv = csvOf(3);
    const preview = await send(csv);
    expect(preview).toMatchObject({
      imported: false,
      counts: { new: 3, changed: 0, later: 0, unchanged: 0, withdrawn: 0 },
    });
    expect(preview.rows[0]).toMatchObject({ line: 2, outcome: 'new', dueAt: '2026-11-04T09:00:00Z' });
    expect((await all()).filter(({ ruleId }) => ruleId.startsWith('manual-'))).toEqual([]);
    const done = await send(csv, { confirm: preview.confirm });
    expect([done.status, done.imported]).toEqual([200, true]);
    const manual = (await all()).filter(({ ruleId }) => ruleId.startsWith('manual-'));
    expect(manual.map(({ dueAt }) => dueAt)).toEqual(Array(3).fill('2026-11-04T09:00:00Z'));
    const entry = (await trailOf(running, incident.id)).at(-1);
    expect(entry).toMatchObject({
      action: 'obligation.manual_imported',
      facts: { added: 3, fileSha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(JSON.stringify(entry)).not.toContain('Customer');
  });

  it('may come again: what is there stays, what changed is named, what was withdrawn stays withdrawn', async () => {
    await taken(csvOf(3));
    expect((await taken(csvOf(3))).counts).toMatchObject({ new: 0, unchanged: 3 });
    const sheets = (await as('lena').get(`${base()}/manual`)).json<{ ruleId: string }[]>();
    const path = `${base()}/manual/${sheets[0]?.ruleId}/withdrawal`;
    await as('lena').post(path, { reason: 'Ended', revision: 1 });
    const stricter = await taken(csvOf(4, 24));
    expect(stricter.counts).toEqual({ new: 1, changed: 2, later: 0, unchanged: 0, withdrawn: 1 });
    expect(await duty(sheets[1]?.ruleId ?? '')).toMatchObject({
      dueAt: '2026-11-03T09:00:00Z',
      record: { revision: 2, open: null },
    });
    expect(await duty(sheets[0]?.ruleId ?? '')).toMatchObject({ status: 'not-owed' });
  });

  it('gives more time only with a reason', async () => {
    await taken(csvOf(2));
    const refused = await taken(csvOf(2, 96));
    expect([refused.status, refused.code]).toEqual([422, 'obligations.manual_duty_refused']);
    expect((await taken(csvOf(2, 96), 'New terms since May')).counts).toMatchObject({ later: 2 });
  });

  it('is not taken in when facts or register changed since the preview', async () => {
    const { confirm } = await send(csvOf(2));
    await revise({ awareAt: '2026-11-01T09:00:00Z' });
    const stale = await send(csvOf(2), { confirm });
    expect([stale.status, stale.code]).toEqual([409, 'obligations.import_not_as_seen']);
    const other = await send(csvOf(3), { confirm: (await send(csvOf(2))).confirm });
    expect(other.status).toBe(409);
  });

  it('is taken whole or not at all: one wrong row stops the rest', async () => {
    const csv = `${csvOf(2)}Secret Customer,MSA,Report,x,hours,,secret@example.org,\n`;
    const preview = await send(csv);
    expect(preview.faults.map(({ line, column, field }) => [line, column, field])).toEqual([
      [4, 4, 'amount'],
      [4, 7, 'keeper_email'],
    ]);
    const refused = await as('lena').post(`${base()}/manual/import`, { csv, confirm: preview.confirm });
    expect([refused.status, refused.json().code]).toEqual([422, 'obligations.rows_refused']);
    expect(refused.text).not.toMatch(/secret/i);
    expect((await all()).filter(({ ruleId }) => ruleId.startsWith('manual-'))).toEqual([]);
  });

  it('is refused whole when it is broken in form', async () => {
    const refused = await send(`${HEADER}"a`);
    expect([refused.status, refused.code, refused.errors]).toEqual([
      422,
      'obligations.file_refused',
      [{ path: 'line 2, column 1', message: expect.stringMatching(/never closed/) }],
    ]);
  });

  it('gives duties to the people it names by their address', async () => {
    await taken(`${HEADER}Northwind,MSA,Report,1,days,,KARL@staff.example,\n`);
    const [one] = (await all()).filter(({ ruleId }) => ruleId.startsWith('manual-'));
    expect(one?.record?.keeperId).toBe(as('karl').id);
  });

  it('waits sealed for one person and one day, and is gone when it was taken in', async () => {
    const imports = running.app.get(ManualImports);
    const drafts = () =>
      running.app.get(DataSources).writer.getRepository(ManualDutyDraft).findBy({ incidentId: incident.id });
    const { actor } = as('lena');
    await imports.prepare(incident.id, Buffer.from(csvOf(2)), actor);
    const plan = await imports.prepare(incident.id, Buffer.from(csvOf(3)), actor);
    const [draft, ...more] = await drafts();
    expect([more, draft?.body.includes('Customer')]).toEqual([[], false]);
    expect(await imports.prepared(incident.id, as('karl').actor)).toBeNull();
    expect((await imports.prepared(incident.id, actor))?.confirm).toBe(plan.confirm);
    await imports.confirm(incident.id, { confirm: plan.confirm, reason: '' }, actor);
    expect(await drafts()).toEqual([]);
    await expect(imports.confirm(incident.id, { confirm: plan.confirm, reason: '' }, actor)).rejects.toThrow(
      'No file of yours',
    );
    await imports.prepare(incident.id, Buffer.from(csvOf(5)), actor);
    const restore = laterBy(running, { hours: 25 });
    try {
      expect(await imports.prepared(incident.id, actor)).toBeNull();
    } finally {
      restore();
    }
  });

  it('of 500 contracts is taken in whole, listed, and moved by new facts', async () => {
    expect((await taken(csvOf(500))).counts).toMatchObject({ new: 500 });
    expect((await all()).filter(({ record }) => record?.origin === 'manual')).toHaveLength(500);
    await revise({ awareAt: '2026-11-01T09:00:00Z' });
    const moved = (await all()).filter(({ record }) => record?.open?.change === 'tighter');
    expect(moved.length).toBeGreaterThanOrEqual(500);
  });
});

describe('The register as a file', () => {
  it('holds every duty with its moments in UTC and on the clock of the authority, and runs no formula', async () => {
    const zone = 'America/New_York';
    const ruleId = await added({ counterparty: '=cmd|calc', unit: 'days', amount: 3, zone });
    await as('lena').post(`${base()}/${ruleId}/filings`, {
      filedAt: '2026-11-03T08:00:00Z',
      channel: 'email',
      reference: 'NW-1',
      text: 'We write to tell you',
      revision: 1,
    });
    const answer = await as('vera').get(`${base()}/register.csv`);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(answer.headers['content-disposition']).toContain('attachment');
    const line = answer.text.split('\r\n').find((one) => one.includes(ruleId));
    expect(line).toContain(`"'=cmd|calc"`);
    expect(line).toContain('"2026-11-06T04:59:59.000Z","2026-11-05T23:59:59","America/New_York"');
    expect(line).toMatch(/"2026-11-03T08:00:00.000Z","email","NW-1","[0-9a-f]{12}"/);
    expect(answer.text.startsWith('\ufeff"rule","origin"')).toBe(true);
    const rules = (await as('vera').get(`${base()}/register.csv?all=true`)).text.split('\r\n').length;
    expect(rules).toBeGreaterThan(300);
  });
});
