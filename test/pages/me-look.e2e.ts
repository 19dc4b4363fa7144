import type { Browser } from 'playwright-core';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { CHROMIUM, faultsOf, openBrowser, personAt } from '../support/browser.js';
import { DATABASE } from '../support/database.js';
import { people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';

// Pages look the same on either database.
const inBrowser = CHROMIUM === undefined || DATABASE === 'postgres' ? it.skip : it;

let running: RunningApp;
let lena: SignedIn;
let browser: Browser | undefined;

beforeAll(async () => {
  running = await startApp();
  lena = (await people(running, { lena: 'lead' }))('lena');
  if (CHROMIUM !== undefined) browser = await openBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await running.close();
});

inBrowser(
  'the account page can be used by everyone, wide and narrow, before and after an address was made',
  async () => {
    if (!browser) return;
    const page = await personAt(browser, running.url);
    const [name = '', value = ''] = lena.cookie.split('=');
    await page.context().addCookies([{ name, value, url: running.url }]);
    await page.goto('/me');
    const faults = await faultsOf(page);
    await page.getByRole('button', { name: 'Make a private address' }).click();
    const address = await page.locator('#calendar code').innerText();
    expect(address).toMatch(/\/calendar\/[\w-]{43}\.ics$/);
    faults.push(...(await faultsOf(page)));
    await page.goto('/me');
    await page.getByRole('button', { name: 'Take the address back' }).click();
    expect(await page.getByRole('status').first().innerText()).toContain('The calendar address is dead');
    faults.push(...(await faultsOf(page)));
    expect(faults).toEqual([]);
  },
  120_000,
);
