import { OrganisationSettings } from '../../src/organisation/organisation.service.js';
import { SYSTEM } from '../../src/platform/access/actor.js';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import { stoppedAt } from '../support/clock.js';
import { incidentOf, noticeInReview } from '../support/mailings.js';
import type { As } from '../support/mailings.js';
import { EVERYONE, people } from '../support/people.js';
import { trailOf } from '../support/trail.js';

let running: RunningApp;
let as: As;

beforeAll(async () => {
  running = await startApp();
  // The days that are promised here lie ahead.
  stoppedAt(running, '2026-11-22T09:00:00Z');
  as = (await people(running, EVERYONE)) as As;
  const profile = { name: 'Larkmoor Bank', phone: '1800 555 014', phoneLanguages: ['en'] };
  await running.app.get(OrganisationSettings).save(0, profile, SYSTEM);
});

afterAll(() => running.close());

type Who = keyof typeof EVERYONE;
const page = async (who: Who, path: string) => (await as(who).get(path)).text;
/** The words of a page without its tags. */
const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const reviewed = async () => {
  const { id } = await noticeInReview(as, await incidentOf(as));
  return { id, path: `/notices/${id}`, reviews: `/notices/${id}/reviews` };
};
const actionsOf = async (id: string) => (await trailOf(running, id)).map(({ action }) => action);
/** The id in the address of a form of the page. */
const idIn = (html: string, form: RegExp) => form.exec(html)?.[1] ?? '';

it('asks a person to read one aspect, and takes the question back', async () => {
  const { id, reviews } = await reviewed();
  const asked = await as('dana').form(reviews, { reviewerId: as('karl').id, aspect: 'law' });
  expect(asked.headers.location).toBe(`${reviews}?done=asked`);
  const html = await page('dana', reviews);
  expect(words(html)).toMatch(/karl Tester reads what the law asks not answered yet/);
  const again = await as('dana').form(reviews, { reviewerId: as('karl').id, aspect: 'law' });
  expect(again.status).toBe(409);
  const question = idIn(html, /reviews\/([\w-]+)\/removal/);
  const back = await as('dana').form(`${reviews}/${question}/removal`, {});
  expect(back.headers.location).toBe(`${reviews}?done=taken-back`);
  expect(words(await page('dana', reviews))).not.toContain('reads what the law asks');
  expect((await actionsOf(id)).slice(-2)).toEqual(['notice.review_asked', 'notice.review_taken_back']);
});

it.each([
  ['nobody', ''],
  ['someone who may not review', 'vera'],
])('refuses to ask %s, at the field', async (_, who) => {
  const { reviews } = await reviewed();
  const reviewerId = who === '' ? '' : as(who as Who).id;
  const refused = await as('dana').form(reviews, { reviewerId, aspect: 'facts' });
  expect(refused.status).toBe(422);
  expect(refused.text).toMatch(/id="f-reviewerId-error"/);
});

it('takes an answer from the person who was asked, and shows its words to the others', async () => {
  const { id, path, reviews } = await reviewed();
  await as('dana').form(reviews, { reviewerId: as('karl').id, aspect: 'law' });
  expect(await page('lena', reviews)).not.toMatch(/reviews\/[\w-]+\/answer/);
  const html = await page('karl', reviews);
  expect(words(html)).toContain('You read what the law asks not answered yet');
  const question = idIn(html, /reviews\/([\w-]+)\/answer/);
  const revision = idIn(html, /name="revision" value="(\d+)"/);
  const answer = (said: Record<string, string>) =>
    as('karl').form(`${reviews}/${question}/answer`, { revision, ...said });
  const silent = await answer({ outcome: 'changes', [`note.${question}`]: ' ' });
  expect([silent.status, silent.text.includes(`id="f-note.${question}-error"`)]).toEqual([422, true]);
  const agreed = await answer({ outcome: 'agreed', [`note.${question}`]: 'Fits the <register>.' });
  expect(agreed.headers.location).toBe(`${reviews}?done=agreed`);
  expect(words(await page('lena', reviews))).toContain(
    'reads what the law asks agreed “Fits the &lt;register&gt;.”',
  );
  await as('dana').form(reviews, { reviewerId: as('karl').id, aspect: 'facts' });
  const second = idIn(await page('karl', reviews), /reviews\/([\w-]+)\/answer/);
  const sentBack = await as('karl').form(`${reviews}/${second}/answer`, {
    revision,
    outcome: 'changes',
    [`note.${second}`]: 'The day is wrong.',
  });
  expect(sentBack.headers.location).toBe(`${path}?done=returned`);
  expect(await actionsOf(id)).toContain('notice.returned');
});

it('shows counsel’s advice to counsel and lead, and to nobody else', async () => {
  const { id, reviews } = await reviewed();
  const advice = 'Privileged: we may owe more than we say';
  const notes = `/notices/${id}/counsel-notes`;
  expect((await as('lena').form(notes, { advice })).status).toBe(403);
  const empty = await as('karl').form(notes, { advice: ' ' });
  expect([empty.status, empty.text.includes('id="f-advice-error"')]).toEqual([422, true]);
  expect((await as('karl').form(notes, { advice })).headers.location).toBe(`${reviews}?done=noted`);
  for (const who of ['karl', 'lena'] as const) expect(await page(who, reviews)).toContain(advice);
  expect(await page('lena', reviews)).not.toContain('name="advice"');
  for (const who of ['dana', 'aude', 'vera', 'ada'] as const)
    for (const path of [reviews, `/notices/${id}`]) {
      const html = await page(who, path);
      expect(html).not.toContain(advice);
      expect(html).not.toContain('counsel-notes');
    }
  const note = idIn(await page('karl', reviews), /counsel-notes\/([\w-]+)\/removal/);
  expect((await as('karl').form(`${notes}/${note}/removal`, {})).status).toBe(303);
  expect(await page('karl', reviews)).not.toContain(advice);
});

it('keeps comments beside the part they are about, answers them and settles them, on the review page', async () => {
  const { id, reviews } = await reviewed();
  const beside = { beside: 'review', view: 'text' };
  const comments = `/notices/${id}/comments`;
  const full = await page('karl', `${reviews}?view=text`);
  const section = idIn(full, /id="part-(?!subject|preheader)([\w-]+)"/);
  const field = `comment.${section}`;
  const said = await as('karl').form(comments, { ...beside, on: section, [field]: 'Is it all?' });
  expect(said.headers.location).toBe(`${reviews}?done=commented&view=text#part-${section}`);
  const html = await page('dana', `${reviews}?view=text`);
  const part = html.split(`id="part-${section}"`)[1]?.split('class="d-sec"')[0] ?? '';
  expect(part).toContain('Is it all?');
  const thread = idIn(part, /name="settle" value="([\w-]+)"/);
  await as('dana').form(comments, { ...beside, answer: thread, [`reply.${thread}`]: 'All of it.' });
  expect(await page('karl', `${reviews}?view=text`)).toContain('All of it.');
  await as('karl').form(`${comments}/resolution`, { ...beside, settle: thread });
  expect(words(await page('dana', `${reviews}?view=text`))).toContain('Settled by karl Tester');
  const blank = await as('karl').form(comments, { ...beside, on: section, [field]: '' });
  expect([blank.status, words(blank.text).includes('Your decision')]).toEqual([422, true]);
  expect(await page('aude', `${reviews}?view=text`)).not.toContain('Add comment');
});

it('offers the full text, the message itself, and the changes of any two revisions', async () => {
  const { reviews } = await reviewed();
  const text = words(await page('karl', `${reviews}?view=text`));
  expect(text).toMatch(/Every word of revision \d+/);
  expect(await page('karl', reviews)).not.toContain('**');
  expect(await page('karl', `${reviews}?view=sent`)).toContain('<iframe sandbox=""');
  expect(await page('karl', `${reviews}?view=text`)).not.toContain('<iframe');
  expect((await as('karl').get(`${reviews}?view=../x&from=999&to[]=1`)).status).toBe(200);
});

it('lists what approval will make, takes promises in by hand, and hands the standing ones to people', async () => {
  const { id, reviews } = await reviewed();
  const html = await page('dana', reviews);
  const form = html.split(`action="/notices/${id}/commitments"`)[1]?.split('</form>')[0] ?? '';
  const promise = {
    revision: idIn(form, /name="revision" value="(\d+)"/),
    section: idIn(form, /<option value="([\w-]+)"/),
    keeper: 'Security lead',
    dueOn: '2026-12-04',
    promise: 'We check every <other> service',
    step: '',
  };
  const wrong = await as('dana').form(`/notices/${id}/commitments`, { ...promise, keeper: ' ' });
  expect([wrong.status, wrong.text.includes('id="f-keeper-error"')]).toEqual([422, true]);
  expect(wrong.text).toContain('value="We check every &lt;other&gt; service"');
  const added = await as('dana').form(`/notices/${id}/commitments`, promise);
  expect(added.headers.location).toBe(`${reviews}?done=promised#commitments`);
  expect(words(await page('karl', reviews))).toMatch(
    /We check every &lt;other&gt; service Security lead keeps it, by Fri 4 Dec 2026/,
  );
  const noSuch = { revision: promise.revision, rule: 'nothing', 'why.nothing': 'Never said' };
  expect((await as('dana').form(`/notices/${id}/commitments/omission`, noSuch)).status).toBe(404);
  const mark = /commitments\/([\w-]+)\/removal/;
  const first = idIn(await page('dana', reviews), mark);
  expect((await as('dana').form(`/notices/${id}/commitments/${first}/removal`, {})).status).toBe(303);
  expect(await page('dana', reviews)).not.toMatch(mark);
  await as('dana').form(`/notices/${id}/commitments`, promise);
  const list = idIn(await page('karl', reviews), /href="(\/incidents\/[\w-]+\/follow-up\/commitments)"/);
  expect(words(await page('lena', list))).toContain('Nothing is promised yet');
  const standing = (await as('karl').get(`/api/v1/notices/${id}`)).json<Record<string, unknown>>();
  await as('karl').post(`/api/v1/notices/${id}/approval`, {
    revision: standing['revision'],
    contentHash: standing['contentHash'],
  });
  const listed = await page('lena', list);
  expect(words(listed)).toContain('1 commitment stands. 1 has no person who keeps it.');
  const one = idIn(listed, /commitments\/([\w-]+)\/keeper/);
  const refused = await as('lena').form(`${list}/${one}/keeper`, { keeperId: 'x' });
  expect(refused.status).toBe(422);
  const other = (await as('lena').get(`/api/v1/incidents/${await incidentOf(as)}`)).json<{
    reference: string;
  }>();
  const astray = `/incidents/${other.reference}/follow-up/commitments/${one}/keeper`;
  expect((await as('lena').form(astray, { keeperId: as('dana').id })).status).toBe(404);
  expect(await page('lena', list)).not.toContain('dana Tester</b>');
  await as('lena').form(`${list}/${one}/keeper`, { keeperId: as('dana').id });
  expect(words(await page('lena', list))).toContain('Security lead: dana Tester');
  expect(await page('vera', list)).not.toContain('/keeper"');
  expect(await page('vera', list)).toContain('aria-current="page"');
});
