import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { AuditTrail } from '../src/audit/audit-trail.js';
import { EvidenceChunk } from '../src/evidence/evidence-chunk.entity.js';
import { EvidenceFile } from '../src/evidence/evidence-file.entity.js';
import { EvidenceLink } from '../src/evidence/evidence-link.entity.js';
import { EvidenceLimits, LARGEST_EVIDENCE } from '../src/evidence/evidence-limits.js';
import type { EvidenceView } from '../src/evidence/evidence.views.js';
import { EvidenceFiles } from '../src/evidence/evidence.service.js';
import { DataSources } from '../src/platform/database/data-sources.js';
import { Reader } from '../src/platform/database/reader.js';
import { DataKey } from '../src/platform/secrets/data-key.entity.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import type { Answer } from './support/client.js';
import { DATABASE } from './support/database.js';
import { incidentOf } from './support/mailings.js';
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

const path = (incidentId: string, rest = '') => `/api/v1/incidents/${incidentId}/evidence${rest}`;
const hashOf = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
const manager = () => running.app.get(Reader).manager;

interface Upload {
  name?: string;
  content?: string | Buffer;
  fields?: Record<string, string>;
  who?: keyof typeof EVERYONE;
}

function added(
  incidentId: string,
  { name, content, fields = {}, who = 'dana' }: Upload = {},
): Promise<Answer> {
  const file = {
    field: 'file',
    name: name ?? 'console.txt',
    type: 'text/html',
    content: content ?? `seen at ${randomBytes(8).toString('hex')}\n`,
  };
  return as(who).upload(path(incidentId), fields, file);
}

async function fileOf(incidentId: string, upload: Upload = {}): Promise<EvidenceView> {
  const answer = await added(incidentId, upload);
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  return answer.json<EvidenceView>();
}

const actsOn = async (fileId: string) => (await trailOf(running, fileId)).map(({ action }) => action);
const codeOf = (answer: Answer) => [answer.status, answer.json<{ code: string }>().code];
const firstFault = (answer: Answer) =>
  answer.json<{ errors: { path: string; message: string }[] }>().errors[0];

describe('adding a file', () => {
  it('keeps it with its hash, size, type, note and what it proves', async () => {
    const incidentId = await incidentOf(as);
    const content = 'time,account\n03:12,svc-backup\n';
    const fields = { note: 'Export of the console', subject: 'step:close-the-hole' };
    const answer = await added(incidentId, { name: 'console.csv', content, fields });
    expect(answer.status).toBe(201);
    expect(answer.json()).toEqual({
      id: expect.stringMatching(/^[0-9A-Z]{26}$/) as string,
      incidentId,
      name: 'console.csv',
      note: 'Export of the console',
      mediaType: 'text/csv',
      size: content.length,
      sha256: hashOf(content),
      state: 'stored',
      subjects: [{ kind: 'step', id: 'close-the-hole' }],
      addedAt: expect.stringMatching(/Z$/) as string,
      addedBy: as('dana').id,
    });
  });

  it('leaves ids, hash, size and type in the trail; name and note are sealed', async () => {
    const incidentId = await incidentOf(as);
    const upload = { name: 'Canary Bird.txt', fields: { note: 'Canary saw it', subject: 'fact:awareAt' } };
    const file = await fileOf(incidentId, upload);
    const [entry] = await trailOf(running, file.id);
    expect(entry).toMatchObject({ action: 'evidence.added', actor: { id: as('dana').id } });
    expect(entry?.facts).toEqual({
      sha256: file.sha256,
      size: file.size,
      type: 'text/plain',
      scan: 'none',
      subject: 'fact:awareAt',
    });
    expect(JSON.stringify(await trailOf(running))).not.toContain('Canary');
    const [row] = await manager().findBy(EvidenceFile, { id: file.id });
    expect(JSON.stringify(row)).not.toContain('Canary');
  });

  it('takes a file of exactly 25 MiB and refuses one byte more, keeping nothing of it', async () => {
    const incidentId = await incidentOf(as);
    const content = randomBytes(LARGEST_EVIDENCE + 1);
    const tooLong = await added(incidentId, { name: 'disk.bin', content });
    expect(codeOf(tooLong)).toEqual([413, 'http.413']);
    expect(await manager().countBy(EvidenceFile, { incidentId })).toBe(0);
    const whole = content.subarray(0, LARGEST_EVIDENCE);
    const file = await fileOf(incidentId, { name: 'disk.bin', content: whole });
    expect([file.size, file.sha256]).toEqual([LARGEST_EVIDENCE, hashOf(whole)]);
    const { matches } = (await as('karl').post(path(incidentId, `/${file.id}/verifications`))).json();
    expect(matches).toBe(true);
  });

  it.each([
    ['without a byte', { content: '' }, 'The file is empty'],
    ['an SVG called a photo', { name: 'photo.png', content: '<svg onload="alert(1)"/>' }, 'not a PNG image'],
    ['a page called a document', { name: 'report.pdf', content: '<html><script>1</script>' }, 'not a PDF'],
    ['a program called a text', { name: 'notes.txt', content: Buffer.from('MZ\0\0\x03') }, 'not a text'],
    ['a picture called a text', { name: 'notes.txt', content: 'GIF89a;alert(1)' }, 'not a text'],
    ['what is no message', { name: 'mail.eml', content: '<script>alert(1)</script>' }, 'not an e-mail'],
  ])('refuses one %s and says why, not what', async (_, upload, reason) => {
    const incidentId = await incidentOf(as);
    const answer = await added(incidentId, upload);
    expect(codeOf(answer)).toEqual([422, 'evidence.refused']);
    expect(firstFault(answer)).toMatchObject({
      path: '/file',
      message: expect.stringContaining(reason) as string,
    });
    expect(answer.text).not.toMatch(/alert|photo|report/);
    expect(await manager().countBy(EvidenceFile, { incidentId })).toBe(0);
  });

  it('asks for a file where none was chosen', async () => {
    const answer = await added(await incidentOf(as), { name: '', content: '' });
    expect(codeOf(answer)).toEqual([422, 'evidence.refused']);
    expect(firstFault(answer)?.message).toBe('Choose a file.');
  });

  it.each([
    ['a subject that names nothing', { subject: 'step' }, '/subject'],
    ['a subject with a path', { subject: 'step:../../x' }, '/subject'],
    ['a proof of fix, which links its files itself', { subject: 'proof_of_fix:1' }, '/subject'],
    ['a note over 2,000 characters', { note: 'x'.repeat(2_001) }, '/note'],
    ['a note with NUL', { note: 'a\0b' }, '/note'],
    ['a field of its own making', { state: 'stored' }, '/state'],
  ])('refuses %s', async (_, fields, place) => {
    const answer = await added(await incidentOf(as), { fields });
    expect([answer.status, firstFault(answer)?.path]).toEqual([422, place]);
  });

  it('is refused in a closed incident, where files can still be opened', async () => {
    const incidentId = await incidentOf(as);
    const file = await fileOf(incidentId);
    const reason = 'All is done';
    for (const status of ['contained', 'notifying', 'monitoring', 'closed'])
      expect((await as('lena').patch(`/api/v1/incidents/${incidentId}`, { status, reason })).status).toBe(
        200,
      );
    expect(codeOf(await added(incidentId))).toEqual([409, 'incidents.closed']);
    const link = { subject: 'fact:awareAt' };
    expect((await as('dana').post(path(incidentId, `/${file.id}/links`), link)).status).toBe(409);
    expect((await as('dana').post(path(incidentId, `/${file.id}/openings`))).status).toBe(200);
  });

  it('stops at the limit of the incident', async () => {
    const incidentId = await incidentOf(as);
    const limits = running.app.get(EvidenceLimits);
    const most = limits.files;
    limits.files = 2;
    await fileOf(incidentId);
    await fileOf(incidentId);
    expect(codeOf(await added(incidentId))).toEqual([409, 'evidence.too_many']);
    limits.files = most;
    expect([most, await manager().countBy(EvidenceFile, { incidentId })]).toEqual([2_000, 2]);
  });

  it('leaves nothing of an upload that breaks off', async () => {
    const incidentId = await incidentOf(as);
    const before = (await trailOf(running)).length;
    await new Promise<void>((resolve) => {
      const outgoing = request(new URL(path(incidentId), running.url), {
        method: 'POST',
        agent: false,
        headers: {
          cookie: as('dana').cookie,
          origin: running.url,
          'x-form-token': as('dana').formToken,
          'content-type': 'multipart/form-data; boundary=x7c1',
          'content-length': '100000',
        },
      });
      outgoing.on('error', () => resolve());
      outgoing.write(
        '--x7c1\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf of it',
      );
      setTimeout(() => outgoing.destroy(new Error('gone')), 100);
    });
    await fileOf(incidentId, { content: 'whole' });
    expect(await manager().countBy(EvidenceFile, { incidentId })).toBe(1);
    expect((await trailOf(running)).length).toBe(before + 1);
  });

  it('keeps neither file nor bytes nor link when its audit entry cannot be kept', async () => {
    const incidentId = await incidentOf(as);
    const files = running.app.get(EvidenceFiles);
    const upload = { name: 'a.txt', bytes: Buffer.from('kept whole or not at all') };
    const chunks = await manager().count(EvidenceChunk);
    const subject = { kind: 'fact', id: 'awareAt' } as const;
    const trail = running.app.get(AuditTrail);
    trail.append = () => Promise.reject(new Error('the trail is full'));
    try {
      const adding = files.add(incidentId, upload, { subject }, as('dana').actor);
      await expect(adding).rejects.toThrow('the trail is full');
    } finally {
      Reflect.deleteProperty(trail, 'append');
    }
    expect(await manager().countBy(EvidenceFile, { incidentId })).toBe(0);
    expect(await manager().countBy(EvidenceLink, { incidentId })).toBe(0);
    expect(await manager().count(EvidenceChunk)).toBe(chunks);
  });
});

describe('the name of a file', () => {
  it.each([
    ['../../../etc/passwd', 'passwd'],
    ['C:\\fakepath\\log.txt', 'log.txt'],
    ['a\u202Egpj.txt', 'a gpj.txt'],
    ['x\u0000y\u0007.txt', 'x y .txt'],
    ['<img src=x onerror=alert(1)>.txt', '<img src=x onerror=alert(1)>.txt'],
    ['Müller – Übersicht 图.txt', 'Müller – Übersicht 图.txt'],
  ])('is made harmless: %j', async (name, kept) => {
    const incidentId = await incidentOf(as);
    const file = await fileOf(incidentId, { name });
    expect(file.name).toBe(kept);
    const opened = await as('aude').post(path(incidentId, `/${file.id}/openings`));
    const header = opened.headers['content-disposition'] ?? '';
    expect(header).toMatch(
      /^attachment; filename="[^"\\\r\n]*"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]*$/,
    );
    expect(decodeURIComponent(header.split("UTF-8''")[1] ?? '')).toBe(kept);
  });
});

describe('the same bytes in one incident', () => {
  it('are kept once: with something else that they prove, the file that is there is linked', async () => {
    const incidentId = await incidentOf(as);
    const content = 'the very same';
    const first = await fileOf(incidentId, { content, fields: { subject: 'step:a' } });
    const again = await added(incidentId, { name: 'other name.txt', content, fields: { subject: 'step:b' } });
    expect(again.status).toBe(200);
    expect(again.json()).toMatchObject({
      id: first.id,
      name: first.name,
      subjects: [
        { kind: 'step', id: 'a' },
        { kind: 'step', id: 'b' },
      ],
    });
    const entries = await trailOf(running, first.id);
    expect(entries.map(({ action }) => action)).toEqual(['evidence.added', 'evidence.linked']);
    expect(entries[1]?.facts).toMatchObject({ subject: 'step:b', sameBytes: true });
  });

  it('with nothing new are refused with the file that holds them; another incident does not know', async () => {
    const [incidentId, other] = [await incidentOf(as), await incidentOf(as)];
    const content = 'known here';
    const first = await fileOf(incidentId, { content, fields: { subject: 'step:a' } });
    for (const fields of [{}, { subject: 'step:a' }] as Record<string, string>[]) {
      const again = await added(incidentId, { content, fields });
      expect(codeOf(again)).toEqual([409, 'evidence.already_here']);
      expect(again.json().fileId).toBe(first.id);
    }
    expect((await fileOf(other, { content })).id).not.toBe(first.id);
    expect(await actsOn(first.id)).toEqual(['evidence.added']);
  });

  it('sent by many at once are kept once', async () => {
    const incidentId = await incidentOf(as);
    const content = randomBytes(700_000);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        added(incidentId, { name: `copy-${n}.bin`, content, who: n % 2 ? 'dana' : 'karl' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201,
      ...Array.from({ length: 9 }, () => 409),
    ]);
    const [file, ...more] = await manager().findBy(EvidenceFile, { incidentId });
    expect(more).toEqual([]);
    expect(await actsOn(file?.id ?? '')).toEqual(['evidence.added']);
    expect(await manager().countBy(EvidenceChunk, { fileId: file?.id })).toBe(2);
  });
});

describe('what a file proves', () => {
  it('can be said later, taken back with a reason, and said again', async () => {
    const incidentId = await incidentOf(as);
    const file = await fileOf(incidentId);
    const links = path(incidentId, `/${file.id}/links`);
    const subject = 'step:close-the-hole';
    expect((await as('karl').post(links, { subject })).json()).toMatchObject({
      subjects: [{ kind: 'step', id: 'close-the-hole' }],
    });
    expect(codeOf(await as('karl').post(links, { subject }))).toEqual([409, 'evidence.already_linked']);
    const withoutReason = await as('karl').post(`${links}/removal`, { subject });
    expect([withoutReason.status, firstFault(withoutReason)?.path]).toEqual([422, '/reason']);
    const blank = await as('karl').post(`${links}/removal`, { subject, reason: '  ' });
    expect([blank.status, firstFault(blank)?.path]).toEqual([422, '/reason']);
    const removal = { subject, reason: 'Shows another server' };
    expect((await as('karl').post(`${links}/removal`, removal)).json()).toMatchObject({ subjects: [] });
    expect(codeOf(await as('karl').post(`${links}/removal`, removal))).toEqual([404, 'evidence.not_linked']);
    expect((await as('dana').post(links, { subject })).status).toBe(200);
    const wanted = ['evidence.added', 'evidence.linked', 'evidence.unlinked', 'evidence.linked'];
    expect(await actsOn(file.id)).toEqual(wanted);
    expect(JSON.stringify(await trailOf(running, file.id))).not.toContain('another server');
  });

  it('is counted for those who ask for proof', async () => {
    const incidentId = await incidentOf(as);
    const files = running.app.get(EvidenceFiles);
    await fileOf(incidentId, { fields: { subject: 'step:a' } });
    const both = await fileOf(incidentId, { fields: { subject: 'step:a' } });
    await as('dana').post(path(incidentId, `/${both.id}/links`), { subject: 'step:b' });
    await fileOf(incidentId, { fields: { subject: 'fact:a' } });
    const counts = await files.subjectsWithFiles(manager(), incidentId, 'step');
    expect(counts).toEqual(
      new Map([
        ['a', 2],
        ['b', 1],
      ]),
    );
    const proofs = await files.ofSubject(manager(), incidentId, { kind: 'step', id: 'b' });
    expect(proofs.map(({ id }) => id)).toEqual([both.id]);
    expect(await files.ofSubject(manager(), incidentId, { kind: 'step', id: 'z' })).toEqual([]);
  });
});

describe('the list', () => {
  it('shows the newest first, a page at a time', async () => {
    const incidentId = await incidentOf(as);
    const ids = [];
    for (let n = 0; n < 3; n++) ids.unshift((await fileOf(incidentId)).id);
    const first = (await as('aude').get(path(incidentId, '?limit=2'))).json<Page>();
    expect([first.files.map(({ id }) => id), first.next]).toEqual([ids.slice(0, 2), ids[1]]);
    const rest = (await as('aude').get(path(incidentId, `?limit=2&before=${first.next}`))).json<Page>();
    expect([rest.files.map(({ id }) => id), rest.next]).toEqual([ids.slice(2), null]);
  });

  interface Page {
    files: EvidenceView[];
    next: string | null;
  }
});

describe('opening a file', () => {
  it('hands out the very bytes, to be stored and never shown, and says so in the trail', async () => {
    const incidentId = await incidentOf(as);
    const content = '<!doctype html><script>document.title = "ran"</script>';
    const file = await fileOf(incidentId, { name: 'page.html', content });
    expect(file.mediaType).toBe('application/octet-stream');
    const answer = await as('aude').post(path(incidentId, `/${file.id}/openings`));
    expect([answer.status, answer.text]).toEqual([200, content]);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="page.html"; filename*=UTF-8''page.html`,
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-length': String(content.length),
    });
    expect((await trailOf(running, file.id)).at(-1)).toMatchObject({
      action: 'evidence.opened',
      actor: { id: as('aude').id },
      facts: { sha256: file.sha256 },
    });
  });

  it('is no GET, so that no preview or scanner of links stands in the chain of custody', async () => {
    const incidentId = await incidentOf(as);
    const file = await fileOf(incidentId);
    const answer = await as('dana').get(path(incidentId, `/${file.id}/openings`));
    expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
    await as('dana').get(path(incidentId, `/${file.id}`));
    expect(await actsOn(file.id)).toEqual(['evidence.added']);
  });

  it('finds no file of another incident, and none of an incident that is hidden', async () => {
    const [own, other] = [await incidentOf(as), await incidentOf(as)];
    const hidden = await incidentOf(as, { visibility: 'members' });
    const [file, theirs] = [await fileOf(other), await fileOf(hidden, { who: 'lena' })];
    for (const act of ['openings', 'verifications', 'scans']) {
      expect(codeOf(await as('dana').post(path(own, `/${file.id}/${act}`)))).toEqual([
        404,
        'evidence.not_found',
      ]);
      expect((await as('dana').post(path(hidden, `/${theirs.id}/${act}`))).status).toBe(404);
      expect((await as('dana').post(path(own, `/${theirs.id}/${act}`))).status).toBe(404);
    }
    const body = { subject: 'step:a', reason: 'x' };
    expect((await as('dana').post(path(own, `/${file.id}/links`), { subject: 'step:a' })).status).toBe(404);
    expect((await as('dana').post(path(own, `/${file.id}/links/removal`), body)).status).toBe(404);
    expect((await as('dana').get(path(own, `/${file.id}`))).status).toBe(404);
    expect((await as('dana').get(path(hidden))).status).toBe(404);
    expect((await added(hidden)).status).toBe(404);
    expect(await actsOn(theirs.id)).toEqual(['evidence.added']);
  });
});

describe('verifying a file', () => {
  const writer = () => running.app.get(DataSources).writer.manager;

  it('says that the stored bytes are those that were added', async () => {
    const incidentId = await incidentOf(as);
    const file = await fileOf(incidentId);
    const answer = await as('aude').post(path(incidentId, `/${file.id}/verifications`));
    expect(answer.json()).toEqual({ matches: true });
    expect((await trailOf(running, file.id)).at(-1)).toMatchObject({
      action: 'evidence.verified',
      facts: { matches: true, sha256: file.sha256 },
    });
  });

  it.each([
    [
      'a chunk was changed',
      async (id: string) => {
        const [chunk] = await writer().findBy(EvidenceChunk, { fileId: id, chunkNumber: 0 });
        const at = (chunk?.sealed.length ?? 0) - 30;
        const sign = chunk?.sealed[at] === 'A' ? 'B' : 'A';
        const sealed = `${chunk?.sealed.slice(0, at)}${sign}${chunk?.sealed.slice(at + 1)}`;
        await writer().update(EvidenceChunk, { fileId: id, chunkNumber: 0 }, { sealed });
      },
    ],
    [
      'two chunks changed places',
      async (id: string) => {
        const [first, second] = await writer().find(EvidenceChunk, {
          where: { fileId: id },
          order: { chunkNumber: 'ASC' },
        });
        await writer().update(EvidenceChunk, { fileId: id, chunkNumber: 0 }, { sealed: second?.sealed });
        await writer().update(EvidenceChunk, { fileId: id, chunkNumber: 1 }, { sealed: first?.sealed });
      },
    ],
    [
      'the last chunk is gone',
      async (id: string) => {
        await writer().delete(EvidenceChunk, { fileId: id, chunkNumber: 1 });
      },
    ],
    [
      'the end was cut off and the count with it',
      async (id: string) => {
        await writer().delete(EvidenceChunk, { fileId: id, chunkNumber: 1 });
        await writer().update(EvidenceFile, { id }, { chunkCount: 1 });
      },
    ],
  ])('finds that %s behind our back; such bytes are not handed out', async (_, tamper) => {
    const incidentId = await incidentOf(as);
    const file = await fileOf(incidentId, { name: 'two.bin', content: randomBytes(600_000) });
    await tamper(file.id);
    const verified = await as('karl').post(path(incidentId, `/${file.id}/verifications`));
    expect(verified.json()).toEqual({ matches: false });
    expect(codeOf(await as('karl').post(path(incidentId, `/${file.id}/openings`)))).toEqual([
      409,
      'evidence.damaged',
    ]);
    const entries = await trailOf(running, file.id);
    expect(entries.slice(1).map(({ action, facts }) => [action, facts['matches']])).toEqual([
      ['evidence.verified', false],
      ['evidence.verified', false],
    ]);
  });

  it('finds the chunk of another file in its place', async () => {
    const incidentId = await incidentOf(as);
    const [mine, theirs] = [await fileOf(incidentId), await fileOf(incidentId)];
    const [chunk] = await writer().findBy(EvidenceChunk, { fileId: theirs.id });
    await writer().update(EvidenceChunk, { fileId: mine.id }, { sealed: chunk?.sealed });
    const verified = await as('karl').post(path(incidentId, `/${mine.id}/verifications`));
    expect(verified.json()).toEqual({ matches: false });
  });

  it('after the data key of the incident was destroyed nothing can be read; hash and custody stay', async () => {
    const incidentId = await incidentOf(as);
    const file = await fileOf(incidentId, { fields: { note: 'gone with the key' } });
    await writer().delete(DataKey, { scope: incidentId });
    expect(codeOf(await as('karl').post(path(incidentId, `/${file.id}/openings`)))).toEqual([
      410,
      'evidence.erased',
    ]);
    const seen = (await as('karl').get(path(incidentId, `/${file.id}`))).json();
    expect(seen).toMatchObject({ name: null, note: null, sha256: file.sha256 });
    expect(seen['custody']).toMatchObject([{ action: 'evidence.added', detail: null }]);
  });
});

describe('the chain of custody', () => {
  it('names every act on the file with who and when, in order', async () => {
    const incidentId = await incidentOf(as);
    const file = await fileOf(incidentId, { fields: { note: 'From the bastion' } });
    const at = (act: string) => path(incidentId, `/${file.id}/${act}`);
    await as('karl').post(at('links'), { subject: 'step:a' });
    await as('aude').post(at('openings'));
    await as('aude').post(at('verifications'));
    await as('lena').post(at('links/removal'), { subject: 'step:a', reason: 'Wrong server' });
    const { custody } = (await as('dana').get(path(incidentId, `/${file.id}`))).json<{
      custody: { action: string; actorId: string; at: string; detail: object | null }[];
    }>();
    expect(custody.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['evidence.added', as('dana').id],
      ['evidence.linked', as('karl').id],
      ['evidence.opened', as('aude').id],
      ['evidence.verified', as('aude').id],
      ['evidence.unlinked', as('lena').id],
    ]);
    expect(custody[0]?.detail).toEqual({ name: 'console.txt', note: 'From the bastion' });
    expect(custody.at(-1)?.detail).toEqual({ reason: 'Wrong server' });
    const times = custody.map((entry) => entry.at);
    expect(times).toEqual([...times].sort());
  });
});

it('keeps no word of a file in plain in the database', async () => {
  const incidentId = await incidentOf(as);
  const canary = 'Kanarienvogel-1847';
  await fileOf(incidentId, { name: `${canary}.txt`, content: canary.repeat(50), fields: { note: canary } });
  if (DATABASE === 'sqlite') {
    const files = readdirSync(running.dataDir, { recursive: true, encoding: 'utf8' });
    const databases = files.filter((file) => /\.(db|sqlite)(-wal)?$/.test(file));
    expect(databases.length).toBeGreaterThan(0);
    for (const file of databases)
      expect(readFileSync(join(running.dataDir, file)).includes(canary)).toBe(false);
  } else {
    const rows: unknown = await manager().query(
      'SELECT * FROM evidence_chunk c JOIN evidence_file f ON f.id = c.file_id',
    );
    expect(JSON.stringify(rows)).not.toContain(canary);
  }
});
