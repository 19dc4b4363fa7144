import { readFileSync } from 'node:fs';
import { AuditLog } from '../src/audit/audit-log.js';
import { AuditSealer } from '../src/audit/audit-sealer.js';
import { AuditTrail } from '../src/audit/audit-trail.js';
import { IncidentImport } from '../src/incidents/incident-import.service.js';
import { ApprovedTexts } from '../src/notices/approved-texts.js';
import { NoticeHistory } from '../src/notices/notice-history.js';
import { OrganisationSettings } from '../src/organisation/organisation.service.js';
import { SYSTEM } from '../src/platform/access/actor.js';
import { Reader } from '../src/platform/database/reader.js';
import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { stoppedAt } from './support/clock.js';
import { incidentOf, noticeInReview } from './support/mailings.js';
import type { As } from './support/mailings.js';
import { EVERYONE, people } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let as: As;

/** Without the sealer of each second: what these tests read of the trail is not sealed yet. */
beforeAll(async () => {
  running = await startApp();
  await running.app.get(AuditSealer).beforeApplicationShutdown();
  as = await people(running, EVERYONE);
  const profile = {
    name: 'Larkmoor Group',
    phone: '1800 555 014',
    phoneHours: 'every day from 7:00 to 23:00',
    phoneLanguages: ['en'],
    email: 'help@larkmoor.example',
    accessRoutes: ['text relay'],
    dpo: 'Nuala Breen, dpo@larkmoor.example',
  };
  await running.app.get(OrganisationSettings).save(0, profile, SYSTEM);
});

afterAll(() => running.close());

/** An approval asks for a sign-in of the last five minutes; on a busy machine these tests take longer than that. */
beforeEach(async () => {
  for (const name of ['lena', 'karl'] as const) await as(name).signIn();
});

interface NoticeAnswer {
  id: string;
  state: string;
  revision: number;
  contentHash: string;
  approvedBy: string | null;
  current: {
    text: {
      subject: string;
      preheader: string;
      sections: { id: string; markdown: string; heading: string; hidden: boolean }[];
    };
    details: Record<string, unknown>;
    contentHash: string;
  };
}

/** A notice in review, written and submitted by Dana. */
async function inReview() {
  return noticeInReview(as, await incidentOf(as));
}

const notice = async (id: string) => (await as('dana').get(`/api/v1/notices/${id}`)).json<NoticeAnswer>();

/** Without it a text does not pass its checks: which data, and that they are the reader’s. */
const WHAT_IT_MUST_SAY = 'Someone copied these data about you:\n\n- {{dataClassPlain recipient.dataClasses}}';

/** Saves the text as it stands with other words in its first section, or as `change` makes it. */
async function save(
  who: keyof typeof EVERYONE,
  id: string,
  words: string,
  { revision, details = {} }: { revision?: number; details?: Record<string, unknown> } = {},
) {
  const { current, revision: latest } = await notice(id);
  const { subject, preheader } = current.text;
  const sections = current.text.sections.map(({ id: section, heading, markdown, hidden }, place) => ({
    id: section,
    heading,
    markdown: place === 0 ? `${words}\n\n${WHAT_IT_MUST_SAY}` : markdown,
    hidden,
  }));
  const body = { revision: revision ?? latest, subject, preheader, sections, details };
  return as(who).post(`/api/v1/notices/${id}/revisions`, body);
}

const submit = (id: string, revision: number) =>
  as('dana').post(`/api/v1/notices/${id}/submission`, { revision });
const approve = (who: keyof typeof EVERYONE, id: string, seen: { revision: number; contentHash: string }) =>
  as(who).post(`/api/v1/notices/${id}/approval`, { revision: seen.revision, contentHash: seen.contentHash });

/** The text as the mailing would get it; null when it may not be sent. */
const approved = (id: string) =>
  running.app.get(ApprovedTexts).approved(running.app.get(Reader).manager, id, as('lena').actor);

const actsOn = async (id: string) => (await trailOf(running, id)).map(({ action }) => action);

it('drafts from the facts of a sample incident, and is not submitted before people said what no fact holds', async () => {
  // Days after the sample was found: a month later the text has to say why people hear of it only then.
  const today = stoppedAt(running, '2026-11-22T12:00:00Z');
  const veris = readFileSync(
    new URL('../knowledge/sample-incidents/bank-statements-copied.veris.json', import.meta.url),
    'utf8',
  );
  const imported = running.app.get(IncidentImport).run(veris, 'organisation', SYSTEM);
  for await (const { errors } of imported) expect(errors).toEqual([]);
  const [sample] = (await as('dana').get('/api/v1/incidents?limit=1')).json<{ incidents: { id: string }[] }>()
    .incidents;
  const drafted = (await as('dana').post(`/api/v1/incidents/${sample?.id}/notices`)).json<NoticeAnswer>();
  const text = await as('dana').get(`/api/v1/notices/${drafted.id}/preview?format=text`);
  expect(text.json<{ body: string }>().body).toContain('copied data about 28,535 customers');

  const refused = await submit(drafted.id, 1);
  expect(refused.json()).toMatchObject({
    status: 422,
    code: 'notices.fields_missing',
    errors: [
      { path: '/details/fix.open', message: expect.stringContaining('ask: security lead') },
      { path: '/details/next.updateAt', message: expect.stringContaining('ask: communications') },
    ],
  });
  expect((await notice(drafted.id)).state).toBe('draft');

  const details = {
    'fix.open': [{ text: 'we are testing our other services', by: '2026-12-27' }],
    'next.updateAt': '2026-12-04',
  };
  const { markdown = '' } = drafted.current.text.sections[0] ?? {};
  expect((await save('dana', drafted.id, markdown, { details })).status).toBe(201);
  expect((await submit(drafted.id, 2)).json()).toMatchObject({ state: 'in_review', revision: 2 });
  expect(await actsOn(drafted.id)).toEqual(['notice.drafted', 'notice.revised', 'notice.submitted']);
  today();
});

it('is approved only by someone who wrote none of it, whichever revision they wrote', async () => {
  const { id } = await inReview();
  await save('karl', id, 'Karl wrote this.');
  await save('dana', id, 'Dana put it in other words.');
  const { revision, contentHash } = await notice(id);
  await submit(id, revision);
  expect((await approve('karl', id, { revision, contentHash })).json()).toMatchObject({
    status: 409,
    code: 'notices.approver_is_author',
  });
  expect((await approve('dana', id, { revision, contentHash })).status).toBe(403);
  expect(await notice(id)).toMatchObject({ state: 'in_review', approvedBy: null });
  expect((await approve('lena', id, { revision, contentHash })).json()).toMatchObject({
    state: 'approved',
    approvedBy: as('lena').id,
  });
});

it('refuses an approval of an older revision, of another hash, and of a draft', async () => {
  const first = await inReview();
  expect((await approve('karl', first.id, { ...first, contentHash: '0'.repeat(64) })).status).toBe(409);
  await save('dana', first.id, 'Other words.');
  expect((await approve('karl', first.id, first)).json()).toMatchObject({ code: 'notices.state_refused' });
  const second = await notice(first.id);
  await submit(first.id, second.revision);
  expect((await approve('karl', first.id, first)).json()).toMatchObject({
    status: 409,
    code: 'notices.seen_text_differs',
  });
  expect(await actsOn(first.id)).not.toContain('notice.approved');
});

it('takes an approval back when the text is saved, given back or withdrawn', async () => {
  const seen = await inReview();
  await approve('karl', seen.id, seen);
  expect(await approved(seen.id)).toMatchObject({ contentHash: seen.contentHash, revision: seen.revision });
  await save('dana', seen.id, 'One comma, more.');
  expect(await approved(seen.id)).toBeNull();
  expect(await notice(seen.id)).toMatchObject({ state: 'draft', approvedBy: null });

  const again = await notice(seen.id);
  await submit(seen.id, again.revision);
  await approve('karl', seen.id, again);
  const reason = 'The number is wrong.';
  await as('lena').post(`/api/v1/notices/${seen.id}/return`, { revision: again.revision, reason });
  expect(await approved(seen.id)).toBeNull();
  await as('lena').post(`/api/v1/notices/${seen.id}/withdrawal`, {
    revision: again.revision,
    reason: 'Not needed.',
  });
  expect((await save('dana', seen.id, 'Too late.')).json()).toMatchObject({ code: 'notices.state_refused' });

  const trail = await trailOf(running, seen.id);
  expect(trail.map(({ action }) => action.replace('notice.', ''))).toEqual([
    'drafted',
    'revised',
    'submitted',
    'approved',
    'revised',
    'submitted',
    'approved',
    'returned',
    'withdrawn',
  ]);
  expect(trail[4]?.facts).toMatchObject({ voidsApproval: true });
});

it('tells at once, newest first, what was done with a notice, however much was done with others', async () => {
  const incidentId = await incidentOf(as);
  const seen = await noticeInReview(as, incidentId);
  const { revision } = seen;
  await approve('karl', seen.id, seen);
  await as('lena').post(`/api/v1/notices/${seen.id}/return`, { revision, reason: 'The number is wrong.' });
  await as('lena').post(`/api/v1/notices/${seen.id}/withdrawal`, { revision, reason: 'Not needed.' });
  const other = {
    action: 'notice.approved',
    subject: '01JZZZZZZZZZZZZZZZZZZZZZZZ',
    incidentId,
    actor: SYSTEM,
  };
  await running.app.get(UnitOfWork).run(async (manager) => {
    for (let n = 0; n < 60; n++) await running.app.get(AuditTrail).append(manager, other);
  });

  expect(await running.app.get(NoticeHistory).of({ id: seen.id, incidentId })).toMatchObject([
    { act: 'withdrawn', by: as('lena').id, revision, words: 'Not needed.' },
    { act: 'returned', by: as('lena').id, revision, words: 'The number is wrong.' },
    { act: 'approved', by: as('karl').id, revision, words: '' },
    { act: 'submitted', by: as('dana').id, revision, words: '' },
  ]);
  const actions = ['notice.drafted', 'notice.approved'];
  const latest = { incidentId, subject: seen.id, actions, limit: 1 };
  expect(await running.app.get(AuditLog).latestOfSubject(latest)).toMatchObject([
    { seq: null, action: 'notice.approved' },
  ]);
});

it.each([
  ['text', `text = replace(text, 'Dear', 'Dead')`],
  ['values', `"values" = replace("values", 'Larkmoor', 'Lurkmoor')`],
  ['hosts of links', `link_hosts = '["evil.example"]'`],
  ['template', `template_version = 'x'`],
])('notices that the %s was changed in the database, before and after the approval', async (_, change) => {
  const tamper = (id: string) =>
    running.app
      .get(UnitOfWork)
      .run((manager) =>
        manager.query(`UPDATE notice_revision SET ${change} WHERE notice_id = '${id}' AND revision = 2`),
      );
  const [early, late] = [await inReview(), await inReview()];
  await tamper(early.id);
  expect((await approve('karl', early.id, early)).json()).toMatchObject({
    code: 'notices.seen_text_differs',
  });
  expect((await approve('karl', late.id, late)).status).toBe(200);
  await tamper(late.id);
  expect(await approved(late.id)).toBeNull();
});

describe('A section that tries something', () => {
  let target: Awaited<ReturnType<typeof inReview>>;

  beforeAll(async () => {
    target = await inReview();
  });

  it.each([
    ['{{{incident.reference}}}', 'Line 1, column 1'],
    ['Hello\n{{#if incident.reference}}x{{/if}}', 'Line 2, column 1'],
    ['{{constructor.constructor}}', 'Line 1, column 3'],
    ['a {{> partial}}', 'Line 1, column 3'],
    ['<img src=x onerror=alert(1)>', 'Line 1, column 1'],
    ['[click](https://evil.example)', 'Line 1, column 9'],
    ['{{recipient.password}}', 'Line 1, column 3'],
  ])('such as %j is refused with its place, and nothing is kept', async (words, place) => {
    const { id, revision } = target;
    const refused = await save('dana', id, words);
    expect(refused.json()).toMatchObject({ status: 422, code: 'notices.text_refused' });
    const { errors } = refused.json<{ errors: { path: string; message: string }[] }>();
    expect(errors[0]).toMatchObject({
      path: '/sections/opening/markdown',
      message: expect.stringContaining(place),
    });
    expect(await notice(id)).toMatchObject({ revision, state: 'in_review' });
    const { revisions } = (await as('dana').get(`/api/v1/notices/${id}/revisions`)).json<{
      revisions: unknown[];
    }>();
    expect(revisions).toHaveLength(revision);
  });
});

it('refuses answers that cannot be taken, each by its name', async () => {
  const { id, revision } = await inReview();
  const details = {
    'fix.testedAt': 'soon',
    'incident.reference': 'INC-1',
    'recipient.name': 'A. Person',
    'no.such': 'x',
  };
  const refused = await save('dana', id, 'Words.', { details });
  expect(refused.status).toBe(422);
  const { errors } = refused.json<{ errors: { path: string }[] }>();
  expect(errors.map(({ path }) => path).sort()).toEqual(
    Object.keys(details)
      .sort()
      .map((name) => `/details/${name}`),
  );
  const broken = await save('dana', id, 'Words.', { details: { 'fix.what': 'half \ud800 a character' } });
  expect(broken.json()).toMatchObject({ status: 422, errors: [{ path: '/details/fix.what' }] });
  expect((await notice(id)).revision).toBe(revision);
});

it('gives whoever saves from an older revision both texts, and overwrites neither', async () => {
  const { id, revision } = await inReview();
  await save('karl', id, 'Karl was faster.', { revision });
  const refused = await save('dana', id, 'Dana was slower.', { revision });
  expect(refused.json()).toMatchObject({
    status: 409,
    code: 'notices.changed',
    current: {
      revision: revision + 1,
      text: {
        sections: expect.arrayContaining([
          expect.objectContaining({ markdown: expect.stringContaining('Karl was faster.') }),
        ]),
      },
    },
    yours: {
      sections: expect.arrayContaining([
        expect.objectContaining({ markdown: expect.stringContaining('Dana was slower.') }),
      ]),
    },
  });
  expect((await notice(id)).revision).toBe(revision + 1);
});

it('never keeps an approval of a text that was changed, however saves and approvals meet', async () => {
  const seen = await inReview();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, place) => [
      save('dana', seen.id, `Words ${place}`, { revision: seen.revision }),
      approve(place % 2 ? 'karl' : 'lena', seen.id, seen),
    ]).flat(),
  );
  const saves = answers.filter(({ status }) => status === 201).length;
  const approvals = answers.filter(({ status }) => status === 200).length;
  expect(answers.filter(({ status }) => ![200, 201, 409].includes(status)).map(({ text }) => text)).toEqual(
    [],
  );
  expect([saves, approvals <= 1]).toEqual([1, true]);

  const after = await notice(seen.id);
  expect(after).toMatchObject({ state: 'draft', revision: seen.revision + 1, approvedBy: null });
  expect(after.contentHash).toBe(after.current.contentHash);
  expect(await approved(seen.id)).toBeNull();
  const entries = (await trailOf(running, seen.id)).filter(({ action }) => action === 'notice.approved');
  expect(entries.map(({ facts }) => facts['contentHash'])).toEqual(Array(approvals).fill(seen.contentHash));
});

it('hides the notice of an incident from people who are not on it', async () => {
  const id = (await noticeInReview(as, await incidentOf(as))).id;
  const { incidentId } = (await as('dana').get(`/api/v1/notices/${id}`)).json<{ incidentId: string }>();
  const hidden = await as('lena').patch(`/api/v1/incidents/${incidentId}`, {
    visibility: 'members',
    reason: 'Private',
  });
  expect(hidden.status).toBe(200);
  const [missing, stranger] = [
    await as('karl').get('/api/v1/notices/01JZZZZZZZZZZZZZZZZZZZZZZZ'),
    await as('karl').get(`/api/v1/notices/${id}`),
  ].map((answer) => ({ ...answer.json(), request: '' }));
  expect(stranger).toEqual(missing);
});
