import type { Browser, Page } from 'playwright-core';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { CHROMIUM, faultsOf, openBrowser, personAt } from '../support/browser.js';
import { DATABASE } from '../support/database.js';
import { readHtml } from '../support/html.js';
import { EVERYONE, people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';

/** Text that would become markup, script or an attribute if a page forgot to escape it. */
const HOSTILE = `"><img src=x onerror=alert(1)><script>alert(2)</script>'{{constructor}}`;

let running: RunningApp;
let as: (name: keyof typeof EVERYONE) => SignedIn;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, EVERYONE);
});

afterAll(() => running.close());

const TYPED = {
  happened: 'Payslip e-mailed to a colleague',
  type: 'misdelivery',
  occurredAt: '2026-01-05T09:00',
  discoveredAt: '2026-01-05T10:00',
  awareAt: '2026-01-05T10:30',
  place: ['Ireland (IE)', '', ''],
  people: ['1', '', ''],
  'data.classes': ['name', 'bank-account'],
  protection: 'none',
  'organisation.roles': 'controller',
  'organisation.establishments': 'IE',
  ordinary: 'yes',
  measures: ['deletion-confirmed'],
  measuresNote: '',
  harm: 'unlikely',
  harmReason: 'The colleague is bound to secrecy and confirmed the deletion.',
  visibility: 'organisation',
};

/** The hidden fields that tell which duties the page showed. */
function seenOn(html: string): Record<string, string> {
  const hidden = readHtml(html).tags.filter(
    ({ name, attributes }) => name === 'input' && attributes.get('type') === 'hidden',
  );
  const pairs = hidden.map(({ attributes }) => [attributes.get('name') ?? '', attributes.get('value') ?? '']);
  return Object.fromEntries(pairs.filter(([name]) => name !== 'formToken')) as Record<string, string>;
}

const DECIDED = {
  act: 'save',
  'decision.authorities': 'not_notifiable',
  'reason.authorities': 'No risk to the colleague who was paid.',
  'decision.people': 'not_notifiable',
  'reason.people': 'No high risk.',
};

describe('the screen for a small incident', () => {
  it('shows the duties that the assessment lets go, and records what is decided about them', async () => {
    const worked = await as('lena').form('/incidents/small', { ...TYPED, act: 'work' });
    expect(worked.status).toBe(200);
    expect(readHtml(worked.text).text).toContain('Not owed on your assessment of harm');
    const seen = seenOn(worked.text);
    expect(Object.keys(seen).sort()).toEqual(['seen.authorities', 'seen.people', 'worked']);
    const saved = await as('lena').form('/incidents/small', { ...TYPED, ...seen, ...DECIDED, close: 'yes' });
    expect(saved.status).toBe(303);
    const register = readHtml((await as('lena').get('/register')).text).text;
    expect(register).toContain('Payslip e-mailed to a colleague');
    expect(register).toContain('not notifiable: No risk to the colleague who was paid. (lena Tester');
    expect(register).toContain('Closed');
  });

  it('asks again when other duties follow than those that were on the page', async () => {
    const worked = await as('lena').form('/incidents/small', { ...TYPED, act: 'work' });
    const changed = { ...TYPED, harm: 'possible', ...seenOn(worked.text), ...DECIDED };
    const again = await as('lena').form('/incidents/small', changed);
    expect(again.status).toBe(200);
    expect(readHtml(again.text).text).toMatch(/Report the breach.*Due/su);
  });

  it('names each field that lacks something, and keeps what was typed', async () => {
    const answer = await as('lena').form('/incidents/small', { act: 'work', harmReason: HOSTILE });
    expect(answer.status).toBe(422);
    const page = readHtml(answer.text);
    expect(page.tags.filter(({ name }) => name === 'img')).toEqual([]);
    expect(page.text).toContain(HOSTILE);
    const linked = page.tags.map(({ attributes }) => attributes.get('href'));
    for (const field of ['happened', 'awareAt', 'harm']) expect(linked).toContain(`#f-${field}`);
  });

  it('offers the full record where it is not small, and carries everything over', async () => {
    const big = { ...TYPED, people: ['500', '', ''] };
    const told = await as('dana').form('/incidents/small', { ...big, act: 'work' });
    expect(readHtml(told.text).text).toContain('This is not small.');
    const opened = await as('dana').form('/incidents/small', { ...big, act: 'full' });
    expect([opened.status, opened.headers.location]).toEqual([
      303,
      expect.stringMatching(/^\/incidents\/INC-[\d-]+\/facts$/),
    ]);
    const register = readHtml((await as('lena').get('/register')).text).text;
    expect(register).toContain('People: 500');
    expect(register).toContain('The colleague is bound to secrecy');
  });

  it('lets those who may not decide propose, and is not there for those who may not open', async () => {
    const worked = await as('dana').form('/incidents/small', { ...TYPED, act: 'work' });
    expect(readHtml(worked.text).text).toContain('Your role proposes.');
    const saved = await as('dana').form('/incidents/small', {
      ...TYPED,
      happened: 'Proposed, not decided',
      ...seenOn(worked.text),
      ...DECIDED,
    });
    expect(saved.status).toBe(303);
    const awaited = readHtml((await as('lena').get('/register?decided=awaited')).text).text;
    expect(awaited).toContain('Proposed, not decided');
    const board = readHtml((await as('lena').get('/')).text);
    expect(board.text).toContain('Decide about a small incident');
    const hrefs = board.tags.map(({ attributes }) => attributes.get('href') ?? '');
    const href = hrefs.find((one) => one.includes('status=not-owed')) ?? '';
    const open = await as('lena').get(`${href}&duty=eu-gdpr-33-authority`);
    const actions = readHtml(open.text).tags.map(({ attributes }) => attributes.get('action') ?? '');
    expect(actions.filter((one) => one.includes('eu-gdpr-33-authority/decision'))).not.toEqual([]);
    expect((await as('vera').get('/incidents/small')).status).toBe(403);
  });
});

describe('the page of the register', () => {
  it('escapes whatever people wrote', async () => {
    const worked = await as('lena').form('/incidents/small', { ...TYPED, act: 'work' });
    const hostile = { ...TYPED, happened: HOSTILE, harmReason: HOSTILE, measuresNote: HOSTILE };
    const reasons = { ...DECIDED, 'reason.people': HOSTILE, 'reason.authorities': HOSTILE };
    const saved = await as('lena').form('/incidents/small', {
      ...hostile,
      ...seenOn(worked.text),
      ...reasons,
    });
    expect(saved.status).toBe(303);
    const { tags, text } = readHtml((await as('aude').get('/register')).text);
    expect(
      tags
        .filter(({ name }) => name === 'img' || name === 'script')
        .map(({ attributes }) => attributes.get('src')),
    ).toEqual(tags.filter(({ name }) => name === 'script').map(({ attributes }) => attributes.get('src')));
    expect(text).toContain(HOSTILE);
    expect(text).toContain('Not legal advice');
  });

  it('refuses filters that are none, and carries them to the files', async () => {
    expect((await as('lena').get('/register?decided=x')).status).toBe(422);
    const page = readHtml((await as('lena').get('/register?decided=awaited&jurisdiction=IE')).text);
    const hrefs = page.tags.map(({ attributes }) => attributes.get('href'));
    expect(hrefs).toContain('/api/v1/register.csv?jurisdiction=IE&decided=awaited');
  });
});

const journeys = CHROMIUM !== undefined && DATABASE === 'sqlite' ? describe : describe.skip;

journeys('in a browser', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    page = await personAt(browser, running.url);
    const [name = '', value = ''] = as('lena').cookie.split('=');
    await page.context().addCookies([{ name, value, url: running.url }]);
  });

  afterAll(() => browser.close());

  it('is clean, wide and narrow, light and dark', async () => {
    const faults: string[] = [];
    for (const path of ['/register', '/register?year=1999', '/incidents/small']) {
      await page.goto(path);
      faults.push(...(await faultsOf(page)));
    }
    await page.fill('[name=happened]', 'Letter lost');
    await page.fill('[name=awareAt]', '2026-01-05T10:30');
    await page.fill('#f-place\\.0', 'Ireland (IE)');
    await page.check('[name="data.classes"][value=name]');
    await page.check('[name="organisation.roles"][value=controller]');
    await page.check('[name=measures][value=nothing-yet]');
    await page.selectOption('[name=harm]', 'possible');
    await page.fill('[name=harmReason]', 'Nobody knows who has it.');
    await page.click('button.primary:has-text("Work out the duties")');
    await page.locator('#decide').waitFor();
    faults.push(...(await faultsOf(page)));
    expect(faults).toEqual([]);
  });
});
