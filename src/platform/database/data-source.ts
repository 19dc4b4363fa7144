import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import type { DataSourceOptions, EntityTarget, MixedList } from 'typeorm';
import type { Environment } from '../config/environment.js';
import { MIGRATIONS } from './migrations.js';

/** What better-sqlite3 hands to `prepareDatabase`. */
interface SqliteHandle {
  pragma(text: string): unknown;
}

export type Entities = readonly EntityTarget<object>[];

/** Path of the SQLite file. */
export function sqlitePath(environment: Pick<Environment, 'DATA_DIR'>): string {
  return join(environment.DATA_DIR, 'redress.sqlite');
}

/**
 * The connection that writes. On SQLite there is exactly one, shared by all callers of the data source: use it
 * through `UnitOfWork` only. On PostgreSQL it is a pool.
 */
export function writerDataSource(environment: Environment, entities: Entities): DataSource {
  const common = {
    entities: entities as MixedList<() => unknown>,
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'each' as const,
  };
  return new DataSource(
    environment.DATABASE_URL ? postgres(environment.DATABASE_URL, common) : sqlite(environment, common),
  );
}

/** The connection that reads: a second, read-only one on SQLite; the writer's own pool on PostgreSQL. */
export function readerDataSource(environment: Environment, writer: DataSource): DataSource {
  if (environment.DATABASE_URL) return writer;
  return new DataSource({
    type: 'better-sqlite3',
    database: sqlitePath(environment),
    entities: writer.options.entities,
    readonly: true,
    prepareDatabase: (db: SqliteHandle) => {
      db.pragma('query_only = ON');
      db.pragma('busy_timeout = 5000');
    },
  });
}

type Common = Pick<DataSourceOptions, 'entities' | 'migrations' | 'migrationsTransactionMode'>;

function sqlite(environment: Environment, common: Common): DataSourceOptions {
  mkdirSync(environment.DATA_DIR, { recursive: true, mode: 0o700 });
  return {
    ...common,
    type: 'better-sqlite3',
    database: sqlitePath(environment),
    prepareDatabase: (db: SqliteHandle) => {
      // A power cut must not lose an acknowledged write: WAL with FULL.
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      db.pragma('busy_timeout = 5000');
      db.pragma('cache_size = -65536');
      db.pragma('secure_delete = ON');
    },
  };
}

function postgres(url: string, common: Common): DataSourceOptions {
  return { ...common, type: 'postgres', url, poolSize: 10, applicationName: 'redress' };
}
