import type { Browser, Page } from 'playwright-core';
import { Obligation } from '../../src/obligations/obligation.entity.js';
import { Reevaluations } from '../../src/obligations/reevaluations.js';
import { ReevaluationWorker } from '../../src/obligations/reevaluation.worker.js';
import { RegisterState } from '../../src/obligations/register-state.entity.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { faultsOf, openBrowser } from '../support/browser.js';
import { lookAt, pageOf, shoot } from '../support/look.js';
import { EVERYONE, people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';

const look = lookAt('the register of duties');

const RULE = 'eu-gdpr-33-authority';
const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();
/** A bank in Ireland, aware two days ago, with people in two states of the Union and one of the United States. */
const facts = () => ({
  awareAt: hours(-54),
  discoveredAt: hours(-60),
  industry: 'financial-services',
  organisation: { name: 'Larkmoor Bank', roles: ['controller'], establishments: ['IE'] },
  incident: { types: ['external-intrusion'], effects: ['confidentiality'] },
  data: {
    classes: [
      { class: 'name', protection: 'none' },
      { class: 'bank-account', protection: 'none' },
    ],
    complete: true,
  },
  affected: { byJurisdiction: { IE: 31940, NL: 11872, 'US-NY': 1204 }, complete: true },
  harm: { level: 'likely' },
});

let running: RunningApp;
let browser: Browser;
let as: (name: keyof typeof EVERYONE) => SignedIn;

beforeAll(async () => {
  running = await startApp({ TIME_ZONE: 'Europe/Dublin' });
  as = await people(running, EVERYONE);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
});

const atBrowser = (name: keyof typeof EVERYONE, script = true): Promise<Page> =>
  pageOf(browser, running.url, as(name), { script });

async function incident(title = 'Account details copied through the statements service') {
  const body = { title, visibility: 'organisation', facts: facts() };
  return (await as('lena').post('/api/v1/incidents', body)).json<{ id: string; reference: string }>();
}

async function revise(id: string, change: Record<string, unknown>): Promise<void> {
  const read = (await as('lena').get(`/api/v1/incidents/${id}`)).json<{
    facts: { revision: number; facts: Record<string, unknown> };
  }>();
  const body = {
    revision: read.facts.revision,
    facts: { ...read.facts.facts, ...change },
    reason: 'Log read again',
  };
  expect((await as('lena').patch(`/api/v1/incidents/${id}/facts`, body)).status).toBe(200);
}

look('the register of duties', () => {
  it('can be used by everyone, wide and narrow, light and dark, in each of its states', async () => {
    const { id, reference } = await incident();
    const page = await atBrowser('lena');
    const base = `/incidents/${reference}/obligations`;
    const faults: string[] = [];
    const visit = async (name: string, path: string) => {
      const answer = await page.goto(path);
      expect([name, answer?.status()]).toEqual([name, 200]);
      faults.push(...(await faultsOf(page)));
      await shoot(page, name);
    };
    await visit('register', base);
    const api = `/api/v1/incidents/${id}/obligations`;
    await as('lena').post(`${api}/${RULE}/keeper`, { keeperId: as('karl').id, revision: 1 });
    await revise(id, {
      awareAt: hours(-40),
      organisation: { name: 'Larkmoor Bank', roles: ['controller'], establishments: ['US'] },
    });
    await visit('register-asks', `${base}?duty=${RULE}`);
    await page.click('summary:has-text("Decide about this duty")');
    await page.click('summary:has-text("Record that it was sent")');
    faults.push(...(await faultsOf(page)));
    await shoot(page, 'register-forms');
    await page.click('text="Keep the decision"');
    await page.waitForSelector('#error-summary');
    faults.push(...(await faultsOf(page)));
    await shoot(page, 'register-refused');
    const filing = {
      filedAt: hours(-1),
      channel: 'portal',
      reference: 'DPC-2026-1234',
      text: 'We report a breach.',
      revision: 2,
    };
    expect((await as('lena').post(`${api}/${RULE}/filings`, filing)).status).toBe(201);
    await visit('register-filed', `${base}?duty=${RULE}`);
    await visit('register-overview', `/incidents/${reference}`);
    await visit('dashboard', '/');
    await visit('list', '/obligations');
    expect(faults).toEqual([]);
  });

  it('shows the pass after a new rule pack to whoever reads it, and lets an administrator stop and resume it', async () => {
    await incident('Second');
    // Its own rounds would end the pass before it is looked at.
    await running.app.get(ReevaluationWorker).beforeApplicationShutdown();
    await running.app.get(UnitOfWork).run(async (manager) => {
      await manager.updateAll(RegisterState, { knowledgeVersion: '2026-01-01+000000000000' });
      for (const row of await manager.findBy(Obligation, { ruleId: RULE })) {
        const terms = { ...row.terms, ruleVersion: '000000000000' };
        await manager.update(Obligation, { id: row.id }, { terms } as never);
      }
    });
    await running.app.get(Reevaluations).begin();
    const reader = await atBrowser('vera');
    await reader.goto('/obligations');
    expect(await reader.textContent('main')).toContain('being held against the new rule pack');
    expect(await reader.locator('text="Stop it"').count()).toBe(0);
    const page = await atBrowser('ada');
    await page.goto('/knowledge');
    await as('ada').stayProved();
    await page.click('text="Stop it"');
    await page.waitForSelector('text="The re-evaluation was stopped"');
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'knowledge');
    await as('ada').stayProved();
    await page.click('text="Resume it"');
    await page.waitForSelector('text="Stop it"');
    await page.waitForLoadState();
    expect(await page.locator('text="The re-evaluation was stopped"').count()).toBe(0);
  });

  it.each([true, false])('is worked by keyboard, with script: %s', async (withScript) => {
    const { id, reference } = await incident('By keyboard');
    await revise(id, { awareAt: hours(-40) });
    const page = await atBrowser('lena', withScript);
    await page.goto(`/incidents/${reference}/obligations?duty=${RULE}`);
    await page.focus('textarea[name="changeReason"]');
    await page.keyboard.type('The log was in local time');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/done=adopted/);
    await page.goto(`/incidents/${reference}/obligations?duty=${RULE}`);
    await page.focus('summary:has-text("Record that it was sent")');
    await page.keyboard.press('Enter');
    await page.setInputFiles('input[name="file"]', {
      name: 'report.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('report'),
    });
    await page.focus('button:has-text("Record the filing")');
    await page.keyboard.press('Enter');
    await page.waitForURL(/done=filed/);
    expect(await page.textContent(`#duty-${RULE}`)).toContain('Met');
    await page.focus('select[name="keeperId"]');
    // One letter: after a pause of a second the next would be taken for the first of another name.
    await page.keyboard.press('k');
    await page.focus('button:has-text("Set the keeper")');
    await page.keyboard.press('Enter');
    await page.waitForURL(/done=keeper/);
    expect(await page.textContent(`#duty-${RULE}`)).toContain('karl Tester');
  });
});
