import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../support/client.js';
import { freshFolder, redress, serve } from '../support/program.js';
import type { Served } from '../support/program.js';

const PASSWORD = 'a long night of herons';

/** Signs in and gives the headers of a change. */
async function signIn(url: string): Promise<Record<string, string>> {
  const answer = await ask(url, '/api/v1/sessions', {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'lena@staff.example', password: PASSWORD }),
  });
  const cookie = (answer.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
  const { formToken } = answer.json<{ formToken: string }>();
  return { origin: url, cookie, 'x-form-token': formToken, 'content-type': 'application/json' };
}

/** Opens incidents and kills the process at an acknowledgement, while others write; returns the ids acknowledged. */
async function writeUntilDead(
  served: Served,
  headers: Record<string, string>,
  killAfter: number,
): Promise<string[]> {
  const acknowledged: string[] = [];
  const writer = async (name: number) => {
    for (let n = 0; served.child.signalCode === null; n++) {
      const body = JSON.stringify({
        title: `Incident ${name}/${n}`,
        visibility: 'organisation',
        facts: { ongoing: true },
      });
      const answer = await ask(served.url, '/api/v1/incidents', { method: 'POST', headers, body }).catch(
        () => null,
      );
      if (answer?.status === 201) acknowledged.push(answer.json<{ id: string }>().id);
      if (acknowledged.length === killAfter) served.child.kill('SIGKILL');
    }
  };
  await Promise.all([1, 2, 3, 4].map(writer));
  return acknowledged;
}

it('loses no acknowledged write when the process is killed in the middle, and the audit log still verifies', async () => {
  const settings = { DATA_DIR: freshFolder() };
  const passwordFile = join(settings.DATA_DIR, '..', 'password');
  writeFileSync(passwordFile, PASSWORD);
  const words = [
    '--name',
    'Lena',
    '--email',
    'lena@staff.example',
    '--role',
    'lead',
    '--password-file',
    passwordFile,
  ];
  expect((await redress(['user', 'add', ...words], settings)).status).toBe(0);

  const acknowledged: string[] = [];
  for (const killAfter of [9, 31, 18]) {
    const served = await serve(settings);
    acknowledged.push(...(await writeUntilDead(served, await signIn(served.url), killAfter)));
    await served.end('SIGKILL');
  }

  const served = await serve(settings);
  const headers = await signIn(served.url);
  const found = await Promise.all(
    acknowledged.map((id) => ask(served.url, `/api/v1/incidents/${id}`, { headers })),
  );
  await served.end();
  expect(acknowledged.length).toBeGreaterThanOrEqual(58);
  expect(found.filter(({ status }) => status !== 200)).toEqual([]);

  const verified = await redress(['audit', 'verify', '--json'], settings);
  expect([verified.status, JSON.parse(verified.stdout)]).toMatchObject([
    0,
    { ok: true, firstBad: null, unsealed: 0 },
  ]);
  const { entries } = JSON.parse(verified.stdout) as { entries: number };
  expect(entries).toBeGreaterThanOrEqual(acknowledged.length);
});

it('lets only one process serve from a data folder, and takes over after one that died', async () => {
  const settings = { DATA_DIR: freshFolder() };
  const first = await serve(settings);
  const second = await redress(['serve'], { ...settings, PORT: '0', PUBLIC_URL: 'http://localhost:1' });
  expect([second.status, second.stderr]).toEqual([1, expect.stringContaining('Another Redress runs')]);
  await first.end('SIGKILL');
  expect(readFileSync(join(settings.DATA_DIR, 'serve.lock'), 'utf8')).toBe(String(first.child.pid));
  const third = await serve(settings);
  await third.end();
});
