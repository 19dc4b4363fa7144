import type { Browser, Locator, Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { OrganisationSettings } from '../../src/organisation/organisation.service.js';
import { SYSTEM } from '../../src/platform/access/actor.js';
import { Clock } from '../../src/platform/clock.js';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { faultsOf, openBrowser } from '../support/browser.js';
import type { Look } from '../support/browser.js';
import { laterBy, stopped } from '../support/clock.js';
import { withKeyboard, withMouse } from '../support/hands.js';
import type { Hands } from '../support/hands.js';
import { lookAt, pageOf } from '../support/look.js';
import { EVERYONE, people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';
import { trailOf } from '../support/trail.js';

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
/** A month after it was found, a notice would have to say why people are told so late. */
const TODAY = Temporal.Instant.from('2026-11-22T09:00:00Z');
/** No account was copied after all. */
const NAMES_ALONE = { ...FACTS, data: { classes: [{ class: 'name' }], complete: true } };
const PROFILE = {
  name: 'Larkmoor Bank',
  phone: '1800 555 014',
  phoneHours: 'every day from 7:00 to 23:00',
  phoneLanguages: ['en'],
  accessRoutes: ['text relay'],
  email: 'help@larkmoor.example',
  dpo: 'Nuala Breen',
};

/** What the record holds of the whole way. */
const ACTIONS = [
  'notice.drafted',
  'notice.revised',
  'notice.revised',
  'notice.revised',
  'notice.submitted',
  'notice.review_asked',
  'notice.comment_added',
  'notice.comment_added',
  'notice.comment_resolved',
  'notice.review_answered',
  'notice.returned',
  'notice.revised',
  'notice.submitted',
  'notice.review_answered',
  'notice.approved',
  'notice.revised',
  'notice.submitted',
  'notice.approved',
  'notice.revised',
];

interface Way {
  name: string;
  script: boolean;
  hands: Hands;
  /** Widths and colours in which each page is looked at; none: it is looked at on another way. */
  looks: readonly Look[];
}

const WAYS: readonly Way[] = [
  {
    name: 'with script',
    script: true,
    hands: withMouse,
    looks: [
      [1440, 'light'],
      [390, 'dark'],
    ],
  },
  {
    name: 'without script',
    script: false,
    hands: withMouse,
    looks: [
      [1440, 'dark'],
      [390, 'light'],
    ],
  },
  { name: 'with script, by the keyboard alone', script: true, hands: withKeyboard, looks: [] },
];

let running: RunningApp;
let browser: Browser;
let as: (name: keyof typeof EVERYONE) => SignedIn;

beforeAll(async () => {
  running = await startApp();
  laterBy(running, running.app.get(Clock).now().until(TODAY));
  as = await people(running, EVERYONE);
  await running.app.get(OrganisationSettings).save(0, PROFILE, SYSTEM);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
});

interface NoticeView {
  revision: number;
  state: string;
  contentHash: string;
  approvedBy: string | null;
  current: { text: { sections: { id: string; markdown: string }[] } };
}

/** One notice and the three who work on it: Dana writes, Karl is counsel, Lena leads. */
class Walk {
  constructor(
    readonly way: Way,
    readonly incidentId: string,
    readonly id: string,
    readonly dana: Page,
    readonly karl: Page,
    readonly lena: Page,
  ) {}

  static async begin(way: Way): Promise<Walk> {
    await as('lena').signIn();
    const incident = { title: 'Statements copied', visibility: 'organisation', facts: FACTS };
    const opened = await as('lena').post('/api/v1/incidents', incident);
    const { id: incidentId } = opened.json<{ id: string }>();
    const drafted = await as('dana').post(`/api/v1/incidents/${incidentId}/notices`);
    const { id } = drafted.json<{ id: string }>();
    // To approve asks for the password again.
    laterBy(running, { minutes: 6 });
    const at = (name: 'dana' | 'karl' | 'lena') => pageOf(browser, running.url, as(name), way);
    return new Walk(way, incidentId, id, await at('dana'), await at('karl'), await at('lena'));
  }

  get path(): string {
    return `/notices/${this.id}`;
  }

  get reviews(): string {
    return `${this.path}/reviews`;
  }

  async end(): Promise<void> {
    for (const page of [this.dana, this.karl, this.lena]) await page.context().close();
  }

  press(page: Page, role: 'button' | 'link', name: string | RegExp): Promise<void> {
    const target = page.getByRole('main').getByRole(role, { name, exact: typeof name === 'string' });
    return this.way.hands.press(target.first());
  }

  unfold(place: Page | Locator, words: string | RegExp): Promise<void> {
    return this.way.hands.press(place.locator('summary').filter({ hasText: words }).first());
  }

  fill(place: Page | Locator, label: string | RegExp, text: string): Promise<void> {
    return this.way.hands.fill(place.getByLabel(label).first(), text);
  }

  append(page: Page, section: string, words: string): Promise<void> {
    const text = page.getByRole('textbox', { name: `Text of ${section}`, exact: true });
    return this.way.hands.append(text, words);
  }

  /** Nothing is wrong with the page for anyone. */
  async isSound(page: Page): Promise<void> {
    if (this.way.looks.length > 0) expect(await faultsOf(page, this.way.looks)).toEqual([]);
  }

  async stored(): Promise<NoticeView> {
    return (await as('dana').get(`/api/v1${this.path}`)).json<NoticeView>();
  }

  async actions(): Promise<string[]> {
    return (await trailOf(running, this.id)).map(({ action }) => action);
  }
}

/** The words stand on the page, which is there to its end. */
async function sees(page: Page, words: string | RegExp): Promise<void> {
  await page.getByRole('main').getByText(words).filter({ visible: true }).first().waitFor();
  await page.waitForLoadState();
}

/** The Markdown of a section that a page would save. */
const written = (page: Page, section: string) =>
  page.locator(`textarea[name="sections.${section}.markdown"]`).inputValue();
/** The answer to the unsaved text that holds these words. */
const isKept = (page: Page, words: string) =>
  page.waitForResponse((answer) => {
    const posted = new URLSearchParams(answer.request().postData() ?? '');
    return answer.url().endsWith('/working-copy') && [...posted.values()].some((one) => one.includes(words));
  });
const part = ({ current }: NoticeView, id: string) =>
  current.text.sections.find((section) => section.id === id)?.markdown ?? '';

lookAt('notices on their way')('A notice', () => {
  it.each(WAYS)(
    'is written, fought over, reviewed, sent back, approved and drafted anew, $name',
    async (way) => {
      const walk = await Walk.begin(way);
      await writes(walk);
      await collides(walk);
      await isReviewed(walk);
      await isSentBack(walk);
      // The password opens the approvals for five minutes, however long they take here.
      const goOn = stopped(running);
      await isApproved(walk);
      await losesItsApproval(walk);
      goOn();
      await followsTheFacts(walk);
      expect(await walk.actions()).toEqual(ACTIONS);
      await walk.end();
    },
  );
});

/** What is missing, and words that a check mends; what is typed is kept before it is saved. */
async function writes(walk: Walk): Promise<void> {
  const { dana, path, way } = walk;
  await dana.goto(path);
  await walk.isSound(dana);
  await walk.fill(dana, 'What is still open, and by when', 'we are testing our other services | 2026-12-15');
  await walk.fill(dana, 'Day of the next message', '2026-12-04');
  const keeping = way.script ? isKept(dana, 'They exfiltrated names.') : null;
  await walk.append(dana, 'What happened', ' They exfiltrated names.');
  if (keeping) {
    await keeping;
    await dana.locator('#autosave-news', { hasText: 'Saved' }).waitFor();
    await dana.goto(path);
    await sees(dana, /You have unsaved changes from/);
  } else {
    await walk.press(dana, 'button', 'Show as typed');
    await dana.waitForURL(/preview$/);
  }
  await walk.press(dana, 'button', /^Mend it/);
  if (!way.script) await dana.waitForURL(/mends$/);
  expect(await written(dana, 'happened')).toMatch(/ They copied names\.$/);
  await dana.locator('#checks li', { hasText: 'exfiltrated' }).first().waitFor({ state: 'detached' });
  await walk.isSound(dana);
  await walk.press(dana, 'button', 'Save revision');
  await sees(dana, /Revision 2, saved by dana Tester/);
  const stored = await walk.stored();
  expect([stored.revision, stored.state]).toEqual([2, 'draft']);
  expect(part(stored, 'happened')).toMatch(/ They copied names\.$/);
}

/** Two people save: the slower one sees both texts, and neither is lost. */
async function collides(walk: Walk): Promise<void> {
  const { dana, karl, path, reviews } = walk;
  const [his, hers] = ['You can write in your own language.', 'You may also come to a branch.'];
  await karl.goto(path);
  await dana.goto(path);
  await walk.append(karl, 'Your rights', ` ${his}`);
  await walk.press(karl, 'button', 'Save revision');
  await sees(karl, /Revision 3, saved by karl Tester/);
  await walk.append(dana, 'Your rights', ` ${hers}`);
  await walk.press(dana, 'button', 'Save revision');
  await sees(dana, 'Not saved: someone was faster');
  await sees(dana, /karl Tester saved revision 3/);
  for (const words of [his, hers]) await sees(dana, words);
  await walk.isSound(dana);
  await walk.press(dana, 'link', 'Back to my text');
  await sees(dana, /Someone saved a revision since then/);
  expect(await written(dana, 'rights')).toContain(hers);
  await walk.press(dana, 'button', 'Save revision');
  await walk.press(dana, 'button', 'Keep mine as the next revision');
  await sees(dana, /Revision 4, saved by dana Tester/);
  await dana.goto(`${reviews}?from=3&to=4`);
  await dana
    .locator('del')
    .getByText(/your own language/)
    .first()
    .waitFor();
  await dana
    .locator('ins')
    .getByText(/come to a branch/)
    .first()
    .waitFor();
}

/** Counsel is asked, remarks on one section, and the remark is answered and settled. */
async function isReviewed(walk: Walk): Promise<void> {
  const { dana, karl, path, reviews, way } = walk;
  await dana.goto(path);
  await walk.press(dana, 'button', 'Submit for review');
  await sees(dana, 'In review');
  await walk.unfold(dana, 'Ask someone to read it');
  await way.hands.choose(dana.getByLabel('Person', { exact: true }), 'karl Tester');
  await way.hands.choose(dana.getByLabel('What they look at'), 'Law');
  await walk.press(dana, 'button', 'Ask');
  await sees(dana, /Asked\. It stands among their work/);
  expect(await dana.getByRole('button', { name: /^Approve/ }).count()).toBe(0);
  await walk.isSound(dana);

  await karl.goto(`${reviews}?view=text`);
  await sees(karl, /You saved a revision of this notice, so someone else has to approve it/);
  await walk.unfold(karl, /^Comment on Which data/);
  await walk.fill(karl, /^Comment on Which data/, 'Also the old addresses?');
  await walk.press(karl, 'button', 'Add comment on Which data');
  await sees(karl, 'The comment is kept.');
  await sees(karl, 'Also the old addresses?');
  await walk.isSound(karl);

  await dana.goto(path);
  await sees(dana, 'Also the old addresses?');
  await walk.unfold(dana, 'Reply to karl Tester');
  await walk.fill(dana, 'Reply to karl Tester', 'No, they were kept apart.');
  await walk.press(dana, 'button', 'Add reply');
  await sees(dana, 'No, they were kept apart.');
  await karl.goto(`${reviews}?view=text`);
  await walk.press(karl, 'button', 'Settled');
  await walk.unfold(karl, '1 settled comment');
  await sees(karl, 'Settled by karl Tester');
  expect((await walk.stored()).state).toBe('in_review');
}

/** Counsel asks for changes; the writer reads why, mends and submits in one go; counsel agrees. */
async function isSentBack(walk: Walk): Promise<void> {
  const { dana, karl, path, reviews } = walk;
  await karl.goto(reviews);
  await walk.fill(karl, 'Your answer, in words', 'Say that the addresses are safe.');
  await walk.press(karl, 'button', 'It needs changes');
  await sees(karl, 'Changes asked for');
  expect((await walk.stored()).state).toBe('changes_requested');
  await dana.goto(path);
  await sees(dana, 'karl Tester asked for changes');
  await sees(dana, '“Say that the addresses are safe.”');
  await walk.isSound(dana);
  await walk.append(dana, 'Which data', ' Your address was kept elsewhere.');
  await walk.press(dana, 'button', 'Submit for review');
  await sees(dana, 'In review');
  await karl.goto(reviews);
  await karl
    .locator('ins')
    .getByText(/Your address was kept elsewhere/)
    .first()
    .waitFor();
  await walk.press(karl, 'button', 'I agree');
  await sees(karl, 'Kept: you agree with exactly this text.');
}

/** Only who wrote none of it approves, after the password, and exactly what is shown. */
async function isApproved(walk: Walk): Promise<void> {
  const { lena, reviews } = walk;
  await lena.goto(reviews);
  await walk.press(lena, 'link', 'Sign in again to approve');
  await walk.fill(lena, /^Password of/, as('lena').password);
  await walk.press(lena, 'button', 'Continue');
  await walk.press(lena, 'button', 'Approve revision 5');
  await sees(lena, 'Read the full text, then tick this.');
  await walk.isSound(lena);
  await walk.press(lena, 'link', 'As sent');
  await lena
    .frameLocator('main iframe')
    .first()
    .getByText(/Your address was kept elsewhere/)
    .waitFor();
  await walk.isSound(lena);
  await approves(walk, 5);
  const { state, approvedBy, contentHash } = await walk.stored();
  expect([state, approvedBy]).toEqual(['approved', as('lena').id]);
  const entry = (await trailOf(running, walk.id)).at(-1);
  expect(entry).toMatchObject({ action: 'notice.approved', facts: { revision: 5, contentHash } });
  await walk.isSound(lena);
}

async function approves(walk: Walk, revision: number): Promise<void> {
  const { lena, way } = walk;
  await way.hands.tick(lena.getByLabel(/I read the full text/));
  await walk.press(lena, 'button', `Approve revision ${revision}`);
  await sees(lena, 'Approved. This very text can be sent now.');
}

/** A comma, and the approval is gone; it has to be asked for and given again. */
async function losesItsApproval(walk: Walk): Promise<void> {
  const { dana, lena, path, reviews } = walk;
  await dana.goto(path);
  await sees(dana, /Revision 5 is approved. Saving voids the approval/);
  await walk.append(dana, 'Your rights', ',');
  await walk.press(dana, 'button', 'Save revision');
  await sees(dana, /Revision 6, saved by dana Tester/);
  const { state, approvedBy } = await walk.stored();
  expect([state, approvedBy]).toEqual(['draft', null]);
  await lena.goto(reviews);
  await sees(lena, 'It is a draft. It can be approved once it is submitted for review.');
  await walk.press(dana, 'button', 'Submit for review');
  await sees(dana, 'In review');
  await lena.goto(reviews);
  await approves(walk, 6);
}

/** The facts move: the text says so, shows what would change, and takes one part anew; the approval is gone. */
async function followsTheFacts(walk: Walk): Promise<void> {
  const { dana, lena, path, reviews, incidentId } = walk;
  const change = { revision: 1, facts: NAMES_ALONE, reason: 'The accounts were elsewhere' };
  // The password that she gave at her browser made another session of hers.
  await as('lena').signIn();
  const changed = await as('lena').patch(`/api/v1/incidents/${incidentId}/facts`, change);
  expect(changed.status).toBe(200);
  await dana.goto(path);
  await sees(dana, 'The facts moved since this text was saved.');
  await walk.isSound(dana);
  await walk.press(dana, 'link', 'See what moved, section by section');
  await dana.waitForURL(/redraft$/);
  await sees(dana, 'Check your payments');
  await walk.isSound(dana);
  await walk.way.hands.tick(dana.getByRole('radio', { name: 'Take the new text' }));
  await walk.press(dana, 'button', 'Save as revision 7');
  await sees(dana, /Saved as a new revision with the values of now/);
  const stored = await walk.stored();
  expect([stored.revision, stored.state, stored.approvedBy]).toEqual([7, 'draft', null]);
  expect(part(stored, 'actions')).not.toContain('Check your payments');
  expect(part(stored, 'data')).toContain('Your address was kept elsewhere.');
  expect(await dana.getByText('The facts moved since this text was saved.').count()).toBe(0);
  await lena.goto(reviews);
  await sees(lena, 'It is a draft. It can be approved once it is submitted for review.');
}
