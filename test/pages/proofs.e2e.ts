import type { Browser, Page } from 'playwright-core';
import type { NoticeView } from '../../src/notices/notices.views.js';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { faultsOf, openBrowser } from '../support/browser.js';
import { lookAt, pageOf } from '../support/look.js';
import type { Answer } from '../support/client.js';
import { OPENING, csvOf, importCsv, incidentOf } from '../support/mailings.js';
import type { As } from '../support/mailings.js';
import { EVERYONE, people } from '../support/people.js';
import {
  CHECK,
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
} from '../support/proofs.js';

const look = lookAt('the proof of fix');

let running: RunningApp;
let as: As;
let incidentId: string;
let page: string;

beforeAll(async () => {
  running = await startApp();
  as = (await people(running, EVERYONE)) as As;
});

afterAll(() => running.close());

beforeEach(async () => {
  incidentId = await incidentOf(as, { facts: { occurredAt: `${daysAgo(12)}T02:30:00Z` } });
  const answer = await as('lena').get(`/api/v1/incidents/${incidentId}`);
  page = `/incidents/${answer.json<{ reference: string }>().reference}/proof`;
});

const shown = async (who: keyof typeof EVERYONE = 'dana') => (await as(who).get(page)).text;
const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const errorsIn = ({ text }: Answer) =>
  words(/<section[^>]*error-summary[^]*?<\/section>/.exec(text)?.[0] ?? '');

/** Dana saves one part as its form posts it. */
function savePart(part: 'repair' | 'check' | 'open', revision: number, fields: Record<string, string>) {
  return as('dana').form(page, { part, revision: String(revision), ...fields });
}

const repair = {
  'repair.weakness': 'A statement could be opened by changing a number.',
  'repair.change': 'Each statement asks whose it is.',
  'repair.what': 'the flaw',
  'repair.by': 'Platform team',
  'repair.closedAt': `${daysAgo(9)}T19:20`,
  'repair.step': 'remedy-fix-root',
};

it('says to everyone what it is for, why customers ask for it first and what is missing, and lets readers only read', async () => {
  const html = await shown('vera');
  expect(words(html)).toContain('It is what customers ask for first after a breach');
  expect(words(html)).toMatch(/42 %.*8 %/);
  expect(html).toContain('href="/knowledge/evidence/kpmg18-proof-consumers"');
  expect(html).toContain(`href="${page}#files"`);
  expect(html).not.toContain(`action="${page}"`);
  expect(html).toMatch(new RegExp(`<a[^>]*href="${page}"[^>]*aria-current="page"`));
});

it('saves part by part and leaves the others as they stand', async () => {
  const saved = await savePart('repair', 0, repair);
  expect([saved.status, saved.headers.location]).toEqual([303, `${page}?done=saved#repair`]);
  const points = {
    'openPoints.0.text': '',
    'openPoints.0.by': '',
    'openPoints.1.text': 'we are testing our other services',
    'openPoints.1.by': daysAgo(-14),
  };
  expect((await savePart('open', 1, points)).status).toBe(303);
  const { record, revision } = await proofOf(as('dana'), incidentId);
  expect(revision).toBe(2);
  expect(record?.repair).toMatchObject({ what: 'the flaw', closedAt: `${daysAgo(9)}T19:20:00Z` });
  expect(record?.openPoints).toEqual([
    { text: 'we are testing our other services', by: daysAgo(-14), ofWeakness: false },
  ]);
  expect(words(await shown('vera'))).toContain('Each statement asks whose it is.');
});

it('shows what cannot be taken beside what was typed, and keeps nothing of it', async () => {
  const late = await savePart('repair', 0, { ...repair, 'repair.closedAt': `${daysAgo(-3)}T10:00` });
  expect([late.status, errorsIn(late)]).toEqual([422, expect.stringContaining('lies in the future')]);
  expect(late.text).toContain(`value="${daysAgo(-3)}T10:00"`);
  expect(late.text).toContain('Each statement asks whose it is.');
  const dayless = await savePart('open', 0, {
    'openPoints.0.text': '',
    'openPoints.0.by': '',
    'openPoints.1.text': 'we are testing',
    'openPoints.1.by': '',
  });
  expect([dayless.status, dayless.text.includes('id="f-openPoints.0.by-error"')]).toEqual([422, true]);
  expect(errorsIn(dayless)).toContain('Give a day of the calendar');
  expect((await proofOf(as('dana'), incidentId)).revision).toBe(0);
});

it('does not overwrite what someone else saved, and keeps what was typed in sight', async () => {
  await as('lena').post(`${proofApi(incidentId)}/revisions`, { revision: 0, ...wholeProof() });
  const stale = await savePart('repair', 0, repair);
  expect([stale.status, errorsIn(stale)]).toEqual([409, expect.stringContaining('revision 1 meanwhile')]);
  expect(stale.text).toContain('Each statement asks whose it is.');
  expect((await proofOf(as('dana'), incidentId)).record?.repair.by).toBe('Larkmoor platform team');
});

it('takes the report, and takes it back with a reason only', async () => {
  const added = await as('dana').upload(`${page}/files`, { note: 'Signed report' }, report('corvane.txt'));
  expect([added.status, added.headers.location]).toEqual([303, `${page}?done=added#files`]);
  const { files } = await proofOf(as('dana'), incidentId);
  const fileId = files[0]?.id ?? '';
  expect(await shown()).toContain('corvane.txt');
  const silent = await as('dana').form(`${page}/files/links/removal`, { fileId, reason: ' ' });
  expect([silent.status, silent.text.includes('id="f-reason-error"')]).toEqual([422, true]);
  await as('dana').form(`${page}/files/links/removal`, { fileId, reason: 'Of another system' });
  expect((await proofOf(as('dana'), incidentId)).files).toEqual([]);
  const back = await as('dana').form(`${page}/files/links`, { fileId });
  expect([back.status, back.headers.location]).toEqual([303, `${page}?done=linked#files`]);
  expect(errorsIn(await as('dana').form(`${page}/files/links`, { fileId: '' }))).toContain('Choose a file.');
});

it('offers the confirmation to a second person once nothing else is missing', async () => {
  await repaired(as, incidentId);
  expect(words(await shown('karl'))).toContain('Once nothing else is missing');
  await written(as, incidentId);
  expect(words(await shown('dana'))).toContain('You saved it last, so someone else has to confirm it');
  const html = await shown('karl');
  const [, revision = ''] =
    /name="revision" value="(\d+)"/.exec(html.split(`${page}/confirmation`)[1] ?? '') ?? [];
  const [, contentHash = ''] = /name="contentHash" value="(\w+)"/.exec(html) ?? [];
  const unread = await as('karl').form(`${page}/confirmation`, { revision, contentHash });
  expect([unread.status, errorsIn(unread)]).toEqual([422, expect.stringContaining('Read the record')]);
  const done = await as('karl').form(`${page}/confirmation`, { revision, contentHash, read: 'yes' });
  expect([done.status, done.headers.location]).toEqual([303, `${page}?done=confirmed#confirmation`]);
  expect(words(await shown('vera'))).toContain('karl Tester confirmed revision 1 and its files');
  await decideStep(as, incidentId, CHECK, 'reopen');
  expect(words(await shown('vera'))).toContain('is not done yet.');
  expect((await confirmedBy(as, 'lena', incidentId)).status).toBe(409);
});

/** A draft of one section that says the flaw is fixed. */
async function claimingNotice(who: As, incident: string): Promise<string> {
  const made = await who('dana').post(`/api/v1/incidents/${incident}/notices`);
  const { id, revision, current } = made.json<NoticeView>();
  const sections = current.text.sections.map(({ id: section, heading, markdown }, place) => ({
    id: section,
    heading: place === 0 ? 'Notice of a data breach' : heading,
    markdown: place === 0 ? `${OPENING}\n\nThe flaw is **fixed**.` : markdown,
    hidden: place !== 0,
  }));
  const text = { revision, subject: 'About your data', preheader: '', sections, details: {} };
  expect((await who('dana').post(`/api/v1/notices/${id}/revisions`, text)).status).toBe(201);
  return id;
}

look('the proof of fix', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });

  afterAll(() => browser.close());

  async function at(who: keyof typeof EVERYONE): Promise<Page> {
    const person = await pageOf(browser, running.url, as(who));
    return person;
  }

  async function shot(person: Page, name: string): Promise<void> {
    if (!process.env.SHOTS) return;
    for (const [width, colorScheme] of [
      [1440, 'light'],
      [390, 'dark'],
    ] as const) {
      await person.setViewportSize({ width, height: 900 });
      await person.emulateMedia({ colorScheme });
      await person.screenshot({ path: `${process.env.SHOTS}/${name}-${width}.png`, fullPage: true });
    }
    await person.emulateMedia({ colorScheme: 'light', media: 'print' });
    await person.screenshot({ path: `${process.env.SHOTS}/${name}-print.png`, fullPage: true });
    await person.emulateMedia({ media: 'screen' });
  }

  it('can be used by everyone, wide and narrow, light and dark, from its beginning to its confirmation', async () => {
    const dana = await at('dana');
    await dana.goto(page);
    expect(await faultsOf(dana)).toEqual([]);
    await shot(dana, 'none');
    await written(as, incidentId);
    await dana.goto(page);
    expect(await faultsOf(dana)).toEqual([]);
    await shot(dana, 'written');
    const other = await incidentOf(as, { facts: { occurredAt: `${daysAgo(12)}T02:30:00Z` } });
    await proved(as, other);
    const { reference } = (await as('lena').get(`/api/v1/incidents/${other}`)).json<{ reference: string }>();
    const vera = await at('vera');
    await vera.goto(`/incidents/${reference}/proof`);
    expect(await faultsOf(vera)).toEqual([]);
    await shot(vera, 'complete');
  });

  it('can be used where notices meet it: a claim without proof, a draft out of step, an approved text that lost it', async () => {
    await importCsv(as, incidentId, csvOf(1));
    const claiming = await claimingNotice(as, incidentId);
    const dana = await at('dana');
    await dana.goto(`/notices/${claiming}`);
    expect(await faultsOf(dana)).toEqual([]);
    await shot(dana, 'editor-claim');
    await proved(as, incidentId);
    await dana.goto(`/notices/${claiming}`);
    expect(await faultsOf(dana)).toEqual([]);
    await shot(dana, 'editor-moved');
    const api = `/api/v1/notices/${claiming}`;
    const { revision, contentHash } = (await as('dana').get(api)).json<NoticeView>();
    await as('dana').post(`${api}/submission`, { revision });
    await as('karl').post(`${api}/approval`, { revision, contentHash });
    await decideStep(as, incidentId, CHECK, 'reopen');
    const karl = await at('karl');
    await karl.goto(`/notices/${claiming}/reviews`);
    expect(await faultsOf(karl)).toEqual([]);
    await shot(karl, 'review-claim');
    await dana.goto(page.replace(/proof$/, 'mailings'));
    expect(await dana.getByText('the proof of fix is not complete any more').count()).toBe(1);
    expect(await faultsOf(dana)).toEqual([]);
    await shot(dana, 'mailings-claim');
  });
});
