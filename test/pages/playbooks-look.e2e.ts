import type { Browser, Locator, Page } from 'playwright-core';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { faultsOf, openBrowser } from '../support/browser.js';
import { lookAt, pageOf, shoot } from '../support/look.js';
import { EVERYONE, people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';

const look = lookAt('the pages of playbooks');

const FACTS = {
  awareAt: '2026-11-17T09:10:00Z',
  industry: 'financial-services',
  data: { classes: [{ class: 'bank-account', protection: 'none' }] },
  lossesIncurred: 'confirmed',
};

let running: RunningApp;
let browser: Browser;
let as: (name: keyof typeof EVERYONE) => SignedIn;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, EVERYONE);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
});

const atBrowser = (name: keyof typeof EVERYONE, script = true): Promise<Page> =>
  pageOf(browser, running.url, as(name), { script });

/** What is pressed brings another page, if only the same one with more in it: waits until all of that is there. */
async function press(target: Locator): Promise<void> {
  await Promise.all([target.page().waitForEvent('load'), target.click()]);
}

async function incident(): Promise<{ id: string; reference: string }> {
  const body = { title: 'Statements copied', visibility: 'organisation', facts: FACTS };
  return (await as('lena').post('/api/v1/incidents', body)).json();
}

const OWN = {
  title: 'Call the shops',
  phase: 'notify',
  owner: 'operations',
  lane: 'normal',
  serves: { speed: 2 },
  requires: [],
  doneWhen: 'Every shop answered',
  leadHours: 4,
  effort: 'S',
  asksEvidence: true,
};

look('the pages of playbooks', () => {
  let made: { id: string };
  let reference: string;

  beforeAll(async () => {
    const opened = await incident();
    reference = opened.reference;
    const base = (await as('lena').get('/api/v1/playbooks/financial-services')).json<{
      id: string;
      version: number;
      current: { content: { title: string; steps: object[]; leftOut: object[] } };
    }>();
    const { content } = base.current;
    const steps = [...content.steps.slice(1), { id: 'own-call', own: OWN, note: 'By phone, in pairs.' }];
    const first = { ...content, title: 'Accounts copied', steps };
    const basedOn = { id: base.id, version: base.version };
    const body = { content: first, basedOn, note: 'For the shops.' };
    made = (await as('lena').post('/api/v1/playbooks', body)).json();
    const second = { ...first, title: 'Accounts copied again', steps: steps.slice(2).reverse() };
    await as('lena').patch(`/api/v1/playbooks/${made.id}`, { version: 1, content: second, note: 'Shorter.' });
    const applied = { playbookId: made.id, version: 1 };
    await as('lena').post(`/api/v1/incidents/${opened.id}/playbooks`, applied);
  });

  it.each([
    ['list', () => '/playbooks'],
    ['import', () => '/playbooks/import'],
    ['shipped', () => '/playbooks/financial-services'],
    ['one', () => `/playbooks/${made.id}`],
    ['version', () => `/playbooks/${made.id}/versions/1`],
    ['compare', () => `/playbooks/${made.id}/compare?from=1&to=2`],
    ['compare-shipped', () => `/playbooks/${made.id}/compare?from=shipped&to=2`],
    ['new', () => '/playbooks/new'],
    ['adapt', () => '/playbooks/new?base=financial-services'],
    ['edit', () => `/playbooks/${made.id}/edit`],
    ['choose', () => `/incidents/${reference}/plan/playbook`],
    ['preview', () => `/incidents/${reference}/plan/playbook?playbook=${made.id}`],
    ['preview-other', () => `/incidents/${reference}/plan/playbook?playbook=healthcare`],
    ['save', () => `/incidents/${reference}/plan/playbook/new`],
  ])('can be used by everyone, wide and narrow, light and dark: %s', async (name, path) => {
    const page = await atBrowser('lena');
    await page.goto(path());
    await shoot(page, name);
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('make a playbook without script: tick, order, leave out with a reason, add an own step, save', async () => {
    const page = await atBrowser('lena', false);
    await page.goto('/playbooks/new');
    await page.getByLabel('Title', { exact: true }).first().fill('Cards copied');
    await page.getByLabel('Summary').fill('For the shops.');
    await page.getByLabel('Industry').selectOption('retail');
    await page.getByLabel('Attack from outside').check();
    await press(page.getByRole('button', { name: 'Rank the unused steps again' }));
    for (const step of ['remedy-fix-root', 'notify-individuals', 'support-phone'])
      await page.locator(`input[name=pick][value=${step}]`).check();
    await press(page.getByRole('button', { name: 'Add the ticked steps' }));
    expect(await page.locator('input[name$=".key"]').count()).toBe(3);
    await page.locator('input[name=pick][value=notify-apology]').check();
    await press(page.getByRole('button', { name: 'Leave the ticked ones out' }));
    const first = page.locator('#steps-0');
    await press(first.getByRole('button', { name: /^Down/ }));
    await page.getByText('Add a step of your own').click();
    await page.getByLabel('What is to be done').fill('Call the shops');
    const own = page.getByRole('group', { name: 'A step of your own' });
    await own.getByLabel('Owner').fill('operations');
    await own.getByLabel('Done when').fill('Every shop answered');
    await own.getByLabel('Speed').selectOption('2');
    await press(page.getByRole('button', { name: 'Add this own step' }));
    await press(page.getByRole('button', { name: 'Save the playbook' }));
    expect(await page.locator('.error-summary').innerText()).toContain('Left out');
    expect(await page.title()).toContain('Error:');
    await page.getByLabel(/^Why not/).fill('The parent company apologises.');
    await press(page.getByRole('button', { name: 'Save the playbook' }));
    expect(await page.locator('h1').innerText()).toBe('Cards copied');
    const rows = await page.locator('table').first().locator('tbody th').allInnerTexts();
    expect(rows).toHaveLength(4);
    expect(rows.at(-1)).toContain('Call the shops');
  });

  it('save a whole shipped playbook through the form as it is', async () => {
    const page = await atBrowser('lena', false);
    await page.goto('/playbooks/new?base=financial-services');
    await press(page.getByRole('button', { name: 'Save the playbook' }));
    const id = /playbooks\/(\w{26})/.exec(page.url())?.[1] ?? '';
    const compared = await as('lena').get(`/api/v1/playbooks/${id}/compare?from=shipped&to=1`);
    expect(compared.json().changes).toEqual([]);
  });

  it('apply a playbook without script: choose, look, apply', async () => {
    const { reference: untouched } = await incident();
    const page = await atBrowser('lena', false);
    await page.goto(`/incidents/${untouched}/plan/playbook`);
    await press(page.locator('a[href*="playbook=financial-services"]'));
    await press(page.getByRole('button', { name: /^Apply version/ }));
    expect(await page.locator('.flash').innerText()).toContain('Applied');
    await press(page.locator('a[href*="playbook=financial-services"]'));
    expect(await page.getByRole('button', { name: /^Apply version/ }).count()).toBe(0);
    expect(await page.locator('#preview').innerText()).toContain('Applying it again changes nothing');
  });
});
