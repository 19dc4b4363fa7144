import { UnitOfWork } from '../src/platform/database/unit-of-work.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { CANARY, Refusals } from './support/attack.js';
import type { Answer } from './support/client.js';
import {
  OPENING,
  approvedNotice,
  confirmed,
  csvOf,
  deliveriesOf,
  importCsv,
  incidentOf,
  noticeInReview,
  requested,
  until,
} from './support/mailings.js';
import type { As } from './support/mailings.js';
import { EVERYONE, people } from './support/people.js';
import type { SignedIn } from './support/people.js';

let running: RunningApp;
let as: As;
let refusals: Refusals;

beforeAll(async () => {
  running = await startApp();
  as = (await people(running, EVERYONE)) as As;
  refusals = new Refusals(running);
});

afterAll(() => running.close());

describe('What is missing or hidden is 404, and both answer alike', () => {
  let hidden: { id: string; reference: string; notice: string; mailing: string; delivery: string };

  beforeAll(async () => {
    hidden = { ...(await kept()), delivery: '' };
    hidden.delivery = (await deliveriesOf(running, hidden.mailing))[0]?.id ?? '';
  });

  /** An incident of Lena and Karl, with everything that can hang on one. */
  async function kept() {
    const id = await incidentOf(as);
    await importCsv(as, id, csvOf(2));
    const text = await approvedNotice(as, id);
    const mailing = await confirmed(as, text);
    await until(running, mailing, 'finished');
    await as('lena').patch(`/api/v1/incidents/${id}`, { visibility: 'restricted' });
    const { reference } = (await as('lena').get(`/api/v1/incidents/${id}`)).json<{ reference: string }>();
    return { id, reference, notice: text, mailing };
  }

  const unknown = '01JZZZZZZZZZZZZZZZZZZZZZZZ';
  const read = (one: { id: string; notice: string; mailing: string; delivery: string }) => [
    `/api/v1/incidents/${one.id}`,
    ...['facts', 'members', 'plan', 'obligations', 'notices', 'recipients', 'mailings'].map(
      (below) => `/api/v1/incidents/${one.id}/${below}`,
    ),
    ...['', '/revisions', '/preview'].map((below) => `/api/v1/notices/${one.notice}${below}`),
    ...['', '/deliveries'].map((below) => `/api/v1/mailings/${one.mailing}${below}`),
    `/api/v1/outbox/${one.delivery}`,
  ];
  const pages = (one: { reference: string; notice: string; mailing: string; delivery: string }) => [
    ...['', '/facts', '/plan', '/obligations', '/notices', '/recipients', '/mailings', '/audit'].map(
      (tab) => `/incidents/${one.reference}${tab}`,
    ),
    `/notices/${one.notice}`,
    `/notices/${one.notice}/review`,
    `/mailings/${one.mailing}`,
    `/mailings/${one.mailing}/confirmation`,
    `/outbox/${one.delivery}`,
  ];

  it('27, 29: a stranger’s incident, and everything that hangs on it', async () => {
    const none = {
      id: unknown,
      reference: 'INC-2026-09999',
      notice: unknown,
      mailing: unknown,
      delivery: unknown,
    };
    const [missing, there] = [
      [...read(none), ...pages(none)],
      [...read(hidden), ...pages(hidden)],
    ];
    for (const [at, path] of there.entries())
      for (const name of ['dana', 'ada', 'aude', 'vera'] as const) {
        const [mine, nothing] = await Promise.all([as(name).get(path), as(name).get(missing[at] ?? '')]);
        const form = (answer: Answer) => [answer.status, textOf(answer)];
        expect([path, ...form(mine)]).toEqual([path, ...form(nothing)]);
        expect([403, 404]).toContain(mine.status);
      }
  });

  /** Without what differs with each answer: number, moment, and what was asked for. */
  function textOf({ text }: Answer): string {
    const parts = /01[A-Z0-9]{24}|INC-\d{4}-\d{5}|\d{4}-\d\d-\d\dT[\d:.]+Z|\d\d:\d\d/g;
    return text.replace(parts, '…');
  }

  it('30: the evidence of another incident, under one’s own', async () => {
    const [mine, theirs] = [await incidentOf(as), await incidentOf(as)];
    const file = { field: 'file', name: 'a.txt', type: 'text/plain', content: CANARY };
    const { id } = (await as('dana').upload(`/api/v1/incidents/${theirs}/evidence`, {}, file)).json<{
      id: string;
    }>();
    for (const act of ['openings', 'verifications', 'scans', 'links', 'links/removal']) {
      const path = `/api/v1/incidents/${mine}/evidence/${id}/${act}`;
      const body = { subject: 'step:a', ...(act === 'links/removal' ? { reason: 'r' } : {}) };
      const asked = act.startsWith('links') ? body : {};
      await refusals.hold(404, 'evidence.not_found', () => as('dana').post(path, asked));
    }
  });

  it('27: changes to a stranger’s incident', async () => {
    const dana = as('dana');
    const below = `/api/v1/incidents/${hidden.id}`;
    const acts: (() => Promise<Answer>)[] = [
      () => dana.post(`${below}/notices`),
      () => dana.post(`${below}/recipients/import`, { csv: csvOf(1) }),
      () => dana.post(`${below}/plan/steps/notify-individuals/decision`, { decision: 'accept', revision: 0 }),
      () => dana.post(`/api/v1/notices/${hidden.notice}/return`, { revision: 2 }),
      () => dana.post('/api/v1/mailings', { noticeId: hidden.notice }),
      () => dana.post(`/api/v1/mailings/${hidden.mailing}/stop`),
      () => dana.post(`/api/v1/mailings/${hidden.mailing}/retry`),
      () => as('karl').patch(`${below}/facts`, { revision: 1, facts: { industry: 'retail' } }),
      () => as('karl').post(`/api/v1/mailings/${hidden.mailing}/confirmation`, { count: 2 }),
    ];
    for (const act of acts) {
      const before = await refusals.everything();
      const answer = await act();
      expect([answer.status, answer.json<{ title: string }>().title]).toEqual([404, 'Not found']);
      expect(await refusals.everything()).toBe(before);
    }
  });

  it('27: lists, counts and searches of a stranger', async () => {
    for (const name of ['dana', 'vera'] as const) {
      const list = (await as(name).get('/api/v1/incidents?limit=100')).text;
      expect(list).not.toContain(hidden.reference);
      expect((await as(name).get(`/api/v1/incidents?text=${hidden.reference}`)).json()).toMatchObject({
        incidents: [],
      });
      expect((await as(name).get('/incidents')).text).not.toContain(hidden.reference);
      expect((await as(name).get('/')).text).not.toContain(hidden.reference);
    }
    expect((await as('dana').get('/api/v1/outbox?limit=100')).text).not.toContain(hidden.delivery);
    expect((await as('dana').get('/outbox')).text).not.toContain(hidden.reference);
  });

  it('28: one’s own thing under the address of another incident', async () => {
    const mine = await incidentOf(as);
    await refusals.hold(404, 'plans.step_not_in_plan', () =>
      as('lena').post(`/api/v1/incidents/${mine}/plan/steps/${CANARY}/decision`, {
        decision: 'accept',
        revision: 0,
      }),
    );
    const { notice } = hidden;
    for (const path of [
      `/api/v1/incidents/${notice}`,
      `/api/v1/notices/${mine}`,
      `/api/v1/mailings/${notice}`,
    ])
      await refusals.hold(404, null, () => as('lena').get(path));
  });

  it('a mailing asked for by the id of an incident', async () => {
    await refusals.hold(404, null, () => as('dana').post('/api/v1/mailings', { noticeId: hidden.id }));
  });
});

describe('What the state or a second pair of eyes forbids is refused with 409', () => {
  const approve = (
    who: SignedIn,
    { id, revision, contentHash }: { id: string; revision: number; contentHash: string },
  ) => who.post(`/api/v1/notices/${id}/approval`, { revision, contentHash });

  interface View {
    revision: number;
    contentHash: string;
    current: { text: { sections: { id: string; heading: string }[] } };
  }

  /** Saves the text anew in the name of someone. */
  async function save(who: SignedIn, id: string): Promise<View> {
    const now = (await who.get(`/api/v1/notices/${id}`)).json<View>();
    const sections = now.current.text.sections.map(({ id: name, heading }, place) => ({
      id: name,
      heading: place === 0 ? 'Notice of a data breach' : heading,
      markdown: OPENING,
      hidden: place !== 0,
    }));
    const body = { revision: now.revision, subject: 'About your data again', sections };
    const saved = await who.post(`/api/v1/notices/${id}/revisions`, body);
    expect([saved.status, saved.text.slice(0, 200)]).toEqual([201, expect.any(String)]);
    return saved.json<View>();
  }

  async function handOver(id: string, revision: number): Promise<void> {
    const { status, text } = await as('dana').post(`/api/v1/notices/${id}/submission`, { revision });
    expect([status, text.slice(0, 300)]).toEqual([200, expect.any(String)]);
  }

  it('41: the author approves', async () => {
    const other = await incidentOf(as);
    const draft = (await as('lena').post(`/api/v1/incidents/${other}/notices`)).json<{ id: string }>();
    const { revision, contentHash } = await save(as('lena'), draft.id);
    await handOver(draft.id, revision);
    const act = () => approve(as('lena'), { id: draft.id, revision, contentHash });
    const facts = await refusals.onRecord(as('lena'), 409, 'notices.approver_is_author', act);
    expect(facts).toMatchObject({ act: 'notice.approve', notice: draft.id });
  });

  it('41: the author approves in a new session', async () => {
    const other = await incidentOf(as);
    const draft = (await as('karl').post(`/api/v1/incidents/${other}/notices`)).json<{ id: string }>();
    const { revision, contentHash } = await save(as('karl'), draft.id);
    await handOver(draft.id, revision);
    await as('karl').signIn();
    await refusals.hold(409, 'notices.approver_is_author', () =>
      approve(as('karl'), { id: draft.id, revision, contentHash }),
    );
  });

  it('42: someone approves who wrote an earlier revision', async () => {
    const other = await incidentOf(as);
    const draft = (await as('karl').post(`/api/v1/incidents/${other}/notices`)).json<{ id: string }>();
    await save(as('karl'), draft.id);
    const { revision, contentHash } = await save(as('dana'), draft.id);
    await handOver(draft.id, revision);
    await refusals.hold(409, 'notices.approver_is_author', () =>
      approve(as('karl'), { id: draft.id, revision, contentHash }),
    );
  });

  it('43: approval of a revision when the next is saved', async () => {
    const other = await incidentOf(as);
    const seen = await noticeInReview(as, other);
    const { revision } = await save(as('dana'), seen.id);
    await handOver(seen.id, revision);
    await refusals.hold(409, 'notices.seen_text_differs', () => approve(as('karl'), seen));
    await refusals.hold(409, 'notices.seen_text_differs', () => approve(as('karl'), { ...seen, revision }));
  });

  it('approval of a text that nobody handed over, and of one that is approved', async () => {
    const other = await incidentOf(as);
    const draft = (await as('dana').post(`/api/v1/incidents/${other}/notices`)).json<View & { id: string }>();
    await refusals.hold(409, 'notices.state_refused', () => approve(as('karl'), draft));
  });

  it('45, 46: who asked for a mailing confirms it; five more people came in', async () => {
    const other = await incidentOf(as);
    await importCsv(as, other, csvOf(3));
    const text = await approvedNotice(as, other);
    const { id } = (await as('lena').post('/api/v1/mailings', { noticeId: text })).json<{ id: string }>();
    const confirm = (who: SignedIn, count: number) =>
      who.post(`/api/v1/mailings/${id}/confirmation`, { count });
    const facts = await refusals.onRecord(as('lena'), 409, 'mailings.confirmer_is_requester', () =>
      confirm(as('lena'), 3),
    );
    expect(facts).toMatchObject({ act: 'mailing.confirm', mailing: id });
    await importCsv(as, other, csvOf(5, 100));
    await refusals.hold(409, 'mailings.list_changed', () => confirm(as('karl'), 3));
  });

  it('50: a text that was changed by SQL after its approval', async () => {
    const other = await incidentOf(as);
    await importCsv(as, other, csvOf(2));
    const noticeId = await approvedNotice(as, other);
    const { id } = await requested(as, noticeId);
    await changeTextBySql(noticeId);
    await refusals.hold(409, 'mailings.text_changed', () =>
      as('karl').post(`/api/v1/mailings/${id}/confirmation`, { count: 2 }),
    );
    expect(await deliveriesOf(running, id)).toEqual([]);
  });

  async function changeTextBySql(noticeId: string): Promise<void> {
    await running.app
      .get(UnitOfWork)
      .run((manager) =>
        manager.query(
          `UPDATE notice_revision SET text = REPLACE(text, 'your number is', 'pay to') WHERE notice_id = '${noticeId}'`,
        ),
      );
  }
});
