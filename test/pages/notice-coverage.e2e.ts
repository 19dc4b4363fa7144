import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';

/** Social Security numbers of people in Massachusetts and California, in the clear. */
const FACTS = {
  awareAt: '2026-11-02T09:00:00Z',
  discoveredAt: '2026-11-02T08:00:00Z',
  determinedAt: '2026-11-02T10:00:00Z',
  organisation: {
    name: 'Larkmoor Shop',
    roles: ['controller'],
    sectors: ['retail'],
    attributesComplete: true,
  },
  incident: {
    types: ['external-intrusion', 'data-theft'],
    intent: 'intentional',
    effects: ['confidentiality'],
    findingsComplete: true,
  },
  data: {
    classes: [
      { class: 'name', protection: 'none' },
      { class: 'ssn', protection: 'none' },
    ],
    complete: true,
  },
  affected: { byJurisdiction: { 'US-MA': 40, 'US-CA': 60 }, complete: true },
  harm: { level: 'likely' },
};

let running: RunningApp;
let as: (name: 'lena' | 'dana') => SignedIn;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, { lena: 'lead', dana: 'communications' });
});
afterAll(() => running.close());

async function noticeFor(byJurisdiction: Record<string, number>): Promise<string> {
  const facts = { ...FACTS, affected: { byJurisdiction, complete: true } };
  const { id } = (
    await as('lena').post('/api/v1/incidents', { title: 'Copied', visibility: 'organisation', facts })
  ).json<{ id: string }>();
  const drafted = await as('dana').post(`/api/v1/incidents/${id}/notices`, {
    kind: 'individuals-email',
    locale: 'en',
  });
  return drafted.json<{ id: string }>().id;
}

const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

it.each(['', '/reviews'])(
  'says beside the text what each law asks, and names what one forbids (%s)',
  async (page) => {
    const id = await noticeFor({ 'US-MA': 40, 'US-CA': 60 });
    const answer = await as('dana').get(`/notices/${id}${page}`);
    expect(answer.status).toBe(200);
    const text = words(answer.text);
    expect(text).toContain('What the law asks');
    expect(text).toMatch(/Massachusetts, United States, [^:]+: 2 forbidden/);
    // Nature of the breach, and the number of people.
    expect(text).toContain('This law forbids: What happened. It stands in:');
    expect(text).toContain('This law forbids: People affected here. It stands in:');
    expect(text).toMatch(/California, United States/);
  },
);

it('finds nothing forbidden in a notice that goes to Massachusetts alone', async () => {
  const id = await noticeFor({ 'US-MA': 40 });
  const text = words((await as('dana').get(`/notices/${id}`)).text);
  expect(text).toMatch(/Massachusetts, United States, /);
  expect(text).not.toContain('This law forbids');
});

it('is silent where no duty to people is owed', async () => {
  const { id } = (
    await as('lena').post('/api/v1/incidents', { title: 'Unclear', visibility: 'organisation', facts: {} })
  ).json<{ id: string }>();
  const drafted = await as('dana').post(`/api/v1/incidents/${id}/notices`, {
    kind: 'individuals-email',
    locale: 'en',
  });
  const answer = await as('dana').get(`/notices/${drafted.json<{ id: string }>().id}`);
  expect(answer.status).toBe(200);
  expect(words(answer.text)).not.toContain('What the law asks');
});
