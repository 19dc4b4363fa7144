import { ApprovalGates } from '../src/notices/approval-gates.js';
import { ApprovalWatchers } from '../src/notices/approval-watchers.js';
import { NoticeHistory } from '../src/notices/notice-history.js';
import { NoticeReviewers } from '../src/notices/notice-reviewers.js';
import { Conflict } from '../src/platform/errors.js';
import { Reader } from '../src/platform/database/reader.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { OPENING, incidentOf, noticeInReview } from './support/mailings.js';
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

/** An approval asks for a sign-in of the last five minutes; on a busy machine these tests take longer than that. */
beforeEach(async () => {
  for (const name of ['lena', 'karl'] as const) await as(name).signIn();
});

interface View {
  state: string;
  revision: number;
  contentHash: string;
}

interface ReviewView {
  id: string;
  revision: number;
  reviewerId: string;
  aspect: string;
  outcome: string | null;
  note: string;
  isCurrent: boolean;
}

type Name = keyof typeof EVERYONE;

async function inReview() {
  const incidentId = await incidentOf(as);
  return { incidentId, ...(await noticeInReview(as, incidentId)) };
}

const noticeOf = async (id: string) => (await as('dana').get(`/api/v1/notices/${id}`)).json<View>();
const reviewsOf = async (id: string) =>
  (await as('aude').get(`/api/v1/notices/${id}/reviews`)).json<{ reviews: ReviewView[] }>().reviews;
const ask = (id: string, reviewer: Name, aspect = 'law', who: Name = 'dana') =>
  as(who).post(`/api/v1/notices/${id}/reviews`, { reviewerId: as(reviewer).id, aspect });
const answer = (who: Name, id: string, reviewId: string, body: object) =>
  as(who).post(`/api/v1/notices/${id}/reviews/${reviewId}/answer`, body);
const save = (id: string, revision: number, words: string, who: Name = 'dana') =>
  as(who).post(`/api/v1/notices/${id}/revisions`, {
    revision,
    subject: 'About your data',
    preheader: '',
    sections: [
      { id: 'opening', heading: 'Notice of a data breach', markdown: `${OPENING} ${words}`, hidden: false },
    ],
    details: {},
  });
const submit = (id: string, revision: number) =>
  as('dana').post(`/api/v1/notices/${id}/submission`, { revision });
const approve = async (who: Name, id: string) => {
  const { revision, contentHash } = await noticeOf(id);
  return as(who).post(`/api/v1/notices/${id}/approval`, { revision, contentHash });
};
const awaited = async (who: Name) => {
  const found = await running.app.get(NoticeReviewers).awaiting(as(who).actor, 50);
  return found.map(({ noticeId, aspect }) => `${noticeId} ${aspect}`);
};

async function asked(id: string, reviewer: Name, aspect?: string): Promise<string> {
  return (await ask(id, reviewer, aspect)).json<{ id: string }>().id;
}

it('goes round: asked, changes wanted, saved, asked again, agreed, approved', async () => {
  const { id, incidentId } = await inReview();
  const law = await asked(id, 'karl', 'law');
  const facts = await asked(id, 'lena', 'facts');
  expect(await awaited('karl')).toContain(`${id} law`);
  expect((await ask(id, 'karl')).json()).toMatchObject({ code: 'notices.review_asked_already' });

  const agreed = await answer('lena', id, facts, { revision: 2, outcome: 'agreed', note: 'Figures checked' });
  expect(agreed.json()).toMatchObject({ outcome: 'agreed', note: 'Figures checked', isCurrent: true });
  const silent = await answer('karl', id, law, { revision: 2, outcome: 'changes', note: ' ' });
  expect(silent.json()).toMatchObject({ status: 422, errors: [{ path: '/note' }] });
  const note = 'Article 34 wants the name of the officer.';
  expect((await answer('karl', id, law, { revision: 2, outcome: 'changes', note })).status).toBe(200);
  expect(await noticeOf(id)).toMatchObject({ state: 'changes_requested', revision: 2 });
  expect((await approve('lena', id)).json()).toMatchObject({ code: 'notices.state_refused' });

  await save(id, 2, 'Our officer is Nuala Breen.');
  expect(await awaited('karl')).not.toContain(`${id} law`);
  expect((await submit(id, 3)).json()).toMatchObject({ state: 'in_review' });
  const reviews = await reviewsOf(id);
  expect(
    reviews.map(({ revision, aspect, outcome, isCurrent }) => [revision, aspect, outcome, isCurrent]),
  ).toEqual(
    expect.arrayContaining([
      [2, 'law', 'changes', false],
      [2, 'facts', 'agreed', false],
      [3, 'law', null, true],
      [3, 'facts', null, true],
    ]),
  );
  expect(reviews).toHaveLength(4);
  expect(await awaited('karl')).toContain(`${id} law`);
  const late = await answer('karl', id, law, { revision: 3, outcome: 'agreed', note: '' });
  expect(late.json()).toMatchObject({ code: 'notices.review_answered' });
  const again = reviews.find((one) => one.revision === 3 && one.aspect === 'law')?.id ?? '';
  expect((await answer('karl', id, again, { revision: 3, outcome: 'agreed', note: '' })).status).toBe(200);
  expect((await approve('lena', id)).json()).toMatchObject({ state: 'approved' });

  const trail = await trailOf(running, id);
  expect(trail.map(({ action }) => action.replace('notice.', ''))).toEqual([
    'drafted',
    'revised',
    'submitted',
    'review_asked',
    'review_asked',
    'review_answered',
    'review_answered',
    'returned',
    'revised',
    'submitted',
    'review_answered',
    'approved',
  ]);
  expect(JSON.stringify(trail)).not.toContain('officer');
  expect(trail[9]?.facts).toMatchObject({ askedAgain: 2 });
  const returned = (await running.app.get(NoticeHistory).of({ id, incidentId })).find(
    ({ act }) => act === 'returned',
  );
  expect(returned).toMatchObject({ by: as('karl').id, words: note });
});

it('takes an unanswered question along to the text that is saved meanwhile', async () => {
  const { id } = await inReview();
  await asked(id, 'karl');
  await save(id, 2, 'Other words.');
  expect(await reviewsOf(id)).toMatchObject([{ revision: 3, outcome: null, isCurrent: true }]);
  await submit(id, 3);
  expect(await reviewsOf(id)).toHaveLength(1);
  expect(await awaited('karl')).toContain(`${id} law`);
});

it('waits on the dashboard of whoever is asked, until they answer', async () => {
  const { id } = await inReview();
  const board = async () => (await as('dana').get('/')).text;
  expect(await board()).not.toContain(`/notices/${id}/reviews`);
  const facts = await asked(id, 'dana', 'facts');
  expect(await board()).toContain(`/notices/${id}/reviews`);
  expect(await board()).toContain('You are asked about its facts.');
  await answer('dana', id, facts, { revision: 2, outcome: 'agreed', note: '' });
  expect(await board()).not.toContain(`/notices/${id}/reviews`);
});

it('keeps a reviewer who wants changes in the way of the same text, until they agree', async () => {
  const { id } = await inReview();
  const law = await asked(id, 'karl');
  await answer('karl', id, law, { revision: 2, outcome: 'changes', note: 'No.' });
  await submit(id, 2);
  expect(await awaited('karl')).toContain(`${id} law`);
  expect((await approve('lena', id)).json()).toMatchObject({
    status: 409,
    code: 'notices.changes_still_asked',
    reviewers: [as('karl').id],
  });
  await answer('karl', id, law, { revision: 2, outcome: 'agreed', note: 'I see now.' });
  expect((await approve('lena', id)).status).toBe(200);
});

it('asks only people who may review and see the incident, and takes a question back', async () => {
  const { id, incidentId } = await inReview();
  for (const stranger of ['ada', 'aude', 'vera'] as const)
    expect((await ask(id, stranger)).json()).toMatchObject({
      status: 422,
      errors: [{ path: '/reviewerId' }],
    });
  const unknown = { reviewerId: '0'.repeat(26), aspect: 'law' };
  expect((await as('dana').post(`/api/v1/notices/${id}/reviews`, unknown)).status).toBe(422);
  expect((await ask(id, 'karl', 'taste')).status).toBe(422);
  expect((await ask(id, 'karl', 'law', 'aude')).status).toBe(403);

  const law = await asked(id, 'karl');
  const other = await inReview();
  expect((await as('dana').delete(`/api/v1/notices/${other.id}/reviews/${law}`)).status).toBe(404);
  expect((await as('dana').delete(`/api/v1/notices/${id}/reviews/${law}`)).status).toBe(204);
  expect(await reviewsOf(id)).toEqual([]);

  const seen = await asked(id, 'karl');
  expect((await answer('lena', id, seen, { revision: 2, outcome: 'agreed', note: '' })).json()).toMatchObject(
    {
      status: 403,
      code: 'notices.review_not_yours',
    },
  );
  expect((await answer('karl', id, seen, { revision: 1, outcome: 'agreed', note: '' })).json()).toMatchObject(
    {
      status: 409,
      code: 'notices.changed',
    },
  );
  await answer('karl', id, seen, { revision: 2, outcome: 'agreed', note: '' });
  expect((await as('dana').delete(`/api/v1/notices/${id}/reviews/${seen}`)).json()).toMatchObject({
    code: 'notices.review_answered',
  });

  await as('lena').patch(`/api/v1/incidents/${incidentId}`, { visibility: 'members', reason: 'Private' });
  expect((await ask(id, 'karl', 'facts', 'lena')).json()).toMatchObject({ code: 'notices.reviewer_refused' });
  expect(await awaited('karl')).not.toContain(`${id} law`);
});

it('gives nothing back without a word', async () => {
  const { id, revision } = await inReview();
  const back = (body: object) => as('karl').post(`/api/v1/notices/${id}/return`, { revision, ...body });
  expect((await back({})).json()).toMatchObject({ status: 422, code: 'notices.reason_missing' });
  expect((await back({ reason: '  ' })).status).toBe(422);
  expect((await back({ reason: 'Too long.' })).json()).toMatchObject({ state: 'changes_requested' });
  expect((await submit(id, revision)).json()).toMatchObject({ state: 'in_review' });
});

it('is held up by any gate, and followed by every watcher of approvals, together or not at all', async () => {
  const { id } = await inReview();
  class NotYet extends Conflict {
    readonly code = 'test.not_yet';
  }
  let open = false;
  const acts: string[] = [];
  const told: string[] = [];
  running.app.get(ApprovalGates).guard(async (_, { act, notice }) => {
    if (notice.id !== id) return;
    acts.push(act);
    if (!open) throw new NotYet('Not yet.');
  });
  running.app.get(ApprovalWatchers).watch(async (manager, { notice, current }) => {
    if (notice.id !== id) return;
    told.push(`${notice.state} ${current.revision}`);
    await manager.query(`UPDATE notice SET created_at = created_at WHERE id = '${id}'`);
    if (told.length === 1) throw new NotYet('The first time it fails.');
  });
  expect((await approve('karl', id)).json()).toMatchObject({ code: 'test.not_yet' });
  open = true;
  expect((await approve('karl', id)).json()).toMatchObject({ code: 'test.not_yet' });
  expect(await noticeOf(id)).toMatchObject({ state: 'in_review' });
  expect((await approve('karl', id)).json()).toMatchObject({ state: 'approved' });
  expect([acts, told]).toEqual([
    ['approve', 'approve', 'approve'],
    ['approved 2', 'approved 2'],
  ]);
  const approvals = (await trailOf(running, id)).filter(({ action }) => action === 'notice.approved');
  expect(approvals).toHaveLength(1);
});

it('seals what reviewers say', async () => {
  const { id } = await inReview();
  const law = await asked(id, 'karl');
  await answer('karl', id, law, { revision: 2, outcome: 'agreed', note: 'Xylophone' });
  const rows: unknown = await running.app
    .get(Reader)
    .manager.query(`SELECT * FROM notice_review WHERE notice_id = '${id}'`);
  expect(JSON.stringify(rows)).not.toContain('Xylophone');
  expect(await reviewsOf(id)).toMatchObject([{ note: 'Xylophone' }]);
});
