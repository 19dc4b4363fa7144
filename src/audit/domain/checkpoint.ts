import { createHash, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** A tree head that was signed and left the database. */
export interface Checkpoint {
  /** Names the log; the same for its whole life. */
  origin: string;
  /** Number of entries covered. */
  size: number;
  /** Root over them, hexadecimal. */
  root: string;
}

/** Key type byte of Ed25519 in the C2SP signed-note format. */
const ED25519 = Buffer.from([0x01]);

/** Name of the log that a key signs: stable, and says nothing about the organisation. */
export function originOf(publicKey: KeyObject): string {
  return `redress-${createHash('sha256').update(rawKey(publicKey)).digest('hex').slice(0, 16)}`;
}

/** A checkpoint as a C2SP signed note (c2sp.org/signed-note, c2sp.org/tlog-checkpoint). */
export function signCheckpoint(checkpoint: Checkpoint, privateKey: KeyObject): string {
  const text = noteText(checkpoint);
  const id = keyId(checkpoint.origin, createPublicKey(privateKey));
  const signature = Buffer.concat([id, sign(null, Buffer.from(text, 'utf8'), privateKey)]);
  return `${text}\n\u2014 ${checkpoint.origin} ${signature.toString('base64')}\n`;
}

/** The checkpoint of a signed note, or null when form, key or signature is wrong. */
export function openCheckpoint(note: string, publicKey: KeyObject): Checkpoint | null {
  const match =
    /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n\n\u2014 ([^ \n]+) ([A-Za-z0-9+/=]+)\n$/.exec(note);
  if (!match) return null;
  const [, origin = '', size = '', root = '', signer, encoded = ''] = match;
  const checkpoint = { origin, size: Number(size), root: Buffer.from(root, 'base64').toString('hex') };
  const signature = Buffer.from(encoded, 'base64');
  const known = signer === origin && signature.subarray(0, 4).equals(keyId(origin, publicKey));
  const valid =
    known && verify(null, Buffer.from(noteText(checkpoint), 'utf8'), publicKey, signature.subarray(4));
  return valid ? checkpoint : null;
}

function noteText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${Buffer.from(root, 'hex').toString('base64')}\n`;
}

function keyId(origin: string, publicKey: KeyObject): Buffer {
  return createHash('sha256')
    .update(`${origin}\n`)
    .update(ED25519)
    .update(rawKey(publicKey))
    .digest()
    .subarray(0, 4);
}

/** The 32 bytes at the end of the SPKI form. */
function rawKey(publicKey: KeyObject): Buffer {
  return publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
}
