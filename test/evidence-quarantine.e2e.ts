import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EvidenceLimits } from '../src/evidence/evidence-limits.js';
import type { EvidenceView } from '../src/evidence/evidence.views.js';
import { EvidenceFiles } from '../src/evidence/evidence.service.js';
import { Reader } from '../src/platform/database/reader.js';
import { startApp } from './support/app.js';
import type { RunningApp } from './support/app.js';
import { incidentOf } from './support/mailings.js';
import type { As } from './support/mailings.js';
import { EVERYONE, people } from './support/people.js';
import { trailOf } from './support/trail.js';

/** Lets everything pass but what holds a word it does not like; leaves what it was told beside itself. */
const SCANNER = `
import { existsSync, writeFileSync } from 'node:fs';
const [, , told] = process.argv;
const parts = [];
for await (const part of process.stdin) parts.push(part);
const text = Buffer.concat(parts).toString('latin1');
writeFileSync(told, JSON.stringify({ argv: process.argv.slice(2), env: Object.keys(process.env), text }));
console.log(text);
if (text.includes('SLOW')) await new Promise((resolve) => setTimeout(resolve, 60_000));
if (text.includes('CRASH')) process.kill(process.pid, 'SIGKILL');
process.exit(text.includes('MALWARE') && !existsSync(told + '.cured') ? 1 : 0);
`;

/** Longer than any program takes to start on a busy machine. */
const LONGEST_SCAN_MS = 600_000;

let running: RunningApp;
let as: As;
let folder: string;
let told: string;
let incidentId: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'redress-scanner-'));
  told = join(folder, 'told; touch pwned');
  const program = join(folder, 'scanner.mjs');
  writeFileSync(program, SCANNER);
  const command = JSON.stringify([process.execPath, program, told, '$(id)']);
  running = await startApp({ ANTIVIRUS_COMMAND: command });
  running.app.get(EvidenceLimits).scanMs = LONGEST_SCAN_MS;
  as = (await people(running, EVERYONE)) as As;
  incidentId = await incidentOf(as);
});

afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true });
});

const path = (rest = '') => `/api/v1/incidents/${incidentId}/evidence${rest}`;

async function added(content: string | Buffer, fields: Record<string, string> = {}): Promise<EvidenceView> {
  const file = { field: 'file', name: 'found.bin', type: 'application/octet-stream', content };
  const answer = await as('dana').upload(path(), fields, file);
  expect(answer.status).toBe(201);
  return answer.json<EvidenceView>();
}

it('lets pass what the scanner lets pass: the bytes on standard input, no shell, none of our environment', async () => {
  const file = await added('nothing wrong');
  expect(file.state).toBe('stored');
  const asked = JSON.parse(readFileSync(told, 'utf8')) as { argv: string[]; env: string[]; text: string };
  expect(asked.argv).toEqual([told, '$(id)']);
  expect(asked.text).toBe('nothing wrong');
  expect(asked.env.filter((name) => /REDRESS|DATABASE|SMTP|DATA_DIR|NODE_OPTIONS/.test(name))).toEqual([]);
  expect((await trailOf(running, file.id)).map(({ action, facts }) => [action, facts['scan']])).toEqual([
    ['evidence.added', 'passed'],
  ]);
});

it('takes a scanner that answers before it has read everything', async () => {
  const file = await added(Buffer.alloc(20 * 1024 * 1024, 'x'));
  expect(file.state).toBe('stored');
});

describe('a file that the scanner does not let pass', () => {
  it.each([
    ['rejected', 'MALWARE one'],
    ['failed', 'CRASH'],
    ['timeout', 'SLOW'],
  ])('is kept in quarantine: %s', async (scan, content) => {
    const limits = running.app.get(EvidenceLimits);
    if (scan === 'timeout') limits.scanMs = 1_000;
    const file = await added(content, { subject: 'step:a' });
    limits.scanMs = LONGEST_SCAN_MS;
    expect(file.state).toBe('quarantined');
    const entries = (await trailOf(running, file.id)).map(({ action, actor, facts }) => [
      action,
      actor.id,
      facts['scan'],
    ]);
    expect(entries).toEqual([
      ['evidence.added', as('dana').id, scan],
      ['evidence.quarantined', 'system', scan],
    ]);
    const opened = await as('lena').post(path(`/${file.id}/openings`));
    expect([opened.status, opened.json().code]).toEqual([409, 'evidence.quarantined']);
    expect(opened.text).not.toContain(content);
  });

  it('proves nothing', async () => {
    const files = running.app.get(EvidenceFiles);
    const { manager } = running.app.get(Reader);
    await added('MALWARE two', { subject: 'step:b' });
    expect(await files.subjectsWithFiles(manager, incidentId, 'step')).toEqual(new Map());
    await added('clean', { subject: 'step:b' });
    expect(await files.subjectsWithFiles(manager, incidentId, 'step')).toEqual(new Map([['b', 1]]));
  });

  it('cannot be brought in again beside itself, nor given as proof', async () => {
    const content = 'MALWARE three';
    const { id } = await added(content);
    const file = { field: 'file', name: 'other.bin', type: 'x/y', content };
    const again = await as('dana').upload(path(), { subject: 'step:c' }, file);
    const linked = await as('dana').post(path(`/${id}/links`), { subject: 'step:c' });
    for (const answer of [again, linked])
      expect([answer.status, answer.json().code]).toEqual([409, 'evidence.quarantined']);
  });

  it('can be verified, and comes out when a later scan lets it pass', async () => {
    const file = await added('MALWARE four', { subject: 'step:d' });
    expect((await as('aude').post(path(`/${file.id}/verifications`))).json()).toEqual({ matches: true });
    const scans = path(`/${file.id}/scans`);
    expect((await as('dana').post(scans)).json()).toMatchObject({ state: 'quarantined' });
    writeFileSync(`${told}.cured`, '');
    expect((await as('dana').post(scans)).json()).toMatchObject({ state: 'stored' });
    rmSync(`${told}.cured`);
    const opened = await as('lena').post(path(`/${file.id}/openings`));
    expect([opened.status, opened.text]).toEqual([200, 'MALWARE four']);
    const wanted = ['added', 'quarantined', 'verified', 'quarantined', 'released', 'opened'];
    const acts = (await trailOf(running, file.id)).map(({ action }) => action);
    expect(acts).toEqual(wanted.map((act) => `evidence.${act}`));
    const counts = await running.app
      .get(EvidenceFiles)
      .subjectsWithFiles(running.app.get(Reader).manager, incidentId, 'step');
    expect(counts.get('d')).toBe(1);
    const again = await as('dana').post(scans);
    expect([again.status, again.json().code]).toEqual([409, 'evidence.scan_refused']);
  });
});
