import type { Browser, Page } from 'playwright-core';
import { Incidents } from '../../src/incidents/incidents.service.js';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { faultsOf, openBrowser } from '../support/browser.js';
import { lookAt, pageOf } from '../support/look.js';
import { readHtml } from '../support/html.js';
import { EVERYONE, people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';

/** Text that would become markup, script or an attribute if a page forgot to escape it. */
const HOSTILE = `"><img src=x onerror=alert(1)><script>alert(2)</script>'{{constructor}}`;

let running: RunningApp;
let as: (name: keyof typeof EVERYONE) => SignedIn;
let reference: string;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, EVERYONE);
  const incidents = running.app.get(Incidents);
  const facts = {
    summary: HOSTILE,
    awareAt: '2026-07-17T09:10:00Z',
    organisation: { name: HOSTILE, roles: ['controller'] },
    incident: { effects: ['confidentiality'] },
    data: { classes: [{ class: 'name' }] },
    affected: { byJurisdiction: { IE: 5, 'US-CA': null } },
  };
  const opened = await incidents.open(
    { title: HOSTILE, kind: 'exercise', visibility: 'organisation', determination: 'confirmed', facts },
    as('lena').actor,
  );
  reference = opened.reference;
  const changed = { ...facts, summary: `${HOSTILE} again` };
  await incidents.revise(opened.id, 1, changed, HOSTILE, as('lena').actor);
  await as('ada').form('/settings/organisation', { revision: '0', name: HOSTILE });
});

afterAll(() => running.close());

const pages = (): [keyof typeof EVERYONE, string][] => [
  ['lena', '/'],
  ['ada', '/'],
  ['lena', '/incidents'],
  ['lena', `/incidents?text=${encodeURIComponent(HOSTILE)}`],
  ['lena', '/incidents/new'],
  ['lena', '/incidents/import'],
  ['lena', `/incidents/${reference}`],
  ['lena', `/incidents/${reference}/facts`],
  ['vera', `/incidents/${reference}/facts`],
  ['lena', `/incidents/${reference}/audit?open=0`],
  ['aude', '/audit'],
  ['aude', `/audit?incident=${encodeURIComponent(HOSTILE)}`],
  ['ada', '/audit/verification'],
  ['ada', '/settings/organisation'],
  ['aude', '/settings/organisation'],
];

function injected(html: string): string[] {
  return readHtml(html)
    .tags.filter(
      ({ name, attributes }) =>
        name === 'img' ||
        (name === 'script' && !attributes.get('src')?.startsWith('/assets/')) ||
        [...attributes.keys()].some((attribute) => attribute.startsWith('on') || attribute === 'style'),
    )
    .map(({ name }) => name);
}

describe('Hostile text in title, summary, reason and profile', () => {
  it('stays text on every page of an incident', async () => {
    for (const [who, path] of pages()) {
      const { text } = await as(who).get(path);
      expect({ path, injected: injected(text) }).toEqual({ path, injected: [] });
    }
  });

  it('stays text in refused forms and on the page of a conflict', async () => {
    const answers = [
      await as('lena').form('/incidents/new', {
        title: HOSTILE,
        place: HOSTILE,
        people: HOSTILE,
        summary: HOSTILE,
      }),
      await as('lena').form(`/incidents/${reference}/facts`, {
        revision: '1',
        summary: HOSTILE,
        reason: HOSTILE,
      }),
      await as('lena').form(`/incidents/${reference}/facts/json`, { revision: '1', facts: HOSTILE }),
      await as('lena').form(`/incidents/${reference}/state`, { title: '', reason: HOSTILE, status: HOSTILE }),
      await as('ada').form('/settings/organisation', { revision: '0', name: HOSTILE, phone: HOSTILE }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([422, 409, 422, 422, 422]);
    expect(answers.flatMap(({ text }) => injected(text))).toEqual([]);
  });
});

const look = lookAt('the pages of incidents');

look('The pages of an incident', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });

  afterAll(() => browser?.close());

  const at = (who: keyof typeof EVERYONE): Promise<Page> => pageOf(browser, running.url, as(who));

  it('can be used by everyone, wide and narrow, light and dark', async () => {
    const faults: string[] = [];
    // Of each template one page.
    const seen = new Set<string>();
    for (const [who, path] of pages()) {
      const template = path.split('?')[0] ?? '';
      if (seen.has(template) || path === '/audit') continue;
      seen.add(template);
      const page = await at(who);
      await page.goto(path);
      faults.push(...(await faultsOf(page)));
      await page.context().close();
    }
    expect(faults).toEqual([]);
  });

  it('send a refused form back with the summary in focus, and open by Enter in the first field', async () => {
    const page = await at('lena');
    await page.goto('/incidents/new');
    await page.getByLabel('Short title').press('Enter');
    await page.locator('#error-summary:focus').waitFor();
    await page.getByRole('link', { name: 'Give the incident a short title.' }).click();
    await page.locator('#f-title:focus').waitFor();
    await page.getByLabel('Short title').fill('By keyboard');
    await page.getByLabel('Short title').press('Enter');
    await page.waitForURL('**/incidents/INC-*');
    await page.context().close();
  });
});
