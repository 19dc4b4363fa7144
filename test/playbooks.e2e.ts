import { DataSources } from '../src/platform/database/data-sources.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { people } from './support/people.js';
import type { SignedIn } from './support/people.js';
import { trailOf } from './support/trail.js';

type Name = 'ada' | 'lena' | 'dana' | 'vera';

let running: RunningApp;
let as: (name: Name) => SignedIn;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, { ada: 'admin', lena: 'lead', dana: 'communications', vera: 'viewer' });
});

afterAll(() => running.close());

const CONTENT = {
  title: 'Card data copied',
  summary: 'What we do when card data leaves the shop.',
  industry: 'retail',
  causes: ['external-attack'],
  steps: [{ step: 'notify-individuals', dueHours: 48, note: 'Ask the bank for addresses first.' }],
  leftOut: [{ step: 'notify-staff-brief', reason: 'The parent company speaks to the press.' }],
};

interface Made {
  id: string;
  version: number;
  current: { number: number; contentHash: string; content: typeof CONTENT; note: string };
}

const make = async (content: object = CONTENT, more: object = {}): Promise<Made> =>
  (await as('lena').post('/api/v1/playbooks', { content, ...more })).json<Made>();
const save = (id: string, version: number, content: object, note = '') =>
  as('lena').patch(`/api/v1/playbooks/${id}`, { version, content, note });

describe('a playbook of the organisation', () => {
  it('is kept as version 1, and everyone who reads the knowledge reads it', async () => {
    const made = await make(CONTENT, { note: 'For the shops.' });
    expect(made).toMatchObject({ version: 1, current: { content: CONTENT, note: 'For the shops.' } });
    for (const name of ['ada', 'dana', 'vera'] as const)
      expect((await as(name).get(`/api/v1/playbooks/${made.id}`)).json()).toMatchObject({
        title: 'Card data copied',
        origin: 'own',
        versions: [{ number: 1, savedBy: as('lena').id }],
      });
    expect((await trailOf(running, made.id)).map(({ action }) => action)).toEqual(['playbook.created']);
  });

  it('is made and changed by leads only', async () => {
    const { id } = await make();
    for (const name of ['ada', 'dana', 'vera'] as const) {
      expect((await as(name).post('/api/v1/playbooks', { content: CONTENT })).status).toBe(403);
      expect((await as(name).patch(`/api/v1/playbooks/${id}`, {})).status).toBe(403);
      expect((await as(name).post(`/api/v1/playbooks/${id}/archive`, { archived: true })).status).toBe(403);
    }
  });

  it('gets a new version with each save, and the old one says what it said', async () => {
    const { id, current } = await make();
    const steps = [...CONTENT.steps, { step: 'remedy-loss-guarantee' }];
    const saved = await save(id, 1, { ...CONTENT, steps }, 'The guarantee is promised from now on.');
    expect(saved.json()).toMatchObject({ version: 2, current: { number: 2, content: { steps } } });
    const old = (await as('vera').get(`/api/v1/playbooks/${id}/versions/1`)).json();
    expect(old).toMatchObject({ content: CONTENT, contentHash: current.contentHash });
    const compared = await as('vera').get(`/api/v1/playbooks/${id}/compare?from=1&to=2`);
    expect(compared.json().changes).toEqual([
      expect.objectContaining({ kind: 'step-added', id: 'remedy-loss-guarantee', to: 2 }),
    ]);
  });

  it('refuses a save made on an old version and shows both', async () => {
    const { id } = await make();
    await save(id, 1, { ...CONTENT, title: 'Theirs' });
    const late = await save(id, 1, { ...CONTENT, title: 'Mine' });
    expect([late.status, late.json()]).toEqual([
      409,
      expect.objectContaining({
        code: 'playbooks.changed',
        current: { version: 2, content: { ...CONTENT, title: 'Theirs' } },
        yours: { ...CONTENT, title: 'Mine' },
      }),
    ]);
  });

  it('becomes one version of two when two save at once', async () => {
    const { id } = await make();
    const both = await Promise.all(['One', 'Other'].map((title) => save(id, 1, { ...CONTENT, title })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { versions } = (await as('lena').get(`/api/v1/playbooks/${id}`)).json<{ versions: object[] }>();
    expect(versions).toHaveLength(2);
  });

  it('makes no version of what changes nothing', async () => {
    const { id } = await make();
    expect((await save(id, 1, CONTENT)).json()).toMatchObject({ status: 409, code: 'playbooks.unchanged' });
    expect(await trailOf(running, id)).toHaveLength(1);
  });

  it('is archived and taken back, never deleted; archived it cannot be changed', async () => {
    const { id } = await make();
    const archive = (archived: boolean) => as('lena').post(`/api/v1/playbooks/${id}/archive`, { archived });
    expect((await archive(true)).json()).toMatchObject({ archived: true });
    await archive(true);
    expect((await save(id, 1, { ...CONTENT, title: 'New' })).json().code).toBe('playbooks.archived');
    const listed = async (query: string) =>
      (await as('vera').get(`/api/v1/playbooks?limit=200${query}`))
        .json<{ playbooks: { id: string }[] }>()
        .playbooks.some((one) => one.id === id);
    expect([await listed(''), await listed('&archived=yes')]).toEqual([false, true]);
    await archive(false);
    expect([await listed(''), await listed('&archived=yes')]).toEqual([true, false]);
    const actions = (await trailOf(running, id)).map(({ action }) => action);
    expect(actions).toEqual(['playbook.created', 'playbook.archived', 'playbook.unarchived']);
    expect((await as('lena').delete(`/api/v1/playbooks/${id}`)).status).toBe(405);
  });

  it('has versions that the database itself refuses to change or delete', async () => {
    const { id } = await make();
    const { writer } = running.app.get(DataSources);
    const change = writer.query(`UPDATE playbook_version SET note = 'x' WHERE playbook_id = '${id}'`);
    await expect(change).rejects.toThrow('versions of a playbook are kept');
    const removal = writer.query(`DELETE FROM playbook_version WHERE playbook_id = '${id}'`);
    await expect(removal).rejects.toThrow('versions of a playbook are kept');
  });

  it.each([
    ['a step the catalogue does not know', { steps: [{ step: 'pray' }] }, '/content/steps/0/step'],
    ['a step twice', { steps: [CONTENT.steps[0], CONTENT.steps[0]] }, '/content/steps/1/step'],
    ['no steps', { steps: [] }, '/content/steps'],
    ['an industry without a profile', { industry: 'alchemy' }, '/content/industry'],
    [
      'a feasibility beyond its bounds',
      { steps: [{ step: 'notify-individuals', feasibility: { factor: 0.1, reason: 'Hard' } }] },
      '/content/steps/0/feasibility/factor',
    ],
    ['a title that is too long', { title: 'x'.repeat(201) }, '/content/title'],
    ['a text with NUL', { summary: 'a\u0000b' }, '/content/summary'],
    ['a field that does not belong', { colour: 'red' }, '/content/colour'],
  ])('refuses %s and names the place', async (_, wrong, path) => {
    const answer = await as('lena').post('/api/v1/playbooks', { content: { ...CONTENT, ...wrong } });
    expect([answer.status, answer.json<{ errors: { path: string }[] }>().errors[0]?.path]).toEqual([
      422,
      path,
    ]);
  });
});

describe('a playbook that ships', () => {
  it('can be read, compared with, and not changed', async () => {
    const { shipped } = (await as('vera').get('/api/v1/playbooks')).json<{ shipped: Made[] }>();
    const [first] = shipped;
    if (!first) throw new Error('None ships.');
    const read = (await as('vera').get(`/api/v1/playbooks/${first.id}`)).json<Made>();
    expect(read).toMatchObject({ origin: 'shipped', version: first.version });
    expect((await save(first.id, first.version, CONTENT)).json().code).toBe('playbooks.shipped');
    expect((await as('vera').get(`/api/v1/playbooks/${first.id}/versions/999`)).status).toBe(404);
  });

  it('is adapted into one of our own, which remembers its base and can be compared with it', async () => {
    const { shipped } = (await as('vera').get('/api/v1/playbooks')).json<{ shipped: Made[] }>();
    const base = (await as('lena').get(`/api/v1/playbooks/${shipped[0]?.id}`)).json<Made>();
    const content = { ...base.current.content, title: 'Ours' };
    const basedOn = { id: base.id, version: base.version };
    const made = await make(content, { basedOn });
    expect(made).toMatchObject({ origin: 'adapted', basedOn });
    const compared = await as('vera').get(`/api/v1/playbooks/${made.id}/compare?from=shipped&to=1`);
    expect(compared.json().changes).toEqual([
      { kind: 'head-changed', field: 'title', before: base.current.content.title, after: 'Ours' },
    ]);
    const unknown = await as('lena').post('/api/v1/playbooks', {
      content,
      basedOn: { id: 'none', version: 1 },
    });
    expect(unknown.status).toBe(404);
  });

  it('tells those who adapted it when the knowledge has a newer version, until they compared', async () => {
    const base = (await as('lena').get('/api/v1/playbooks/retail')).json<Made>();
    const basedOn = { id: base.id, version: base.version };
    const { id } = await make({ ...base.current.content, title: 'Ours' }, { basedOn });
    const newer = async () =>
      (await as('vera').get(`/api/v1/playbooks/${id}`)).json<{ newerBase: number | null }>().newerBase;
    expect(await newer()).toBeNull();
    const { writer } = running.app.get(DataSources);
    await writer.query(`UPDATE playbook SET based_on_version = ${base.version - 1} WHERE id = '${id}'`);
    expect(await newer()).toBe(base.version);
    expect((await as('vera').get(`/playbooks/${id}`)).text).toContain(
      'is newer than the one this was adapted from',
    );
    const body = {
      version: 1,
      content: { ...base.current.content, title: 'Ours' },
      basedOnVersion: base.version,
    };
    await as('lena').patch(`/api/v1/playbooks/${id}`, body);
    expect(await newer()).toBeNull();
  });
});
