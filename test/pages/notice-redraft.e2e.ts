import type { Browser } from 'playwright-core';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { faultsOf, openBrowser } from '../support/browser.js';
import type { Answer } from '../support/client.js';
import { stopped } from '../support/clock.js';
import { lookAt, pageOf, shoot } from '../support/look.js';
import { incidentOf } from '../support/mailings.js';
import { EVERYONE, people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';
import { trailOf } from '../support/trail.js';

let running: RunningApp;
let browser: Browser | undefined;
let as: (name: keyof typeof EVERYONE) => SignedIn;

beforeAll(async () => {
  running = await startApp();
  // The day of sending is a value of every text: at midnight it would move like a fact.
  stopped(running);
  as = await people(running, EVERYONE);
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
});

interface NoticeView {
  revision: number;
  state: string;
  current: {
    text: {
      subject: string;
      preheader: string;
      sections: { id: string; heading: string; markdown: string; hidden: boolean }[];
    };
    details: Record<string, unknown>;
  };
}

const FACTS = {
  data: { classes: [{ class: 'name' }, { class: 'passport' }], complete: true },
  affected: { total: 5 },
};
const OURS = 'Our own words about it.';

const noticeOf = async (id: string) => (await as('dana').get(`/api/v1/notices/${id}`)).json<NoticeView>();
const sectionOf = ({ current }: NoticeView, id: string) =>
  current.text.sections.find((section) => section.id === id);

async function factsChange(incidentId: string, change: object): Promise<void> {
  const facts = `/api/v1/incidents/${incidentId}/facts`;
  const [latest] = (await as('lena').get(facts)).json<{ revisions: { revision: number; facts: object }[] }>()
    .revisions;
  const body = { revision: latest?.revision, facts: { ...latest?.facts, ...change }, reason: 'Better known' };
  expect((await as('lena').patch(facts, body)).status).toBe(200);
}

/** A notice in which Dana wrote what happened; then a day and a data class become known, and an apology is chosen. */
async function moved(): Promise<{ id: string; incidentId: string; page: string }> {
  const incidentId = await incidentOf(as, { facts: FACTS });
  const { id } = (await as('dana').post(`/api/v1/incidents/${incidentId}/notices`)).json<{ id: string }>();
  const { revision, current } = await noticeOf(id);
  const { sections, ...lines } = current.text;
  const edited = sections.map(({ id: section, heading, markdown, hidden }) => ({
    id: section,
    heading,
    markdown: section === 'happened' ? `${OURS}\n\n${markdown}` : markdown,
    hidden,
  }));
  const body = { revision, ...lines, sections: edited, details: current.details };
  expect((await as('dana').post(`/api/v1/notices/${id}/revisions`, body)).status).toBe(201);
  const data = { classes: [...FACTS.data.classes, { class: 'bank-account' }], complete: true };
  await factsChange(incidentId, { occurredAt: '2026-11-02T09:00:00Z', data });
  const step = `/api/v1/incidents/${incidentId}/plan/steps/notify-apology/decision`;
  const decision = { decision: 'accept', reason: '', revision: 0 };
  expect((await as('lena').post(step, decision)).status).toBeLessThan(300);
  return { id, incidentId, page: `/notices/${id}/redraft` };
}

const plain = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;|&#x27;/g, "'")
    .replace(/\s+/g, ' ');
/** One part of the page, from its head to the next. */
const partIn = ({ text }: Answer, id: string) =>
  text.split(/(?=<section class="card)/).find((part) => part.includes(`id="part-${id}"`)) ?? '';

describe('The page of facts that moved', () => {
  it('is led to from a text that is stale, and says which facts moved, before and now', async () => {
    const { id, page } = await moved();
    const editor = await as('dana').get(`/notices/${id}`);
    const note = plain(/The facts moved since this text was saved.*\n/.exec(editor.text)?.[0] ?? '');
    expect(note).toContain('sentences stay as they are. 3 parts would be drafted differently');
    expect(editor.text).toContain(`href="${page}"`);
    const review = await as('lena').get(`/notices/${id}/reviews`);
    const told = plain(/The facts moved since this text was saved.*\n/.exec(review.text)?.[0] ?? '');
    expect(told).toContain('This text still tells what was known then. 3 parts would be drafted differently');
    expect(review.text).toContain(`href="${page}"`);
    const shown = plain((await as('aude').get(page)).text);
    expect(shown).toContain('It happened, or began Not known Mon 2 Nov 2026');
    expect(shown).toContain('Data affected Name, Passport number Name, Passport number, Bank account number');
    expect(shown).not.toContain('Save as revision');
  });

  it('shows what the draft says otherwise apart from what taking it does to words that people wrote', async () => {
    const { page } = await moved();
    const shown = await as('dana').get(page);
    const happened = partIn(shown, 'happened');
    const [drafts = '', taking = ''] = happened.split('What taking the new text does to your words');
    expect(drafts).toMatch(/<del>[^<]*do not know yet[^<]*<\/del><ins>[^<]*2 November 2026/);
    expect(drafts).not.toContain(OURS);
    expect(taking).toMatch(new RegExp(`<del>${OURS}`));
    expect(happened).toMatch(/value="leave" checked/);
    const apology = partIn(shown, 'apology');
    expect(plain(apology)).toContain('Nobody wrote here');
    expect(plain(apology)).toContain('taking the new text sends it');
  });

  it('saves one revision with the new text of the parts chosen, and leaves the others', async () => {
    const { id, page } = await moved();
    const choices = { revision: '2', 'part.happened': 'leave', 'part.apology': 'take' };
    const saved = await as('dana').form(page, choices);
    expect([saved.status, saved.headers.location]).toEqual([303, `/notices/${id}?done=redrafted`]);
    const next = await noticeOf(id);
    expect(next.revision).toBe(3);
    expect(sectionOf(next, 'happened')?.markdown).toContain(OURS);
    expect(sectionOf(next, 'apology')?.hidden).toBe(false);
    const after = await as('dana').get(page);
    expect([partIn(after, 'apology'), partIn(after, 'happened') === '']).toEqual(['', false]);

    await as('dana').form(page, { revision: '3', 'part.happened': 'keep' });
    expect(partIn(await as('dana').get(page), 'happened')).toBe('');
    expect(sectionOf(await noticeOf(id), 'happened')?.markdown).toContain(OURS);
  });

  it('takes all that nobody wrote in at once, and the values of now where nothing is chosen', async () => {
    const { id, incidentId, page } = await moved();
    const choices = { revision: '2', 'part.happened': 'leave', 'part.apology': 'leave', choose: 'unwritten' };
    expect((await as('dana').form(page, choices)).status).toBe(303);
    const next = await noticeOf(id);
    expect(sectionOf(next, 'apology')?.hidden).toBe(false);
    expect(sectionOf(next, 'happened')?.markdown).toContain(OURS);

    await factsChange(incidentId, { affected: { total: 7 } });
    const typed = { revision: 3, subject: 'typed', preheader: '', sections: [], details: {} };
    await as('dana').put(`/api/v1/notices/${id}/working-copy`, typed);
    expect((await as('dana').form(page, { revision: '3', 'part.happened': 'none of ours' })).status).toBe(
      303,
    );
    expect((await noticeOf(id)).revision).toBe(4);
    expect((await as('dana').get(`/api/v1/notices/${id}/working-copy`)).json()).toMatchObject({
      text: { subject: 'typed' },
    });
    const left = plain((await as('dana').get(page)).text);
    expect(left).toContain('No fact of the incident moved since this text was saved.');
    expect(left).toContain('Save as revision 5');
    expect(left).not.toContain('Take the new text wherever nobody wrote');
    expect((await trailOf(running, id)).map(({ action }) => action)).toEqual([
      'notice.drafted',
      ...Array<string>(3).fill('notice.revised'),
    ]);

    await as('dana').form(page, { revision: '4', 'part.happened': 'take' });
    const settled = plain((await as('dana').get(page)).text);
    expect(settled).toContain('No sentence would be drafted differently.');
    expect(settled).not.toContain('Save as revision');
  });

  it('keeps the choices and saves nothing when someone was faster, or no revision is named', async () => {
    const { id, page } = await moved();
    for (const revision of ['1', '']) {
      const late = await as('dana').form(page, { revision, 'part.happened': 'take' });
      expect(late.status).toBe(409);
      expect(plain(late.text)).toContain('The notice was saved as revision 2 meanwhile');
      expect(partIn(late, 'happened')).toMatch(/value="take" checked/);
    }
    expect((await noticeOf(id)).revision).toBe(2);
    expect((await as('aude').form(page, { revision: '2' })).status).toBe(403);
    expect((await as('vera').get(page)).status).toBe(403);
  });
});

lookAt('the page of facts that moved')('The page of facts that moved, in a browser', () => {
  it('reads well for everyone, with and without script', async () => {
    const { page } = await moved();
    browser = await openBrowser();
    for (const [script, title] of [
      [true, 'What happened'],
      [false, 'We are sorry'],
    ] as const) {
      const dana = await pageOf(browser, running.url, as('dana'), { script });
      await dana.goto(page);
      if (script) await shoot(dana, 'redraft');
      if (script) expect(await faultsOf(dana)).toEqual([]);
      await dana
        .getByRole('group', { name: `What to do with “${title}”` })
        .getByLabel('Take the new text')
        .check();
      await dana.getByRole('button', { name: 'Save as revision' }).click();
      await dana.getByText('Saved as a new revision with the values of now').waitFor();
    }
  });
});
