import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from '../support/client.js';
import { freshFolder, redress, serve } from '../support/program.js';

const PASSWORD = 'a long night of herons';
const WEIGHTS = readFileSync(new URL('../../knowledge/weights.yaml', import.meta.url), 'utf8');
const GUARANTEE = 'remedy-loss-guarantee';

const folder = () => mkdtempSync(join(tmpdir(), 'redress-reproduce-'));

/** Own packs that weigh losses otherwise than the shipped ones. */
function packsWith(weights: string): string {
  const own = folder();
  writeFileSync(join(own, 'weights.yaml'), weights);
  return own;
}

async function signedIn(url: string) {
  const answer = await ask(url, '/api/v1/sessions', {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'lena@staff.example', password: PASSWORD }),
  });
  const cookie = (answer.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
  const { formToken } = answer.json<{ formToken: string }>();
  const headers = { origin: url, cookie, 'x-form-token': formToken, 'content-type': 'application/json' };
  return {
    get: (path: string) => ask(url, path, { headers: { cookie } }),
    post: (path: string, body: object) =>
      ask(url, path, { method: 'POST', headers, body: JSON.stringify(body) }),
  };
}

interface Planned {
  knowledgeVersion: string;
  steps: { id: string; score: number }[];
}

it('ranks a plan again by its report alone, after the knowledge has changed', async () => {
  const then = packsWith(`# As we knew it then\n${WEIGHTS}`);
  const later = packsWith(WEIGHTS.replace('capMargin: 0.01', 'capMargin: 0.02'));
  const settings = { DATA_DIR: freshFolder(), KNOWLEDGE_DIR: then };
  const passwordFile = join(folder(), 'password');
  writeFileSync(passwordFile, PASSWORD);
  const person = ['--name', 'Lena', '--email', 'lena@staff.example', '--role', 'lead'];
  await redress(['user', 'add', ...person, '--password-file', passwordFile], settings);

  const served = await serve(settings);
  const lena = await signedIn(served.url);
  const facts = {
    industry: 'retail',
    lossesIncurred: 'confirmed',
    data: { classes: [{ class: 'password' }] },
  };
  const body = { title: 'Accounts taken over', visibility: 'organisation', facts };
  const { id, reference } = (await lena.post('/api/v1/incidents', body)).json<{
    id: string;
    reference: string;
  }>();
  const plan = `/api/v1/incidents/${id}/plan`;
  await lena.post(`${plan}/steps/${GUARANTEE}/feasibility`, { factor: 0.5, reason: 'No money', revision: 0 });
  const shown = (await lena.get(plan)).json<{ plan: Planned }>().plan;
  const report = (await lena.get(`/incidents/${reference}/plan/report`)).text.replaceAll('&#x3D;', '=');
  const files = folder();
  for (const name of ['input', 'decisions']) {
    const href = new RegExp(`href="([^"]+/plan/${name}\\.json[^"]*)"`)
      .exec(report)![1]!
      .replaceAll('&amp;', '&');
    writeFileSync(join(files, `${name}.json`), (await lena.get(href)).text);
  }
  await served.end();

  const now = { ...settings, KNOWLEDGE_DIR: later };
  await (await serve(now)).end();
  const out = join(files, 'knowledge');
  const wanted = ['--version', shown.knowledgeVersion, '--out', out];
  expect(await redress(['knowledge', 'export', ...wanted], now)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(shown.knowledgeVersion),
  });
  const rank = ['plan', join(files, 'input.json'), '--decisions', join(files, 'decisions.json'), '--json'];
  const again = JSON.parse((await redress([...rank, '--knowledge', out], now)).stdout) as Planned;
  expect(again.knowledgeVersion).toBe(shown.knowledgeVersion);
  expect(JSON.stringify(again.steps)).toBe(JSON.stringify(shown.steps));
  const today = JSON.parse((await redress(rank, now)).stdout) as Planned;
  expect(today.knowledgeVersion).not.toBe(shown.knowledgeVersion);
});

it('refuses a version that was never in use, a folder in use, and decisions with a fault', async () => {
  const settings = { DATA_DIR: freshFolder() };
  await (await serve(settings)).end();
  const out = join(folder(), 'out');
  const unknown = await redress(['knowledge', 'export', '--version', '2001-01-01+0', '--out', out], settings);
  expect([unknown.status, unknown.stderr]).toEqual([1, expect.stringContaining('These were: 20')]);
  expect(existsSync(out)).toBe(false);
  const version = /were: (\S+)\./.exec(unknown.stderr)![1]!;
  const full = await redress(['knowledge', 'export', '--version', version, '--out', tmpdir()], settings);
  expect([full.status, full.stderr]).toEqual([1, expect.stringContaining('is not empty')]);
  const decisions = join(folder(), 'decisions.json');
  writeFileSync(decisions, JSON.stringify({ feasibility: { [GUARANTEE]: { factor: 9, reason: 'x' } } }));
  const faulty = await redress(['plan', '-', '--decisions', decisions], {}, '{}');
  expect([faulty.status, faulty.stdout]).toEqual([1, '']);
  expect(faulty.stderr).toContain(`/feasibility/${GUARANTEE}/factor: Must be a number from 0.5 to 1`);
  const nowhere = await redress(['plan', '-', '--knowledge', '/nowhere'], {}, '{}');
  expect([nowhere.status, nowhere.stderr]).toEqual([1, expect.stringContaining('/nowhere')]);
});
