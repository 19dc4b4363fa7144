import type { Browser } from 'playwright-core';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { faultsOf, openBrowser } from '../support/browser.js';
import { lookAt, pageOf, shoot } from '../support/look.js';
import { approvedNotice, incidentOf } from '../support/mailings.js';
import type { As } from '../support/mailings.js';
import { EVERYONE, people } from '../support/people.js';

let running: RunningApp;
let browser: Browser;
let as: As;

beforeAll(async () => {
  running = await startApp();
  as = (await people(running, EVERYONE)) as As;
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
});

interface Notice {
  id: string;
  revision: number;
  contentHash: string;
  current: { text: { subject: string; sections: Record<string, unknown>[] } };
}

/** A notice as drafted and its next revision, with comments, reviewers, advice, and a promise by hand. */
async function discussed(): Promise<string> {
  const incidentId = await incidentOf(as);
  const made = await as('dana').post(`/api/v1/incidents/${incidentId}/notices`, {
    kind: 'individuals-email',
  });
  const { id, revision, current } = made.json<Notice>();
  const sections = current.text.sections.map((section) => ({
    id: section['id'],
    heading: section['heading'],
    markdown: section['markdown'],
    hidden: section['hidden'],
  }));
  const text = { subject: current.text.subject, preheader: 'Read this, and call us.', sections };
  const details = { 'next.updateAt': '2027-12-04' };
  const saved = await as('dana').post(`/api/v1/notices/${id}/revisions`, { revision, ...text, details });
  expect([saved.status, saved.text.slice(0, 300)]).toEqual([201, expect.any(String)]);
  const path = `/notices/${id}`;
  for (const aspect of ['law', 'facts'])
    await as('dana').form(`${path}/reviews`, { reviewerId: as('karl').id, aspect });
  await as('karl').form(`${path}/comments`, {
    beside: 'review',
    on: 'preheader',
    'comment.preheader': 'Which number?',
  });
  await as('karl').form(`${path}/counsel-notes`, { advice: 'The duty to tell them is beyond doubt.' });
  return path;
}

lookAt('the review of notices')('The review of notices', () => {
  it('reads well for everyone, wide and narrow, light and dark, and lets promises be left out', async () => {
    const path = await discussed();
    const page = await pageOf(browser, running.url, as('karl'), { script: false });
    await page.goto(`${path}/reviews`);
    await shoot(page, 'review-changes');
    const faults = await faultsOf(page);
    await page.goto(`${path}/reviews?view=text`);
    await shoot(page, 'review-text');
    faults.push(...(await faultsOf(page)));
    const card = page.locator('#commitments');
    await card.getByText('Leave it out', { exact: true }).first().click();
    await card
      .getByRole('textbox', { name: 'Why the text does not promise this' })
      .first()
      .fill('Said elsewhere');
    await card.getByRole('button', { name: 'Leave it out' }).first().click();
    await card.getByText('Not promised: Said elsewhere').waitFor();
    faults.push(...(await faultsOf(page)));
    expect(faults).toEqual([]);
    await card.getByRole('button', { name: /^Take it in again/ }).click();
    await card.getByText('Not promised: Said elsewhere').waitFor({ state: 'detached' });
  });

  it('lists commitments, also where there are none', async () => {
    await as('karl').signIn();
    await approvedNotice(as, await incidentOf(as));
    const page = await pageOf(browser, running.url, as('lena'));
    await page.goto('/incidents');
    await page.getByRole('main').getByRole('link', { name: 'Statements copied' }).first().click();
    await page.getByRole('link', { name: 'Follow-up' }).first().click();
    await page.getByText('Nothing is promised yet').waitFor();
    await shoot(page, 'commitments-none');
    expect(await faultsOf(page)).toEqual([]);
  });
});
