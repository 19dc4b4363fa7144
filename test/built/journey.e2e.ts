import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { CHROMIUM, faultsOf, openBrowser, personAt } from '../support/browser.js';
import { freshPostgres } from '../support/postgres.js';
import { freshFolder, redress, serve } from '../support/program.js';
import type { Served } from '../support/program.js';

const SAMPLE = new URL('../../knowledge/sample-incidents/bank-statements-copied.veris.json', import.meta.url);
const PASSWORD = 'nineteen patient otters';

const PROFILE: [string, string][] = [
  ['Name', 'Larkmoor Group'],
  ['Free phone number for people affected', '1800 555 014'],
  ['When the phone is answered', 'every day from 7:00 to 23:00'],
  ['Languages spoken there', 'en'],
  ['E-mail address for people affected', 'help@larkmoor.example'],
  ['Ways for people who cannot use the phone', 'text relay'],
  ['Data protection officer', 'Nuala Breen, dpo@larkmoor.example'],
];

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** What no fact of the sample holds, in the form of each field of the editor; promises are of days to come. */
const ANSWERS: [string, string][] = [
  ['next.updateAt', inDays(12)],
  ['payback.answerDays', '10'],
  ['payback.replaceBy', inDays(9)],
  ['help.endsAt', inDays(730)],
  ['fix.open', `we are testing our other services | ${inDays(23)}`],
  ['incident.delayReason', 'it took us until now to learn whose statements they had'],
];

const journey = CHROMIUM === undefined ? describe.skip : describe;

/** Nothing is wrong with the page for anyone, at any width. */
async function isSound(page: Page): Promise<void> {
  expect(await faultsOf(page)).toEqual([]);
}

async function press(page: Page, name: string | RegExp): Promise<void> {
  await follow(page, page.getByRole('main').getByRole('button', { name }).first());
}

/** Every button and link here leads to another page; what is read before that one is there is of the old one. */
async function follow(page: Page, target: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('load'), target.click()]);
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).first().textContent();

/** The whole main job with three accounts, on either database; skipped, and said so, where no Chromium is found. */
journey.each([['SQLite'], ['PostgreSQL']])(
  'the main job in a browser on %s (skipped where no Chromium is found)',
  (database) => {
    let browser: Browser;
    let served: Served;
    let settings: Record<string, string>;

    beforeAll(async () => {
      settings = { DATA_DIR: freshFolder() };
      if (database === 'PostgreSQL') settings.DATABASE_URL = await freshPostgres();
      served = await serve(settings);
      browser = await openBrowser();
    });

    afterAll(async () => {
      await browser?.close();
      await served?.end();
    });

    it('goes from the one-time link to a mailing whose trail verifies', async () => {
      const admin = await personAt(browser, served.url);
      await makeFirstAccount(admin, await served.said(/http\S+setup#\S+(?=\s)/));
      const leadLink = await invite(admin, 'Lena Lead', 'lead');
      const writerLink = await invite(admin, 'Dana Writer', 'communications');
      await fillProfile(admin);

      const lead = await personAt(browser, served.url);
      await acceptInvitation(lead, leadLink);
      const writer = await personAt(browser, served.url);
      await acceptInvitation(writer, writerLink);

      const incident = await importIncident(lead);
      await decideSteps(lead, incident);
      await readDuties(lead, incident);

      const notice = await draftNotice(writer, incident);
      await answerWhatIsMissing(writer, notice);
      await editSection(writer, notice);
      await submit(writer, notice);
      await approve(lead, notice);
      await importPeople(writer, incident);
      const mailing = await askForMailing(writer, incident);
      await confirmMailing(lead, mailing);
      await readOutbox(lead);
      await readTrail(lead, incident);
      const verified = await redress(['audit', 'verify', '--json'], settings);
      expect([verified.status, JSON.parse(verified.stdout)]).toMatchObject([0, { ok: true, firstBad: null }]);
    });

    async function makeFirstAccount(page: Page, link: string): Promise<void> {
      await page.goto(link);
      await isSound(page);
      await page.getByLabel('Your name').fill('Ada Admin');
      await page.getByLabel('Work e-mail').fill('ada@staff.example');
      await page.getByLabel('Password').fill(PASSWORD);
      await press(page, 'Make the account and sign in');
      expect(new URL(page.url()).pathname).toBe('/');
      await isSound(page);
    }

    async function invite(page: Page, name: string, role: string): Promise<string> {
      await page.goto('/settings/people');
      await page.getByLabel('Name', { exact: true }).fill(name);
      await page.getByLabel('Work e-mail').fill(`${role}@staff.example`);
      await page.getByLabel('Role', { exact: true }).selectOption(role);
      await press(page, 'Invite and show the link');
      await isSound(page);
      return (await page.locator('.once code').textContent()) ?? '';
    }

    async function fillProfile(page: Page): Promise<void> {
      await page.goto('/settings/organisation');
      await isSound(page);
      for (const [label, value] of PROFILE) await page.getByLabel(label).first().fill(value);
      await press(page, 'Save the profile');
      await isSound(page);
    }

    async function acceptInvitation(page: Page, link: string): Promise<void> {
      await page.goto(link);
      await page.getByLabel('Password').fill(PASSWORD);
      await press(page, 'Set the password and sign in');
      expect(new URL(page.url()).pathname).toBe('/');
      await isSound(page);
    }

    async function importIncident(page: Page): Promise<string> {
      await page.goto('/incidents/import');
      await isSound(page);
      const buffer = readFileSync(SAMPLE);
      await page
        .getByLabel('File')
        .setInputFiles({ name: 'records.json', mimeType: 'application/json', buffer });
      await press(page, 'Import records');
      await isSound(page);
      await follow(page, page.getByRole('link', { name: /^INC-/ }).first());
      expect(await heading(page)).toContain('Account statements copied');
      await isSound(page);
      return new URL(page.url()).pathname;
    }

    async function decideSteps(page: Page, incident: string): Promise<void> {
      await page.goto(`${incident}/plan?show=all`);
      await isSound(page);
      const steps = page.getByRole('button', { name: /^Accept/ });
      const before = await steps.count();
      await follow(page, steps.first());
      expect(await steps.count()).toBe(before - 1);
    }

    async function readDuties(page: Page, incident: string): Promise<void> {
      await page.goto(`${incident}/obligations`);
      await isSound(page);
      expect(await page.getByRole('main').textContent()).toMatch(/GDPR Art\. 33[\s\S]*Not legal advice/);
    }

    async function draftNotice(page: Page, incident: string): Promise<string> {
      await page.goto(`${incident}/notices`);
      await isSound(page);
      await press(page, 'Draft this text');
      expect(await heading(page)).toContain('Notice to affected individuals');
      await isSound(page);
      return new URL(page.url()).pathname;
    }

    /** The draft cannot be submitted before people have given what no fact holds. */
    async function answerWhatIsMissing(page: Page, notice: string): Promise<void> {
      await press(page, 'Submit for review');
      expect(await page.getByRole('main').textContent()).toContain('There is a problem');
      await page.goto(notice);
      for (const [name, value] of ANSWERS) {
        const field = page.locator(`[name="details.${name}"]`);
        if ((await field.count()) > 0) await field.first().fill(value);
      }
      await saveRevision(page);
      const missing = page.locator('#answers').getByText('Missing.');
      expect(await missing.count()).toBe(0);
    }

    async function editSection(page: Page, notice: string): Promise<void> {
      await page.goto(notice);
      await page.getByRole('textbox', { name: 'Text of What happened' }).click();
      await page.keyboard.press('Control+End');
      await page.keyboard.press('Enter');
      await page.keyboard.type('We left the flaw open from September on.');
      await saveRevision(page);
      expect(await page.getByRole('main').textContent()).toContain('Revision 3');
      await isSound(page);
    }

    /** What the editor keeps by itself is kept before: later it would count as typed after the save, and come back. */
    async function saveRevision(page: Page): Promise<void> {
      await page.getByText('Saving', { exact: true }).waitFor({ state: 'hidden' });
      await press(page, 'Save revision');
    }

    async function submit(page: Page, notice: string): Promise<void> {
      await page.goto(notice);
      await press(page, 'Submit for review');
      await page.goto(`${notice}/reviews`);
      await isSound(page);
      expect(await page.getByRole('button', { name: /^Approve/ }).count()).toBe(0);
    }

    async function approve(page: Page, notice: string): Promise<void> {
      await page.goto(`${notice}/reviews`);
      await proveAgain(page);
      await isSound(page);
      expect(await page.getByRole('main').textContent()).toContain('We left the flaw open');
      await page.goto(`${notice}/reviews?view=sent`);
      await isSound(page);
      expect(await page.frameLocator('iframe').first().locator('body').textContent()).toContain(
        'We left the flaw open',
      );
      await page.getByLabel(/I read the full text/).check();
      await press(page, 'Approve revision 3');
      expect(await page.getByRole('main').textContent()).toContain('Approved');
      await isSound(page);
    }

    async function importPeople(page: Page, incident: string): Promise<void> {
      await page.goto(`${incident}/recipients`);
      await isSound(page);
      await proveAgain(page, `${incident}/recipients/import`);
      const buffer = Buffer.from(
        'email,name,country\na.verhoeven@customer.example,A. Verhoeven-Test,IE\nb@customer.example,B. Okafor-Test,NL\n',
      );
      await page.getByLabel('CSV file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer });
      await press(page, 'Import people');
      expect(await page.getByRole('main').textContent()).toMatch(/a\*+@c\*+/);
      await isSound(page);
    }

    async function askForMailing(page: Page, incident: string): Promise<string> {
      await page.goto(`${incident}/mailings`);
      await isSound(page);
      await press(page, 'Ask for this mailing');
      await isSound(page);
      return new URL(page.url()).pathname;
    }

    async function confirmMailing(page: Page, mailing: string): Promise<void> {
      await page.goto(mailing);
      await follow(page, page.getByRole('link', { name: 'Look at it and confirm' }));
      await proveAgain(page);
      await isSound(page);
      await page.getByLabel('Number of people').fill('2');
      await press(page, /2 people/);
      for (let tries = 0; tries < 360; tries++) {
        await page.goto(mailing);
        if ((await page.getByRole('main').textContent())?.includes('Finished')) break;
        await page.waitForTimeout(500);
      }
      expect(await page.getByRole('main').textContent()).toContain('Finished');
      await isSound(page);
    }

    async function readOutbox(page: Page): Promise<void> {
      await page.goto('/outbox');
      await isSound(page);
      const messages = page.getByRole('table').getByRole('rowheader').getByRole('link');
      expect(await messages.count()).toBe(2);
      const texts: string[] = [];
      for (const n of [0, 1]) {
        await page.goto('/outbox');
        await follow(page, messages.nth(n));
        texts.push((await page.getByRole('main').textContent()) ?? '');
      }
      await isSound(page);
      expect(texts.filter((text) => text.includes('A. Verhoeven-Test'))).toHaveLength(1);
      expect(texts.filter((text) => text.includes('We left the flaw open'))).toHaveLength(2);
    }

    async function readTrail(page: Page, incident: string): Promise<void> {
      await page.goto(`${incident}/audit`);
      await isSound(page);
      const trail = (await page.getByRole('main').textContent()) ?? '';
      for (const act of ['Notice approved', 'Mailing confirmed', 'Mailing finished'])
        expect(trail).toContain(act);
      await page.goto('/');
      await isSound(page);
    }

    /** A step that needs a fresh proof leads to the password once, and back. */
    async function proveAgain(page: Page, next?: string): Promise<void> {
      if (next !== undefined) await page.goto(next);
      if (new URL(page.url()).pathname !== '/step-up') return;
      await page.getByLabel(/Password/).fill(PASSWORD);
      await press(page, 'Continue');
    }
  },
);
