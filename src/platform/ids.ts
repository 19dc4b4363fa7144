import { randomFillSync } from 'node:crypto';
import { monotonicFactory } from 'ulid';

/** The only source of ids: ULIDs, 26 characters, sorted by time of making within one process. */
export abstract class Ids {
  abstract next(): string;
}

export class UlidIds extends Ids {
  readonly #ulid = monotonicFactory(pooledRandom());

  next(): string {
    return this.#ulid();
  }
}

/** Form of every id we make (Crockford base 32, upper case). */
export const ID_PATTERN = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** Random numbers from 0 to 1 in steps of 1/256, drawn from the system by the page: a call for each digit would be slow. */
function pooledRandom(): () => number {
  const pool = Buffer.alloc(4096);
  let next = pool.length;
  return () => {
    if (next === pool.length) {
      randomFillSync(pool);
      next = 0;
    }
    return (pool[next++] ?? 0) / 256;
  };
}
