import { createServer } from 'node:net';

/**
 * Below the ports that the system hands out to connections and to servers that take any (from 32,768 on): none of
 * those comes to stand on one between the look and the start of whoever asked. Browsers refuse 10080.
 */
const FIRST = 10_100;
const PORTS = 9_900;

/** Test files that run side by side look in different places, two runs at once most likely too. */
let next = (process.ppid % 1_000) + 1_000 * Number(process.env.JEST_WORKER_ID ?? 0);

/** A port nobody listens on at this moment, and that this file did not ask for before. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < PORTS; tries++) {
    const port = FIRST + (next++ % PORTS);
    if (await isFree(port)) return port;
  }
  throw new Error(`Every port from ${FIRST} on is taken.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
