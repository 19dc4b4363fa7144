import type { Browser } from 'playwright-core';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { faultsOf, openBrowser } from '../support/browser.js';
import { lookAt, pageOf, shoot } from '../support/look.js';
import { people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';

const look = lookAt('notice templates');
const PATH = '/templates/individuals-email/en';

let running: RunningApp;
let as: (name: 'dana' | 'vera') => SignedIn;
let browser: Browser;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, { dana: 'communications', vera: 'viewer' });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
});

look('notice templates', () => {
  it('can be worded, compared and archived by everyone, wide and narrow', async () => {
    const page = await pageOf(browser, running.url, as('dana'), { script: true });
    await page.goto('/templates');
    const faults = await faultsOf(page);
    await shoot(page, 'templates');
    await page.goto(PATH);
    await page.locator('#section-opening').getByText('Your text').click();
    await page.locator('[name="sections.opening.markdown"]').fill('Dear {{recipient.name}}, this is ours.');
    // The preview follows by itself; a form that is chosen before it came would be lost.
    await page.frameLocator('#preview iframe').getByText('this is ours.').waitFor();
    await page.getByRole('button', { name: 'Plain text' }).click();
    await page.locator('#preview pre').waitFor();
    expect(await page.locator('#preview pre').innerText()).toContain('this is ours.');
    await page.getByRole('button', { name: 'Save as version 1' }).first().click();
    await page.waitForURL(/done=saved/);
    expect(await page.getByRole('status').first().innerText()).toContain('The new version is saved.');
    faults.push(...(await faultsOf(page)));
    await shoot(page, 'template');
    await page.locator('[name="sections.opening.markdown"]').fill('<b>no</b>');
    await page.getByRole('button', { name: 'Save as version 2' }).first().click();
    expect(await page.locator('#error-summary').innerText()).toContain('Line 1');
    faults.push(...(await faultsOf(page)));
    await shoot(page, 'template-refused');
    await page.goto(`${PATH}/compare?from=0&to=1`);
    expect(await page.locator('ins').first().innerText()).not.toBe('');
    faults.push(...(await faultsOf(page)));
    await shoot(page, 'template-compare');
    await page.goto(PATH);
    await page.getByRole('button', { name: /^Archive/ }).click();
    await page.waitForURL(/done=archived/);
    faults.push(...(await faultsOf(page)));
    expect(faults).toEqual([]);
  });

  it('can be read by everyone else', async () => {
    const page = await pageOf(browser, running.url, as('vera'));
    await page.goto(PATH);
    const faults = await faultsOf(page);
    await shoot(page, 'template-read');
    expect(faults).toEqual([]);
  });
});
