import type { Browser, Page } from 'playwright-core';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { faultsOf, openBrowser } from '../support/browser.js';
import { lookAt, pageOf, shoot } from '../support/look.js';
import { EVERYONE, people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';
import { MANUAL_DUTY } from '../support/world.js';

const look = lookAt('the pages of duties by contract');

const HEADER = 'counterparty,contract,title,amount,unit,zone,channels\n';
const csvOf = (count: number, amount: number) =>
  HEADER +
  Array.from(
    { length: count },
    (_, at) =>
      `Customer ${at} of the northern region Ltd,"Master services agreement ${at}, 14.2",Report incidents,${amount},hours,Asia/Tokyo,email\n`,
  ).join('');

let running: RunningApp;
let browser: Browser;
let as: (name: keyof typeof EVERYONE) => SignedIn;
let base: string;
let ruleId: string;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, EVERYONE);
  browser = await openBrowser();
  const body = {
    title: 'Statements copied',
    visibility: 'organisation',
    facts: { awareAt: '2026-11-20T09:10:00Z' },
  };
  const incident = (await as('lena').post('/api/v1/incidents', body)).json<{
    id: string;
    reference: string;
  }>();
  base = `/incidents/${incident.reference}/obligations`;
  const manual = `/api/v1/incidents/${incident.id}/obligations/manual`;
  ({ ruleId } = (await as('lena').post(manual, { duty: MANUAL_DUTY })).json<{ ruleId: string }>());
  const csv = csvOf(4, 48);
  const { confirm } = (await as('lena').post(`${manual}/import`, { csv })).json<{ confirm: string }>();
  await as('lena').post(`${manual}/import`, { csv, confirm });
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
});

const atBrowser = (): Promise<Page> => pageOf(browser, running.url, as('lena'));

async function send(page: Page, csv: string): Promise<void> {
  await page.goto(`${base}/import`);
  const file = { name: 'contracts.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
  await page.setInputFiles('input[type=file]', file);
  await page.click('button:has-text("Check the file")');
}

look('the pages of duties by contract', () => {
  it.each([
    ['new', () => `${base}/new`],
    ['change', () => `${base}/manual/${ruleId}`],
    ['import', () => `${base}/import`],
  ])('can be used by everyone, wide and narrow, light and dark: %s', async (name, path) => {
    const page = await atBrowser();
    await page.goto(path());
    await shoot(page, name);
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('can be used by everyone when a form is refused', async () => {
    const page = await atBrowser();
    await page.goto(`${base}/new`);
    await page.fill('[name=amount]', 'many');
    await page.click('button:has-text("Add the duty")');
    await page.locator('#error-summary').waitFor();
    await shoot(page, 'refused');
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('can be used by everyone when a file is refused', async () => {
    const page = await atBrowser();
    await send(page, `${csvOf(1, 48)},x,y,many,years,Nowhere,pigeon\n`);
    await page.locator('#error-summary').waitFor();
    await shoot(page, 'import-refused');
    expect(await page.locator('tbody tr:has-text("Line 3")').count()).toBe(4);
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('shows what a file would do, and the register afterwards', async () => {
    const page = await atBrowser();
    await send(page, `${csvOf(3, 96)}=Formula Ltd,MSA 9,-Call,,without-undue-delay,,phone\n`);
    await page.waitForURL(/\/import\/preview$/);
    await shoot(page, 'preview');
    expect(await faultsOf(page)).toEqual([]);
    await page.fill('[name=reason]', 'New terms since May');
    await page.click('button:has-text("Import 4 duties")');
    await page.waitForURL(/done=imported/);
    await shoot(page, 'register');
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });
});
