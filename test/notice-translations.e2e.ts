import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { stopped } from './support/clock.js';
import { csvOf, fine, importCsv, incidentOf, noticeInReview, until } from './support/mailings.js';
import type { As } from './support/mailings.js';
import { EVERYONE, people } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let as: As;

beforeAll(async () => {
  running = await startApp({ MAILING_WAIT_SECONDS: '3' });
  as = await people(running, EVERYONE);
});

afterAll(() => running.close());

interface NoticeAnswer {
  id: string;
  locale: string;
  state: string;
  revision: number;
  contentHash: string;
  translation: {
    sourceNoticeId: string;
    sourceRevision: number;
    sourceNow: number;
    stale: boolean;
    changedSections: { id: string; heading: string; state: string }[];
  } | null;
  fallback: { wanted: string; reason: string } | null;
  current: {
    text: { sections: { id: string; heading: string; markdown: string; hidden: boolean }[] };
    details: Record<string, unknown>;
  };
}

const path = (id: string) => `/api/v1/notices/${id}`;
const notice = async (id: string) => (await as('dana').get(path(id))).json<NoticeAnswer>();
const draft = (incidentId: string, body: Record<string, unknown>) =>
  as('dana').post(`/api/v1/incidents/${incidentId}/notices`, body);
const submit = (id: string, revision: number) => as('dana').post(`${path(id)}/submission`, { revision });

const ENGLISH =
  'Dear {{recipient.name}}, your number is {{recipient.reference}}. Affected: {{dataClassBare recipient.dataClasses}}.';
const GERMAN =
  'Guten Tag {{recipient.name}}, Ihre Nummer ist {{recipient.reference}}. Betroffen: {{dataClassBare recipient.dataClasses}}.';

const titleOf = (words: string) =>
  words.startsWith(GERMAN) ? 'Mitteilung über eine Datenpanne' : 'Notice of a data breach';

/** Saves the first section in other words; what else the body says is given. */
async function save(
  who: keyof typeof EVERYONE,
  id: string,
  words: string,
  rest: Record<string, unknown> = {},
) {
  const { revision, current } = await notice(id);
  const sections = current.text.sections.map(({ id: section, heading, markdown, hidden }, place) => ({
    id: section,
    heading: place === 0 ? titleOf(words) : heading,
    markdown: place === 0 ? words : markdown,
    hidden,
  }));
  const body = { revision, subject: 'Text', preheader: '', sections, details: current.details, ...rest };
  return as(who).post(`${path(id)}/revisions`, body);
}

/** An English text of Dana's in review, and its German translation, written by Dana. */
async function translated() {
  const incidentId = await incidentOf(as);
  const source = await noticeInReview(as, incidentId);
  const drafted = (await draft(incidentId, { locale: 'de' })).json<NoticeAnswer>();
  const saved = await save('dana', drafted.id, GERMAN);
  expect(saved.status).toBe(201);
  return { incidentId, source, id: drafted.id };
}

it('drafts a second language as a translation of the first, with its answers and its parts', async () => {
  const incidentId = await incidentOf(as);
  const source = await noticeInReview(as, incidentId);
  const details = { 'fix.open': [{ text: 'we are testing our other services', by: '2026-12-27' }] };
  expect((await save('dana', source.id, ENGLISH, { details })).status).toBe(201);
  const answer = await draft(incidentId, { locale: 'de' });
  expect(answer.status).toBe(201);
  const drafted = answer.json<NoticeAnswer>();
  const of = {
    sourceNoticeId: source.id,
    sourceRevision: 3,
    sourceNow: 3,
    stale: false,
    changedSections: [],
  };
  expect(drafted).toMatchObject({ locale: 'de', fallback: null, translation: of, current: { details } });
  const parts = ({ current }: NoticeAnswer) => current.text.sections.map(({ id, hidden }) => [id, hidden]);
  expect(parts(drafted)).toEqual(parts(await notice(source.id)));
  expect((await notice(source.id)).translation).toBeNull();
  const [entry] = await trailOf(running, drafted.id);
  expect(entry).toMatchObject({
    action: 'notice.drafted',
    facts: { locale: 'de', sourceNoticeId: source.id, sourceRevision: 3 },
  });

  const third = (await draft(incidentId, { locale: 'fr', sourceNoticeId: drafted.id })).json<NoticeAnswer>();
  expect(third.translation).toMatchObject({ sourceNoticeId: drafted.id, sourceRevision: 1 });
  const another = await noticeInReview(as, await incidentOf(as));
  expect((await draft(incidentId, { locale: 'es', sourceNoticeId: another.id })).json()).toMatchObject({
    status: 422,
    code: 'notices.source_refused',
    errors: [{ path: '/sourceNoticeId' }],
  });
});

it('goes stale when its source moves, names what changed, and is submitted only once it follows', async () => {
  const { incidentId, source, id } = await translated();
  expect((await save('karl', source.id, `${ENGLISH} Call us.`)).status).toBe(201);
  const stale = await notice(id);
  expect(stale.translation).toMatchObject({ sourceRevision: 2, sourceNow: 3, stale: true });
  expect(stale.translation?.changedSections.map(({ id: part }) => part)).toContain('opening');
  const listed = (await as('dana').get(`/api/v1/incidents/${incidentId}/notices`)).json<{
    notices: NoticeAnswer[];
  }>().notices;
  expect(listed.map(({ translation }) => translation?.stale ?? null)).toEqual([null, true]);

  const refused = await submit(id, 2);
  expect(refused.json()).toMatchObject({ status: 422, code: 'notices.translation_stale' });
  expect(refused.json<{ detail: string }>().detail).toContain('Changed there: ');
  expect((await notice(id)).state).toBe('draft');

  expect((await save('dana', id, GERMAN)).json<NoticeAnswer>().translation?.stale).toBe(true);
  for (const sourceRevision of [1, 4])
    expect((await save('dana', id, GERMAN, { sourceRevision })).json()).toMatchObject({
      code: 'notices.source_refused',
    });
  const followed = await save('dana', id, `${GERMAN} Rufen Sie uns an.`, { sourceRevision: 3 });
  expect(followed.json<NoticeAnswer>().translation).toMatchObject({ sourceRevision: 3, stale: false });
  expect((await submit(id, 4)).json()).toMatchObject({ state: 'in_review' });
  const saved = (await trailOf(running, id)).filter(({ action }) => action === 'notice.revised');
  expect(saved.map(({ facts }) => facts['sourceRevision'])).toEqual([2, 2, 3]);
});

it('is not approved either when the source moves during its review, nor by who saved some of it', async () => {
  const { source, id } = await translated();
  expect((await submit(id, 2)).status).toBe(200);
  expect((await save('karl', source.id, ENGLISH)).status).toBe(201);
  const approve = async (who: keyof typeof EVERYONE) => {
    const { revision, contentHash } = await notice(id);
    return as(who).post(`${path(id)}/approval`, { revision, contentHash });
  };
  expect((await approve('lena')).json()).toMatchObject({ code: 'notices.translation_stale' });
  expect((await save('lena', id, GERMAN, { sourceRevision: 3 })).status).toBe(201);
  expect((await submit(id, 3)).status).toBe(200);
  expect((await approve('lena')).json()).toMatchObject({ code: 'notices.approver_is_author' });
  expect((await approve('karl')).json()).toMatchObject({ state: 'approved', approvedBy: as('karl').id });
  expect((await notice(source.id)).state).not.toBe('approved');
});

it('is not mailed, nor a mailing of it confirmed or begun, once its source moved after the approval', async () => {
  // An approval and a mailing ask for a sign-in of the last five minutes.
  for (const name of ['dana', 'karl'] as const) await as(name).signIn();
  const { incidentId, source, id } = await translated();
  await importCsv(as, incidentId, csvOf(2));
  const approve = async (revision: number) => {
    fine(await submit(id, revision));
    const { contentHash } = await notice(id);
    fine(await as('karl').post(`${path(id)}/approval`, { revision, contentHash }));
  };
  const moveSource = async (words: string) => fine(await save('dana', source.id, `${ENGLISH} ${words}`));
  const ask = () => as('dana').post('/api/v1/mailings', { noticeId: id });
  const confirm = (mailing: { id: string; recipientCount: number }) =>
    as('karl').post(`/api/v1/mailings/${mailing.id}/confirmation`, { count: mailing.recipientCount });
  const follow = async (sourceRevision: number) => {
    fine(await save('dana', id, `${GERMAN} Rufen Sie uns an.`, { sourceRevision }));
    await approve(sourceRevision);
  };

  await approve(2);
  await moveSource('Call us.');
  const refused = await ask();
  expect(refused.json()).toMatchObject({ status: 409, code: 'mailings.translation_stale', sourceNow: 3 });
  const { reference } = fine<{ reference: string }>(await as('dana').get(`/api/v1/incidents/${incidentId}`));
  const page = await as('dana').get(`/incidents/${reference}/mailings`);
  expect(page.text).toContain('Bring the translation up to it, and have it approved anew.');
  expect(page.text).toContain(`href="/notices/${id}"`);

  await follow(3);
  const mailing = fine<{ id: string; recipientCount: number }>(await ask());
  await moveSource('Call us today.');
  expect((await confirm(mailing)).json()).toMatchObject({ code: 'mailings.translation_stale' });
  const question = await as('karl').get(`/mailings/${mailing.id}/confirmation`);
  expect(question.text).toContain('have it approved anew');
  expect(question.text).not.toContain('name="count"');
  fine(await as('dana').post(`/api/v1/mailings/${mailing.id}/stop`, { reason: 'The source moved' }));

  await follow(4);
  const second = fine<{ id: string; recipientCount: number }>(await ask());
  // The mailing begins three seconds after this, and not before its source has moved.
  const goOn = stopped(running);
  fine(await confirm(second));
  await moveSource('Call us now.');
  goOn();
  const held = await until(running, second.id, 'paused');
  expect(held).toMatchObject({ reason: 'translation_stale', startedAt: null });
  expect((await as('karl').get(`/mailings/${second.id}`)).text).toContain('bring the translation up to it');
});

it('says with each figure what its source says', async () => {
  const { source, id } = await translated();
  const days = (day: number, month: string) => `${ENGLISH} It ended on ${day} ${month} 2026.`;
  expect((await save('dana', source.id, days(3, 'June'))).status).toBe(201);
  const german = (day: number) => `${GERMAN} Es endete am ${day}. Juni 2026.`;
  expect((await save('dana', id, german(4), { sourceRevision: 3 })).status).toBe(201);
  const t1 = async () =>
    (await as('dana').get(`${path(id)}/checks`))
      .json<{ findings: { rule: string; severity: string; text: string }[] }>()
      .findings.filter(({ rule }) => rule === 'T1');
  expect((await t1()).map(({ severity }) => severity)).toEqual(['block', 'block']);
  expect((await t1()).map(({ text }) => text)).toEqual(
    expect.arrayContaining([expect.stringContaining('4. Juni')]),
  );
  expect((await submit(id, 3)).json()).toMatchObject({ status: 422, code: 'notices.checks_stand' });
  expect((await save('dana', id, german(3))).status).toBe(201);
  expect(await t1()).toEqual([]);
  const report = (await as('dana').get(`${path(id)}/checks`)).json<{ passed: string[] }>();
  expect(report.passed).toContain('T1');
});

it('stands by itself once its source is withdrawn', async () => {
  const { source, id } = await translated();
  const { revision } = await notice(source.id);
  const withdrawn = await as('lena').post(`${path(source.id)}/withdrawal`, {
    revision,
    reason: 'Not needed.',
  });
  expect(withdrawn.status).toBeLessThan(300);
  expect((await notice(id)).translation).toBeNull();
});

it('drafts in the nearest language where the one asked for has no texts, and says why', async () => {
  const incidentId = await incidentOf(as);
  const drafted = await draft(incidentId, { locale: 'de-AT' });
  expect(drafted.json()).toMatchObject({
    locale: 'de',
    translation: null,
    fallback: { wanted: 'de-AT', reason: expect.stringContaining('same language') },
  });
  const { id } = drafted.json<NoticeAnswer>();
  const again = await draft(incidentId, { locale: 'de-CH' });
  expect(again.json()).toMatchObject({ status: 409, code: 'notices.exists' });
  expect(again.text).toContain(id);
  expect((await draft(incidentId, { locale: 'no language' })).status).toBe(422);
});

it('refuses the revision of a source for a text that translates nothing', async () => {
  const source = await noticeInReview(as, await incidentOf(as));
  expect((await save('dana', source.id, ENGLISH, { sourceRevision: 1 })).json()).toMatchObject({
    status: 422,
    errors: [{ path: '/sourceRevision' }],
  });
});
