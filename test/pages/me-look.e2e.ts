import type { Browser } from 'playwright-core';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { faultsOf, openBrowser } from '../support/browser.js';
import { stopped } from '../support/clock.js';
import { lookAt, pageOf } from '../support/look.js';
import { people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';

const look = lookAt('the account page');

let running: RunningApp;
let lena: SignedIn;
let browser: Browser;

beforeAll(async () => {
  running = await startApp();
  lena = (await people(running, { lena: 'lead' }))('lena');
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
});

look('the account page', () => {
  it('can be used by everyone, wide and narrow, before and after an address was made', async () => {
    // To make an address asks for a sign-in of the last five minutes.
    stopped(running);
    const page = await pageOf(browser, running.url, lena);
    await page.goto('/me');
    const faults = await faultsOf(page);
    await page.getByRole('button', { name: 'Make a private address' }).click();
    const address = await page.locator('#calendar code').innerText();
    expect(address).toMatch(/\/calendar\/[\w-]{43}\.ics$/);
    faults.push(...(await faultsOf(page)));
    await page.goto('/me');
    await page.getByRole('button', { name: 'Take the address back' }).click();
    await page.waitForURL(/done=calendar/);
    expect(await page.getByRole('status').first().innerText()).toContain('The calendar address is dead');
    faults.push(...(await faultsOf(page)));
    expect(faults).toEqual([]);
  });
});
