import { Agent, request } from 'node:http';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { Users } from '../dist/identity/users.service.js';
import { Incidents } from '../dist/incidents/incidents.service.js';
import { readEnvironment } from '../dist/platform/config/read-environment.js';
import { createApp } from '../dist/serve.js';
import { against } from './measure.mjs';

const CONNECTIONS = 16;
const PASSWORD = 'a long night of herons';

/** One stored incident read over HTTP (session, guard, view), against a bare Fastify handler of the same bytes. */
export async function benchmarks() {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const folder = join(mkdtempSync(join(tmpdir(), 'redress-bench-')), 'data');
  const app = await createApp(readEnvironment({ DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'fatal' }));
  await app.listen(port, '127.0.0.1');
  const { cookie, paths } = await prepare(app, url);
  const results = [];
  for (const [name, path] of Object.entries(paths)) {
    const { body, type } = await get(url + path, { cookie });
    const bare = Fastify();
    bare.get('/', (_, reply) => reply.type(type).send(body));
    const bareUrl = await bare.listen({ port: 0, host: '127.0.0.1' });
    const work = load(url + path, { cookie });
    results.push(
      await against({ name, target: name === 'http-read-api' ? 0.1 : 0.004, bare: load(bareUrl, {}), work }),
    );
    await bare.close();
  }
  await app.close();
  return results;
}

async function prepare(app, url) {
  const account = { name: 'Lena', email: 'lena@staff.example', role: 'lead', password: PASSWORD };
  const { id } = await app.get(Users).create(account);
  const actor = { id, kind: 'user', name: 'Lena', role: 'lead', sessionId: null, provedAt: null };
  const facts = {
    affected: { byJurisdiction: { DE: 900, IE: 12 }, total: 912 },
    ongoing: false,
    industry: 'retail',
  };
  const input = {
    title: 'Statements copied',
    kind: 'real',
    visibility: 'members',
    determination: 'confirmed',
    facts,
  };
  const incident = await app.get(Incidents).open(input, actor);
  const answer = await fetch(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ email: account.email, password: PASSWORD }),
  });
  const cookie = answer.headers.getSetCookie()[0].split(';')[0];
  return {
    cookie,
    paths: {
      'http-read-api': `/api/v1/incidents/${incident.id}`,
      'http-read-page': `/incidents/${incident.reference}`,
    },
  };
}

/** Sixteen requests at once on kept connections; counts answers that are whole. */
function load(url, headers) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  return async () => {
    const answers = await Promise.all(Array.from({ length: CONNECTIONS }, () => get(url, headers, agent)));
    if (answers.some(({ status }) => status !== 200))
      throw new Error(`Not every answer was 200: ${answers[0].status}`);
    return answers.length;
  };
}

function get(url, headers, agent) {
  return new Promise((resolve, reject) => {
    request(url, { headers, agent }, (incoming) => {
      const chunks = [];
      incoming.on('data', (chunk) => chunks.push(chunk));
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode,
          type: incoming.headers['content-type'],
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
