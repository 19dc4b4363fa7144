import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ulid } from 'ulid';

declare const database: 'sqlite' | 'postgres';

/** Which database this run of the file uses: each file runs once on each. */
export const DATABASE: 'sqlite' | 'postgres' = database;

/** A fresh data folder, and on PostgreSQL a fresh database, as settings for the service. */
export async function freshDatabase(): Promise<{ DATA_DIR: string; DATABASE_URL?: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-test-'));
  if (DATABASE === 'sqlite') return { DATA_DIR: join(folder, 'data') };
  const base = process.env.TEST_POSTGRES_URL;
  if (!base) throw new Error('No PostgreSQL was started for this run.');
  const name = `t_${ulid().toLowerCase()}`;
  const client = new pg.Client({ connectionString: `${base}/postgres` });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return { DATA_DIR: join(folder, 'data'), DATABASE_URL: `${base}/${name}` };
}
