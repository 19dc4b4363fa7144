import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshPostgres } from './postgres.js';

declare const database: 'sqlite' | 'postgres';

/** Which database this run of the file uses: each file runs once on each. */
export const DATABASE: 'sqlite' | 'postgres' = database;

/** A fresh data folder, and on PostgreSQL a fresh database, as settings for the service. */
export async function freshDatabase(): Promise<{ DATA_DIR: string; DATABASE_URL?: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'redress-test-'));
  const DATA_DIR = join(folder, 'data');
  return DATABASE === 'sqlite' ? { DATA_DIR } : { DATA_DIR, DATABASE_URL: await freshPostgres() };
}
