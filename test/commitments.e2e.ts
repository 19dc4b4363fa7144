import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { incidentOf, OPENING } from './support/mailings.js';
import type { As } from './support/mailings.js';
import { EVERYONE, people } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let as: As;

beforeAll(async () => {
  running = await startApp();
  as = (await people(running, EVERYONE)) as As;
});

afterAll(() => running.close());

interface Notice {
  id: string;
  revision: number;
  contentHash: string;
  current: { text: { sections: { id: string; heading: string; markdown: string }[] } };
}

interface View {
  id: string;
  rule: string | null;
  keeper: string;
  keeperId: string | null;
  dueOn: string | null;
  words: string;
  state: string;
  revision: number;
}

interface Promises {
  proposed: { rule: string; dueOn: string | null; text: string; leftOut: View | null }[];
  written: View[];
  standing: View[];
}

const SHOWN = ['opening', 'next'];

/** A text of two sections: a greeting, and the day of the next message. */
async function saved(noticeId: string, day: string): Promise<Notice> {
  const { revision, current } = (await as('dana').get(`/api/v1/notices/${noticeId}`)).json<Notice>();
  const sections = current.text.sections.map(({ id, heading, markdown }) => ({
    id,
    heading: id === 'opening' ? 'Notice of a data breach' : heading,
    markdown: id === 'opening' ? OPENING : markdown,
    hidden: !SHOWN.includes(id),
  }));
  const text = { subject: 'About your data', preheader: '', sections, details: { 'next.updateAt': day } };
  const answer = await as('dana').post(`/api/v1/notices/${noticeId}/revisions`, { revision, ...text });
  expect([answer.status, answer.text.slice(0, 300)]).toEqual([201, expect.any(String)]);
  return answer.json<Notice>();
}

async function drafted(): Promise<{ incidentId: string; notice: Notice }> {
  const incidentId = await incidentOf(as);
  const { id } = (
    await as('dana').post(`/api/v1/incidents/${incidentId}/notices`, { kind: 'individuals-email' })
  ).json<Notice>();
  return { incidentId, notice: await saved(id, '2027-12-04') };
}

async function approve({ id, revision, contentHash }: Notice): Promise<void> {
  const submitted = await as('dana').post(`/api/v1/notices/${id}/submission`, { revision });
  expect([submitted.status, submitted.text.slice(0, 600)]).toEqual([200, expect.any(String)]);
  const answer = await as('karl').post(`/api/v1/notices/${id}/approval`, { revision, contentHash });
  expect([answer.status, answer.text.slice(0, 600)]).toEqual([200, expect.any(String)]);
}

const promisesOf = async (id: string) =>
  (await as('dana').get(`/api/v1/notices/${id}/commitments`)).json<Promises>();
const listOf = async (incidentId: string) =>
  (await as('vera').get(`/api/v1/incidents/${incidentId}/commitments`)).json<{ commitments: View[] }>()
    .commitments;

describe('The commitments of a notice', () => {
  it('stand with keeper and day once the text is approved, and not before', async () => {
    const { incidentId, notice } = await drafted();
    const { proposed } = await promisesOf(notice.id);
    expect(proposed).toMatchObject([
      {
        rule: 'next-update',
        dueOn: '2027-12-04',
        text: 'We write again by 4 December 2027, even if nothing has changed.',
        leftOut: null,
      },
    ]);
    expect(await listOf(incidentId)).toEqual([]);
    await approve(notice);
    const [made, ...more] = await listOf(incidentId);
    expect(more).toEqual([]);
    expect(made).toMatchObject({
      rule: 'next-update',
      keeper: 'communications',
      dueOn: '2027-12-04',
      state: 'standing',
      revision: notice.revision,
    });
    const [entry] = await trailOf(running, made?.id);
    expect(entry).toMatchObject({
      action: 'commitment.made',
      facts: { notice: notice.id, due: '2027-12-04' },
    });
    expect(JSON.stringify(entry)).not.toContain('We write again');
  });

  it('take in what somebody wrote, and leave out what the text does not promise, with the reason', async () => {
    const { incidentId, notice } = await drafted();
    const path = `/api/v1/notices/${notice.id}/commitments`;
    const { revision } = notice;
    const own = { revision, section: 'next', keeper: 'works council', text: 'We print it in the canteen.' };
    const added = await as('dana').post(path, { ...own, dueOn: '2027-11-30' });
    expect(added.status).toBe(201);
    const omission = { revision, rule: 'next-update', reason: 'The next message is the last.' };
    expect((await as('dana').post(`${path}/omission`, omission)).status).toBe(201);
    expect((await promisesOf(notice.id)).proposed[0]?.leftOut?.words).toBe(omission.reason);
    await approve(notice);
    expect(await listOf(incidentId)).toMatchObject([
      { rule: null, keeper: 'works council', dueOn: '2027-11-30', words: own.text },
    ]);
  });

  it('end when another text is approved that does not make them', async () => {
    const { incidentId, notice } = await drafted();
    await approve(notice);
    const [first] = await listOf(incidentId);
    const entrusted = await as('lena').post(`/api/v1/commitments/${first?.id}/keeper`, {
      keeperId: as('dana').id,
    });
    expect(entrusted.json<View>().keeperId).toBe(as('dana').id);
    await approve(await saved(notice.id, '2027-12-18'));
    const now = await listOf(incidentId);
    expect(now).toMatchObject([{ dueOn: '2027-12-18', keeperId: null }]);
    const actions = (await trailOf(running, first?.id)).map(({ action }) => action);
    expect(actions).toEqual(['commitment.made', 'commitment.entrusted', 'commitment.superseded']);
  });

  it('keep row and keeper when the next approved text makes the same promise', async () => {
    const { incidentId, notice } = await drafted();
    await approve(notice);
    const [first] = await listOf(incidentId);
    await as('lena').post(`/api/v1/commitments/${first?.id}/keeper`, { keeperId: as('dana').id });
    await approve(await saved(notice.id, '2027-12-04'));
    expect(await listOf(incidentId)).toMatchObject([{ id: first?.id, keeperId: as('dana').id }]);
  });

  it('refuse what cannot be kept, and change nothing', async () => {
    const { notice } = await drafted();
    const path = `/api/v1/notices/${notice.id}/commitments`;
    const { revision } = notice;
    const own = { revision, section: 'next', keeper: 'finance', text: 'We pay.' };
    const tries = [
      { ...own, section: 'payback' },
      { ...own, dueOn: '2027-02-30' },
      { ...own, keeper: ' ' },
      { ...own, text: '' },
    ];
    const answers = await Promise.all(tries.map((body) => as('dana').post(path, body)));
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422]);
    const stale = await as('dana').post(path, { ...own, revision: revision - 1 });
    expect(stale.status).toBe(409);
    const unknown = { revision, rule: 'losses', reason: 'r' };
    expect((await as('dana').post(`${path}/omission`, unknown)).status).toBe(404);
    expect(await promisesOf(notice.id)).toMatchObject({
      written: [],
      standing: [],
      proposed: [{ leftOut: null }],
    });
    await approve(notice);
    const { standing } = await promisesOf(notice.id);
    const removal = await as('dana').post(`${path}/${standing[0]?.id}/removal`);
    expect([removal.status, removal.json<{ code: string }>().code]).toEqual([409, 'commitments.stands']);
  });
});
