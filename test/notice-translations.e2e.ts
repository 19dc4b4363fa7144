import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { incidentOf, noticeInReview } from './support/mailings.js';
import type { As } from './support/mailings.js';
import { EVERYONE, people } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let as: As;

beforeAll(async () => {
  running = await startApp();
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
