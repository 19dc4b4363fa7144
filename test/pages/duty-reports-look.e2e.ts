import type { Browser } from 'playwright-core';
import { Incidents } from '../../src/incidents/incidents.service.js';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { faultsOf, openBrowser } from '../support/browser.js';
import { lookAt, pageOf } from '../support/look.js';
import { people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';

const look = lookAt('reports');

look('Pre-filled reports', () => {
  let running: RunningApp;
  let browser: Browser;
  let lena: SignedIn;
  let base: string;

  beforeAll(async () => {
    running = await startApp();
    lena = (await people(running, { lena: 'lead' }))('lena');
    browser = await openBrowser();
    const facts = {
      summary: 'A copy of the customer table was read by outsiders.\n\nIt held addresses.',
      awareAt: '2026-11-02T09:00:00Z',
      organisation: { name: 'Larkmoor Bank', roles: ['controller' as const], establishments: ['IE'] },
      incident: { types: ['external-intrusion'], effects: ['confidentiality'] },
      data: { classes: [{ class: 'email-address', protection: 'none' as const }], complete: true },
      affected: { byJurisdiction: { IE: 48213, 'US-MA': 4 }, complete: true },
    };
    const { reference } = await running.app.get(Incidents).open(
      {
        title: 'Statements copied',
        visibility: 'organisation',
        determination: 'confirmed',
        kind: 'exercise',
        facts,
      },
      lena.actor,
    );
    base = `/incidents/${reference}/obligations`;
  });

  afterAll(async () => {
    await browser?.close();
    await running?.close();
  });

  it('can be read by everyone, wide and narrow, light and dark', async () => {
    const page = await pageOf(browser, running.url, lena);
    const faults: string[] = [];
    for (const rule of ['eu-gdpr-33-authority', 'us-ma-individuals', 'eu-dora-initial']) {
      const answer = await page.goto(`${base}/${rule}/report`);
      expect(answer?.status()).toBe(200);
      faults.push(...(await faultsOf(page)));
    }
    expect(faults).toEqual([]);
  });
});
