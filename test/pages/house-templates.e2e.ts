import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { stopped } from '../support/clock.js';
import { EVERYONE, people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';

let running: RunningApp;
let as: (name: keyof typeof EVERYONE) => SignedIn;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, EVERYONE);
});

afterAll(() => running.close());

const FIELDS = {
  version: '0',
  'sections.opening.heading': 'From us',
  'sections.opening.markdown': 'We are {{organisation.name}}.',
  note: 'Our tone',
};

it('lists kinds and languages with what the house worded, below the library of everyone who reads it', async () => {
  await as('dana').form('/templates/media/en', FIELDS);
  const { text } = await as('vera').get('/templates');
  expect(text).toMatch(/<a href="\/templates\/media\/en">English[\s\S]{0,120}house text 1/);
  expect((await as('vera').get('/')).text).toContain('href="/templates"');
});

it('saves what is worded, shows its version and keeps the rest shipped', async () => {
  const saved = await as('karl').form('/templates/individuals-email/de', FIELDS);
  expect([saved.status, saved.headers.location]).toEqual([303, '/templates/individuals-email/de?done=saved']);
  const { text } = await as('karl').get('/templates/individuals-email/de?done=saved');
  expect(text).toContain('House text, version 1');
  expect(text).toContain('We are {{organisation.name}}.');
  expect(text).toContain('Our tone');
  expect(text).toContain('Save as version 2');
});

it('names the field of each fault in the words of the section, and keeps what was typed', async () => {
  const answer = await as('dana').form('/templates/individuals-email/fr', {
    ...FIELDS,
    subject: '{{constructor}}',
    'sections.data.markdown': '<b>Typed</b>',
  });
  expect(answer.status).toBe(422);
  expect(answer.text).toMatch(/href="#f-subject">Subject: Line 1, column 3:/);
  expect(answer.text).toContain('href="#f-sections.data.markdown"');
  expect(answer.text).toContain('&lt;b&gt;Typed&lt;/b&gt;');
});

it('shows what is typed with the examples and keeps nothing; what may not stand in a text is not rendered', async () => {
  const path = '/templates/individuals-email/es';
  const words = 'Estimada {{recipient.name}}';
  const fields = { ...FIELDS, 'sections.opening.markdown': words, show: 'text' };
  const shown = await as('lena').form(`${path}/preview`, fields);
  expect(shown.status).toBe(200);
  expect(shown.text).toMatch(/Estimada (?!\{\{)\S+/);
  const wrong = { ...fields, 'sections.opening.markdown': '{{@root.constructor}}' };
  const refused = await as('lena').form(`${path}/preview`, wrong);
  expect(refused.text).toContain('The text cannot be shown yet');
  expect(refused.text).not.toContain('srcdoc');
  expect((await as('lena').get(path)).text).toContain('Nobody has worded a part of this notice yet.');
});

it('shows both where two people worded it, and saves on top when asked again', async () => {
  const path = '/templates/employees/en';
  await as('karl').form(path, { ...FIELDS, 'sections.opening.markdown': 'Theirs' });
  const mine = { ...FIELDS, 'sections.opening.markdown': 'Mine' };
  const late = await as('dana').form(path, mine);
  expect(late.status).toBe(409);
  expect(late.text).toContain('karl Tester saved version 1 while you were writing');
  expect(late.text).toContain('<del>Theirs</del><ins>Mine</ins>');
  const version = /name="version" value="(\d+)"/.exec(late.text)?.[1] ?? '';
  expect((await as('dana').form(path, { ...mine, version })).status).toBe(303);
  const compared = await as('vera').get(`${path}/compare?from=1&to=2`);
  expect(compared.text).toContain('<del>Theirs</del><ins>Mine</ins>');
});

it('puts an older version back into the form, and saves it as the newest', async () => {
  const path = '/templates/partners/de';
  await as('dana').form(path, { ...FIELDS, 'sections.opening.markdown': 'Die ersten Worte' });
  await as('dana').form(path, { ...FIELDS, version: '1', 'sections.opening.markdown': 'Die zweiten Worte' });
  const { text } = await as('dana').get(`${path}?version=1`);
  expect(text).toContain('These are the words of version 1.');
  expect(text).toContain('The words of version 1 again.');
  expect(text).toMatch(/<textarea[^>]*>\s*Die ersten Worte/);
  expect(text).toMatch(/name="version" value="2"/);
  expect((await as('vera').get(`${path}?version=1`)).text).toContain('Die ersten Worte');
  for (const number of ['9', '0', 'x']) {
    expect((await as('dana').get(`${path}?version=${number}`)).status).toBe(404);
  }
});

it('starts a section from the shipped words, and keeps what was typed elsewhere', async () => {
  const typed = { ...FIELDS, 'sections.data.markdown': 'Typed before', start: 'happened' };
  const { text } = await as('dana').form('/templates/media/de/preview', typed);
  expect(text).toContain('Typed before');
  expect(text).toMatch(/name="sections\.happened\.markdown"[^>]*>[^<]*\{\{/);
});

it('shows beside the text what the checks find in it, and which fields may stand in it', async () => {
  const wordy = { ...FIELDS, 'sections.opening.markdown': 'We take your privacy very seriously.' };
  const { text } = await as('dana').form('/templates/individuals-letter/en/preview', wordy);
  expect(text).toMatch(/id="checks"[\s\S]*Rule W6, in/);
  expect(text).toContain('<code>{{longDate incident.occurredAt}}</code>');
});

it('archives, and takes out of the archive again', async () => {
  const path = '/templates/partners/en';
  await as('dana').form(path, FIELDS);
  await as('dana').form(`${path}/archive`, { archived: 'yes' });
  const archived = await as('dana').get(path);
  expect(archived.text).toContain('The house text is archived: drafts take the shipped text.');
  expect(archived.text).not.toContain('name="sections.opening.markdown"');
  await as('dana').form(`${path}/archive`, { archived: 'no' });
  expect((await as('dana').get(path)).text).toContain('House text, version 1');
});

it('gives people who may only read the texts without a form', async () => {
  const { status, text } = await as('vera').get('/templates/individuals-email/en');
  expect(status).toBe(200);
  expect(text).not.toMatch(/<form[^>]*action="\/templates/);
  expect((await as('vera').get('/templates/individuals-email/xx')).status).toBe(404);
});

it('asks a writer who wants more previews than one person reads to wait, with everything typed kept', async () => {
  const path = '/templates/individuals-email/en/preview';
  const fields = { ...FIELDS, 'sections.opening.markdown': 'Typed and kept' };
  const goOn = stopped(running);
  const answers = [];
  for (let tries = 0; tries <= 30; tries += 1) answers.push(await as('karl').form(path, fields));
  goOn();
  const last = answers.at(-1);
  expect(answers.slice(0, 30).map(({ status }) => status)).toEqual(Array(30).fill(200));
  expect([last?.status, Number(last?.headers['retry-after']) > 0]).toEqual([429, true]);
  expect(last?.text).toContain('Typed and kept');
  expect(last?.text).toContain('preview and checks wait');
});
