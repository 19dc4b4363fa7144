import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { blindIndex, open, openBytes, seal } from './field-cipher.js';
import { DataKey } from './data-key.entity.js';
import type { Keys } from './key-files.js';

/** Seals and opens the personal data of one scope. */
export interface Sealer {
  /** @param place `<table>/<column>/<row id>` */
  seal(place: string, plain: string | Buffer): string;
  open(place: string, field: string): string;
  /** What was sealed as bytes. */
  openBytes(place: string, field: string): Buffer;
  blindIndex(purpose: string, value: string): string;
}

/** The scope has no data key: it was erased, or never held personal data. */
export class ScopeErased extends Error {
  constructor(scope: string) {
    super(`The data key of ${scope} is gone; its personal data cannot be read again.`);
    this.name = 'ScopeErased';
  }
}

/** One random data key per scope, wrapped by the master key (`security.md` 4.2). */
export class DataKeys {
  constructor(private readonly keys: Keys) {}

  /** The sealer of a scope, made on first use inside the caller's transaction. */
  async forWriting(manager: EntityManager, scope: string): Promise<Sealer> {
    const row = await manager.findOneBy(DataKey, { scope });
    if (row) return this.#sealer(row);
    const made = {
      scope,
      version: 1,
      wrapped: seal(this.keys.master, 1, wrapPlace(scope, 1), randomBytes(32).toString('base64url')),
    };
    await manager.insert(DataKey, made);
    return this.#sealer(made);
  }

  /** @throws ScopeErased when the scope has no key */
  async forReading(manager: EntityManager, scope: string): Promise<Sealer> {
    const row = await manager.findOneBy(DataKey, { scope });
    if (!row) throw new ScopeErased(scope);
    return this.#sealer(row);
  }

  #sealer({ scope, version, wrapped }: DataKey): Sealer {
    const key = Buffer.from(open(this.keys.master, wrapPlace(scope, version), wrapped), 'base64url');
    const bound = (place: string) => `${place}/${scope}/${version}`;
    return {
      seal: (place, plain) => seal(key, version, bound(place), plain),
      open: (place, field) => open(key, bound(place), field),
      openBytes: (place, field) => openBytes(key, bound(place), field),
      blindIndex: (purpose, value) => blindIndex(key, purpose, value),
    };
  }
}

function wrapPlace(scope: string, version: number): string {
  return `dek/${scope}/${version}`;
}
