import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RecipientImports } from '../src/recipients/recipient-imports.service.js';
import { Recipients } from '../src/recipients/recipients.service.js';
import { Recipient } from '../src/recipients/recipient.entity.js';
import { DataSources } from '../src/platform/database/data-sources.js';
import { Reader } from '../src/platform/database/reader.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { laterBy } from './support/clock.js';
import { DATABASE } from './support/database.js';
import { EVERYONE, people } from './support/people.js';
import type { SignedIn } from './support/people.js';
import { trailOf } from './support/trail.js';

let running: RunningApp;
let as: (name: keyof typeof EVERYONE) => SignedIn;

beforeAll(async () => {
  running = await startApp();
  as = await people(running, EVERYONE);
});

afterAll(() => running.close());

const HEADER = 'email,name,language,country,reference,data_classes\n';

interface Outcome {
  id: string;
  read: number;
  stored: number;
  rejected: number;
  duplicates: number;
  rejects: { line: number; column: number; code: string }[];
}

async function opened(extra: Record<string, unknown> = {}): Promise<string> {
  const body = { title: 'Statements copied', facts: {}, visibility: 'organisation', ...extra };
  return (await as('lena').post('/api/v1/incidents', body)).json<{ id: string }>().id;
}

const path = (incidentId: string) => `/api/v1/incidents/${incidentId}/recipients`;
const imported = (incidentId: string, csv: string, who: keyof typeof EVERYONE = 'dana') =>
  as(who).post(`${path(incidentId)}/import`, { csv });

describe('importing recipients', () => {
  it('stores each mailbox once, over several files, and counts what it left out', async () => {
    const incidentId = await opened();
    const first = await imported(
      incidentId,
      `${HEADER}a@example.org,Anna,en,IE,R-1,name;passport\nnot an address,B,,,,\n`,
    );
    const second = await imported(incidentId, 'email\nA@Example.org\nc@example.org\nc@example.org\n');
    expect(first.json<Outcome>()).toMatchObject({
      read: 2,
      stored: 1,
      rejected: 1,
      duplicates: 0,
      rejects: [{ line: 3, column: 1, code: 'address_forbidden_character' }],
    });
    expect(second.json<Outcome>()).toMatchObject({ read: 3, stored: 1, rejected: 0, duplicates: 2 });
    const list = (await as('karl').get(path(incidentId))).json<{ count: number; recipients: object[] }>();
    expect(list.count).toBe(2);
    expect(list.recipients).toEqual([
      { id: expect.any(String), initials: 'A.', address: 'a***@e***.org', language: 'en', country: 'IE' },
      { id: expect.any(String), initials: '', address: 'c***@e***.org', language: null, country: null },
    ]);
  });

  it('takes a file from a form as well', async () => {
    const incidentId = await opened();
    const file = { field: 'file', name: 'people.csv', type: 'text/csv', content: 'email\na@example.org\n' };
    const answer = await as('lena').upload(`${path(incidentId)}/import`, {}, file);
    expect([answer.status, answer.json<Outcome>().stored]).toEqual([200, 1]);
  });

  it('leaves counts and the hash of the file in the trail, and nobody', async () => {
    const incidentId = await opened();
    const { id } = (
      await imported(incidentId, `${HEADER}canary@example.org,Canary Birdwhistle,en,IE,REF-7781,passport\n`)
    ).json<Outcome>();
    const [entry] = await trailOf(running, id);
    expect(entry).toMatchObject({
      action: 'recipients.imported',
      facts: {
        read: 1,
        stored: 1,
        rejected: 0,
        duplicates: 0,
        fileHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
    expect(JSON.stringify(entry)).not.toMatch(/canary|birdwhistle|REF-7781/i);
  });

  it('keeps nothing of a person in plain text', async () => {
    // Words long enough that what is sealed, which is random letters, does not hold them by chance.
    const incidentId = await opened();
    await imported(incidentId, `${HEADER}canary@example.org,Canary Birdwhistle,en,IE,REF-7781,passport\n`);
    const rows = await running.app.get(Reader).manager.findBy(Recipient, { incidentId });
    expect(JSON.stringify(rows)).not.toMatch(/canary|birdwhistle|REF-7781|passport/i);
    if (DATABASE === 'sqlite') {
      for (const name of ['redress.sqlite', 'redress.sqlite-wal'])
        expect(readFileSync(join(running.dataDir, name)).toString('latin1')).not.toMatch(
          /canary|birdwhistle|REF-7781/i,
        );
    }
  });

  it('gives the same person another index in another incident', async () => {
    const [one, two] = [await opened(), await opened()];
    for (const incidentId of [one, two]) await imported(incidentId, 'email\na@example.org\n');
    const rows = await running.app
      .get(Reader)
      .manager.find(Recipient, { where: [{ incidentId: one }, { incidentId: two }] });
    expect(new Set(rows.map(({ emailIndex }) => emailIndex)).size).toBe(2);
  });

  it('refuses a broken file whole, with the place and without its words', async () => {
    const incidentId = await opened();
    const answer = await imported(incidentId, 'email,name\na@example.org,Anna\nsecret@example.org,"Secret\n');
    expect(answer.status).toBe(422);
    expect(answer.json()).toMatchObject({
      code: 'recipients.file_refused',
      errors: [{ path: 'line 3, column 2', message: 'A quote is opened here or below and never closed.' }],
    });
    expect(answer.text).not.toMatch(/secret/i);
    expect((await as('dana').get(path(incidentId))).json()).toMatchObject({ count: 0 });
  });

  it.each([
    ['neither file nor text', {}, 422],
    ['another member', { csv: 'email\n', kind: 'real' }, 422],
    ['text as a list', { csv: ['email\n'] }, 422],
  ])('refuses %s', async (_, body, status) => {
    const incidentId = await opened();
    expect((await as('dana').post(`${path(incidentId)}/import`, body)).status).toBe(status);
  });

  it('takes only reserved addresses into an exercise', async () => {
    const incidentId = await opened({ kind: 'exercise' });
    const answer = await imported(incidentId, 'email\na@bank.com\nb@example.org\nc@shop.test\n');
    expect(answer.json<Outcome>()).toMatchObject({
      stored: 2,
      rejects: [{ line: 2, column: 1, code: 'address_not_reserved' }],
    });
  });

  it('asks for a fresh sign-in, the permission, and an incident the person may see', async () => {
    const [incidentId, hidden] = [await opened(), await opened({ visibility: 'members' })];
    expect((await imported(incidentId, 'email\na@example.org\n', 'karl')).status).toBe(403);
    expect((await imported(hidden, 'email\na@example.org\n')).status).toBe(404);
    expect((await as('dana').get(path(hidden))).status).toBe(404);
    expect((await as('aude').get(path(incidentId))).status).toBe(403);
    const back = laterBy(running, { minutes: 6 });
    expect((await imported(incidentId, 'email\na@example.org\n')).status).toBe(428);
    back();
  });

  it('takes five files an hour', async () => {
    const incidentId = await opened();
    for (let n = 0; n < 5; n++)
      expect((await imported(incidentId, `email\np${n}@example.org\n`)).status).toBe(200);
    const sixth = await imported(incidentId, 'email\np6@example.org\n');
    expect([sixth.status, sixth.headers['retry-after']]).toEqual([429, '3600']);
  });

  it('adds nobody twice when the same file comes many times at once', async () => {
    const incidentId = await opened();
    const csv = Buffer.from(
      `email\n${Array.from({ length: 30 }, (_, n) => `p${n}@example.org`).join('\n')}\n`,
    );
    const imports = running.app.get(RecipientImports);
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map(() => imports.import(incidentId, csv, as('dana').actor)),
    );
    expect(outcomes.map(({ storedCount }) => storedCount).sort()).toEqual([0, 0, 0, 30]);
    const { manager } = running.app.get(Reader);
    expect(await running.app.get(Recipients).count(manager, incidentId)).toBe(30);
  });

  it('changes the hash of the list with each person, and only then', async () => {
    const incidentId = await opened();
    const hash = async () => (await as('dana').get(path(incidentId))).json<{ listHash: string }>().listHash;
    await imported(incidentId, 'email\na@example.org\n');
    const before = await hash();
    await imported(incidentId, 'email\na@example.org\n');
    expect(await hash()).toBe(before);
    await imported(incidentId, 'email\nb@example.org\n');
    expect(await hash()).not.toBe(before);
  });

  it('pages through the list without missing anyone', async () => {
    const incidentId = await opened();
    await imported(
      incidentId,
      `email\n${Array.from({ length: 5 }, (_, n) => `${n}x@example.org`).join('\n')}\n`,
    );
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page = await as('dana').get(`${path(incidentId)}?limit=2${next && `&after=${next}`}`);
      const body = page.json<{ recipients: { address: string }[]; next: string | null }>();
      seen.push(...body.recipients.map(({ address }) => address));
      next = body.next;
    }
    expect(seen).toEqual(['0', '1', '2', '3', '4'].map((n) => `${n}***@e***.org`));
  });

  it('shows a row whose sealed address was moved from another row, instead of hiding it or opening it', async () => {
    const incidentId = await opened();
    await imported(incidentId, 'email\na@example.org\nb@example.org\n');
    const { writer } = running.app.get(DataSources);
    const [one, two] = await writer.manager.find(Recipient, { where: { incidentId }, order: { id: 'ASC' } });
    await writer.manager.update(Recipient, { id: one?.id }, { email: two?.email });
    const { recipients } = (await as('dana').get(path(incidentId))).json<{
      recipients: { address: string }[];
    }>();
    expect(recipients.map(({ address }) => address)).toEqual(['unreadable', 'b***@e***.org']);
  });
});
