import type { EntityManager } from 'typeorm';
import { CannotOpen } from '../platform/secrets/field-cipher.js';
import type { Sealer } from '../platform/secrets/data-keys.js';
import { EvidenceChunk } from './evidence-chunk.entity.js';
import type { EvidenceFile } from './evidence-file.entity.js';

const CHUNK_BYTES = 512 * 1024;

/** Seals and keeps the bytes of a file in the caller's transaction. @returns how many chunks they became */
export async function writeChunks(
  manager: EntityManager,
  sealer: Sealer,
  fileId: string,
  bytes: Buffer,
): Promise<number> {
  const count = Math.ceil(bytes.length / CHUNK_BYTES);
  for (let chunkNumber = 0; chunkNumber < count; chunkNumber++) {
    const from = chunkNumber * CHUNK_BYTES;
    const sealed = sealer.seal(place(fileId, chunkNumber), bytes.subarray(from, from + CHUNK_BYTES));
    await manager.insert(EvidenceChunk, { fileId, chunkNumber, sealed });
  }
  return count;
}

/**
 * The bytes of a file as they are stored.
 *
 * @returns null when a chunk is missing or was changed
 */
export async function readChunks(
  manager: EntityManager,
  sealer: Sealer,
  { id, chunkCount }: Pick<EvidenceFile, 'id' | 'chunkCount'>,
): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  for (let chunkNumber = 0; chunkNumber < chunkCount; chunkNumber++) {
    const chunk = await manager.findOneBy(EvidenceChunk, { fileId: id, chunkNumber });
    if (!chunk) return null;
    try {
      parts.push(sealer.openBytes(place(id, chunkNumber), chunk.sealed));
    } catch (error) {
      if (error instanceof CannotOpen) return null;
      throw error;
    }
  }
  return Buffer.concat(parts);
}

/** Where a chunk belongs, for the seal: neither its file nor its turn can be changed. */
function place(fileId: string, chunkNumber: number): string {
  return `evidence_chunk/sealed/${fileId}/${chunkNumber}`;
}
