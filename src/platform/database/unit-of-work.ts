import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';

/** PostgreSQL: serialization failure, deadlock. The work is run again from its start. */
const RETRIED = new Set(['40001', '40P01']);
const MOST_TRIES = 25;
const LONGEST_PAUSE_MS = 1_000;

/** The database refused the work again and again, because others wrote the same rows at the same time. */
class TooManyAtOnce extends Error {
  override readonly name = 'TooManyAtOnce';
  readonly statusCode = 503;
}

/**
 * The only way to write. TypeORM gives every caller of a SQLite data source the same connection, so two
 * transactions at once would mix: here they wait in a line. On PostgreSQL they run side by side, serializable,
 * and are tried again when the database asks for it; `work` must therefore have no effect besides the database.
 */
export class UnitOfWork {
  readonly #inside = new AsyncLocalStorage<true>();
  readonly #queued: boolean;
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly dataSource: DataSource) {
    this.#queued = dataSource.options.type !== 'postgres';
  }

  /**
   * Runs `work` in one transaction: all of it is kept, or none.
   *
   * @throws Error when called inside another `run`: pass the manager on instead
   */
  run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    if (this.#inside.getStore()) throw new Error('UnitOfWork.run was nested; pass the manager on.');
    if (!this.#queued) return this.#retried(work);
    const result = this.#last.then(() => this.#inside.run(true, () => this.dataSource.transaction(work)));
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Resolves when the writes queued so far have ended; used by the graceful stop. */
  async idle(): Promise<void> {
    await this.#last;
  }

  async #retried<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#inside.run(true, () => this.dataSource.transaction('SERIALIZABLE', work));
      } catch (error) {
        if (!RETRIED.has(sqlState(error))) throw error;
        if (attempt >= MOST_TRIES) throw new TooManyAtOnce('Others keep writing the same rows.');
        await pause(Math.random() * Math.min(2 ** (attempt + 2), LONGEST_PAUSE_MS));
      }
    }
  }
}

function sqlState(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}
