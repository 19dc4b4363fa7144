import type { Browser } from 'playwright-core';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { faultsOf, openBrowser } from '../support/browser.js';
import { lookAt, pageOf, shoot } from '../support/look.js';
import { incidentOf, noticeInReview } from '../support/mailings.js';
import { EVERYONE, people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';

let running: RunningApp;
let browser: Browser;
let as: (name: keyof typeof EVERYONE) => SignedIn;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, EVERYONE);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
});

/** An English text whose translation Dana drafts on the page; the address of its list and of both texts. */
async function translated() {
  const incidentId = await incidentOf(as);
  const source = (await noticeInReview(as, incidentId)).id;
  const { reference } = (await as('dana').get(`/api/v1/incidents/${incidentId}`)).json<{
    reference: string;
  }>();
  const list = `/incidents/${reference}/notices`;
  const made = await as('dana').form(list, { text: 'individuals-email/de' });
  return { list, source, translation: String(made.headers.location).split('?')[0] ?? '' };
}

/** Karl changes the opening of the English text. */
async function moveOn(source: string) {
  const path = `/api/v1/notices/${source}`;
  const { revision, current } = (await as('karl').get(path)).json<{
    revision: number;
    current: { text: { subject: string; sections: Record<string, unknown>[] } };
  }>();
  const sections = current.text.sections.map(({ id, heading, markdown, hidden }, place) => ({
    id,
    heading,
    markdown: place === 0 ? `${String(markdown)} Call us today.` : markdown,
    hidden,
  }));
  const body = { revision, subject: current.text.subject, preheader: '', sections };
  expect((await as('karl').post(`${path}/revisions`, body)).status).toBe(201);
}

const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

it('says on the page why a text is in another language than the one asked for', async () => {
  const incidentId = await incidentOf(as);
  const { reference } = (await as('dana').get(`/api/v1/incidents/${incidentId}`)).json<{
    reference: string;
  }>();
  const made = await as('dana').form(`/incidents/${reference}/notices`, { text: 'individuals-email/de-AT' });
  const html = (await as('dana').get(String(made.headers.location))).text;
  expect(words(html)).toContain('This is another language than the one asked for. There are no texts in');
  const other = await as('dana').get(String(made.headers.location).replace('de-AT', 'no language'));
  expect(other.status).toBe(200);
});

lookAt('a notice in its languages')('A notice in its languages', () => {
  it('is drafted, goes stale, and follows its source again with a tick, without script and for everyone', async () => {
    const { list, source, translation } = await translated();
    await moveOn(source);
    const page = await pageOf(browser, running.url, as('dana'), { script: false });
    await page.goto(list);
    expect(await page.locator('main').innerText()).toContain('Follows revision 2 of the English text');
    expect(await page.locator('main').innerText()).toContain('Out of date');
    await page.goto(translation);
    const note = page.locator('.note', { hasText: 'The English text moved on' });
    expect(await note.innerText()).toContain('follows its revision 2; revision 3 stands');
    expect(await note.getByRole('listitem').count()).toBe(1);
    await shoot(page, 'notice-languages');

    await note.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Save revision' }).first().click();
    await page.waitForURL(/done=saved/);
    expect(await page.locator('main').innerText()).toContain('Follows revision 3 of the English text');
    expect(await note.count()).toBe(0);

    await moveOn(source);
    await page.getByText('Add a language').click();
    await page.getByRole('combobox', { name: 'Language', exact: true }).selectOption('individuals-email/fr');
    await page.getByRole('button', { name: 'Draft the translation' }).click();
    await page.waitForURL(/done=drafted/);
    const languages = page.getByRole('navigation', { name: 'Language' }).getByRole('link');
    expect(await languages.allInnerTexts()).toEqual([
      expect.stringMatching(/^English\s+Draft/),
      expect.stringMatching(/^German\s+Draft\s+Out of date/),
      expect.stringMatching(/^French\s+Draft/),
    ]);
    const look = await pageOf(browser, running.url, as('dana'), {});
    for (const address of [translation, list]) {
      await look.goto(address);
      expect(await faultsOf(look)).toEqual([]);
    }
  });
});
