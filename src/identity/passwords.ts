import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { passwordFault } from './domain/password-rules.js';
import { PasswordRefused } from './identity.errors.js';
import { Turns } from './turns.js';

/** What one argon2id hash costs; never below 19456 KiB and 2 passes. */
export class PasswordCost {
  memoryKib = 65_536;
  passes = 3;
  lanes = 1;
}

const ARGON2ID = 2;
const MOST_AT_ONCE = 4;
const MOST_WAITING = 64;

/** Hashes and compares passwords by argon2id, at most four at once: each takes 64 MiB. */
@Injectable()
export class Passwords {
  readonly #turns = new Turns(MOST_AT_ONCE, MOST_WAITING);
  #dummy: { key: string; hash: Promise<string> } | null = null;

  constructor(private readonly cost: PasswordCost) {}

  /**
   * The hash to keep of a new password.
   *
   * @param context words an attacker would try first: name, address
   * @param path    the field, for the refusal
   * @throws PasswordRefused when it is too short or too easy to guess
   */
  async accept(password: string, context: readonly string[], path: string): Promise<string> {
    const fault = passwordFault(password, context);
    if (fault !== null) throw new PasswordRefused(path, fault);
    return this.hash(password);
  }

  /** PHC text, to be kept as it is. */
  hash(password: string): Promise<string> {
    return this.#turns.run(() => hash(password.normalize('NFC'), this.#options()));
  }

  /**
   * True when the password is the one that was hashed. Without a hash it takes as long and is false, so that the time
   * does not tell who has an account.
   */
  async verify(kept: string | null, password: string): Promise<boolean> {
    const against = kept ?? (await this.#dummyHash());
    const same = await this.#turns.run(() => verify(against, password.normalize('NFC')));
    return same && kept !== null;
  }

  /** True when the hash was made more cheaply than hashes are made now. */
  isOutdated(kept: string): boolean {
    const { memoryCost, timeCost } = parseOptions(kept);
    return memoryCost < this.cost.memoryKib || timeCost < this.cost.passes;
  }

  #options() {
    const { memoryKib, passes, lanes } = this.cost;
    return {
      algorithm: ARGON2ID,
      memoryCost: memoryKib,
      timeCost: passes,
      parallelism: lanes,
      outputLen: 32,
    };
  }

  #dummyHash(): Promise<string> {
    const key = JSON.stringify(this.cost);
    if (this.#dummy?.key !== key)
      this.#dummy = { key, hash: this.hash(randomBytes(24).toString('base64url')) };
    return this.#dummy.hash;
  }
}
