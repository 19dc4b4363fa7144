import type { Browser, Locator, Page, Request } from 'playwright-core';
import { OrganisationSettings } from '../../src/organisation/organisation.service.js';
import { SYSTEM } from '../../src/platform/access/actor.js';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { faultsOf, openBrowser } from '../support/browser.js';
import { lookAt, pageOf, shoot } from '../support/look.js';
import { csvOf, importCsv } from '../support/mailings.js';
import { EVERYONE, people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';

const FACTS = {
  awareAt: '2026-11-17T09:10:00Z',
  discoveredAt: '2026-11-16T09:10:00Z',
  occurredAt: '2026-11-14T02:30:00Z',
  containedAt: '2026-11-16T19:20:00Z',
  organisation: { name: 'Larkmoor Bank', roles: ['controller'] },
  industry: 'financial-services',
  incident: {
    types: ['external-intrusion', 'data-theft'],
    intent: 'intentional',
    effects: ['confidentiality'],
  },
  data: { classes: [{ class: 'name' }, { class: 'bank-account' }], complete: true },
  affected: { total: 48_213 },
};
const PROFILE = {
  name: 'Larkmoor Bank',
  phone: '1800 555 014',
  phoneHours: 'every day from 7:00 to 23:00',
  phoneLanguages: ['en'],
  accessRoutes: ['text relay'],
  dpo: 'Nuala Breen',
};

let running: RunningApp;
let browser: Browser;
let as: (name: keyof typeof EVERYONE) => SignedIn;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, EVERYONE);
  await running.app.get(OrganisationSettings).save(0, PROFILE, SYSTEM);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
});

const atBrowser = (name: keyof typeof EVERYONE, script = true): Promise<Page> =>
  pageOf(browser, running.url, as(name), { script });

/** A notice of its own incident, drafted by Dana; its address. */
async function drafted(): Promise<string> {
  const body = { title: 'Statements copied', visibility: 'organisation', facts: FACTS };
  const { id, reference } = (await as('lena').post('/api/v1/incidents', body)).json<{
    id: string;
    reference: string;
  }>();
  await importCsv(as, id, csvOf(3));
  const made = await as('dana').form(`/incidents/${reference}/notices`, { text: 'individuals-email/en' });
  return String(made.headers.location).split('?')[0] ?? '';
}

const textOf = (page: Page, title: string): Locator =>
  page.getByRole('textbox', { name: `Text of ${title}`, exact: true });
/** The Markdown that would be posted. */
const markdownOf = (page: Page, section: string): Promise<string> =>
  page.locator(`textarea[name="sections.${section}.markdown"]`).inputValue();

const happened = 'What happened';
const sent = (page: Page) => page.frameLocator('#preview iframe').locator('body');

lookAt('the editor of notices')('The editor of notices', () => {
  it('reads well for everyone, wide and narrow, light and dark, with its dialogs and without script', async () => {
    const page = await atBrowser('dana');
    const said: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) said.push(message.text());
    });
    page.on('pageerror', (error) => said.push(String(error)));
    const path = await drafted();
    await page.goto(path);
    await shoot(page, 'editor-at-rest');
    await textOf(page, happened).click();
    await shoot(page, 'editor');
    const faults = await faultsOf(page);
    await page.keyboard.press('Control+Space');
    faults.push(...(await faultsOf(page)));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    faults.push(...(await faultsOf(page)));
    await page.keyboard.press('Escape');
    expect([faults, said]).toEqual([[], []]);
    const plain = await atBrowser('dana', false);
    await plain.goto(path);
    await shoot(plain, 'editor-plain');
    expect(await plain.locator('textarea[data-island]').first().isVisible()).toBe(true);
  });

  it('writes what is typed as the Markdown that is saved', async () => {
    const page = await atBrowser('dana');
    await page.goto(await drafted());
    const rights = textOf(page, 'Your rights');
    await rights.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Write to ');
    await page.keyboard.press('Control+b');
    await page.keyboard.type('the authority');
    await page.keyboard.press('Control+b');
    await page.keyboard.type(' of {{organisation.name}} & <b>.');
    await page.keyboard.press('Enter');
    await page.keyboard.type('- one');
    expect(await markdownOf(page, 'rights')).toBe(
      'Write to **the authority** of {{organisation.name}} & \\<b>.\n\n- one',
    );
    await expectText(rights.locator('.merge'), 'Larkmoor Bank');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/done=saved/);
    expect(await markdownOf(page, 'rights')).toContain('Write to **the authority** of {{organisation.name}}');
  });

  it('treats a chip as one unit: the first key chooses it and names it, the second deletes it', async () => {
    const page = await atBrowser('dana');
    await page.goto(await drafted());
    const update = textOf(page, 'Next update');
    await update.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Call {{organisation.phone}}');
    await page.keyboard.press('Backspace');
    expect(await markdownOf(page, 'next')).toBe('Call {{organisation.phone}}');
    await expectText(
      page.locator('#section-next .chip-line'),
      'organisation.phone: telephone number for people affected, from the profile of the organisation',
    );
    await page.keyboard.press('Backspace');
    expect(await markdownOf(page, 'next')).toBe('Call');
    await page.keyboard.type(' {{next.updateAt}} {{longDate incident.discoveredAt}}');
    expect(await update.locator('.merge.bad').textContent()).toBe('missing: day of the next message');
    expect(await update.locator('.merge:not(.bad)').textContent()).toBe('16 November 2026');
  });

  it('inserts a fact by the keyboard alone, and takes a link to a field', async () => {
    const page = await atBrowser('dana');
    await page.goto(await drafted());
    await textOf(page, 'Next update').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Control+Space');
    await page.keyboard.type('hours of the');
    const search = page.getByRole('combobox', { name: /Search/ });
    const active = page.locator(`#${await search.getAttribute('aria-activedescendant')}`);
    expect(await active.getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Enter');
    expect(await markdownOf(page, 'next')).toBe('{{organisation.phoneHours}}');
    await page.keyboard.type(' or ');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('javascript:alert(1)');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('alert').textContent()).toContain('Start with https://');
    await page.getByLabel('Where it leads').fill('{{recipient.link}}');
    await page.getByLabel('Words to show').fill('your page');
    await page.keyboard.press('Enter');
    expect(await markdownOf(page, 'next')).toBe(
      '{{organisation.phoneHours}} or [your page]({{recipient.link}})',
    );
    await page.keyboard.press('Alt+ArrowUp');
    expect(await page.evaluate<string>('document.activeElement.getAttribute("aria-label")')).toBe(
      'Text of Your rights',
    );
  });

  it('takes pasted HTML as plain content of a notice, and typed Markdown as such on demand', async () => {
    const page = await atBrowser('dana');
    await page.goto(await drafted());
    await textOf(page, 'Next update').click();
    await page.keyboard.press('Control+a');
    await page.evaluate(`(() => {
      const data = new DataTransfer();
      data.setData('text/html', '<p style="color:red">Call <b>us</b> on {{organisation.phone}} <img src="https://evil.example/x"> <a href="javascript:alert(1)">here</a></p><script>alert(1)</script>');
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    })()`);
    expect(await markdownOf(page, 'next')).toBe('Call **us** on {{organisation.phone}} here');
    await page.keyboard.press('Control+m');
    await page
      .locator('#section-next textarea[data-island]')
      .fill('_one_ [two]\n\n[two]: https://www.example.org');
    await page.keyboard.press('Control+m');
    expect(await page.locator('#section-next textarea[data-island]').isVisible()).toBe(true);
    await page.locator('#section-next textarea[data-island]').fill('One **two** {{organisation.name}}');
    await page.keyboard.press('Control+m');
    expect(await textOf(page, 'Next update').locator('strong').textContent()).toBe('two');
  });

  it('shows the message as it is typed after a pause, in each form and for the reader chosen', async () => {
    const page = await atBrowser('dana');
    await page.goto(await drafted());
    await textOf(page, 'Your rights').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Dear {{recipient.name}}, this is new.');
    await sent(page).getByText('this is new.').waitFor();
    expect(await page.locator('#preview header').textContent()).toContain('As typed');
    await page.getByLabel('Copy of').selectOption({ index: 2 });
    await sent(page).getByText('complain').getByText('Dear P. Q').waitFor();
    await crossing(page);
    const asked = page.waitForRequest(isUnasked);
    await textOf(page, 'Your rights').press('Control+End');
    await page.keyboard.type(' So is this.');
    await asked;
    await page.getByRole('button', { name: 'Plain text' }).click();
    await page.getByRole('region', { name: 'The message as plain text' }).getByText('So is this.').waitFor();
    await page.unroute('**/preview');
    expect(await page.getByRole('button', { name: 'Plain text' }).getAttribute('aria-pressed')).toBe('true');
    await textOf(page, 'Your rights').click();
    await page.keyboard.type('{{no.such}}');
    await page.getByText('The text cannot be shown yet').waitFor();
    expect(await textOf(page, 'Your rights').textContent()).toContain('this is new');
  });

  it('puts the generated text of a section back in one step, and undoes it', async () => {
    const page = await atBrowser('dana');
    const path = await drafted();
    await page.goto(path);
    const generated = await markdownOf(page, 'rights');
    const rights = page.locator('#section-rights');
    await textOf(page, 'Your rights').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Our own words.');
    await rights.getByText('Heading, leaving it out').click();
    await rights.getByLabel('Heading').fill('Our heading');
    await rights.getByRole('button', { name: 'Restore the generated text' }).click();
    await rights.getByText('The generated text stands here again').waitFor();
    expect([await markdownOf(page, 'rights'), await rights.getByLabel('Heading').inputValue()]).toEqual([
      generated,
      'Your rights',
    ]);
    await shoot(page, 'editor-restored');
    expect(await faultsOf(page)).toEqual([]);
    await rights.getByRole('button', { name: 'Put my words back' }).click();
    expect([await markdownOf(page, 'rights'), await rights.getByLabel('Heading').inputValue()]).toEqual([
      'Our own words.',
      'Our heading',
    ]);
    await rights.getByRole('button', { name: 'Restore the generated text' }).click();
    await rights.getByText('stands here again').waitFor();
    await textOf(page, 'Your rights').press('Control+z');
    expect(await markdownOf(page, 'rights')).toBe('Our own words.');
    const dana = as('dana');
    expect((await dana.get(`/api/v1${path}`)).json<{ revision: number }>().revision).toBe(1);
  });

  it('keeps what is typed, brings it back with a note, and drops it on demand', async () => {
    const page = await atBrowser('dana');
    const path = await drafted();
    await page.goto(path);
    const before = await markdownOf(page, 'rights');
    await textOf(page, 'Your rights').click();
    await page.keyboard.press('Control+End');
    const keeping = page.waitForResponse(
      (answer) =>
        answer.url().endsWith('/working-copy') &&
        (answer.request().postData() ?? '').includes('Unsaved+words.'),
    );
    await page.keyboard.type(' Unsaved words.');
    await keeping;
    await expectText(page.locator('#autosave-news'), 'Saved');
    await page.goto(path);
    expect(await markdownOf(page, 'rights')).toBe(`${before} Unsaved words.`);
    await page.getByText(/You have unsaved changes from/).waitFor();
    await page.getByRole('button', { name: 'Drop my unsaved changes' }).click();
    await page.waitForURL(/done=dropped/);
    await page.getByText('Your unsaved changes are dropped.').waitFor();
    expect(await markdownOf(page, 'rights')).toBe(before);
  });

  it('saves a revision only once the copy that is on its way is there', async () => {
    const page = await atBrowser('dana');
    const path = await drafted();
    await page.clock.install();
    await page.goto(path);
    const posts: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') posts.push(new URL(request.url()).pathname);
    });
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route('**/working-copy', async (route) => {
      await held;
      await route.continue();
    });
    const keeping = page.waitForRequest('**/working-copy');
    await textOf(page, 'Your rights').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Typed in a hurry.');
    // From here on no time passes in the page: the button would not wait for a copy that hangs.
    await page.clock.pauseAt(Date.now() + 3_600_000);
    await keeping;
    const save = page.getByRole('button', { name: 'Save revision' }).first();
    await save.click({ noWaitAfter: true });
    await save.click({ noWaitAfter: true });
    expect(posts.filter((one) => one === `${path}/revisions`)).toEqual([]);
    letGo();
    await page.getByText('Saved as a new revision').waitFor();
    expect(posts.filter((one) => one === `${path}/revisions`)).toHaveLength(1);
    const dana = as('dana');
    expect((await dana.get(`/api/v1${path}`)).json<{ revision: number }>().revision).toBe(2);
    expect((await dana.get(`/api/v1${path}/working-copy`)).status).toBe(404);
  });

  it('keeps what is typed in the tab while there is no connection', async () => {
    const page = await atBrowser('dana');
    const path = await drafted();
    await page.goto(path);
    await page.route('**/working-copy', (route) => route.abort());
    await textOf(page, 'Your rights').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' On a train.');
    await expectText(page.locator('#autosave-news'), 'Not saved: no connection, kept in this tab');
    await page.goto(path);
    expect(await markdownOf(page, 'rights')).toContain('On a train.');
    expect(await page.locator('#kept-here').isVisible()).toBe(true);
  });

  it('shows what the checks find as it is typed, leads to the words and mends nothing unasked', async () => {
    const page = await atBrowser('dana');
    await page.goto(await drafted());
    await textOf(page, 'Your rights').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('We take the security of your data very seriously.');
    const finding = page.locator('#checks li', { hasText: 'seriously' }).first();
    await finding.waitFor();
    await sent(page).getByText('seriously.').waitFor();
    await page.locator('.outline a', { hasText: 'Your rights' }).locator('.icon:not(.t-ok)').waitFor();
    await textOf(page, 'What happened').click();
    await finding.getByRole('link', { name: /Go to text/ }).click();
    expect(await page.evaluate<string>('document.activeElement.getAttribute("aria-label")')).toBe(
      'Text of Your rights',
    );
    expect(await page.evaluate<string>('getSelection().toString()')).toContain('seriously');
    await page.keyboard.press('F8');
    expect(await page.evaluate<boolean>('document.activeElement.closest(".section") !== null')).toBe(true);
    await shoot(page, 'editor-checks');
    for (const one of await page.locator('#beside details').all())
      await one.evaluate('(e) => (e.open = true)');
    expect(await faultsOf(page)).toEqual([]);
  });

  it('shows both texts to the slower of two people, who keeps theirs on top', async () => {
    const path = await drafted();
    const [dana, karl] = [await atBrowser('dana'), await atBrowser('karl')];
    await dana.goto(path);
    await karl.goto(path);
    for (const [page, words] of [
      [karl, ' Karl was here.'],
      [dana, ' Dana too.'],
    ] as const) {
      await textOf(page, 'Your rights').click();
      await page.keyboard.press('Control+End');
      await page.keyboard.type(words);
      await page.getByRole('button', { name: 'Save revision' }).first().click();
      await page
        .getByText(page === karl ? 'Saved as a new revision' : 'someone was faster')
        .first()
        .waitFor();
    }
    await shoot(dana, 'conflict');
    expect(await faultsOf(dana)).toEqual([]);
    await dana.getByRole('link', { name: 'Back to my text' }).click();
    await dana.waitForURL((url) => url.pathname === path);
    expect(await markdownOf(dana, 'rights')).toMatch(/Dana too\.$/);
    await dana.getByRole('button', { name: 'Save revision' }).first().click();
    await dana.getByRole('button', { name: 'Keep mine as the next revision' }).click();
    await dana.waitForURL(/done=saved/);
    expect(await markdownOf(dana, 'rights')).toMatch(/Dana too\.$/);
  });
});

/** A preview that followed by itself what was typed. */
const isUnasked = (request: Request) => request.headers()['hx-source'] === 'div#beside';

/** Answers such a preview only when another one is asked for by hand, and that one after it. */
async function crossing(page: Page): Promise<void> {
  const chosen = page.waitForRequest((request) => request.url().endsWith('/preview') && !isUnasked(request));
  const over = Promise.race([
    page.waitForEvent('requestfinished', isUnasked),
    page.waitForEvent('requestfailed', isUnasked),
  ]);
  await page.route('**/preview', async (route) => {
    await (isUnasked(route.request()) ? chosen : over);
    // The page may have given the request up.
    await route.continue().catch(() => undefined);
  });
}

async function expectText(place: Locator, text: string): Promise<void> {
  await place.filter({ hasText: text }).waitFor();
}
