import { OrganisationSettings } from '../src/organisation/organisation.service.js';
import { SYSTEM } from '../src/platform/access/actor.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { OPENING, incidentOf } from './support/mailings.js';
import type { As } from './support/mailings.js';
import { EVERYONE, people } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let as: As;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, EVERYONE);
  await running.app.get(OrganisationSettings).save(0, { name: 'Larkmoor Group' }, SYSTEM);
});

afterAll(() => running.close());

interface Change {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

interface Part {
  id: string;
  drift: string;
  visibility: string | null;
  edited: boolean | null;
  valueChanges: Change[];
  changes: Change[];
  kept: { markdown: string } | null;
  drafted: { markdown: string; hidden: boolean } | null;
}

interface RedraftView {
  revision: number;
  keptFactsRevision: number;
  factsRevision: number;
  parts: Part[];
  moved: { name: string; before: string | null; after: string | null }[];
  answered: string[];
}

interface NoticeView {
  id: string;
  state: string;
  revision: number;
  contentHash: string;
  current: {
    text: { sections: { id: string; heading: string; markdown: string; hidden: boolean }[] };
    details: Record<string, unknown>;
  };
}

const FACTS = {
  data: { classes: [{ class: 'name' }, { class: 'passport' }], complete: true },
  affected: { total: 5 },
};

async function drafted() {
  const incidentId = await incidentOf(as, { facts: FACTS });
  const { id } = (await as('dana').post(`/api/v1/incidents/${incidentId}/notices`)).json<{ id: string }>();
  return { incidentId, id, path: `/api/v1/notices/${id}` };
}

async function factsChange(incidentId: string, change: object): Promise<void> {
  const facts = `/api/v1/incidents/${incidentId}/facts`;
  const [latest] = (await as('lena').get(facts)).json<{ revisions: { revision: number; facts: object }[] }>()
    .revisions;
  const body = { revision: latest?.revision, facts: { ...latest?.facts, ...change }, reason: 'Better known' };
  expect((await as('lena').patch(facts, body)).status).toBe(200);
}

const noticeOf = async (path: string) => (await as('dana').get(path)).json<NoticeView>();
const redraftOf = async (path: string) => (await as('aude').get(`${path}/redraft`)).json<RedraftView>();
const partOf = async (path: string, id: string) =>
  (await redraftOf(path)).parts.find((part) => part.id === id) as Part;
const take = (path: string, body: object) => as('dana').post(`${path}/redraft`, body);

async function write(path: string, words: Record<string, string>): Promise<NoticeView> {
  const { revision, current } = await noticeOf(path);
  const { sections, ...lines } = current.text;
  const edited = sections.map(({ id, heading, markdown, hidden }) => ({
    id,
    heading,
    markdown: words[id] ?? markdown,
    hidden,
  }));
  const body = { revision, ...lines, sections: edited, details: current.details };
  const saved = await as('dana').post(`${path}/revisions`, body);
  expect(saved.status).toBe(201);
  return saved.json();
}

const driftsOf = ({ parts }: RedraftView) =>
  Object.fromEntries(parts.filter(({ drift }) => drift !== 'same').map(({ id, drift }) => [id, drift]));
const words = (changes: readonly Change[], kind: Change['kind']) =>
  changes
    .filter((change) => change.kind === kind)
    .map(({ text }) => text)
    .join(' ');

it('says nothing of a text that is as it would be drafted now', async () => {
  const { path } = await drafted();
  const now = await redraftOf(path);
  expect([driftsOf(now), now.moved, now.keptFactsRevision]).toEqual([{}, [], now.factsRevision]);
});

it('tells what moves by values alone, what the draft says otherwise, and what people wrote', async () => {
  const { incidentId, path } = await drafted();
  await factsChange(incidentId, { affected: { total: 7 } });
  const counted = await redraftOf(path);
  expect(driftsOf(counted)).toEqual({ happened: 'values' });
  expect(counted.moved).toMatchObject([{ name: 'incident.peopleAffected', before: '5', after: '7' }]);
  const happened = counted.parts.find(({ id }) => id === 'happened');
  expect(words(happened?.valueChanges ?? [], 'removed')).toContain('5');
  expect(words(happened?.valueChanges ?? [], 'added')).toContain('7');

  await factsChange(incidentId, { occurredAt: '2026-11-02T09:00:00Z' });
  expect(await partOf(path, 'happened')).toMatchObject({ drift: 'generated', edited: false });

  await write(path, { happened: 'Our own words about it.', contact: 'Call us.' });
  const both = await redraftOf(path);
  expect(driftsOf(both)).toMatchObject({ happened: 'both', contact: 'edited' });
  const mine = both.parts.find(({ id }) => id === 'happened');
  expect(words(mine?.changes ?? [], 'removed')).toContain('Our own words');
  expect(words(mine?.changes ?? [], 'added')).toContain('2 November 2026');
});

it('takes the sections that people choose, and leaves the others as they wrote them', async () => {
  const { id, incidentId, path } = await drafted();
  const { current } = await noticeOf(path);
  await write(path, { happened: 'Our own words about it.', contact: 'Call us.' });
  await factsChange(incidentId, { occurredAt: '2026-11-02T09:00:00Z' });
  const typed = { revision: 2, subject: 's', preheader: '', sections: [], details: {} };
  await as('dana').put(`${path}/working-copy`, typed);

  const taken = (await take(path, { revision: 2, sections: ['happened'] })).json<NoticeView>();
  expect(taken).toMatchObject({ state: 'draft', revision: 3 });
  const markdown = (section: string) =>
    taken.current.text.sections.find((one) => one.id === section)?.markdown;
  expect(markdown('happened')).toContain('{{longDate incident.occurredAt}}');
  expect(markdown('contact')).toBe('Call us.');
  expect(driftsOf(await redraftOf(path))).toEqual({ contact: 'edited' });
  expect((await as('dana').get(`${path}/working-copy`)).json()).toMatchObject({ isStale: true });
  const last = (await trailOf(running, id)).at(-1);
  expect(last).toMatchObject({ action: 'notice.revised', facts: { redrafted: 1, kept: 0, revision: 3 } });

  const back = (await as('dana').get(`${path}/redraft/contact`)).json<{ markdown: string }>();
  expect(back.markdown).toBe(current.text.sections.find((one) => one.id === 'contact')?.markdown);
  await write(path, { contact: back.markdown });
  expect(driftsOf(await redraftOf(path))).toEqual({});
});

it('does not offer a draft again to whoever keeps their own words, until it moves', async () => {
  const { incidentId, path } = await drafted();
  await write(path, { happened: 'Our own words about it.' });
  await factsChange(incidentId, { occurredAt: '2026-11-02T09:00:00Z' });
  expect((await partOf(path, 'happened')).drift).toBe('both');
  await take(path, { revision: 2, keep: ['happened'] });
  expect(await partOf(path, 'happened')).toMatchObject({
    drift: 'edited',
    kept: { markdown: 'Our own words about it.' },
  });
  await factsChange(incidentId, { occurredAt: undefined });
  expect((await partOf(path, 'happened')).drift).toBe('both');
});

it('says which section a decision about a step shows, and shows it when it is taken', async () => {
  const { incidentId, path } = await drafted();
  const decision = { decision: 'accept', reason: '', revision: 0 };
  const step = `/api/v1/incidents/${incidentId}/plan/steps/notify-apology/decision`;
  expect((await as('lena').post(step, decision)).status).toBeLessThan(300);
  expect(await partOf(path, 'apology')).toMatchObject({ drift: 'generated', visibility: 'shows' });
  const { current } = (await take(path, { revision: 1, sections: ['apology'] })).json<NoticeView>();
  expect(current.text.sections.find(({ id }) => id === 'apology')).toMatchObject({ hidden: false });
});

it('voids an approval, and refuses what was compared with another text, or names no part of it', async () => {
  const { incidentId, path, id } = await drafted();
  const { current } = await noticeOf(path);
  const rest = current.text.sections.map((section) => ({ ...section, hidden: true }));
  const sections = rest.map(({ id: section, heading, hidden }, place) => ({
    id: section,
    heading: place === 0 ? 'Notice' : heading,
    markdown: OPENING,
    hidden: place === 0 ? false : hidden,
  }));
  await as('dana').post(`${path}/revisions`, { revision: 1, subject: 's', preheader: '', sections });
  await as('dana').post(`${path}/submission`, { revision: 2 });
  const seen = await noticeOf(path);
  const approved = await as('karl').post(`${path}/approval`, { revision: 2, contentHash: seen.contentHash });
  expect(approved.json()).toMatchObject({ state: 'approved' });
  await factsChange(incidentId, { affected: { total: 9 } });

  const faults = async (body: object) => (await take(path, body)).json();
  expect(await faults({ revision: 1, sections: ['data'] })).toMatchObject({ code: 'notices.changed' });
  expect(await faults({ revision: 2, sections: ['none'] })).toMatchObject({
    status: 422,
    errors: [{ path: '/sections/0' }],
  });
  expect(await faults({ revision: 2, keep: ['data', 'data'] })).toMatchObject({
    errors: [{ path: '/keep/1' }],
  });
  expect(await faults({ revision: 2 })).toMatchObject({ code: 'notices.nothing_taken' });
  expect((await as('aude').post(`${path}/redraft`, { revision: 2, sections: ['data'] })).status).toBe(403);
  expect((await as('dana').get(`${path}/redraft/none`)).status).toBe(404);
  expect((await noticeOf(path)).state).toBe('approved');

  expect((await take(path, { revision: 2, sections: ['data'] })).json()).toMatchObject({ state: 'draft' });
  expect((await trailOf(running, id)).at(-1)?.facts).toMatchObject({ voidsApproval: true });
});

it('leaves out an answer that a fact gives by now', async () => {
  const { incidentId, path } = await drafted();
  const { current } = await noticeOf(path);
  const { sections, ...lines } = current.text;
  const details = { 'incident.containedAt': '2026-11-03T10:00:00' };
  const body = { revision: 1, ...lines, sections: sections.slice(0, 0), details };
  expect((await as('dana').post(`${path}/revisions`, body)).status).toBe(201);
  await factsChange(incidentId, { containedAt: '2026-11-04T10:00:00Z' });
  expect(await redraftOf(path)).toMatchObject({ answered: ['incident.containedAt'] });
  const taken = (await take(path, { revision: 2, sections: ['fix'] })).json<NoticeView>();
  expect(taken.current.details).toEqual({});
});

it('takes a text of which nobody knows the draft for one that people wrote', async () => {
  const { id, path } = await drafted();
  await write(path, { contact: 'Call us.' });
  await running.app
    .get(UnitOfWork)
    .run((manager) => manager.query(`UPDATE notice_revision SET generated = NULL WHERE notice_id = '${id}'`));
  expect(await partOf(path, 'contact')).toMatchObject({ drift: 'both', edited: null });
  expect((await partOf(path, 'happened')).drift).toBe('same');
});

it('compares any two saved texts word by word', async () => {
  const { path } = await drafted();
  await write(path, { contact: 'Call us today.' });
  await write(path, { contact: 'Call us any day.' });
  const last = (await as('aude').get(`${path}/comparison`)).json<{
    from: number;
    to: number;
    parts: { id: string; state: string; changes: Change[] }[];
  }>();
  expect([last.from, last.to]).toEqual([2, 3]);
  const contact = last.parts.find(({ id }) => id === 'contact');
  expect(contact?.state).toBe('changed');
  expect([words(contact?.changes ?? [], 'removed'), words(contact?.changes ?? [], 'added')]).toEqual([
    'today',
    'any day',
  ]);
  expect((await as('aude').get(`${path}/comparison?from=1&to=3`)).json()).toMatchObject({ from: 1, to: 3 });
  expect((await as('aude').get(`${path}/comparison?from=9`)).json()).toMatchObject({
    status: 422,
    errors: [{ path: '/from' }],
  });
  expect((await as('aude').get(`${path}/comparison?to=x`)).status).toBe(422);
  expect((await as('vera').get(`${path}/comparison`)).status).toBe(403);
});

it('tells an editor all there is to insert, with what it reads like now', async () => {
  const { incidentId, path } = await drafted();
  await factsChange(incidentId, { discoveredAt: '2026-11-03T10:00:00Z' });
  const { fields } = (await as('dana').get(`${path}/fields`)).json<{
    fields: {
      name: string;
      value: string | null;
      valueNow: string | null;
      personal: boolean;
      inserts: { helper: string | null; markup: string; example: string }[];
    }[];
  }>();
  const field = (name: string) => fields.find((one) => one.name === name);
  expect(field('incident.discoveredAt')).toMatchObject({ value: null, valueNow: '3 November 2026' });
  expect(field('incident.discoveredAt')?.inserts[0]?.markup).toBe('{{incident.discoveredAt}}');
  expect(field('incident.discoveredAt')?.inserts.map(({ helper }) => helper)).toContain('longDate');
  expect(field('recipient.name')).toMatchObject({ personal: true, valueNow: null });
  const preview = {
    revision: 1,
    subject: 's',
    preheader: '',
    sections: [
      {
        id: 'opening',
        heading: 'h',
        markdown: fields.flatMap(({ inserts }) => inserts.map(({ markup }) => markup)).join('\n\n'),
        hidden: false,
      },
    ],
  };
  expect((await as('dana').post(`${path}/preview`, preview)).json()).toMatchObject({ faults: [] });
});
