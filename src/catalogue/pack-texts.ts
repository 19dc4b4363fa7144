import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pack } from './domain/catalogue.js';
import { sha256 } from './knowledge-files.js';
import { shippedFolder } from './knowledge-schemas.js';

/** A knowledge file on disk is no longer what was read from it. */
export class KnowledgeChanged extends Error {
  override readonly name = 'KnowledgeChanged';
}

/**
 * The texts behind a loaded catalogue, by SHA-256, byte for byte.
 *
 * @param overlay folder of the organisation's own packs, as the catalogue was loaded with it
 * @throws KnowledgeChanged when a file was changed since
 */
export function packTexts(packs: readonly Pack[], overlay: string | undefined): Map<string, string> {
  return new Map(
    packs.map((pack) => {
      const bytes = readFileSync(join(pack.overlay ? (overlay ?? '') : shippedFolder, pack.file));
      if (sha256(bytes) !== pack.sha256)
        throw new KnowledgeChanged(`${pack.file} was changed while the service started; start it again.`);
      return [pack.sha256, bytes.toString('utf8')];
    }),
  );
}
