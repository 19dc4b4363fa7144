import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The secrets of one installation; they live beside the database, never inside it. */
export interface Keys {
  /** 32 bytes; wraps the data key of each incident. */
  master: Buffer;
  /** Ed25519; signs checkpoints of the audit log. */
  checkpoint: KeyObject;
  /** 32 bytes; binds form tokens to sessions. */
  token: Buffer;
}

/** The keys are unsafe or missing; the start is refused. */
export class KeysUnusable extends Error {
  override readonly name = 'KeysUnusable';
}

/**
 * Reads the key files of `<dataDir>/keys`, making them (mode 0600, folder 0700) on the first start.
 *
 * @param databaseExists with a database but no keys nothing could be decrypted: refused instead of made anew
 * @throws KeysUnusable when a file is readable by others, is missing, or has the wrong size
 */
export function openKeys(dataDir: string, databaseExists: boolean): Keys {
  const folder = join(dataDir, 'keys');
  const names = ['master.key', 'checkpoint.key', 'token.key'] as const;
  const missing = names.filter((name) => !existsSync(join(folder, name)));
  if (missing.length > 0 && (databaseExists || missing.length < names.length)) {
    throw new KeysUnusable(
      `keys/${missing[0]} is missing beside an existing database: restore it from the backup of the keys.`,
    );
  }
  if (missing.length > 0) makeKeys(dataDir, folder);
  return {
    master: read(folder, 'master.key', 32),
    checkpoint: createPrivateKey({ key: read(folder, 'checkpoint.key'), format: 'der', type: 'pkcs8' }),
    token: read(folder, 'token.key', 32),
  };
}

function makeKeys(dataDir: string, folder: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  const write = (name: string, bytes: Buffer) =>
    writeFileSync(join(folder, name), bytes, { mode: 0o600, flag: 'wx' });
  write('master.key', randomBytes(32));
  write('checkpoint.key', privateKey.export({ format: 'der', type: 'pkcs8' }));
  write('token.key', randomBytes(32));
}

function read(folder: string, name: string, size?: number): Buffer {
  const path = join(folder, name);
  if ((statSync(path).mode & 0o077) !== 0) {
    throw new KeysUnusable(
      `keys/${name} can be read by other accounts of this machine: set its mode to 0600.`,
    );
  }
  const bytes = readFileSync(path);
  if (size !== undefined && bytes.length !== size) throw new KeysUnusable(`keys/${name} has the wrong size.`);
  return bytes;
}
