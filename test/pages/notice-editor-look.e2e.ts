import type { Browser, Locator, Page } from 'playwright-core';
import { OrganisationSettings } from '../../src/organisation/organisation.service.js';
import { SYSTEM } from '../../src/platform/access/actor.js';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { faultsOf, openBrowser } from '../support/browser.js';
import { lookAt, pageOf, shoot } from '../support/look.js';
import { csvOf, importCsv } from '../support/mailings.js';
import { EVERYONE, people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';

const FACTS = {
  awareAt: '2026-11-17T09:10:00Z',
  discoveredAt: '2026-11-16T09:10:00Z',
  occurredAt: '2026-11-14T02:30:00Z',
  containedAt: '2026-11-16T19:20:00Z',
  organisation: { name: 'Larkmoor Bank', roles: ['controller'] },
  industry: 'financial-services',
  incident: {
    types: ['external-intrusion', 'data-theft'],
    intent: 'intentional',
    effects: ['confidentiality'],
  },
  data: { classes: [{ class: 'name' }, { class: 'bank-account' }], complete: true },
  affected: { total: 48_213 },
};
const PROFILE = {
  name: 'Larkmoor Bank',
  phone: '1800 555 014',
  phoneHours: 'every day from 7:00 to 23:00',
  phoneLanguages: ['en'],
  accessRoutes: ['text relay'],
  dpo: 'Nuala Breen',
};

let running: RunningApp;
let browser: Browser;
let as: (name: keyof typeof EVERYONE) => SignedIn;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, EVERYONE);
  await running.app.get(OrganisationSettings).save(0, PROFILE, SYSTEM);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
});

const atBrowser = (name: keyof typeof EVERYONE, script = true): Promise<Page> =>
  pageOf(browser, running.url, as(name), { script });

/** A notice of its own incident, drafted by Dana; its address. */
async function drafted(): Promise<string> {
  const body = { title: 'Statements copied', visibility: 'organisation', facts: FACTS };
  const { id, reference } = (await as('lena').post('/api/v1/incidents', body)).json<{
    id: string;
    reference: string;
  }>();
  await importCsv(as, id, csvOf(3));
  const made = await as('dana').form(`/incidents/${reference}/notices`, { text: 'individuals-email/en' });
  return String(made.headers.location).split('?')[0] ?? '';
}

const textOf = (page: Page, title: string): Locator =>
  page.getByRole('textbox', { name: `Text of ${title}`, exact: true });
/** The Markdown that would be posted. */
const markdownOf = (page: Page, section: string): Promise<string> =>
  page.locator(`textarea[name="sections.${section}.markdown"]`).inputValue();

lookAt('the editor of notices')('The editor of notices', () => {
  it('looks', async () => {
    const page = await atBrowser('dana');
    const errors: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(await drafted());
    await textOf(page, 'What happened').click();
    await shoot(page, 'editor');
    await page.keyboard.press('Control+Space');
    await page.keyboard.type('phone');
    await page.screenshot({ path: `${process.env.SHOTS}/editor-facts.png` });
    await page.keyboard.press('Escape');
    console.log(errors, await markdownOf(page, 'happened'));
    expect(await faultsOf(page)).toEqual([]);
  });
});
