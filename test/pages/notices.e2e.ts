import { OrganisationSettings } from '../../src/organisation/organisation.service.js';
import { SYSTEM } from '../../src/platform/access/actor.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import type { Answer } from '../support/client.js';
import { laterBy, stoppedAt } from '../support/clock.js';
import { EVERYONE, people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';
import { trailOf } from '../support/trail.js';

type Who = keyof typeof EVERYONE;
type Fields = Record<string, string | string[]>;

let running: RunningApp;
let as: (name: Who) => SignedIn;

beforeAll(async () => {
  running = await startApp();
  // A month after the discovery, notices would have to say why people are told so late.
  stoppedAt(running, '2026-11-22T09:00:00Z');
  as = await people(running, EVERYONE);
  const profile = {
    name: 'Larkmoor "><script>alert(1)</script>',
    phone: '1800 555 014',
    phoneHours: 'every day from 7:00 to 23:00',
    phoneLanguages: ['en'],
    accessRoutes: ['text relay'],
    dpo: 'Nuala Breen',
  };
  await running.app.get(OrganisationSettings).save(0, profile, SYSTEM);
});

afterAll(() => running.close());

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#x27': "'",
  '#39': "'",
  '#x3D': '=',
  '#x60': '`',
};
const plain = (html: string) => html.replace(/&(\w+|#x?\w+);/g, (all, name: string) => entities[name] ?? all);
const attribute = (tag: string, name: string) => plain(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** What a browser would post of the form with this action, or this id. */
function fieldsIn(html: string, mark: string): Fields {
  const form = html.split('<form ').find((part) => part.split('>')[0]?.includes(mark));
  if (!form) throw new Error(`There is no form ${mark}.`);
  const inside = form.split('</form>')[0] ?? '';
  const fields: Fields = {};
  for (const [tag] of inside.matchAll(/<input [^>]*>/g)) {
    const [name, type] = [attribute(tag, 'name'), attribute(tag, 'type')];
    if (name !== 'formToken' && (type !== 'checkbox' || / checked/.test(tag)))
      fields[name] = attribute(tag, 'value');
  }
  for (const [, tag = '', value = ''] of inside.matchAll(/(<textarea [^>]*>)\n?([^<]*)<\/textarea>/g))
    fields[attribute(tag, 'name')] = plain(value);
  return fields;
}

const page = async (who: Who, path: string) => (await as(who).get(path)).text;
/** The words of a page without its tags. */
const words = (answer: Answer | string) =>
  plain((typeof answer === 'string' ? answer : answer.text).replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');

/** A drafted notice of its own incident, and the address of its pages. */
async function drafted() {
  const facts = {
    awareAt: '2026-11-17T09:10:00Z',
    discoveredAt: '2026-11-16T09:10:00Z',
    incident: {
      types: ['external-intrusion', 'data-theft'],
      intent: 'intentional',
      effects: ['confidentiality'],
    },
    data: { classes: [{ class: 'name' }], complete: true },
  };
  const body = { title: 'Statements copied', visibility: 'organisation', facts };
  const incident = (await as('lena').post('/api/v1/incidents', body)).json<{
    id: string;
    reference: string;
  }>();
  const list = `/incidents/${incident.reference}/notices`;
  const made = await as('dana').form(list, { text: 'individuals-email/en' });
  const path = String(made.headers.location).split('?')[0] ?? '';
  return { incident, list, path, id: path.split('/').at(-1) ?? '' };
}

const editor = async (who: Who, path: string) => fieldsIn(await page(who, path), 'id="notice"');
const save = (who: Who, path: string, fields: Fields) => as(who).form(`${path}/revisions`, fields);
const submit = (who: Who, path: string, fields: Fields) => as(who).form(`${path}/submission`, fields);

/** Everything that the drafts of these tests lack. */
const ANSWERS = {
  'details.fix.open': 'we are testing our other services | 2026-12-27',
  'details.next.updateAt': '2026-12-04',
  'details.organisation.email': 'help@larkmoor.example',
};

/** A complete notice in review, written by Dana. */
async function inReview() {
  const notice = await drafted();
  await submit('dana', notice.path, { ...(await editor('dana', notice.path)), ...ANSWERS });
  return notice;
}

it('drafts a notice from the list, and asks for what no fact holds by its type', async () => {
  const { list, path, incident } = await drafted();
  const html = await page('dana', path);
  expect(html).toMatch(/<textarea id="f-details.fix.open"/);
  expect(html).toMatch(/name="details.next.updateAt" type="date"/);
  expect(html).toMatch(/name="details.organisation.email" type="email"/);
  expect(words(html)).toMatch(/3 values are missing and keep the text from being submitted/);
  expect(await page('dana', list)).toContain(`<a href="${path}">`);
  expect((await as('dana').form(list, { text: 'individuals-email/en' })).headers.location).toBe(path);
  expect(await page('lena', list)).not.toContain('value="individuals-email/en"');
  expect((await trailOf(running, path.split('/').at(-1))).map(({ action }) => action)).toEqual([
    'notice.drafted',
  ]);
  expect(words(await page('vera', `/incidents/${incident.reference}/notices`))).toContain('notices:read');
});

it('offers the e-mail to affected people in English first, and each text once', async () => {
  const body = { title: 'Statements copied', visibility: 'organisation', facts: {} };
  const { reference } = (await as('lena').post('/api/v1/incidents', body)).json<{ reference: string }>();
  const html = await page('dana', `/incidents/${reference}/notices`);
  const offered = [...html.matchAll(/<option value="([^"]+)"/g)].map(([, value]) => value);
  expect(offered[0]).toBe('individuals-email/en');
  expect(offered).toContain('regulator-gdpr33/de');
  expect(new Set(offered).size).toBe(offered.length);
});

it('links to the facts where a fact is missing', async () => {
  const { path, incident } = await drafted();
  const fields = await editor('dana', path);
  await save('dana', path, { ...fields, 'sections.data.markdown': 'On {{longDate incident.occurredAt}}.' });
  const html = await page('dana', path);
  expect(html).toContain(`<a href="/incidents/${incident.reference}/facts">Record it in the facts</a>`);
  expect(html).not.toContain('name="details.incident.occurredAt"');
});

it('shows a refused text again as typed, with the finding at its section, and keeps nothing', async () => {
  const { path } = await drafted();
  const fields = await editor('dana', path);
  const text = 'Hello\n{{{incident.reference}}}';
  const refused = await save('dana', path, {
    ...fields,
    'sections.data.markdown': text,
    subject: 'My subject',
  });
  expect(refused.status).toBe(422);
  expect(fieldsIn(refused.text, 'id="notice"')).toMatchObject({
    'sections.data.markdown': text,
    subject: 'My subject',
    revision: '1',
  });
  expect(refused.text).toMatch(/<a href="#f-sections.data.markdown">Which data: line 2, column 1: /);
  expect(refused.text).toMatch(/id="f-sections.data.markdown-error"/);
  const unread = await save('dana', path, { ...fields, 'details.fix.open': 'no day' });
  expect([unread.status, fieldsIn(unread.text, 'id="notice"')['details.fix.open']]).toEqual([422, 'no day']);
  expect(await editor('dana', path)).toEqual(fields);
});

it('keeps answers with the revision and shows them again', async () => {
  const { path } = await drafted();
  const answer = await save('dana', path, { ...(await editor('dana', path)), ...ANSWERS });
  expect(answer.headers.location).toBe(`${path}?done=saved`);
  expect(await editor('dana', path)).toMatchObject({ ...ANSWERS, revision: '2' });
  expect(words(await page('dana', path))).not.toContain('missing and');
});

it('gives the slower of two writers both texts, and lets them keep theirs on top', async () => {
  const { path } = await drafted();
  const [karls, danas] = [await editor('karl', path), await editor('dana', path)];
  await save('karl', path, { ...karls, subject: 'Karl’s subject', 'details.next.updateAt': '2026-12-04' });
  const conflict = await save('dana', path, { ...danas, 'sections.rights.markdown': 'Dana’s rights.' });
  expect(conflict.status).toBe(409);
  expect(words(conflict)).toMatch(/karl Tester saved revision 2 while you were writing/);
  expect(words(conflict)).toMatch(
    /Subject Changed by karl Tester .* Karl’s subject .* Your rights Changed by you .* Dana’s rights\./,
  );
  expect((await editor('karl', path))['revision']).toBe('2');
  expect(words(await page('dana', path))).toContain('Someone saved a revision since then');
  const again = await save('dana', path, fieldsIn(conflict.text, `action="${path}/revisions"`));
  expect(again.status).toBe(303);
  expect(await editor('dana', path)).toMatchObject({
    revision: '3',
    subject: danas['subject'],
    'sections.rights.markdown': 'Dana’s rights.',
    'details.next.updateAt': '2026-12-04',
  });
});

it('saves what is typed before it says what still keeps the text from review', async () => {
  const { path } = await drafted();
  const { 'details.next.updateAt': _, ...some } = ANSWERS;
  const refused = await submit('dana', path, { ...(await editor('dana', path)), ...some });
  expect(refused.status).toBe(422);
  expect(words(refused)).toContain('Saved as revision 2, and not submitted yet.');
  expect(refused.text).toMatch(/<a href="#f-details.next.updateAt">/);
  const sent = await submit('dana', path, { ...fieldsIn(refused.text, 'id="notice"'), ...ANSWERS });
  expect(sent.headers.location).toBe(`${path}/reviews?done=submitted`);
});

it('makes no revision when a text is submitted as it stands, so that who submits stays free to approve', async () => {
  const { path } = await drafted();
  await save('dana', path, { ...(await editor('dana', path)), ...ANSWERS });
  await submit('lena', path, await editor('lena', path));
  expect(await page('lena', `${path}/reviews`)).toContain('Approve revision 2');
});

it('lets someone who wrote none of it approve the very text shown, after a fresh sign-in', async () => {
  const { path, id, incident } = await inReview();
  const reviews = `${path}/reviews`;
  expect(words(await page('dana', reviews))).toContain(
    'You saved a revision of this notice, so someone else has to approve it.',
  );
  expect(words(await page('aude', reviews))).toContain('who wrote none of it may approve it.');
  const restore = laterBy(running, { minutes: 6 });
  const late = await page('karl', reviews);
  restore();
  expect(plain(late)).toContain(`href="/step-up?next=${encodeURIComponent(reviews)}"`);
  expect(late).not.toContain('Approve revision');

  const form = fieldsIn(await page('karl', reviews), `action="${path}/approval"`);
  const unread = await as('karl').form(`${path}/approval`, { ...form, comment: 'Fine' });
  expect([unread.status, fieldsIn(unread.text, `action="${path}/approval"`)['comment']]).toEqual([
    422,
    'Fine',
  ]);
  await save('dana', path, { ...(await editor('dana', path)), subject: 'Changed meanwhile' });
  expect((await as('karl').form(`${path}/approval`, { ...form, read: 'yes' })).status).toBe(409);
  await submit('dana', path, await editor('dana', path));

  const fresh = fieldsIn(await page('karl', reviews), `action="${path}/approval"`);
  const done = await as('karl').form(`${path}/approval`, { ...fresh, read: 'yes', comment: 'Fine' });
  expect(done.headers.location).toBe(`${reviews}?done=approved`);
  expect(words(await page('dana', reviews))).toMatch(/karl Tester approved revision 3/);
  expect(await page('dana', reviews)).toContain(`href="/incidents/${incident.reference}/mailings"`);
  expect(words(await page('dana', path))).toContain('Revision 3 is approved. Saving voids the approval');
  expect((await trailOf(running, id)).at(-1)).toMatchObject({
    action: 'notice.approved',
    facts: { contentHash: fresh['contentHash'] },
  });
});

it('compares revisions word by word in the words that are sent, also where only a value changed', async () => {
  const { path } = await drafted();
  const fields = { ...(await editor('dana', path)), ...ANSWERS };
  await save('dana', path, { ...fields, 'sections.rights.markdown': 'You may complain.' });
  await save('dana', path, {
    ...(await editor('dana', path)),
    preheader: 'Call us on 1800 555 014.',
    'details.next.updateAt': '2026-12-11',
    'sections.rights.markdown': 'You may always complain.',
    'sections.actions.hidden': 'yes',
  });
  const html = await page('karl', `${path}/reviews`);
  expect(html).toContain('You may <ins>always </ins>complain.');
  expect(html).toMatch(/<del>4<\/del><ins>11<\/ins> December 2026/);
  expect(html).toMatch(/<h3>Preheader<small>Same words, other fields or marks<\/small>/);
  expect(html).toMatch(
    /<h3>What you can do<small>Left out now<\/small><\/h3><div><p class="prewrap"><del>1\. /,
  );
  expect(words(html)).toMatch(/Unchanged \d+ parts Subject/);
  expect(await page('karl', `${path}/reviews?from=1&to=2`)).toContain('<ins>may complain');
});

it('tells the writers why changes were asked for', async () => {
  const { path } = await inReview();
  const form = { revision: '2', reason: '  ' };
  expect((await as('karl').form(`${path}/return`, { ...form, reason: '' })).status).toBe(422);
  const given = await as('karl').form(`${path}/return`, {
    ...form,
    reason: 'Say <b>when</b> the report comes.',
  });
  expect(given.headers.location).toBe(`${path}?done=returned`);
  expect(words(await page('dana', path))).toMatch(
    /karl Tester asked for changes .* “Say <b>when<\/b> the report comes\.”/,
  );
});

it('says which values moved since the text was saved', async () => {
  const { path, incident } = await drafted();
  const facts = { discoveredAt: '2026-11-15T09:10:00Z' };
  await as('lena').patch(`/api/v1/incidents/${incident.id}/facts`, {
    revision: 1,
    facts,
    reason: 'Found earlier',
  });
  const text = words(await page('dana', path));
  expect(text).toContain('The facts moved since this text was saved.');
  expect(text).toMatch(/day on which you learned of it: 16 November 2026 → becomes 15 November 2026/);
});

it('shows the message in a frame that may do nothing, its source escaped', async () => {
  const { path } = await inReview();
  const answer = await as('karl').get(`${path}/reviews?view=sent`);
  const frame = /<iframe [^>]*>/.exec(answer.text)?.[0] ?? '';
  expect(frame).toMatch(/^<iframe sandbox="" title="[^"]+" srcdoc="[^"<>]+">$/);
  expect(attribute(frame, 'srcdoc')).toContain('Larkmoor &quot;&gt;&lt;script&gt;');
  expect(answer.text).not.toContain('<script>alert');
  expect(answer.headers['content-security-policy']).toMatch(/style-src-attr 'unsafe-inline'/);
  expect(answer.headers['content-security-policy']).toMatch(/script-src 'self'(;|$)/);
});

it.each([
  ['other words', 'Coil', /The stored text is not the one that was saved/],
  ['what no text may hold', '{{{', /The stored text does not pass its check/],
])('offers no approval of a text into which someone wrote %s past the program', async (_, words_, says) => {
  const { path, id } = await inReview();
  await running.app
    .get(UnitOfWork)
    .run((manager) =>
      manager.query(
        `UPDATE notice_revision SET text = replace(text, 'Call', '${words_}') WHERE notice_id = '${id}'`,
      ),
    );
  const html = await page('karl', `${path}/reviews`);
  expect(words(html)).toMatch(says);
  expect(html).toMatch(/class="seal void"/);
  expect(html).not.toContain(`${path}/approval`);
  expect((await as('dana').get(path)).status).toBe(200);
});

it('lets those read who may not write', async () => {
  const { path } = await drafted();
  const html = await page('aude', path);
  expect(html).not.toMatch(/<textarea|type="submit" form="notice"/);
  expect(words(html)).toContain('You may read this text.');
});
