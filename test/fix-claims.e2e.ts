import type { NoticeView } from '../src/notices/notices.views.js';
import { OrganisationSettings } from '../src/organisation/organisation.service.js';
import { SYSTEM } from '../src/platform/access/actor.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { OPENING, csvOf, endWait, fine, importCsv, incidentOf, until } from './support/mailings.js';
import type { As } from './support/mailings.js';
import { EVERYONE, people } from './support/people.js';
import { CHECK, confirmedBy, daysAgo, decideStep, proofApi, proofOf, proved } from './support/proofs.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let as: As;
let incidentId: string;

const CLAIM = 'The flaw is fixed, and an outside firm has checked it.';
const QUOTE = '“The flaw is fixed, and an outside firm has checked it”';

beforeAll(async () => {
  running = await startApp({ MAILING_WAIT_SECONDS: '3600' });
  as = (await people(running, EVERYONE)) as As;
  const profile = {
    name: 'Larkmoor Group',
    phone: '1800 555 014',
    phoneHours: 'every day',
    phoneLanguages: ['en'],
    email: 'help@larkmoor.example',
    accessRoutes: ['text relay'],
    dpo: 'Nuala Breen',
  };
  await running.app.get(OrganisationSettings).save(0, profile, SYSTEM);
});

afterAll(() => running.close());

beforeEach(async () => {
  const facts = {
    occurredAt: `${daysAgo(12)}T02:30:00Z`,
    discoveredAt: `${daysAgo(11)}T02:30:00Z`,
    data: { classes: [{ class: 'name' }], complete: true },
  };
  incidentId = await incidentOf(as, { facts });
});

const notice = async (id: string) => fine<NoticeView>(await as('dana').get(`/api/v1/notices/${id}`));
const drafted = async () =>
  fine<NoticeView>(await as('dana').post(`/api/v1/incidents/${incidentId}/notices`));
const submit = async (id: string) =>
  as('dana').post(`/api/v1/notices/${id}/submission`, { revision: (await notice(id)).revision });
const approve = async (id: string) => {
  const { revision, contentHash } = await notice(id);
  return as('karl').post(`/api/v1/notices/${id}/approval`, { revision, contentHash });
};

/** Dana saves a text of one section, with these words in it. */
async function saved(id: string, words: string, lines: { subject?: string; heading?: string } = {}) {
  const { current, revision } = await notice(id);
  const { subject = 'About your data', heading = 'Notice of a data breach' } = lines;
  const sections = current.text.sections.map((section, place) => ({
    id: section.id,
    heading: place === 0 ? heading : section.heading,
    markdown: place === 0 ? words : section.markdown,
    hidden: place !== 0,
  }));
  const text = { revision, subject, preheader: '', sections, details: {} };
  return as('dana').post(`/api/v1/notices/${id}/revisions`, text);
}

/** A claiming text, approved while its proof stood. */
async function approvedClaim(): Promise<string> {
  await proved(as, incidentId);
  const { id } = await drafted();
  fine(await saved(id, `${OPENING}\n\n${CLAIM}`));
  fine(await submit(id));
  fine(await approve(id));
  return id;
}

it.each<[string, string, { subject?: string; heading?: string }, string]>([
  ['a section', `${OPENING}\n\n${CLAIM}`, {}, '/sections/opening/markdown'],
  ['a section, in bold', `${OPENING}\n\nThe flaw is **fixed**.`, {}, '/sections/opening/markdown'],
  ['a heading', OPENING, { heading: 'What is fixed, and who checked' }, '/sections/opening/heading'],
  ['the subject', OPENING, { subject: 'Your statements: the hole is closed' }, '/subject'],
  ['another language', `${OPENING}\n\nDie Lücke ist geschlossen.`, {}, '/sections/opening/markdown'],
])('is not submitted with a claim in %s, and says which sentence', async (_, words, lines, path) => {
  const { id } = await drafted();
  fine(await saved(id, words, lines));
  const refused = await submit(id);
  expect(refused.json()).toMatchObject({
    status: 422,
    code: 'notices.fix_not_proved',
    errors: [{ path, message: expect.stringMatching(/^“.+” says that the weakness is closed/) }],
  });
  expect((await notice(id)).state).toBe('draft');
  expect((await trailOf(running, id)).map(({ action }) => action)).not.toContain('notice.submitted');
});

it('may say what is done and what is open, and that it is not fixed', async () => {
  const { id } = await drafted();
  fine(
    await saved(
      id,
      `${OPENING}\n\nWe closed the way in that night. The flaw is not yet fixed; a test follows.`,
    ),
  );
  expect((await submit(id)).json()).toMatchObject({ state: 'in_review' });
});

it('takes what is fixed and who checked from the record, and from nobody’s hand', async () => {
  await proved(as, incidentId);
  const { id, current } = await drafted();
  const fix = current.text.sections.find((section) => section.id === 'fix');
  expect(fix).toMatchObject({ heading: 'What is fixed, and who checked', hidden: false });
  const preview = await as('dana').get(`/api/v1/notices/${id}/preview?format=text`);
  expect(preview.json<{ body: string }>().body).toContain(
    'by Corvane Security, an outside firm. The result: it tried the same way in and failed.',
  );
  const { text, details } = current;
  const typed = {
    ...details,
    'fix.tester': 'Nobody Ltd',
    'fix.open': [{ text: 'we test', by: '2030-01-01' }],
  };
  const refused = await as('dana').post(`/api/v1/notices/${id}/revisions`, {
    revision: 1,
    ...text,
    sections: text.sections.map(({ id: section, heading, markdown, hidden }) => ({
      id: section,
      heading,
      markdown,
      hidden,
    })),
    details: typed,
  });
  expect(refused.json()).toMatchObject({
    status: 422,
    errors: [
      { path: '/details/fix.tester', message: expect.stringContaining('proof of fix') },
      { path: '/details/fix.open', message: expect.stringContaining('proof of fix') },
    ],
  });
});

it('is submitted and approved with its claim while the proof stands', async () => {
  expect(await notice(await approvedClaim())).toMatchObject({ state: 'approved' });
});

it('is not approved when the proof fell apart since it was submitted', async () => {
  await proved(as, incidentId);
  const { id } = await drafted();
  fine(await saved(id, `${OPENING}\n\n${CLAIM}`));
  fine(await submit(id));
  await decideStep(as, incidentId, CHECK, 'reopen');
  const refused = await approve(id);
  expect(refused.json()).toMatchObject({
    code: 'notices.fix_not_proved',
    errors: [{ message: expect.stringContaining(QUOTE) }],
  });
  expect((await notice(id)).state).toBe('in_review');
  await decideStep(as, incidentId, CHECK, 'complete');
  expect((await approve(id)).json()).toMatchObject({ state: 'approved' });
});

it('is not mailed, nor a mailing of it confirmed or begun, once its proof fell apart', async () => {
  const noticeId = await approvedClaim();
  await importCsv(as, incidentId, csvOf(2));
  const { files } = await proofOf(as('dana'), incidentId);
  const file = { fileId: files[0]?.id };
  const takeBack = () =>
    as('dana').post(`${proofApi(incidentId)}/files/links/removal`, { ...file, reason: 'Of another system' });
  const giveBack = () => as('dana').post(`${proofApi(incidentId)}/files/links`, file);

  fine(await takeBack());
  const asked = await as('dana').post('/api/v1/mailings', { noticeId });
  expect(asked.json()).toMatchObject({ status: 409, code: 'mailings.fix_not_proved', claims: 1 });
  const { reference } = fine<{ reference: string }>(await as('dana').get(`/api/v1/incidents/${incidentId}`));
  const page = await as('dana').get(`/incidents/${reference}/mailings`);
  expect(page.text).toContain('the proof of fix is not complete any more');
  const form = await as('dana').form(`/incidents/${reference}/mailings`, { noticeId });
  expect([form.status, form.text.includes('Complete it again')]).toEqual([409, true]);

  fine(await giveBack());
  const { id, recipientCount } = fine<{ id: string; recipientCount: number }>(
    await as('dana').post('/api/v1/mailings', { noticeId }),
  );
  fine(await takeBack());
  const confirmation = await as('karl').post(`/api/v1/mailings/${id}/confirmation`, {
    count: recipientCount,
  });
  expect(confirmation.json()).toMatchObject({ code: 'mailings.fix_not_proved' });
  fine(await giveBack());
  fine(await as('karl').post(`/api/v1/mailings/${id}/confirmation`, { count: recipientCount }));
  fine(await takeBack());
  await endWait(running, id);
  expect(await until(running, id, 'paused')).toMatchObject({ reason: 'fix_not_proved', startedAt: null });
  expect((await as('karl').get(`/mailings/${id}`)).text).toContain('the proof of fix fell apart');
  fine(await giveBack());
  fine(await as('karl').post(`/api/v1/mailings/${id}/resumption`, { reason: 'Proved again' }));
  expect(await until(running, id, 'finished')).toMatchObject({ state: 'finished' });
});

it('shows the sentence beside its text with the way out, and no way to approve it', async () => {
  const { id } = await drafted();
  fine(await saved(id, `${OPENING}\n\n${CLAIM}`, { subject: 'The hole is closed' }));
  const { reference } = fine<{ reference: string }>(await as('dana').get(`/api/v1/incidents/${incidentId}`));
  const editor = (await as('dana').get(`/notices/${id}`)).text;
  expect(editor).toContain('2 sentences say that the weakness is closed');
  expect(editor).toContain(`href="/incidents/${reference}/proof"`);
  expect(editor).toContain(`nothing proves it yet: ${QUOTE}`);
  expect(editor).toContain('“The hole is closed”');
  const form = await as('dana').form(`/notices/${id}/submission`, { revision: '2' });
  expect(form.status).toBe(422);
  const review = (await as('karl').get(`/notices/${id}/reviews`)).text;
  expect(review).toContain(`Notice of a data breach: ${QUOTE}`);
});

it('says that a draft is out of step once the proof moved, and how its section would read now', async () => {
  const { id } = await drafted();
  const before = (await as('dana').get(`/notices/${id}`)).text;
  expect(before).not.toContain('The proof of fix moved');
  await proved(as, incidentId);
  const editor = (await as('dana').get(`/notices/${id}`)).text;
  expect(editor).toContain('The proof of fix moved: the section as it would be drafted now');
  expect(editor).toContain('What is fixed, and who checked');
  expect(editor).toMatch(/firm outside the house that checked: not known .* Corvane Security/);
  await confirmedBy(as, 'lena', incidentId);
});
