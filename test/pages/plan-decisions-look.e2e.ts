import type { Browser } from 'playwright-core';
import { Incidents } from '../../src/incidents/incidents.service.js';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { faultsOf, openBrowser } from '../support/browser.js';
import { lookAt, pageOf } from '../support/look.js';
import { people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';
import { OWN_STEP } from '../support/world.js';

const look = lookAt('decisions about steps');

look('Decisions about steps', () => {
  let running: RunningApp;
  let browser: Browser;
  let lena: SignedIn;
  let plan: string;
  let ownStepId: string;

  beforeAll(async () => {
    running = await startApp();
    lena = (await people(running, { lena: 'lead' }))('lena');
    browser = await openBrowser();
    const facts = { industry: 'financial-services', data: { classes: [{ class: 'bank-account' }] } };
    const opened = {
      title: 'Statements copied',
      visibility: 'organisation',
      determination: 'confirmed',
    } as const;
    const { id, reference } = await running.app
      .get(Incidents)
      .open({ ...opened, kind: 'real', facts }, lena.actor);
    plan = `/incidents/${reference}/plan`;
    const steps = `/api/v1/incidents/${id}/plan/steps/remedy-loss-guarantee`;
    await lena.post(`${steps}/title`, { title: 'Repay everyone, in writing', revision: 0 });
    await lena.post(`${steps}/due`, { dueAt: '2026-12-24T17:00:00Z', revision: 1 });
    const reason = 'The board meets on Mondays only';
    await lena.post(`${steps}/feasibility`, { factor: 0.7, reason, revision: 2 });
    await lena.post(`${steps}/decision`, { decision: 'accept', revision: 3 });
    const added = await lena.post(`/api/v1/incidents/${id}/plan/own-steps`, { step: OWN_STEP });
    ownStepId = added.json<{ id: string }>().id;
  });

  afterAll(async () => {
    await browser?.close();
    await running?.close();
  });

  it('can be taken by everyone, wide and narrow, light and dark', async () => {
    const page = await pageOf(browser, running.url, lena);
    const faults: string[] = [];
    for (const path of [
      `${plan}?step=remedy-loss-guarantee&show=all&phase=remedy`,
      `${plan}?step=${ownStepId}&show=all&phase=notify`,
      `${plan}/own-steps/new`,
      `${plan}/own-steps/${ownStepId}`,
    ]) {
      await page.goto(path);
      await page.evaluate(
        'document.querySelectorAll(".open details, form details").forEach((one) => (one.open = true))',
      );
      faults.push(...(await faultsOf(page)));
    }
    expect(faults).toEqual([]);
    await page.goto(`${plan}?step=remedy-loss-guarantee&show=all`);
    await page.getByRole('button', { name: 'Mark as done' }).click();
    await page.locator('#error-summary:focus').waitFor();
    await page.getByRole('link', { name: /cannot be done yet/ }).click();
    await page.waitForURL(/#f-missing$/);
    await page.context().close();
  });
});
