import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from '../support/client.js';
import { freshFolder, redress, serve } from '../support/program.js';
import type { Served } from '../support/program.js';

let served: Served;

beforeAll(async () => {
  served = await serve({}, ['demo', '--data-dir', freshFolder()]);
});

afterAll(() => served.end());

it('prints one account per role, once, and three incidents of different industries stand behind them', async () => {
  const accounts = [...served.output().matchAll(/^ {2}(\w+) +(\S+@larkmoor\.example) +(\S+)$/gm)];
  expect(accounts.map(([, role]) => role)).toEqual([
    'admin',
    'lead',
    'communications',
    'counsel',
    'auditor',
    'viewer',
  ]);
  const [, , email = '', password = ''] = accounts[1] ?? [];
  const signedIn = await ask(served.url, '/api/v1/sessions', {
    method: 'POST',
    headers: { origin: served.url, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  expect(signedIn.status).toBe(201);
  const cookie = (signedIn.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
  const list = await ask(served.url, '/api/v1/incidents', { headers: { cookie } });
  const { incidents } = list.json<{ incidents: { id: string; industry: string }[] }>();
  expect(new Set(incidents.map(({ industry }) => industry)).size).toBe(3);
  for (const { id } of incidents) {
    const people = await ask(served.url, `/api/v1/incidents/${id}/recipients`, { headers: { cookie } });
    expect(people.text).toMatch(/example/);
  }
});

it('leaves alone a folder that holds something else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'redress-not-demo-'));
  writeFileSync(join(folder, 'redress.sqlite'), 'real');
  const { status, stderr } = await redress(['demo', '--data-dir', folder], { PORT: '0' });
  expect([status, stderr]).toEqual([1, expect.stringContaining('something else')]);
});
