import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** A sealed field cannot be opened: wrong key, another place, or changed bytes. */
export class CannotOpen extends Error {
  constructor() {
    super('A sealed field cannot be opened with the key and place given.');
    this.name = 'CannotOpen';
  }
}

const TAG_LENGTH = 16;

/**
 * Seals text, or bytes, by AES-256-GCM.
 *
 * @param key   32 bytes
 * @param place what the text belongs to, e.g. `recipient/email/<row>/<incident>/1`; bound as associated data, so that
 *              ciphertexts cannot be moved between rows
 * @returns `v1.<keyVersion>.<iv>.<ciphertext>.<tag>` in base64url
 */
export function seal(key: Buffer, keyVersion: number, place: string, plain: string | Buffer): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_LENGTH });
  cipher.setAAD(Buffer.from(place, 'utf8'));
  const sealed = Buffer.concat([
    cipher.update(typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain),
    cipher.final(),
  ]);
  const parts = [iv, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'));
  return ['v1', String(keyVersion), ...parts].join('.');
}

/** @throws CannotOpen unless key, place and every bit are those of {@link seal} */
export function open(key: Buffer, place: string, field: string): string {
  return openBytes(key, place, field).toString('utf8');
}

/** The same for sealed bytes. @throws CannotOpen */
export function openBytes(key: Buffer, place: string, field: string): Buffer {
  const [form, , iv, sealed, tag, ...rest] = field.split('.');
  if (form !== 'v1' || iv === undefined || sealed === undefined || tag === undefined || rest.length > 0)
    throw new CannotOpen();
  const bytes = Buffer.from(tag, 'base64url');
  if (bytes.length !== TAG_LENGTH) throw new CannotOpen();
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), {
      authTagLength: TAG_LENGTH,
    });
    decipher.setAAD(Buffer.from(place, 'utf8'));
    decipher.setAuthTag(bytes);
    return Buffer.concat([decipher.update(Buffer.from(sealed, 'base64url')), decipher.final()]);
  } catch {
    throw new CannotOpen();
  }
}

/** Equality without the value: 128 bits of HMAC-SHA-256 under a key derived for `purpose`, hexadecimal. */
export function blindIndex(key: Buffer, purpose: string, value: string): string {
  const derived = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `redress/${purpose}`, 32));
  return createHmac('sha256', derived).update(value, 'utf8').digest('hex').slice(0, 32);
}
