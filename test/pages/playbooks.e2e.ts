import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';
import { PLAYBOOK } from '../support/world.js';

type Name = 'ada' | 'lena' | 'leo' | 'dana' | 'vera';

let running: RunningApp;
let as: (name: Name) => SignedIn;

beforeAll(async () => {
  running = await startApp();
  const roles = { ada: 'admin', lena: 'lead', leo: 'lead', dana: 'communications', vera: 'viewer' } as const;
  as = await people(running, roles);
});

afterAll(() => running.close());

const make = async () =>
  (await as('lena').post('/api/v1/playbooks', { content: PLAYBOOK })).json<{ id: string }>();
const incident = async (facts: object = { industry: 'retail' }) =>
  (await as('lena').post('/api/v1/incidents', { title: 'Copied', visibility: 'organisation', facts })).json<{
    id: string;
    reference: string;
  }>();

/** The editor's fields for the playbook of the tests, as a browser posts them. */
const FIELDS = {
  title: 'Accounts copied',
  summary: 'For the branches.',
  industry: 'retail',
  'steps.0.key': 'notify-individuals',
  'steps.0.dueHours': '48',
  'leftOut.0.step': 'support-phone',
  'leftOut.0.reason': 'The shops answer',
};

describe('the editor', () => {
  it('names the field of each fault, which step it is, and keeps what was typed', async () => {
    const answer = await as('lena').form('/playbooks/new', {
      ...FIELDS,
      title: '',
      'steps.0.dueHours': '9000',
      'steps.0.feasibility.factor': '0.3',
      act: 'save',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('href="#f-title"');
    expect(answer.text).toMatch(/Step 1, Send the full notice[^<]*: Must be a whole number from 1 to 8760/);
    expect(answer.text).toContain('value="9000"');
    expect(answer.text).toContain('The shops answer');
  });

  it('shows what theirs and mine differ in when someone saved meanwhile, and saves on top when asked again', async () => {
    const { id } = await make();
    const content = { ...PLAYBOOK, title: 'Theirs' };
    await as('leo').patch(`/api/v1/playbooks/${id}`, { version: 1, content });
    const mine = { ...FIELDS, title: 'Mine', act: 'save' };
    const late = await as('lena').form(`/playbooks/${id}/edit`, { ...mine, version: '1' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('leo Tester saved version 2 while you were writing');
    expect(late.text).toContain('value="Mine"');
    const version = /name="version" value="(\d+)"/.exec(late.text)?.[1] ?? '';
    const again = await as('lena').form(`/playbooks/${id}/edit`, { ...mine, version });
    expect([again.status, again.headers.location]).toEqual([303, `/playbooks/${id}?done=saved`]);
    const { version: now } = (await as('vera').get(`/api/v1/playbooks/${id}`)).json<{ version: number }>();
    expect(now).toBe(3);
  });

  it('is not opened for a shipped playbook, nor by those who may not edit', async () => {
    expect((await as('lena').get('/playbooks/retail/edit')).status).toBe(409);
    const { id } = await make();
    expect((await as('dana').get(`/playbooks/${id}/edit`)).status).toBe(403);
  });
});

describe('the page of a playbook', () => {
  it('offers each person only what they may do', async () => {
    const { id } = await make();
    const acts = async (name: Name, path: string) => {
      const { text } = await as(name).get(path);
      return ['/edit"', 'name="archived"', 'Where it is used', '?base&#x3D;'].map((one) =>
        text.includes(one),
      );
    };
    expect(await acts('lena', `/playbooks/${id}`)).toEqual([true, true, true, false]);
    expect(await acts('vera', `/playbooks/${id}`)).toEqual([false, false, true, false]);
    expect(await acts('ada', `/playbooks/${id}`)).toEqual([false, false, false, false]);
    expect(await acts('lena', '/playbooks/retail')).toEqual([false, false, true, true]);
  });

  it('is archived and taken back', async () => {
    const { id } = await make();
    await as('lena').form(`/playbooks/${id}/archive`, { archived: 'yes' });
    expect((await as('vera').get(`/playbooks/${id}`)).text).toContain('Archived');
    expect((await as('vera').get('/playbooks')).text).not.toContain(id);
    await as('lena').form(`/playbooks/${id}/archive`, { archived: 'no' });
    expect((await as('vera').get('/playbooks')).text).toContain(id);
  });
});

describe('applying on the page', () => {
  it('says what the ranking thinks of what is left out, before anything is done', async () => {
    const { id } = (
      await as('lena').post('/api/v1/playbooks', {
        content: {
          ...PLAYBOOK,
          leftOut: [{ step: 'remedy-loss-guarantee', reason: 'Nobody has lost money' }],
        },
      })
    ).json<{ id: string }>();
    const { reference } = await incident({
      industry: 'retail',
      lossesIncurred: 'confirmed',
      data: { classes: [{ class: 'payment-card-number' }] },
    });
    const { text } = await as('vera').get(`/incidents/${reference}/plan/playbook?playbook=${id}`);
    expect(text).toMatch(
      /The plan ranks “[^”]+” \d+(st|nd|rd|th); the playbook leaves it out because: Nobody/,
    );
    expect(text).toContain('It misses what customers ask for first.');
    expect(text).not.toContain('Apply version 1');
    expect(text).toContain('A security lead applies playbooks');
  });

  it('asks to look again when the facts moved since the preview', async () => {
    const { id } = await make();
    const opened = await incident();
    const page = `/incidents/${opened.reference}/plan/playbook`;
    const { text } = await as('lena').get(`${page}?playbook=${id}`);
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1] ?? '';
    const shown = Object.fromEntries(
      ['playbookId', 'version', 'factsRevision', 'contentHash'].map((name) => [name, field(name)]),
    );
    await as('leo').patch(`/api/v1/incidents/${opened.id}/facts`, {
      revision: 1,
      facts: { industry: 'retail', repeat: true },
    });
    const stale = await as('lena').form(page, shown);
    expect([stale.status, stale.text.includes('look at it again')]).toEqual([409, true]);
    const fresh = await as('lena').form(page, { ...shown, factsRevision: '2' });
    expect([fresh.status, fresh.headers.location]).toEqual([303, `${page}?done=applied`]);
  });
});

it('asks whoever saves a plan to read its texts first', async () => {
  const { id, reference } = await incident();
  const page = `/incidents/${reference}/plan/playbook/new`;
  const steps = `/api/v1/incidents/${id}/plan/steps/notify-individuals`;
  await as('lena').post(`${steps}/decision`, { decision: 'accept', revision: 0 });
  const feasibility = { factor: 0.8, reason: 'Frau Meier is ill', revision: 1 };
  await as('lena').post(`${steps}/feasibility`, feasibility);
  expect((await as('lena').get(page)).text).toMatch(/<details class="plain" open>[^]*Frau Meier is ill/);
  const unread = await as('lena').form(page, { ...FIELDS, act: 'save' });
  expect([unread.status, unread.text.includes('Read every text')]).toEqual([422, true]);
  const read = await as('lena').form(page, { ...FIELDS, act: 'save', textsRead: 'yes' });
  expect([read.status, read.headers.location]).toEqual([
    303,
    expect.stringMatching(/^\/playbooks\/[0-9A-Z]{26}\?done=made$/),
  ]);
});
