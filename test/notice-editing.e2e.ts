import { OrganisationSettings } from '../src/organisation/organisation.service.js';
import { SYSTEM } from '../src/platform/access/actor.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { importCsv, incidentOf, noticeInReview } from './support/mailings.js';
import type { As } from './support/mailings.js';
import { EVERYONE, people } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let as: As;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, EVERYONE);
  await running.app.get(OrganisationSettings).save(0, { name: 'Larkmoor Group' }, SYSTEM);
});

afterAll(() => running.close());

/** What the editor sends: the whole text, with other words in its opening. */
const typed = (opening: string, more: Record<string, unknown> = {}) => ({
  revision: 2,
  subject: 'About your data',
  preheader: '',
  sections: [{ id: 'opening', heading: 'Notice of a data breach', markdown: opening, hidden: false }],
  details: {},
  ...more,
});

async function inReview() {
  const incidentId = await incidentOf(as);
  return { incidentId, ...(await noticeInReview(as, incidentId)) };
}

const copyOf = (id: string) => `/api/v1/notices/${id}/working-copy`;

describe('A working copy', () => {
  it('keeps what one person typed until they save it, and shows it to nobody else', async () => {
    const { id } = await inReview();
    expect((await as('dana').get(copyOf(id))).json()).toMatchObject({
      status: 404,
      code: 'notices.no_working_copy',
    });
    const half = typed('Half a field {{recipient.na');
    const kept = await as('dana').put(copyOf(id), half);
    expect(kept.json()).toMatchObject({ revision: 2, currentRevision: 2, isStale: false });
    await as('dana').put(copyOf(id), typed('All of it.'));
    await as('karl').put(copyOf(id), typed('Words of Karl.'));

    const mine = (await as('dana').get(copyOf(id))).json<{ text: { sections: { markdown: string }[] } }>();
    expect(mine.text.sections[0]?.markdown).toBe('All of it.');
    expect((await as('karl').get(copyOf(id))).text).not.toContain('All of it.');
    expect((await as('lena').get(copyOf(id))).status).toBe(404);
    for (const reader of ['aude', 'vera', 'ada'] as const)
      expect((await as(reader).get(copyOf(id))).status).toBe(403);

    expect((await as('dana').post(`/api/v1/notices/${id}/revisions`, typed('All of it.'))).status).toBe(201);
    expect((await as('dana').get(copyOf(id))).status).toBe(404);
    expect((await as('karl').get(copyOf(id))).json()).toMatchObject({
      revision: 2,
      currentRevision: 3,
      isStale: true,
    });
  });

  it('is no state of the notice: no audit entry, no author, no change of what is in review', async () => {
    const { id, revision, contentHash } = await inReview();
    const before = (await trailOf(running, id)).length;
    await as('karl').put(copyOf(id), typed('Karl tries some words.'));
    await as('karl').delete(copyOf(id));
    await as('karl').put(copyOf(id), typed('And others.'));
    expect(await trailOf(running, id)).toHaveLength(before);
    const approved = await as('karl').post(`/api/v1/notices/${id}/approval`, { revision, contentHash });
    expect(approved.json()).toMatchObject({ state: 'approved', approvedBy: as('karl').id });
  });

  it('is refused where it could never be saved, by its place', async () => {
    const { id, revision } = await inReview();
    const keep = (body: object) => as('dana').put(copyOf(id), body);
    expect((await keep(typed('x', { revision: 9 }))).json()).toMatchObject({
      status: 422,
      errors: [{ path: '/revision' }],
    });
    const unknown = typed('x', { sections: [{ id: 'none', heading: '', markdown: '', hidden: false }] });
    expect((await keep(unknown)).json()).toMatchObject({ status: 422, errors: [{ path: '/sections/0/id' }] });
    expect((await keep(typed('x'.repeat(70_000)))).status).toBe(422);
    await as('lena').post(`/api/v1/notices/${id}/withdrawal`, { revision, reason: 'Not needed.' });
    expect((await keep(typed('x'))).json()).toMatchObject({ code: 'notices.state_refused' });
  });
});

interface Preview {
  rendered: { subject: string; body: string } | null;
  faults: { path: string; rule: string; line: number | null; column: number | null }[];
  missing: { placeholder: string }[];
}

describe('A preview of unsaved text', () => {
  const show = (id: string, body: object, who: keyof typeof EVERYONE = 'dana') =>
    as(who).post(`/api/v1/notices/${id}/preview`, body);

  it('is rendered as it would be sent, and keeps nothing', async () => {
    const { id } = await inReview();
    const before = (await trailOf(running, id)).length;
    const words = typed('Your data at {{organisation.name}}: {{dataClassBare recipient.dataClasses}}.');
    const text = (await show(id, { ...words, format: 'text' })).json<Preview>();
    expect(text).toMatchObject({ faults: [], missing: [] });
    expect(text.rendered?.body).toContain('Your data at Larkmoor Group: name, passport number.');
    const html = (await show(id, { ...words, format: 'html' })).json<Preview>();
    expect(html.rendered?.body).toMatch(/^<!doctype html>/i);
    expect((await as('dana').get(`/api/v1/notices/${id}`)).json()).toMatchObject({ revision: 2 });
    expect(await trailOf(running, id)).toHaveLength(before);
  });

  it('shows the copy of a group, and of one person with all that names them masked', async () => {
    const { id, incidentId } = await inReview();
    await importCsv(
      as,
      incidentId,
      [
        'email,name,reference,data_classes',
        'maria@example.org,Maria Oduya,R-004812,name;passport',
        'omar@example.org,Omar Test,R-004813,name',
        'ines@example.org,Ines Test,R-004814,name',
        'nn@example.org,,,',
      ].join('\n'),
    );
    const { groups } = (await as('dana').get(`/api/v1/notices/${id}/readers`)).json<{
      groups: { key: string; dataClasses: string[]; people: number }[];
    }>();
    expect(groups).toEqual([
      { key: 'name', dataClasses: ['name'], people: 2 },
      { key: '', dataClasses: [], people: 1 },
      { key: 'name;passport', dataClasses: ['name', 'passport'], people: 1 },
    ]);
    const words = typed(
      'To {{recipient.name}}, number {{recipient.reference}}: {{dataClassBare recipient.dataClasses}}.',
    );
    const group = (await show(id, { ...words, group: 'name' })).json<Preview>();
    expect(group.rendered?.body).toContain('⟦per person');
    expect(group.rendered?.body).toContain(': name.');

    const { recipients } = (await as('dana').get(`/api/v1/incidents/${incidentId}/recipients`)).json<{
      recipients: { id: string; initials: string }[];
    }>();
    const maria = recipients.find(({ initials }) => initials === 'M. O.');
    const person = await show(id, { ...words, recipientId: maria?.id });
    expect(person.json<Preview>().rendered?.body).toContain(
      'To M. O., number R***12: name, passport number.',
    );
    expect(person.text).not.toMatch(/Maria|Oduya|004812|maria@/);
    const stored = await as('dana').get(`/api/v1/notices/${id}/preview?recipientId=${maria?.id}`);
    expect(stored.json<{ body: string }>().body).toContain('Dear M. O.');

    const errors = async (body: object) => (await show(id, { ...words, ...body })).json();
    expect(await errors({ group: 'passport' })).toMatchObject({ errors: [{ path: '/group' }] });
    expect(await errors({ recipientId: id })).toMatchObject({ errors: [{ path: '/recipientId' }] });
    expect(await errors({ group: 'name', recipientId: maria?.id })).toMatchObject({ status: 422 });
    const auditor = await as('aude').get(`/api/v1/notices/${id}/preview?group=name`);
    expect(auditor.json()).toMatchObject({ status: 403, code: 'notices.readers_hidden' });
    expect((await as('aude').get(`/api/v1/notices/${id}/preview`)).status).toBe(200);
  });

  it('knows nobody of another incident', async () => {
    const [{ id }, other] = [await inReview(), await inReview()];
    await importCsv(as, other.incidentId, 'email,name\nx@example.org,Somebody Else\n');
    const { recipients } = (await as('dana').get(`/api/v1/incidents/${other.incidentId}/recipients`)).json<{
      recipients: { id: string }[];
    }>();
    const answer = await show(id, { ...typed('To {{recipient.name}}'), recipientId: recipients[0]?.id });
    expect(answer.json()).toMatchObject({ status: 422, code: 'notices.reader_unknown' });
  });

  it('names the place of what no text may hold, and of answers that cannot be taken', async () => {
    const { id } = await inReview();
    const broken = (await show(id, typed('Fine.\n\nNot {{{incident.reference}}}'))).json<Preview>();
    expect(broken).toMatchObject({
      rendered: null,
      faults: [{ path: '/sections/opening/markdown', rule: 'unescaped', line: 3, column: 5 }],
    });
    expect((await show(id, typed('Half {{recipient.na'))).json<Preview>()).toMatchObject({
      rendered: null,
      faults: [{ rule: 'syntax' }],
    });
    const details = { 'next.updateAt': 'soon', 'incident.reference': 'INC-1', 'notice.date': 'some day' };
    const answers = (await show(id, typed('Next: {{longDate next.updateAt}}', { details }))).json<Preview>();
    expect(answers.faults.map(({ path }) => path).sort()).toEqual(
      Object.keys(details)
        .sort()
        .map((name) => `/details/${name}`),
    );
    expect(answers.rendered?.body).toContain('⟦missing: ');
    expect(answers.missing).toMatchObject([{ placeholder: 'next.updateAt' }]);
  });

  it('is refused to those who may not edit, and of an incident they may not see', async () => {
    const { id } = await inReview();
    expect((await show(id, typed('x'), 'aude')).status).toBe(403);
    const secret = await noticeInReview(as, await incidentOf(as));
    const { incidentId } = (await as('dana').get(`/api/v1/notices/${secret.id}`)).json<{
      incidentId: string;
    }>();
    await as('lena').patch(`/api/v1/incidents/${incidentId}`, { visibility: 'members', reason: 'Private' });
    expect((await show(secret.id, typed('x'), 'karl')).status).toBe(404);
    expect((await as('karl').get(copyOf(secret.id))).status).toBe(404);
    expect((await as('karl').get(`/api/v1/notices/${secret.id}/readers`)).status).toBe(404);
  });
});
