import { createHash } from 'node:crypto';

/** UUIDv5 (RFC 4122): the same namespace and name give the same id everywhere. */
export function uuidOf(namespace: string, name: string): string {
  const space = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  return uuidFrom(createHash('sha1').update(space).update(name).digest(), 5);
}

/**
 * An id in the form of a UUIDv4, which CACAO asks for in steps and agents, from a hash in place of chance, so that
 * the same playbook is always the same file.
 */
export function stepUuidOf(playbook: string, name: string): string {
  return uuidFrom(createHash('sha256').update(`${playbook}\n${name}`).digest(), 4);
}

function uuidFrom(digest: Buffer, version: number): string {
  const bytes = Buffer.from(digest.subarray(0, 16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
