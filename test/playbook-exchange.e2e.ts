import { load } from 'js-yaml';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { people } from './support/people.js';
import type { SignedIn } from './support/people.js';

let running: RunningApp;
let as: (name: 'lena' | 'dana') => SignedIn;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, { lena: 'lead', dana: 'communications' });
});

afterAll(() => running.close());

interface Made {
  id: string;
  origin: string;
  current: { content: object; contentHash: string };
  warnings: { path: string; message: string }[];
}

const upload = (content: string | Buffer, who: 'lena' | 'dana' = 'lena') =>
  as(who).upload(
    '/api/v1/playbooks/import',
    {},
    { field: 'file', name: 'p.json', type: 'application/json', content },
  );
const exported = (id: string, version: number, format: string) =>
  as('dana').get(`/api/v1/playbooks/${id}/versions/${version}/export?format=${format}`);

describe('CACAO', () => {
  it('takes out a shipped playbook and in again as it is', async () => {
    const shipped = (await as('lena').get('/api/v1/playbooks/retail')).json<Made>();
    const file = await exported('retail', 1, 'cacao');
    expect(file.headers['content-disposition']).toMatch(
      /^attachment; filename="[a-z0-9-]+-v1\.cacao\.json"$/,
    );
    expect(file.json()).toMatchObject({ type: 'playbook', spec_version: 'cacao-2.0' });
    const made = (await upload(file.text)).json<Made>();
    expect(made).toMatchObject({
      origin: 'cacao',
      current: { content: shipped.current.content },
      warnings: [],
    });
  });

  it('gives back what it does not understand, also after an edit', async () => {
    const file = (await exported('retail', 1, 'cacao')).json<Record<string, unknown>>();
    const foreign = { ...file, external_references: [{ name: 'Our wiki', description: 'Page 7' }] };
    const made = (await upload(JSON.stringify(foreign))).json<Made>();
    expect((await exported(made.id, 1, 'cacao')).json()).toMatchObject({
      external_references: foreign.external_references,
    });
    const content = { ...made.current.content, title: 'Ours' };
    await as('lena').patch(`/api/v1/playbooks/${made.id}`, { version: 1, content });
    expect((await exported(made.id, 2, 'cacao')).json()).toMatchObject({
      name: 'Ours',
      external_references: foreign.external_references,
    });
  });

  it.each([
    ['no JSON', 'hello'],
    ['another thing', '{"type":"bundle"}'],
    ['a file that is no text', Buffer.from([0xff, 0xfe, 0x00])],
    ['a nest of lists', '['.repeat(50_000)],
    ['nothing', ''],
  ])('refuses %s with the reason and keeps nothing', async (_, content) => {
    const count = async () =>
      (await as('lena').get('/api/v1/playbooks?limit=200')).json<{ playbooks: object[] }>().playbooks.length;
    const before = await count();
    const answer = await upload(content);
    expect([answer.status, answer.json().code]).toEqual([422, 'playbooks.cacao_refused']);
    expect(await count()).toBe(before);
  });

  it('refuses a file over 20 MiB', async () => {
    expect((await upload(Buffer.alloc(21 * 1024 * 1024, 0x20))).status).toBe(413);
  });

  it('is taken in by leads only', async () => {
    expect((await upload('{}', 'dana')).status).toBe(403);
  });

  it('tells on the page what is wrong with a file, and shows the playbook of a good one', async () => {
    const page = (content: string) =>
      as('lena').upload(
        '/playbooks/import',
        {},
        { field: 'file', name: 'p.json', type: 'application/json', content },
      );
    const refused = await page('hello');
    expect([refused.status, refused.text.includes('Error:')]).toEqual([422, true]);
    const taken = await page((await exported('retail', 1, 'cacao')).text);
    expect([taken.status, taken.headers.location]).toEqual([
      303,
      expect.stringMatching(/^\/playbooks\/[0-9A-Z]{26}\?done=imported$/),
    ]);
  });
});

describe('YAML', () => {
  it('is a file for a house pack: what was adapted replaces its base with a higher version', async () => {
    const base = (await as('lena').get('/api/v1/playbooks/retail')).json<Made>();
    const content = { ...base.current.content, title: 'Our shops' };
    const body = { content, basedOn: { id: 'retail', version: 1 } };
    const { id } = (await as('lena').post('/api/v1/playbooks', body)).json<Made>();
    const file = await exported(id, 1, 'yaml');
    expect(file.headers['content-type']).toContain('yaml');
    expect(load(file.text)).toEqual([{ id: 'retail', version: 2, ...content }]);
  });

  it('has an id made of the title for a playbook of one’s own', async () => {
    const base = (await as('lena').get('/api/v1/playbooks/retail')).json<Made>();
    const content = { ...base.current.content, title: 'Über die "Läden"' };
    const { id } = (await as('lena').post('/api/v1/playbooks', { content })).json<Made>();
    expect(load((await exported(id, 1, 'yaml')).text)).toMatchObject([{ id: 'uber-die-laden', version: 1 }]);
  });
});
