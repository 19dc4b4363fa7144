import { monotonicFactory } from 'ulid';

/** The only source of ids: ULIDs, 26 characters, sorted by time of making within one process. */
export abstract class Ids {
  abstract next(): string;
}

export class UlidIds extends Ids {
  readonly #ulid = monotonicFactory();

  next(): string {
    return this.#ulid();
  }
}

/** Form of every id we make (Crockford base 32, upper case). */
export const ID_PATTERN = /^[0-9A-HJKMNP-TV-Z]{26}$/;
