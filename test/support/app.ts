import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readEnvironment } from '../../src/platform/config/read-environment.js';
import { createApp } from '../../src/serve.js';
import { freshDatabase } from './database.js';
import { freePort } from './port.js';

export interface RunningApp {
  app: NestFastifyApplication;
  /** `http://localhost:<port>`, also its PUBLIC_URL. */
  url: string;
  dataDir: string;
  close(): Promise<void>;
}

/** The whole service on a fresh database, listening on a port of its own. */
export async function startApp(settings: Record<string, string> = {}): Promise<RunningApp> {
  const place = await freshDatabase();
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const defaults = { LOG_LEVEL: 'fatal', MAILING_WAIT_SECONDS: '0', REMINDER_LADDER: 'off' };
  const environment = readEnvironment({
    ...place,
    ...defaults,
    PORT: String(port),
    PUBLIC_URL: url,
    ...settings,
  });
  const app = await createApp(environment);
  await app.listen(port, '127.0.0.1');
  return { app, url, dataDir: environment.DATA_DIR, close: () => app.close() };
}
