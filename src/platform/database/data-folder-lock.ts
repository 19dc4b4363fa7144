import { closeSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../config/environment.js';

/** Another process serves from this data folder. */
export class DataFolderBusy extends Error {
  constructor() {
    super(
      'Another Redress runs on this data folder; stop it first, or use PostgreSQL for several processes.',
    );
    this.name = 'DataFolderBusy';
  }
}

/**
 * On SQLite one process serves: a second one would send the same mail. The lock names the process; one left by a
 * process that is gone is taken over.
 *
 * @throws DataFolderBusy
 */
export function holdDataFolder(environment: Pick<Environment, 'DATA_DIR' | 'DATABASE_URL'>): void {
  if (environment.DATABASE_URL !== undefined) return;
  mkdirSync(environment.DATA_DIR, { recursive: true, mode: 0o700 });
  const path = join(environment.DATA_DIR, 'serve.lock');
  if (!take(path)) {
    if (isAlive(ownerOf(path))) throw new DataFolderBusy();
    unlinkSync(path);
    if (!take(path)) throw new DataFolderBusy();
  }
  process.once('exit', () => {
    if (ownerOf(path) === process.pid) unlinkSync(path);
  });
}

function take(path: string): boolean {
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function ownerOf(path: string): number {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
