import { AuditLog } from '../src/audit/audit-log.js';
import { AuditSealer } from '../src/audit/audit-sealer.js';
import { Reader } from '../src/platform/database/reader.js';
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

type Name = keyof typeof EVERYONE;

async function inReview() {
  const incidentId = await incidentOf(as);
  return { incidentId, ...(await noticeInReview(as, incidentId)) };
}

const rowsOf = (table: string, id: string): Promise<unknown> =>
  running.app.get(Reader).manager.query(`SELECT * FROM ${table} WHERE notice_id = '${id}'`);

describe('Comments', () => {
  interface CommentView {
    id: string;
    parentId: string | null;
    section: string | null;
    text: string;
    quote: string;
    by: string;
    resolvedBy: string | null;
  }

  const path = (id: string) => `/api/v1/notices/${id}/comments`;
  const say = (who: Name, id: string, said: object) =>
    as(who).post(path(id), { revision: 2, section: 'opening', text: 'Shorter, please.', ...said });
  const listOf = async (id: string, who: Name = 'aude') =>
    (await as(who).get(path(id))).json<{ comments: CommentView[] }>().comments;
  const settle = (who: Name, id: string, commentId: string, resolved: boolean) =>
    as(who).post(`${path(id)}/${commentId}/resolution`, { resolved });

  it('are said of a section, answered, settled and opened again', async () => {
    const { id } = await inReview();
    const first = (await say('karl', id, { quote: 'your number is' })).json<CommentView>();
    expect(first).toMatchObject({ section: 'opening', quote: 'your number is', by: as('karl').id });
    const reply = { section: null, text: 'Done.', parentId: first.id };
    expect((await say('dana', id, reply)).json()).toMatchObject({ section: 'opening', parentId: first.id });
    expect((await say('lena', id, { section: null, text: 'Good work.' })).json()).toMatchObject({
      section: null,
    });
    expect((await settle('dana', id, first.id, true)).json()).toMatchObject({ resolvedBy: as('dana').id });
    expect((await settle('dana', id, first.id, true)).status).toBe(200);
    expect(await listOf(id)).toMatchObject([
      { text: 'Shorter, please.', resolvedBy: as('dana').id },
      { text: 'Done.', resolvedBy: null },
      { text: 'Good work.' },
    ]);
    expect((await settle('karl', id, first.id, false)).json()).toMatchObject({ resolvedBy: null });

    const trail = (await trailOf(running, id)).slice(3);
    expect(trail.map(({ action }) => action.replace('notice.comment_', ''))).toEqual([
      'added',
      'added',
      'added',
      'resolved',
      'reopened',
    ]);
    expect(JSON.stringify(trail)).not.toMatch(/Shorter|your number|Good work/);
    expect(JSON.stringify(await rowsOf('notice_comment', id))).not.toMatch(/Shorter|your number/);
  });

  it('change nothing about the text: what was approved stays so', async () => {
    const { id, revision, contentHash } = await inReview();
    await say('karl', id, {});
    expect((await as('karl').post(`/api/v1/notices/${id}/approval`, { revision, contentHash })).status).toBe(
      200,
    );
    await say('dana', id, { section: null });
    expect((await as('dana').get(`/api/v1/notices/${id}`)).json()).toMatchObject({
      state: 'approved',
      contentHash,
    });
  });

  it('are refused where they fit nothing, and to those who only read', async () => {
    const [{ id }, other] = [await inReview(), await inReview()];
    const first = (await say('karl', id, {})).json<CommentView>();
    const reply = (await say('karl', id, { parentId: first.id })).json<CommentView>();
    const faults = async (said: object) =>
      (await say('dana', id, said)).json<{ status: number; errors?: { path: string }[] }>();
    expect(await faults({ section: 'none' })).toMatchObject({ status: 422, errors: [{ path: '/section' }] });
    expect(await faults({ revision: 7 })).toMatchObject({ status: 422, errors: [{ path: '/revision' }] });
    expect(await faults({ text: '  ' })).toMatchObject({ status: 422, errors: [{ path: '/text' }] });
    expect(await faults({ text: 'x'.repeat(2_001) })).toMatchObject({ status: 422 });
    expect(await faults({ parentId: reply.id })).toMatchObject({ errors: [{ path: '/parentId' }] });
    expect((await say('dana', other.id, { parentId: first.id })).status).toBe(404);
    expect((await settle('dana', other.id, first.id, true)).status).toBe(404);
    expect((await settle('dana', id, reply.id, true)).status).toBe(422);
    expect((await say('aude', id, {})).status).toBe(403);
    expect((await as('vera').get(path(id))).status).toBe(403);
    expect((await as('ada').get(path(id))).status).toBe(403);
  });
});

describe("Counsel's notes", () => {
  const path = (id: string) => `/api/v1/notices/${id}/counsel-notes`;
  const SECRET = 'Privileged: do not admit Quokka.';

  it('are read by counsel and lead, and by nobody else, wherever they look', async () => {
    const { id, incidentId } = await inReview();
    const written = (await as('karl').post(path(id), { text: SECRET })).json<{ id: string }>();
    for (const reader of ['karl', 'lena'] as const)
      expect((await as(reader).get(path(id))).json()).toMatchObject({
        notes: [{ id: written.id, text: SECRET, by: as('karl').id }],
      });
    for (const stranger of ['dana', 'aude', 'vera', 'ada'] as const)
      expect((await as(stranger).get(path(id))).status).toBe(403);
    for (const reader of ['lena', 'dana', 'aude', 'vera', 'ada'] as const)
      expect((await as(reader).post(path(id), { text: 'x' })).status).toBe(403);

    await running.app.get(AuditSealer).sealAll();
    const { reference } = (await as('lena').get(`/api/v1/incidents/${incidentId}`)).json<{
      reference: string;
    }>();
    const places = [
      ...['', '/revisions', '/preview?format=html', '/reviews', '/comments', '/fields', '/redraft'].map(
        (below) => `/api/v1/notices/${id}${below}`,
      ),
      `/api/v1/incidents/${incidentId}`,
      `/api/v1/incidents/${incidentId}/notices`,
      ...['', '/reviews'].map((below) => `/notices/${id}${below}`),
      ...['', '/notices', '/audit'].map((below) => `/incidents/${reference}${below}`),
    ];
    // The lead reads them on one page: beside the text that is decided about.
    const review = `/notices/${id}/reviews`;
    for (const who of ['dana', 'lena', 'aude', 'vera', 'ada'] as const)
      for (const place of places)
        expect({ who, place, isTold: (await as(who).get(place)).text.includes('Quokka') }).toEqual({
          who,
          place,
          isTold: who === 'lena' && place === review,
        });
    expect(JSON.stringify(await rowsOf('counsel_note', id))).not.toContain('Quokka');
  });

  it('leave on record that one was written, and not a word of it', async () => {
    const { id, incidentId } = await inReview();
    const { id: note } = (await as('karl').post(path(id), { text: SECRET })).json<{ id: string }>();
    await as('karl').delete(`${path(id)}/${note}`);
    const trail = (await trailOf(running, id)).slice(3);
    expect(trail.map(({ action, facts }) => ({ action, facts }))).toEqual([
      { action: 'counsel_note.written', facts: { note } },
      { action: 'counsel_note.taken_back', facts: { note } },
    ]);
    await running.app.get(AuditSealer).sealAll();
    const entries = await running.app.get(AuditLog).list({ incidentId, limit: 50 });
    expect(JSON.stringify(entries)).not.toContain('Quokka');
    expect((await as('karl').get(path(id))).json()).toEqual({ notes: [] });
    expect(await rowsOf('counsel_note', id)).toEqual([]);
  });

  it('belong to one notice of an incident that its reader sees', async () => {
    const [{ id, incidentId }, other] = [await inReview(), await inReview()];
    const { id: note } = (await as('karl').post(path(id), { text: SECRET })).json<{ id: string }>();
    expect((await as('karl').delete(`${path(other.id)}/${note}`)).status).toBe(404);
    expect((await as('karl').post(path(id), { text: ' ' })).status).toBe(422);
    await as('lena').patch(`/api/v1/incidents/${incidentId}`, { visibility: 'members', reason: 'Private' });
    expect((await as('karl').get(path(id))).status).toBe(404);
    expect((await as('karl').post(path(id), { text: 'x' })).status).toBe(404);
    expect((await as('karl').delete(`${path(id)}/${note}`)).status).toBe(404);
  });
});
