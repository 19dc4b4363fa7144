import { randomBytes } from 'node:crypto';
import { EvidenceFile } from '../../src/evidence/evidence-file.entity.js';
import { LARGEST_EVIDENCE } from '../../src/evidence/evidence-limits.js';
import { Incidents } from '../../src/incidents/incidents.service.js';
import { Reader } from '../../src/platform/database/reader.js';
import { startApp } from '../support/app.js';
import type { RunningApp } from '../support/app.js';
import type { Answer } from '../support/client.js';
import { EVERYONE, people } from '../support/people.js';
import type { SignedIn } from '../support/people.js';
import { trailOf } from '../support/trail.js';

let running: RunningApp;
let as: (name: keyof typeof EVERYONE) => SignedIn;

const BANK = {
  awareAt: '2026-11-17T09:10:00Z',
  industry: 'financial-services',
  data: { classes: [{ class: 'bank-account', protection: 'none' }] },
  lossesIncurred: 'confirmed',
};
const STEP = 'remedy-loss-guarantee';

beforeAll(async () => {
  running = await startApp();
  as = await people(running, EVERYONE);
});

afterAll(() => running.close());

interface Sent {
  name?: string;
  content?: string | Buffer;
  fields?: Record<string, string>;
}

/** An incident with its page of evidence. */
async function given(visibility: 'organisation' | 'members' = 'organisation') {
  const opening = { title: 'Statements copied', kind: 'real', determination: 'confirmed' } as const;
  const incidents = running.app.get(Incidents);
  const { id, reference } = await incidents.open({ ...opening, visibility, facts: BANK }, as('lena').actor);
  const page = `/incidents/${reference}/evidence`;
  const add = ({ name = 'log.txt', content, fields = {} }: Sent = {}) =>
    as('dana').upload(page, fields, {
      field: 'file',
      name,
      type: 'text/plain',
      content: content ?? `denied ${randomBytes(4).toString('hex')}`,
    });
  return {
    id,
    page,
    add,
    added: async (sent: Sent = {}) => idIn(await add(sent)),
    read: async (query = '', who: keyof typeof EVERYONE = 'dana') => plain(await as(who).get(page + query)),
    files: () => running.app.get(Reader).manager.countBy(EvidenceFile, { incidentId: id }),
  };
}

const plain = ({ text }: Answer) => text.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
const idIn = ({ headers }: Answer) => /[?&]file=([0-9A-Z]{26})/.exec(headers.location ?? '')?.[1] ?? '';
const doneIn = ({ headers }: Answer) => /[?&]done=(\w+)/.exec(headers.location ?? '')?.[1];

describe('the page of evidence', () => {
  it('is a tab of the incident with the number of its files', async () => {
    const { page, added } = await given();
    await added();
    const overview = (await as('dana').get(page.replace('/evidence', ''))).text;
    expect(overview).toMatch(/Evidence[^<]*<span[^>]*>1</);
    expect((await as('vera').get(page.replace('/evidence', ''))).text).not.toContain(`href="${page}"`);
    expect((await as('vera').get(page)).status).toBe(403);
  });

  it('says what belongs there while it is empty, and offers steps and recorded facts by name', async () => {
    const { read } = await given();
    const html = await read();
    expect(html).toContain('Nothing is proved by a file yet.');
    expect(html).toMatch(new RegExp(`<option value="step:${STEP}">[A-Z][^<]+</option>`));
    expect(html).toContain('<option value="fact:awareAt">Fact: Aware</option>');
    expect(html).not.toContain('fact:containedAt');
    expect(html).toContain('No virus scanner is set');
  });

  it('starts with the step that sent the person here; an unknown one chooses nothing', async () => {
    const { read } = await given();
    expect(await read(`?step=${STEP}`)).toContain(`<option value="step:${STEP}" selected>`);
    expect(await read('?step=nothing')).not.toMatch(/<option value="[^"]+" selected>/);
    expect((await read('?step=%22%3E%3Cscript%3E&file=x&before=y&done=__proto__')).length).toBeGreaterThan(0);
  });

  it('takes a file and opens its row: hash, what it proves, chain of custody', async () => {
    const { add, page } = await given();
    const fields = { subject: `step:${STEP}`, note: 'Console of <b>03:12</b>' };
    const answer = await add({ name: 'Müller & Co.txt', content: 'abc', fields });
    expect([answer.status, doneIn(answer)]).toEqual([303, 'added']);
    const html = plain(await as('aude').get(answer.headers.location?.split('#')[0] ?? ''));
    expect(html).toContain('The file was added.');
    expect(html).toContain('Müller & Co.txt');
    expect(html).toContain('Text, 3 bytes');
    expect(html).toContain('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(html).toContain(`${page.replace('/evidence', '/plan')}?show=all&step=${STEP}`);
    expect(html).toContain('Console of &lt;b&gt;03:12&lt;/b&gt;');
    expect(html).toMatch(/dana Tester<\/td><td>Added as proof of: [A-Z]/);
  });

  it('lets the auditor look, download and verify, and change nothing', async () => {
    const { page, added, read } = await given();
    const id = await added({ fields: { subject: `step:${STEP}` } });
    const html = await read(`?file=${id}`, 'aude');
    expect(html).toContain(`${page}/${id}/openings`);
    expect(html).toContain(`${page}/${id}/verifications`);
    expect(html).not.toMatch(/\/links|type="file"/);
    expect((await as('aude').form(`${page}/${id}/links`, { proves: 'fact:awareAt' })).status).toBe(403);
  });

  it('says why a file was not taken and keeps what was typed', async () => {
    const { add, files } = await given();
    const fields = { subject: `step:${STEP}`, note: 'My remark' };
    const wrong = await add({ name: 'photo.png', content: '<svg/>', fields });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('the content is not a PNG image');
    expect(wrong.text).toContain('My remark');
    expect(plain(wrong)).toContain(`<option value="step:${STEP}" selected>`);
    const long = await add({ name: 'a.bin', content: Buffer.alloc(LARGEST_EVIDENCE + 1), fields });
    expect(long.status).toBe(413);
    expect(long.text).toContain('The file is over 25 MiB; split or compress it.');
    expect(long.text).toContain('My remark');
    const none = await add({ name: '', content: '', fields });
    expect([none.status, none.text.includes('Choose a file.')]).toEqual([422, true]);
    const strange = await add({ fields: { subject: 'step:not-in-the-plan' } });
    expect([strange.status, strange.text.includes('Choose what the list offers.')]).toEqual([422, true]);
    expect(await files()).toBe(0);
  });

  it('opens the file that is there when the same comes again, or links it to what is new', async () => {
    const { add, added, files } = await given();
    const id = await added({ content: 'same' });
    const again = await add({ content: 'same' });
    expect(again.status).toBe(409);
    expect(again.text).toContain('It is open in the list.');
    expect(again.text).toContain(`id="file-${id}" class="sel"`);
    const linked = await add({ content: 'same', fields: { subject: 'fact:awareAt' } });
    expect([linked.status, doneIn(linked), idIn(linked)]).toEqual([303, 'known', id]);
    expect(await files()).toBe(1);
  });

  it('lets people give a file as proof later, and take that back with a reason', async () => {
    const { page, added, read } = await given();
    const id = await added();
    const acts = `${page}/${id}/links`;
    for (const proves of ['', 'step:not-in-the-plan', 'proof_of_fix:1', 'nonsense']) {
      const refused = await as('karl').form(acts, { proves });
      expect([refused.status, refused.text.includes('Choose what the file proves.')]).toEqual([422, true]);
    }
    expect(doneIn(await as('karl').form(acts, { proves: 'fact:awareAt' }))).toBe('linked');
    const noLonger = 'fact:awareAt';
    const silent = await as('karl').form(`${acts}/removal`, { noLonger, reason: ' ' });
    expect([silent.status, silent.text.includes('Must not be blank.')]).toEqual([422, true]);
    const reason = 'Another server';
    expect((await as('karl').form(`${acts}/removal`, { noLonger: '', reason })).text).toContain(reason);
    expect(doneIn(await as('karl').form(`${acts}/removal`, { noLonger, reason }))).toBe('unlinked');
    const html = await read(`?file=${id}`);
    expect(html).toContain('No longer proof of: Fact: Aware');
    expect(html).toContain(reason);
  });

  it('downloads by a form, which stands in the chain; looking at the page does not', async () => {
    const { page, added, read } = await given();
    const id = await added({ content: 'the bytes' });
    await read(`?file=${id}`, 'aude');
    const answer = await as('aude').form(`${page}/${id}/openings`);
    expect([answer.status, answer.text]).toEqual([200, 'the bytes']);
    expect(answer.headers['content-disposition']).toMatch(/^attachment; /);
    expect(answer.headers['content-security-policy']).toContain('sandbox');
    expect(doneIn(await as('aude').form(`${page}/${id}/verifications`))).toBe('verified');
    const acts = (await trailOf(running, id)).map(({ action }) => action);
    expect(acts).toEqual(['evidence.added', 'evidence.opened', 'evidence.verified']);
    expect(await read(`?file=${id}`)).toContain('Verified: the stored bytes match');
  });

  it('finds nothing of a hidden incident and no file of another one', async () => {
    const [own, hidden] = [await given(), await given('members')];
    const id = idIn(
      await as('lena').upload(
        hidden.page,
        {},
        { field: 'file', name: 'a.txt', type: 'x/y', content: 'hidden' },
      ),
    );
    expect(id).not.toBe('');
    expect((await as('dana').get(hidden.page)).status).toBe(404);
    expect((await hidden.add()).status).toBe(404);
    expect((await as('dana').get(`${own.page}?file=${id}`)).status).toBe(404);
    for (const act of ['openings', 'verifications', 'scans'])
      expect((await as('dana').form(`${own.page}/${id}/${act}`)).status).toBe(404);
    expect((await as('dana').form(`${own.page}/${id}/links`, { proves: 'fact:awareAt' })).status).toBe(404);
  });

  it('of a closed incident takes nothing and says so', async () => {
    const { id, page, add, added, read } = await given();
    const fileId = await added({ fields: { subject: 'fact:awareAt' } });
    const reason = 'All is done';
    for (const status of ['contained', 'notifying', 'monitoring', 'closed'])
      await as('lena').patch(`/api/v1/incidents/${id}`, { status, reason });
    const html = await read(`?file=${fileId}`);
    expect(html).toContain('The incident is closed.');
    expect(html).not.toMatch(/type="file"|\/links/);
    expect((await add()).status).toBe(409);
    expect((await as('dana').form(`${page}/${fileId}/openings`)).status).toBe(200);
  });

  it('shows fifty at a time; a file of another page that is asked for comes first', async () => {
    const { added, read } = await given();
    const first = await added({ name: 'the-oldest.txt' });
    for (let n = 0; n < 51; n++) await added();
    const html = await read();
    expect(html).toContain('50 of 52');
    expect(html).not.toContain('the-oldest.txt');
    const [, next = ''] = /href="[^"]*(\?before=[0-9A-Z]{26})"/.exec(html) ?? [];
    expect(await read(next)).toContain('the-oldest.txt');
    expect(await read(`?file=${first}`)).toContain(`id="file-${first}" class="sel"`);
  });
});
